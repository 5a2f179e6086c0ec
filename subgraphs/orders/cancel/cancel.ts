import type { Context } from '../../context.ts'
import { badInput } from '../../graphql-error.ts'
import { customerOfOrder } from '../../shared/orders/order.ts'
import { before, begin, once } from '../../shared/writes/doing.ts'
import { openOrder } from '../access.ts'
import { answerOf, type Changing, type OrderChanged, refusedIf, refusedWith, refuseOther } from '../change.ts'
import { factsNow, factsOf, type OrderFacts } from '../order-facts.ts'
import { cancelLineRule, cancelRule, refusalsFor } from '../order-rules.ts'
import { because, notFound, type Refusal, refuseFor } from '../refused.ts'
import type { MutationOrderCancelArgs, OrderCancelInput } from '../resolvers.generated.ts'
import { aboutExchanged } from '../returns/exchange-end.ts'
import { askCancellation } from './ask.ts'

/** The scope by which staff changes any order. */
const WRITE = 'order:write'
/** Longest reason. */
const LONGEST = 100
/** Most lines named at once. */
const MOST_LINES = 100

/**
 * Cancels an order or lines of it. What no system has yet is cancelled in the same transaction; else the system that has it is asked, and what
 * it says is seen in the order later.
 */
export async function cancel(
  context: Context,
  { input, idempotencyKey: key }: MutationOrderCancelArgs,
): Promise<OrderChanged> {
  const changing: Changing = { orderId: input.orderId, scope: WRITE }
  const { orderId } = changing
  const lineIds = checked(input)
  const doing = begin(context, { operation: 'orderCancel', key, input })
  if (await before(context, doing)) return answerOf(context, changing, true)
  const order = await openOrder(context, orderId, WRITE)
  if (!order) return refusedWith(null, [notFound('input', 'orderId')])
  try {
    const seen = await factsOf(context, order)
    refuseUnless(seen, { input, lineIds })
    const customerId = (await customerOfOrder(context, order))?.id ?? null
    const about = [`order/${orderId}`, 'stock', ...aboutExchanged(seen.placed)] as const
    const { replayed } = await once(context, { doing, about }, async (unit) => {
      const facts = await factsNow(context, unit, { orderId, seen })
      refuseUnless(facts, { input, lineIds })
      const id = [doing.caller, doing.key, doing.at]
      const wish = { orderId, id, customerId, at: doing.at, facts, lineIds, reason: input.reason.trim() }
      await askCancellation(context, unit, wish)
      return { orderId }
    })
    return answerOf(context, changing, replayed)
  } catch (error) {
    // Who sent it twice at once is not refused for what the other of both has cancelled.
    if (await before(context, doing)) return answerOf(context, changing, true)
    return refusedIf(context, order, error)
  }
}

/** The lines that are named; null for the whole order. Throws BAD_INPUT. */
function checked({ lineIds, reason }: OrderCancelInput): readonly string[] | null {
  const length = reason.trim().length
  if (length < 1 || length > LONGEST) throw badInput(`expected a "reason" of 1 to ${LONGEST} characters`)
  if (!lineIds) return null
  if (lineIds.length < 1 || lineIds.length > MOST_LINES)
    throw badInput(`expected 1 to ${MOST_LINES} "lineIds", or none at all for the whole order`)
  if (new Set(lineIds).size < lineIds.length) throw badInput('expected each line once in "lineIds"')
  return lineIds
}

interface Wish {
  readonly input: OrderCancelInput
  readonly lineIds: readonly string[] | null
}

function refuseUnless(facts: OrderFacts, { input, lineIds }: Wish): void {
  refuseOther(facts, input.expectedVersion ?? null)
  refuseFor(
    lineIds === null
      ? refusalsFor(cancelRule(facts))
      : lineIds.flatMap((lineId) => whyLineStays(facts, lineId)),
  )
}

function whyLineStays(facts: OrderFacts, lineId: string): readonly Refusal[] {
  if (facts.shown.lines.some((line) => line.lineId === lineId))
    return refusalsFor(cancelLineRule(facts, lineId), { lineId })
  return [because('NOT_FOUND', 'The order has no such line.', { field: ['input', 'lineIds'], lineId })]
}
