import type { ChannelKind } from '../../adapters/channel.ts'
import type { RecordId } from '../../adapters/ids.ts'
import { parseDay } from '../../adapters/time.ts'
import { pageSize } from '../connection.ts'
import type { Context } from '../context.ts'
import { customerById } from '../customer-records.ts'
import { defineSubgraph } from '../define-subgraph.ts'
import { skuOfLine } from '../items.ts'
import { moneyFields, taxedMoneyFields } from '../money.ts'
import { placedAt } from '../order-copies.ts'
import { partOfOrder } from '../order-parts.ts'
import { positionOf } from '../order-position.ts'
import { recordOf } from '../source-status.ts'
import { history } from './history.ts'
import type { OrderModel } from './models.ts'
import { customerOfOrder, orderById } from './order.ts'
import type { CustomerOrdersArgs, Resolvers } from './resolvers.generated.ts'

const shown = ({ copies: [{ found }] }: OrderModel) => found.value
const storeOf = (context: Context, source: string, record: RecordId | null) => {
  const place = record && context.services.stores.byRecord(source, record)
  return place && place.kind === 'STORE' ? { id: place.id } : null
}

const resolvers: Resolvers = {
  Query: { order: (_, { id }, context) => orderById(context, id) },
  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    orders: async ({ id }, args, context) => {
      const customer = await customerById(context, id)
      return customer && history(context, customer, wish(args))
    },
  },
  Order: {
    __resolveReference: ({ id }, context) => orderById(context, id),
    number: (order) => shown(order).number,
    status: (order) => shown(order).status,
    statusDetail: (order) => shown(order).statusDetail,
    channel: (order) => shown(order).channel,
    placedOn: (order) => shown(order).placedOn,
    placedAt: (order) => placedAt(order),
    store: ({ copies: [{ asked, found }] }, _, context) => storeOf(context, asked.name, found.value.store),
    customer: (order, _, context) => customerOfOrder(context, order),
    lines: (order) => shown(order).lines.map((line) => ({ line })),
    cost: (order) => {
      const { subtotal, shipping, discount, total, roundingAdjustment } = shown(order).cost
      return {
        subtotal: taxedMoneyFields(subtotal),
        shipping: shipping && taxedMoneyFields(shipping),
        discount: discount && moneyFields(discount),
        total: taxedMoneyFields(total),
        roundingAdjustment: roundingAdjustment && moneyFields(roundingAdjustment),
      }
    },
    shippingAddress: (order) => shown(order).shippingAddress,
    billingAddress: (order) => shown(order).billingAddress,
    payments: (order, _, context) =>
      partOfOrder(context, order, 'payments', (found, { asked }) =>
        found.value.map((payment) => ({
          ...payment,
          id: payment.recordId,
          amount: moneyFields(payment.amount),
          source: { ...recordOf(asked, found), recordId: payment.recordId },
        })),
      ),
    fulfillments: (order, _, context) =>
      partOfOrder(context, order, 'fulfillments', (found, { asked }) =>
        found.value.map(({ recordId: id, location, lines, ...rest }) => ({
          ...rest,
          id,
          store: storeOf(context, asked.name, location),
          lines: lines.map(({ lineId: orderLineId, quantity }) => ({ orderLineId, quantity })),
        })),
      ),
    returns: (order, _, context) =>
      partOfOrder(context, order, 'returns', (found, { asked }) =>
        found.value.map((back) => ({ found, asked, back })),
      ),
    sources: ({ copies }) => copies.map(({ asked, found }) => recordOf(asked, found)),
  },
  OrderLine: {
    id: ({ line }) => line.lineId,
    sku: ({ line }, _, context) => skuOfLine(context, line),
    gtin: ({ line }) => line.gtin,
    title: ({ line }) => line.title,
    quantity: ({ line }) => line.quantity,
    unitPrice: ({ line }) => taxedMoneyFields(line.unitPrice),
    lineTotal: ({ line }) => taxedMoneyFields(line.lineTotal),
    variant: async ({ line }, _, context) => {
      const sku = await skuOfLine(context, line)
      return sku ? { sku } : null
    },
    fulfillmentStatus: ({ line }) => line.status,
  },
  Return: {
    id: ({ asked, back }, _, { services }) => services.sealer.seal('return', [asked.name, back.recordId]),
    status: ({ back }) => back.status,
    channel: ({ back }) => back.channel,
    receivedAt: ({ asked, back }, _, context) => storeOf(context, asked.name, back.receivedAt),
    lines: ({ back }) => back.lines.map(({ lineId: orderLineId, ...rest }) => ({ ...rest, orderLineId })),
    refund: ({ back }) => back.refund && moneyFields(back.refund),
    source: ({ asked, found, back }) => ({ ...recordOf(asked, found), recordId: back.recordId }),
  },
}

function wish({ first, after, where }: CustomerOrdersArgs & { readonly first: number }) {
  const { channels, status, placed } = where ?? {}
  return {
    first: pageSize(first),
    after: after ? positionOf(after) : null,
    channels: (channels ?? []) as readonly ChannelKind[],
    statuses: status ?? [],
    from: placed?.from ? parseDay(placed.from) : null,
    to: placed?.to ? parseDay(placed.to) : null,
  }
}

/** Orders from every system that records them. */
export const orders = defineSubgraph('orders', resolvers)
