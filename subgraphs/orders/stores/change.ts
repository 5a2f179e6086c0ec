import type { CaseRecord, WriteUnit } from '../../../ledger/writes/port.ts'
import type { Context } from '../../context.ts'
import { badInput } from '../../graphql-error.ts'
import { orderById } from '../../shared/orders/order.ts'
import { orderKeyOf } from '../../shared/orders/order-id.ts'
import {
  changed,
  type PlacedGroup,
  type PlacedOrderBody,
  placedBody,
} from '../../shared/orders/placed-order.ts'
import { withGroup, worked } from '../../shared/orders/store-work.ts'
import type { Place } from '../../shared/stock/store-directory.ts'
import { before, begin, type Doing, once } from '../../shared/writes/doing.ts'
import { type OrderChanged, refusedIf, refusedWith } from '../change.ts'
import { factsNow, factsOf, forgetOrder, type OrderFacts } from '../order-facts.ts'
import { because, notFound, refused } from '../refused.ts'
import { aboutExchanged } from '../returns/exchange-end.ts'
import { writesOf } from '../writes.ts'

/** The scope by which staff works on what their own store has to do. */
export const FULFIL = 'store:fulfil'

/** What a store does about its part of an order. */
export interface StoreChange {
  readonly operation: string
  readonly orderId: string
  readonly fulfillmentId: string
  readonly key: string
  readonly input: unknown
  /** A scope by which somebody away from stores may do it, too. */
  readonly alsoBy?: string
}

/** A store's part of an order where nobody else can change it. */
export interface AtWork {
  readonly unit: WriteUnit
  readonly doing: Doing
  readonly facts: OrderFacts
  readonly placed: PlacedOrderBody
  readonly group: PlacedGroup
  readonly work: NonNullable<PlacedGroup['work']>
}

/** What is kept of a step: the group as it is now, what happened, and whether the store has still something to do. */
export interface Step {
  readonly group: PlacedGroup
  readonly events: Parameters<typeof worked>[1]
  readonly isOpen: boolean
  /** Where the order itself changes, too. */
  readonly remake?: (body: PlacedOrderBody) => PlacedOrderBody
}

/**
 * Does a step of a store's work once. What another store has to do, and what nobody has, is NOT_FOUND alike. `prepare` asks systems before anything
 * is locked; the step itself is worked out where nobody else can change the order.
 */
export async function changeInStore<Prepared>(
  context: Context,
  change: StoreChange,
  prepare: (group: PlacedGroup, placed: PlacedOrderBody) => Promise<Prepared>,
  step: (at: AtWork, prepared: Prepared) => Promise<Step>,
): Promise<OrderChanged> {
  const { orderId, fulfillmentId } = change
  const { sealer, writes } = context.services
  orderKeyOf(sealer, orderId)
  if (sealer.unseal('fulfilment', fulfillmentId).length !== 2)
    throw badInput('expected the id of a fulfilment')
  const doing = begin(context, change)
  if (await before(context, doing)) return answered(context, orderId, true)
  const record = (await writes.orders.byIds([orderId])).get(orderId)
  const placed = record && placedBody(record)
  const group = placed && theirs(context, change, placed)
  const order = group ? await orderById(context, orderId) : null
  if (!placed || !group || !order) return refusedWith(null, [notFound('fulfillmentId')])
  try {
    const seen = await factsOf(context, order)
    const prepared = await prepare(group, placed)
    const about = [`order/${orderId}`, 'stock', ...aboutExchanged(placed)] as const
    const { replayed } = await once(context, { doing, about }, async (unit) => {
      const facts = await factsNow(context, unit, { orderId, seen })
      const at = workNow(context, change, { unit, doing, facts })
      await keep(at, orderId, await step(at, prepared))
      return { orderId }
    })
    return answered(context, orderId, replayed)
  } catch (error) {
    return refusedIf(context, order, error)
  }
}

/** The group of an order that the viewer may work on; null for any other, there or not. */
function theirs(
  { viewer, services: { stores } }: Context,
  { fulfillmentId, alsoBy }: StoreChange,
  { groups = [] }: PlacedOrderBody,
): PlacedGroup | null {
  const group = groups.find(({ id }) => id === fulfillmentId)
  if (!group?.work) return null
  if (alsoBy !== undefined && viewer.scopes.includes(alsoBy)) return group
  if (!viewer.scopes.includes(FULFIL)) return null
  return group.place === ownStore(viewer.store, stores)?.id ? group : null
}

/** The store of the viewer; null where they work in none. */
export function ownStore(code: string | null, stores: { byCode(code: string): Place | null }): Place | null {
  return code === null ? null : stores.byCode(code)
}

function workNow(
  context: Context,
  change: StoreChange,
  { unit, doing, facts }: Pick<AtWork, 'unit' | 'doing' | 'facts'>,
): AtWork {
  const { placed } = facts
  const group = placed && theirs(context, change, placed)
  if (!placed || !group?.work) throw refused([notFound('fulfillmentId')])
  if (placed.status === 'CANCELLED' || group.work.state === 'ENDED')
    throw refused([because('TOO_LATE', 'The order, or this part of it, was cancelled.')])
  return { unit, doing, facts, placed, group, work: group.work }
}

/** Keeps a step. What it asked for besides has changed the order already: it is looked at again. */
async function keep({ unit }: AtWork, orderId: string, step: Step): Promise<void> {
  const { group, events, isOpen, remake = (body) => body } = step
  const order = (await unit.orders.byIds([orderId])).get(orderId)
  if (order) await unit.orders.save(changed(order, remake(withGroup(placedBody(order), group))))
  const record = (await unit.cases.byIds([group.id])).get(group.id)
  if (record) await unit.cases.save(after(record, group, { events, isOpen }))
}

function after(
  record: CaseRecord,
  { place }: PlacedGroup,
  { events, isOpen }: Pick<Step, 'events' | 'isOpen'>,
): CaseRecord {
  return worked(record, events, { location: place, isOpen: record.isOpen && isOpen })
}

async function answered(context: Context, orderId: string, replayed: boolean): Promise<OrderChanged> {
  forgetOrder(context, { id: orderId, key: orderKeyOf(context.services.sealer, orderId) })
  const [order, writes] = await Promise.all([orderById(context, orderId), writesOf(context, orderId)])
  return { replayed, order, userErrors: [], writes }
}
