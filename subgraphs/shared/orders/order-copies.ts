import type { Order, OrderKey } from '../../../adapters/ports/orders.ts'
import type { Found } from '../../../adapters/read.ts'
import type { Answerer } from '../../../adapters/source.ts'
import type { Instant } from '../../../adapters/time.ts'
import type { Sealer } from '../../sealed-id.ts'
import type { Asked } from '../../source-status.ts'
import { withHouse } from './house-copy.ts'
import { orderId } from './order-id.ts'
import type { Position } from './order-position.ts'

/** One system's copy of an order. */
export interface OrderCopy {
  readonly asked: Asked
  readonly found: Found<Order>
}

/** An order with the copies found so far, the one that is shown first. */
export interface MergedOrder {
  readonly id: string
  readonly key: OrderKey
  readonly copies: readonly [OrderCopy, ...OrderCopy[]]
}

/**
 * Puts the copies of one order in different systems together: one order, every source kept. The copy that is shown
 * is the owner's: a till's for a sale at a till, else the first in the retailer's order of precedence.
 */
export function collapse(
  copies: readonly OrderCopy[],
  answerers: readonly Answerer<'orders'>[],
  sealer: Sealer,
): readonly MergedOrder[] {
  const byId = new Map<string, OrderCopy[]>()
  for (const copy of copies) {
    const id = orderId(sealer, keyOf(copy))
    const known = byId.get(id)
    if (!known) byId.set(id, [copy])
    else if (!known.some(({ asked }) => asked.name === copy.asked.name)) known.push(copy)
  }
  return [...byId].flatMap(([id, found]) => {
    const [shown, ...others] = [...found].sort(
      (left, right) => rank(left, answerers) - rank(right, answerers),
    )
    return shown ? [{ id, key: keyOf(shown), copies: [knowing(shown, others), ...others] as const }] : []
  })
}

/** What is shown, with what the graph's own copy knows better. */
function knowing(shown: OrderCopy, others: readonly OrderCopy[]): OrderCopy {
  const house = others.find(({ asked }) => asked.kind === 'GRAPH')
  if (!house) return shown
  return { ...shown, found: { ...shown.found, value: withHouse(shown.found.value, house.found.value) } }
}

/** Whether the copy is its owner's, as far as kinds of systems tell. */
export function isOwner({ asked, found }: OrderCopy): boolean {
  return (found.value.channel.kind === 'STORE_POS') === (asked.kind === 'POS')
}

/** Where an order stands in a history. */
export function positionOfOrder(order: MergedOrder): Position {
  return { placedOn: order.copies[0].found.value.placedOn, placedAt: placedAt(order), id: order.id }
}

/** The instant, from the first copy that knows it. */
export function placedAt({ copies }: MergedOrder): Instant | null {
  return copies.map(({ found }) => found.value.placedAt).find((at) => at !== null) ?? null
}

function keyOf({ found: { value } }: OrderCopy) {
  return { channel: value.channel.kind, number: value.number }
}

function rank(copy: OrderCopy, answerers: readonly Answerer<'orders'>[]): number {
  const precedence = answerers.findIndex(({ name }) => name === copy.asked.name)
  return precedence + (isOwner(copy) ? 0 : answerers.length)
}
