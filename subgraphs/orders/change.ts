import type { Context } from '../context.ts'
import type { SeenOrder } from '../shared/orders/order.ts'
import { orderById } from '../shared/orders/order.ts'
import type { WriteOutcome } from '../shared/writes/write-outcome.ts'
import { openOrder } from './access.ts'
import { forgetOrder, type OrderFacts } from './order-facts.ts'
import { because, type Refusal, refused, whyRefused } from './refused.ts'
import { writesOf } from './writes.ts'

/** What a change of an order came to. */
export interface OrderChanged {
  readonly replayed: boolean
  /** As it is now; null when it is not the viewer's. */
  readonly order: SeenOrder | null
  readonly userErrors: readonly Refusal[]
  readonly writes: readonly WriteOutcome[]
}

/** An order that is to be changed, and the scope by which staff may. */
export interface Changing {
  readonly orderId: string
  readonly scope: string
}

/** What is answered when it was done, now or before. */
export async function answerOf(
  context: Context,
  { orderId, scope }: Changing,
  replayed: boolean,
): Promise<OrderChanged> {
  const seen = await openOrder(context, orderId, scope)
  if (!seen) return { replayed, order: null, userErrors: [], writes: [] }
  forgetOrder(context, seen)
  const [order, writes] = await Promise.all([orderById(context, orderId), writesOf(context, orderId)])
  return { replayed, order, userErrors: [], writes }
}

/** What is answered when it was not done. */
export function refusedWith(order: SeenOrder | null, userErrors: readonly Refusal[]): OrderChanged {
  return { replayed: false, order, userErrors, writes: [] }
}

/** What is answered when it was refused, with the order as it is now; anything else is thrown again. */
export async function refusedIf(context: Context, seen: SeenOrder, error: unknown): Promise<OrderChanged> {
  const userErrors = whyRefused(error)
  forgetOrder(context, seen)
  return refusedWith(await orderById(context, seen.id), userErrors)
}

/** Refuses where the order is not as it was seen. */
export function refuseOther({ shown: { version } }: OrderFacts, expected: string | null): void {
  if (expected === null || expected === version) return
  const message = 'The order was changed meanwhile: look at it again.'
  throw refused([
    because('VERSION_CONFLICT', message, { field: ['input', 'expectedVersion'], retryable: true }),
  ])
}
