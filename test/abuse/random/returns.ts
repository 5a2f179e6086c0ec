import type { WorldOrder, WorldReceipt } from '../../../sandbox/world/sale-types.ts'
import type { World } from '../../../sandbox/world/types.ts'
import type { Headers } from '../../graph/people.ts'
import type { Whole } from '../../graph/whole.ts'
import { changed, storeIdOf } from './orders.ts'
import { orderIdOf } from './private-values.ts'

/** Goods that somebody brought back through the graph. */
export interface MadeReturn {
  readonly id: string
  readonly number: string
  /** Index of the shopper whose they were. */
  readonly owner: number
  /** The id of their order. */
  readonly order: string
}

const DONE = 'return { id number } userErrors { code message }'
const ANNOUNCE = `mutation ($input: ReturnInput!, $key: String!) { done: returnCreate(input: $input, idempotencyKey: $key) { ${DONE} } }`
const RECEIVE = `mutation ($input: ReturnReceiveInput!, $key: String!) { done: returnReceive(input: $input, idempotencyKey: $key) { ${DONE} } }`

/** The days on which something may come back that was bought by then; well within what the retailer allows. */
const DAYS = 25

/** Has an agent announce goods of web orders, and an associate take back some that were bought at tills: of each shopper once. */
export async function bringBack(whole: Whole, owners: readonly number[]): Promise<readonly MadeReturn[]> {
  const { world, idKey } = whole
  const after = new Date(world.now.getTime() - DAYS * 86_400_000).toISOString().slice(0, 10)
  const agent = { ...whole.as('callCentre'), 'x-channel': 'CALL_CENTER' }
  const associate = whole.as('associate')
  const storeId = storeIdOf(whole, 'PAR01')
  const made = await Promise.all(
    owners.map(async (owner): Promise<MadeReturn | null> => {
      const sent = sentTo(world, owner, after)
      const sale = sent ? null : soldTo(world, owner, after)
      const bought = sent ?? sale
      if (!bought) return null
      const line = bought.lines.find(({ quantity }) => quantity === '1')
      const order = orderIdOf(bought, idKey)
      const goods = { sku: line?.sku, quantity: '1', reason: 'OTHER' }
      const [query, input, headers]: readonly [string, object, Headers] = sent
        ? [ANNOUNCE, { orderId: order, channel: 'CALL_CENTER', lines: [goods] }, agent]
        : [RECEIVE, { orderId: order, storeId, lines: [{ ...goods, condition: 'USED' }] }, associate]
      const done = await changed(whole, query, { variables: { input }, headers })
      return { id: done.return.id, number: done.return.number, owner, order }
    }),
  )
  const all = made.filter((one) => one !== null)
  if (all.length === 0) throw new RangeError('expected somebody to have bought what may come back')
  return all
}

type Bought = WorldOrder | WorldReceipt

/** A web order of theirs that was sent, billed and paid after that day, and of which nothing came back. */
function sentTo({ orders }: World, owner: number, after: string): Bought | undefined {
  return orders.findLast(
    ({ customer, channel, placedOn, invoice, returned, lines }) =>
      customer === owner &&
      channel === 'WEB' &&
      placedOn > after &&
      invoice?.cleared === true &&
      returned === null &&
      hasOne({ lines }),
  )
}

/** A sale of theirs at a till after that day, paid in one way. */
function soldTo({ receipts }: World, owner: number, after: string): Bought | undefined {
  return receipts.findLast(
    ({ customer, kind, businessDay, late, rounding, tenders, lines }) =>
      customer === owner &&
      kind === 'sale' &&
      businessDay > after &&
      !late &&
      rounding === 0 &&
      tenders.length === 1 &&
      hasOne({ lines }),
  )
}

function hasOne({ lines }: Pick<Bought, 'lines'>): boolean {
  return lines.some(({ quantity }) => quantity === '1')
}
