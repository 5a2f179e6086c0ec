import type { RecordId } from '../../../adapters/ids.ts'
import type { Context } from '../../context.ts'
import { orderById, orderByKey } from '../../shared/orders/order.ts'
import { moneyFields } from '../../shared/prices/money.ts'
import type { OrderReturn } from '../../shared/returns/order-returns.ts'
import type { Resolvers } from '../resolvers.generated.ts'
import { factsOf, labelUnavailable, labelUrl, refundsOf, returnLines } from './fields.ts'
import { returnById, returnId, sourceOfReturn } from './reads.ts'

/** The store that has the goods: as the graph knows it where they were handed in through it, else as the system says. */
function receivedAt({ services: { stores } }: Context, { own, told, back }: OrderReturn) {
  const isOwn = own !== null && own.body.state === 'RECEIVED' && own.location !== null
  const place = isOwn
    ? stores.byId(own.location ?? '')
    : told && back.receivedAt && stores.byRecord(told.asked.name, back.receivedAt as RecordId)
  return place && place.kind === 'STORE' ? { id: place.id } : null
}

const returnFields: NonNullable<Resolvers['Return']> = {
  __resolveReference: ({ id }, context) => returnById(context, id),
  id: (back, _, context) => returnId(context, back),
  number: ({ of }) => of.back.reference,
  order: ({ key, order }, _, context) => order ?? (key ? orderByKey(context, key) : null),
  status: ({ of }) => of.back.status,
  channel: ({ of }) => of.back.channel,
  receivedAt: ({ of }, _, context) => receivedAt(context, of),
  on: ({ of }) => of.back.on,
  lines: ({ of }) => returnLines(of),
  isGift: ({ of }) => of.own?.body.isGift ?? false,
  refund: ({ of }) => of.back.refund && moneyFields(of.back.refund),
  refunds: ({ of }, _, context) => refundsOf(context, of),
  facts: ({ of }, _, context) => factsOf(context, of),
  labelUrl: ({ of }, _, context) => labelUrl(context, of),
  labelUnavailable: ({ of }, _, context) => labelUnavailable(context, of),
  exchangeOrder: ({ of }, _, context) => {
    const id = of.own?.body.exchangeOrder ?? null
    return id === null ? null : orderById(context, id)
  },
  source: ({ of }, _, context) => sourceOfReturn(context, of),
}

/** What a return shows, and what comes of changing one. */
export const returnResolvers = {
  Return: returnFields,
  ReturnPayload: { return: ({ of }) => of },
} satisfies Resolvers
