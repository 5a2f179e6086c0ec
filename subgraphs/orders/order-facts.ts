import DataLoader from 'dataloader'
import type { RecordId } from '../../adapters/ids.ts'
import type { OrderDesk } from '../../adapters/ports/order-desk.ts'
import type { Order } from '../../adapters/ports/orders.ts'
import type { Estate } from '../../adapters/source.ts'
import type { CaseRecord, PlacedOrder, WriteUnit } from '../../ledger/writes/port.ts'
import { type Context, perRequest } from '../context.ts'
import { withHouse } from '../shared/orders/house-copy.ts'
import type { SeenOrder } from '../shared/orders/order.ts'
import { forgetOwn } from '../shared/orders/order-loaders.ts'
import { type PlacedOrderBody, placedBody } from '../shared/orders/placed-order.ts'
import { orderOf } from '../shared/orders/placed-orders.ts'

/** What decides what may be done about an order. */
export interface OrderFacts {
  readonly orderId: string
  /** As it is shown. */
  readonly shown: Order
  /** What the ledger holds of it; null for an order that the graph did not take. */
  readonly placed: PlacedOrderBody | null
  /** What somebody did about it, oldest first. */
  readonly cases: readonly CaseRecord[]
  /** The system that has it, or will have it, and takes what is done about it; null where none of those that have it does. */
  readonly desk: Desk | null
}

/** The desk of an order. */
interface Desk {
  readonly system: string
  readonly port: OrderDesk
  /** Its record there; null where it has none yet. */
  readonly recordId: RecordId | null
}

const own = perRequest(({ services: { writes } }) => ({
  placed: new DataLoader<string, PlacedOrder | null>(async (ids) => {
    const found = await writes.orders.byIds(ids)
    return ids.map((id) => found.get(id) ?? null)
  }),
  cases: new DataLoader<string, readonly CaseRecord[]>(async (ids) => {
    const found = await writes.cases.ofOrders(ids)
    return ids.map((id) => found.get(id) ?? [])
  }),
}))

/** What somebody did about an order through the graph, oldest first; many orders are asked for at once. */
export function casesOf(context: Context, orderId: string): Promise<readonly CaseRecord[]> {
  return own(context).cases.load(orderId)
}

/** What the ledger holds of an order; null for one that the graph did not take. */
export async function placedOf(context: Context, { id, copies }: SeenOrder): Promise<PlacedOrder | null> {
  return copies.some(({ asked }) => asked.kind === 'GRAPH') ? own(context).placed.load(id) : null
}

/** What decides about an order, as far as it is known before anything is locked. */
export async function factsOf(context: Context, order: SeenOrder): Promise<OrderFacts> {
  const [record, cases] = await Promise.all([placedOf(context, order), casesOf(context, order.id)])
  const placed = record && placedBody(record)
  const shown = order.copies[0].found.value
  const desk = deskFor(context.services.estate, order, placed)
  return { orderId: order.id, shown, placed, cases, desk }
}

/** The same as it is where nobody else can change it. */
export async function factsNow(
  { services: { estate } }: Context,
  unit: WriteUnit,
  { orderId, seen }: { readonly orderId: string; readonly seen: OrderFacts },
): Promise<OrderFacts> {
  const record = (await unit.orders.byIds([orderId])).get(orderId)
  const cases = (await unit.cases.ofOrders([orderId])).get(orderId) ?? []
  if (!record) return { ...seen, cases }
  const placed = placedBody(record)
  const shown = withHouse(seen.shown, orderOf(record, estate.answers.orderDesk))
  const desk = seen.desk && { ...seen.desk, recordId: placed.desk.recordId ?? seen.desk.recordId }
  return { orderId, shown, placed, cases, desk }
}

/** From now on the request sees what it has changed. */
export function forgetOrder(context: Context, { id, key }: Pick<SeenOrder, 'id' | 'key'>): void {
  own(context).placed.clear(id)
  own(context).cases.clear(id)
  forgetOwn(context, id, key)
}

function deskFor({ answers }: Estate, { copies }: SeenOrder, placed: PlacedOrderBody | null): Desk | null {
  for (const { name: system, port } of answers.orderDesk) {
    const copy = copies.find(({ asked }) => asked.name === system)
    const recordId = copy?.found.recordId ?? null
    if (placed?.desk.system === system) return { system, port, recordId: placed.desk.recordId ?? recordId }
    if (copy) return { system, port, recordId }
  }
  return null
}
