import type { LineToPlace } from '../../../adapters/ports/order-desk.ts'
import type { OrderStatus } from '../../../adapters/ports/orders.ts'
import type { Instant } from '../../../adapters/time.ts'
import type { CaseRecord, WriteUnit } from '../../../ledger/writes/port.ts'
import type { Sealer } from '../../sealed-id.ts'
import type { Place } from '../stock/store-directory.ts'
import type { PlacedEvent, PlacedGroup, PlacedOrderBody, StoreWork } from './placed-order.ts'

/** The kind of case that a store's work for an order is; its id is the group's. */
export const FULFILMENT = 'fulfilment'

/** What is in the case of a store's work: what happened, oldest first. How far it is, the order knows. */
export interface WorkBody {
  readonly events: readonly PlacedEvent[]
}

const OPEN: StoreWork = { state: 'OPEN', readyAt: null, leftAt: null, parcel: null }

/** A line of an order and the place that it comes from. */
interface PlannedFrom {
  readonly place: Place
  readonly toPlace: Pick<LineToPlace, 'position' | 'fulfilment'>
}

/** The groups of an order, in the order of their first lines. What leaves from a store is that store's work. */
export function groupsOf(
  sealer: Sealer,
  orderId: string,
  lines: readonly PlannedFrom[],
): readonly PlacedGroup[] {
  const groups = new Map<string, PlacedGroup>()
  for (const { place, toPlace } of lines) {
    const { position, fulfilment: kind } = toPlace
    const key = JSON.stringify([place.id, kind])
    const work = place.kind === 'STORE' ? OPEN : null
    const id = () => sealer.seal('fulfilment', [orderId, String(groups.size + 1)])
    const known = groups.get(key) ?? { id: id(), kind, place: place.id, positions: [], work }
    groups.set(key, { ...known, positions: [...known.positions, position] })
  }
  return [...groups.values()]
}

/** Opens a case in each store that has work with an order. */
export async function openWork(
  { cases }: WriteUnit,
  order: {
    readonly orderId: string
    readonly customerId: string | null
    readonly groups: readonly PlacedGroup[]
    readonly at: Instant
  },
): Promise<void> {
  const { orderId, customerId, groups, at } = order
  const body = JSON.stringify({ events: [] } satisfies WorkBody)
  for (const { id, place, work } of groups) {
    if (!work) continue
    const facts = { id, kind: FULFILMENT, orderId, customerId, location: place }
    await cases.save({ ...facts, isOpen: true, version: 1, createdAt: at, body })
  }
}

/** What is in the case of a store's work. */
export function workBody({ body }: CaseRecord): WorkBody {
  // Written by `openWork` and `worked`.
  return JSON.parse(body) as WorkBody
}

/** The next version of a case, with more that happened. */
export function worked(
  record: CaseRecord,
  events: readonly PlacedEvent[],
  change: Partial<Pick<CaseRecord, 'isOpen' | 'location'>> = {},
): CaseRecord {
  const body: WorkBody = { events: [...workBody(record).events, ...events] }
  return { ...record, ...change, version: record.version + 1, body: JSON.stringify(body) }
}

/** How far a line is by the store that works on it; null where none does, or nothing is to be told of it. */
export function stateInStore({ groups = [] }: PlacedOrderBody, position: number): OrderStatus | null {
  const group = groups.find(({ positions }) => positions.includes(position))
  return group ? statusOfGroup(group) : null
}

/** How far a group is by its store; null while its order says it all. */
export function statusOfGroup({ kind, work }: PlacedGroup): OrderStatus | null {
  if (work?.state === 'READY') return kind === 'SHIP' ? 'IN_PREPARATION' : 'READY_FOR_PICKUP'
  if (work?.state === 'LEFT') return kind === 'SHIP' ? 'SHIPPED' : 'COLLECTED'
  return null
}

/** The same order with another group in the place of the one with its id. */
export function withGroup(body: PlacedOrderBody, group: PlacedGroup): PlacedOrderBody {
  return { ...body, groups: (body.groups ?? []).map((one) => (one.id === group.id ? group : one)) }
}

/** The same order without what stores need no longer do: groups of which no line is to happen any more are over. */
export function withoutGoneWork(body: PlacedOrderBody, standing: readonly number[]): PlacedOrderBody {
  if (!body.groups) return body
  const groups = body.groups.map((group): PlacedGroup => {
    const positions = group.positions.filter((one) => standing.includes(one))
    const isUnderWay = group.work?.state === 'OPEN' || group.work?.state === 'READY'
    if (!group.work || !isUnderWay) return group
    if (positions.length > 0) return { ...group, positions }
    return { ...group, work: { ...group.work, state: 'ENDED' } }
  })
  return { ...body, groups }
}

/** Takes out of the stores' queues what is over. */
export async function closeGoneWork({ cases }: WriteUnit, { groups = [] }: PlacedOrderBody): Promise<void> {
  const over = groups.filter(({ work }) => work?.state === 'ENDED').map(({ id }) => id)
  for (const record of (await cases.byIds(over)).values())
    if (record.isOpen) await cases.save(worked(record, [], { isOpen: false }))
}
