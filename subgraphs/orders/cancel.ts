import type { Instant } from '../../adapters/time.ts'
import type { WriteUnit } from '../../ledger/writes/port.ts'
import type { Context } from '../context.ts'
import { before, begin, type Doing, once } from '../doing.ts'
import { badInput } from '../graphql-error.ts'
import { CANCEL, orderEntryBody } from '../order-entry.ts'
import type { PlacedEvent } from '../placed-order.ts'
import { openOrder } from './access.ts'
import { CANCELLATION, type CancellationBody, cancelEntryId } from './cases.ts'
import { answerOf, type Changing, type OrderChanged, refusedIf, refusedWith, refuseOther } from './change.ts'
import { giveUp, placeEntryId } from './give-up.ts'
import { factsNow, factsOf, type OrderFacts } from './order-facts.ts'
import { cancelLineRule, cancelRule, refusalsFor } from './order-rules.ts'
import { because, notFound, type Refusal, refused, refuseFor } from './refused.ts'
import type { MutationOrderCancelArgs, OrderCancelInput } from './resolvers.generated.ts'

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
    const about = [`order/${orderId}`, 'stock'] as const
    const { replayed } = await once(context, { doing, about }, async (unit) => {
      const facts = await factsNow(context, unit, { orderId, seen })
      refuseUnless(facts, { input, lineIds })
      await open(context, unit, { orderId, doing, facts, lineIds, reason: input.reason.trim() })
      return { orderId }
    })
    return answerOf(context, changing, replayed)
  } catch (error) {
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

interface Opening {
  readonly orderId: string
  readonly doing: Doing
  readonly facts: OrderFacts
  readonly lineIds: readonly string[] | null
  readonly reason: string
}

async function open({ services }: Context, unit: WriteUnit, opening: Opening): Promise<void> {
  const { orderId, doing, facts, reason } = opening
  const { at } = doing
  const lines = positionsOf(opening)
  const caseId = services.sealer.seal('case', [CANCELLATION, doing.caller, doing.key, at])
  const { placed, desk } = facts
  // Not with its system yet, as far as anybody knows: what is on its way nevertheless is cancelled there when it is found.
  const isHere = placed !== null && placed.desk.recordId === null && lines === null
  const body: CancellationBody = {
    status: isHere ? 'DONE' : 'REQUESTED',
    lines,
    reason,
    record: placed === null && desk?.recordId ? { system: desk.system, recordId: desk.recordId } : null,
    events: [event(isHere ? 'CANCELLED' : 'CANCELLATION_REQUESTED', at, reason)],
  }
  const customerId = null
  await unit.cases.save({
    id: caseId,
    kind: CANCELLATION,
    orderId,
    customerId,
    location: null,
    isOpen: false,
    version: 1,
    createdAt: at,
    body: JSON.stringify(body),
  })
  if (isHere) {
    await giveUp(unit, { orderId, positions: null, caseId, at })
    // Nothing of it is placed any more: an entry that was given up lets go on what waits behind it.
    await unit.retry(placeEntryId(orderId), at)
    return
  }
  const system = placed?.desk.system ?? desk?.system
  if (system === undefined) throw new Error('expected a desk, since without one nothing is cancelled')
  const entry = { id: cancelEntryId(caseId), stream: orderId, system, kind: CANCEL, at }
  await unit.send({ ...entry, body: orderEntryBody(orderId, { caseId }) })
}

function event(kind: PlacedEvent['kind'], at: Instant, note: string): PlacedEvent {
  return { at, kind, system: null, note }
}

/** The lines by their positions in the order; null for all of it, however it was said. Throws `Refused`. */
function positionsOf({ facts: { shown, desk }, lineIds }: Opening): CancellationBody['lines'] {
  const standing = shown.lines.filter(({ status }) => status !== 'CANCELLED')
  if (lineIds === null || standing.every(({ lineId }) => lineIds.includes(lineId))) return null
  return lineIds.map((lineId) => {
    const position = MOST.find((one) => desk?.port.lineIdOf(one) === lineId)
    if (position === undefined)
      throw refused([because('NOT_ALLOWED', 'This line cannot be cancelled by itself.', { lineId })])
    return { lineId, position }
  })
}

/** The positions a line may have. */
const MOST = Array.from({ length: 999 }, (_, at) => at + 1)
