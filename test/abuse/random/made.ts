import { setTimeout as wait } from 'node:timers/promises'
import { ledgerPlace } from '../../../gateway/ledger-place.ts'
import { filled } from '../../graph/settled.ts'
import type { Answer, Whole } from '../../graph/whole.ts'
import type { MadeCart } from './carts.ts'
import { type MadeOrder, placeOrders } from './orders.ts'
import type { PrivateValue } from './private-values.ts'
import { holdPoints, type MadeRedemption } from './redemptions.ts'
import { bringBack, type MadeReturn } from './returns.ts'

/** What was bought, brought back and redeemed through the graph before anybody asks at random. */
export interface MadePurchases {
  readonly orders: readonly MadeOrder[]
  readonly returns: readonly MadeReturn[]
  readonly redemptions: readonly MadeRedemption[]
  /** Keys that the ERP gave to what it was told, by the order's id. */
  readonly records: ReadonlyMap<string, readonly string[]>
}

/** Everything that was made. */
export interface Made extends MadePurchases {
  readonly carts: readonly MadeCart[]
}

/** Has each of these shoppers order, bring something back and redeem points, as far as they can, and waits until the systems know of it. */
export async function makePurchases(whole: Whole, owners: readonly number[]): Promise<MadePurchases> {
  const place = ledgerPlace(whole.config, () => new Date(whole.now()))
  if (!('file' in place)) throw new Error('expected the ledger to be a file')
  await filled({ ...whole.config, ledger: { ...whole.config.ledger, file: place.file } })
  const [orders, returns, redemptions] = await Promise.all([
    placeOrders(whole, owners),
    bringBack(whole, owners),
    holdPoints(whole, owners),
  ])
  await delivered(whole)
  const records = await Promise.all(orders.map(async ({ id }) => [id, await recordsOf(whole, id)] as const))
  return { orders, returns, redemptions, records: new Map(records) }
}

/** Waits until nothing is on its way to a system but what is not to be told before the points' time is over. */
async function delivered(whole: Whole): Promise<void> {
  const operator = whole.as('operations')
  for (let tries = 0; tries < 600; tries++) {
    const { data } = await whole.ask(
      '{ outbox(first: 100) { edges { node { id kind state } } } }',
      {},
      operator,
    )
    const [waiting] = data.outbox.edges.filter(({ node }: Answer['data']) => node.kind !== 'loyalty.expire')
    // What was read of them before is not what their systems say now.
    if (!waiting) return whole.forget()
    if (waiting.node.state === 'DEAD') throw new Error(`expected ${waiting.node.id} to be delivered`)
    await wait(50)
  }
  throw new Error('expected every system to be told')
}

async function recordsOf(whole: Whole, id: string): Promise<readonly string[]> {
  const { data } = await whole.ask('query ($id: ID!) { order(id: $id) { sources { recordId } } }', { id })
  const keys: readonly string[] = data.order.sources.map(({ recordId }: { recordId: string }) => recordId)
  const given = keys.filter((key) => key !== id)
  if (given.length === 0) throw new Error('expected the ERP to have the order')
  return given
}

/** The private values among what was made. */
export function privateOfMade({
  orders,
  returns,
  redemptions,
  records,
}: MadePurchases): readonly PrivateValue[] {
  const ofOrders = orders.flatMap(({ id, owner, said, ...order }) => {
    const given = {
      placed: [id],
      orders: [order.number, order.fulfilmentId, ...(records.get(id) ?? [])],
      codes: [order.pickupCode],
      checkout: [said.familyName, said.phone, said.street],
      // Nobody is shown how to be the one who ordered.
      hidden: [said.email, order.reservationId, ...Object.values(order.tokens ?? {})],
    } as const
    return Object.entries(given).flatMap(([kind, texts]) =>
      texts.map((text) => ({ text, kind: kind as keyof typeof given, owner, order: id })),
    )
  })
  const ofReturns = returns.flatMap(({ id, number, owner, order }): readonly PrivateValue[] => [
    { text: id, kind: 'placed', owner, order },
    { text: number, kind: 'orders', owner, order },
  ])
  const ofRedemptions = redemptions.flatMap(({ id, code, owner }): readonly PrivateValue[] => [
    { text: id, kind: 'placed', owner, order: null },
    { text: code, kind: 'points', owner, order: null },
  ])
  return [...ofOrders, ...ofReturns, ...ofRedemptions]
}
