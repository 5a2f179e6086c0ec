import type { Fulfillment, Order, OrderKey, Orders } from '../../adapters/ports/orders.ts'
import { isFound, type Read } from '../../adapters/read.ts'
import type { Estate } from '../../adapters/source.ts'
import { type Clock, type Instant, instant } from '../../adapters/time.ts'
import type { HoldRecord, PlacedOrder, WriteLedger } from '../../ledger/writes/port.ts'
import { type PlacedOrderBody, placedBody } from '../shared/orders/placed-order.ts'
import type { StoreDirectory } from '../shared/stock/store-directory.ts'
import { areGone } from './gone.ts'

/** What it takes to see that an owner's count has what was put aside for orders. */
export interface ContainedTools {
  readonly writes: Pick<WriteLedger, 'holds' | 'orders' | 'transact'>
  readonly estate: Estate
  readonly stores: Pick<StoreDirectory, 'byId'>
  readonly clock: Clock
}

/** Holds looked at together: one batch for the desk. */
const PAGE = 100
/** Pages looked at in one round, so that many open orders are no burden on the desk. */
const PAGES = 5
/** How long a count may have been on its way when the goods left: the longest time limit that a call can be given. */
const ON_THE_WAY_MS = 60_000

/**
 * Ends holds of orders whose goods the owner of the stock no longer counts: a round looks at some of them, the next one goes on behind; how
 * many were ended. What was read before an end still lacks it and is compared with what was held, however late it arrives.
 */
export function createContainedSweep(tools: ContainedTools): () => Promise<number> {
  let after: string | null = null
  return async () => {
    let ended = 0
    for (let page = 0; page < PAGES; page++) {
      const holds = await tools.writes.holds.committed(after, PAGE)
      ended += await endThose(tools, holds)
      after = holds.length < PAGE ? null : (holds.at(-1)?.id ?? null)
      if (after === null) break
    }
    return ended
  }
}

interface Held {
  readonly hold: HoldRecord
  readonly body: PlacedOrderBody
}

async function endThose(tools: ContainedTools, holds: readonly HoldRecord[]): Promise<number> {
  const orders = await tools.writes.orders.byIds(holds.flatMap(({ orderId }) => orderId ?? []))
  const held = holds.flatMap((hold) => withBody(hold, orders))
  const ends = await endsOf(tools, held)
  const due = held.map(({ hold }) => hold.id).filter((id) => ends.has(id))
  if (due.length === 0) return 0
  return tools.writes.transact(['stock'], async (unit) => {
    // It may have been released meanwhile.
    const open = [...(await unit.holds.byIds(due)).values()].filter(({ state }) => state === 'COMMITTED')
    for (const hold of open) {
      const at = ends.get(hold.id)
      if (at !== undefined) await unit.holds.save({ ...hold, state: 'ENDED', endedAt: sureAfter(at) })
    }
    return open.length
  })
}

function withBody(hold: HoldRecord, orders: ReadonlyMap<string, PlacedOrder>): readonly Held[] {
  const order = orders.get(hold.orderId ?? '')
  return order ? [{ hold, body: placedBody(order) }] : []
}

function sureAfter(at: Instant): Instant {
  return instant(new Date(Date.parse(at) + ON_THE_WAY_MS))
}

/** Since when each hold's goods are surely not counted any more; absent while they are, and while nobody knows. */
async function endsOf(tools: ContainedTools, held: readonly Held[]): Promise<ReadonlyMap<string, Instant>> {
  const ends = new Map<string, Instant>()
  const toAsk = new Map<string, Held[]>()
  for (const one of held) {
    const { hold, body } = one
    const accepted = acceptedAt(tools, one)
    if (accepted) ends.set(hold.id, accepted)
    else if (body.desk.recordId !== null)
      toAsk.set(body.desk.system, [...(toAsk.get(body.desk.system) ?? []), one])
  }
  for (const [system, own] of toAsk) {
    const port = tools.estate.answers.orders.find(({ name }) => name === system)?.port
    for (const [id, at] of port ? await askDesk(tools, port, own) : []) ends.set(id, at)
  }
  return ends
}

/** When the desk took the order, where it is the owner of the stock and its count is less from then on. */
function acceptedAt(
  { estate, stores }: ContainedTools,
  { hold, body: { desk, events } }: Held,
): Instant | null {
  const place = stores.byId(hold.location)
  const owner = estate.answers.stock.find(({ name }) => place?.records.has(name))
  if (owner?.port.falls !== 'WHEN_ORDERED' || owner.name !== desk.system) return null
  return events.find(({ kind }) => kind === 'ACCEPTED')?.at ?? null
}

/** Two batches: what became of the lines, and what has left. */
async function askDesk(
  { stores }: ContainedTools,
  port: Orders,
  held: readonly Held[],
): Promise<readonly (readonly [id: string, at: Instant])[]> {
  const keys = new Map(held.map(({ body: { order } }) => [JSON.stringify(order.key), order.key]))
  const [orders, left] = await Promise.all([
    port.orders([...keys.values()]),
    port.fulfillments([...new Set(held.flatMap(({ body: { desk } }) => desk.recordId ?? []))]),
  ])
  return held.flatMap(({ hold, body }) => {
    const place = stores.byId(hold.location)?.records.get(body.desk.system) ?? null
    const read = readOf(orders, keys.get(JSON.stringify(body.order.key)))
    const sent = body.desk.recordId === null ? undefined : left.get(body.desk.recordId)
    if (!isFound(read) || (sent !== undefined && !isFound(sent))) return []
    if (!areGone(hold, { place, ordered: body.order.lines, order: read.value, sent: sent?.value ?? [] }))
      return []
    return [[hold.id, latest(read, sent)] as const]
  })
}

function readOf(orders: ReadonlyMap<OrderKey, Read<Order>>, key: OrderKey | undefined) {
  return key && orders.get(key)
}

function latest(
  { fetchedAt }: { readonly fetchedAt: Instant },
  sent: { readonly fetchedAt: Instant; readonly value: readonly Fulfillment[] } | undefined,
): Instant {
  return sent && sent.fetchedAt > fetchedAt ? sent.fetchedAt : fetchedAt
}
