import type { OrderStatus } from '../../adapters/ports/orders.ts'
import { CANCELLATION, cancellationBody } from '../shared/orders/cancellation.ts'
import type { OrderFacts } from './order-facts.ts'
import { because, type Refusal } from './refused.ts'
import type { OrderActionReason, OrderErrorCode } from './resolvers.generated.ts'

/** Why an order, or lines of it, in this state is not cancelled; nothing for the states in which its system is to say. */
const GONE: Readonly<Partial<Record<OrderStatus, OrderActionReason>>> = {
  CANCELLED: 'ALREADY_CANCELLED',
  PARTIALLY_FULFILLED: 'ALREADY_SHIPPED',
  SHIPPED: 'ALREADY_SHIPPED',
  DELIVERED: 'ALREADY_SHIPPED',
  COLLECTED: 'ALREADY_COLLECTED',
  RETURNED: 'ALREADY_RETURNED',
  PARTIALLY_RETURNED: 'ALREADY_RETURNED',
}

/** Why an order cannot be cancelled as a whole; nothing where it may be asked for. */
export function cancelRule(facts: OrderFacts): readonly OrderActionReason[] {
  const { shown } = facts
  const standing = shown.lines.filter(({ status }) => status !== 'CANCELLED')
  const states = standing.length === 0 ? [shown.status] : standing.map(({ status }) => status)
  return all([...inGeneral(facts), ...states.map((status) => GONE[status]), GONE[shown.status]])
}

/** The same for one of its lines. */
export function cancelLineRule(facts: OrderFacts, lineId: string): readonly OrderActionReason[] {
  const line = facts.shown.lines.find((one) => one.lineId === lineId)
  const isAble = facts.desk?.port.capabilities.cancelLines ?? false
  return all([...inGeneral(facts), line && GONE[line.status], isAble ? undefined : 'NOT_SUPPORTED'])
}

/** What holds of all of it. */
function inGeneral({ shown, placed, cases, desk }: OrderFacts): readonly (OrderActionReason | undefined)[] {
  // What no system has yet is cancelled without one.
  const isHere = placed !== null && placed.desk.recordId === null
  return [
    shown.channel.kind === 'STORE_POS' ? 'SOLD_IN_STORE' : undefined,
    isHere || desk?.port.capabilities.cancel ? undefined : 'NOT_SUPPORTED',
    cases.some((one) => one.kind === CANCELLATION && cancellationBody(one).status === 'REQUESTED')
      ? 'UNDER_WAY'
      : undefined,
  ]
}

/** Why the address of an order is not changed: no system that takes orders offers it. */
export function changeAddressRule(): readonly OrderActionReason[] {
  return ['NOT_SUPPORTED']
}

function all(reasons: readonly (OrderActionReason | undefined)[]): readonly OrderActionReason[] {
  return [...new Set(reasons.filter((one) => one !== undefined))]
}

const CODE: Readonly<Record<OrderActionReason, OrderErrorCode>> = {
  ALREADY_CANCELLED: 'TOO_LATE',
  ALREADY_SHIPPED: 'ALREADY_SHIPPED',
  ALREADY_COLLECTED: 'TOO_LATE',
  ALREADY_RETURNED: 'TOO_LATE',
  SOLD_IN_STORE: 'NOT_ALLOWED',
  UNDER_WAY: 'NOT_ALLOWED',
  NOT_SUPPORTED: 'NOT_ALLOWED',
  NOT_OFFERED: 'NOT_ALLOWED',
  NOTHING_BOUGHT: 'NOT_ALLOWED',
  NOT_RECEIVED_YET: 'NOT_ALLOWED',
  TOO_LATE: 'TOO_LATE',
  STATUS_UNKNOWN: 'NOT_ALLOWED',
}

const SENTENCE: Readonly<Record<OrderActionReason, string>> = {
  ALREADY_CANCELLED: 'It is cancelled already.',
  ALREADY_SHIPPED: 'The goods have left.',
  ALREADY_COLLECTED: 'It was collected.',
  ALREADY_RETURNED: 'It came back.',
  SOLD_IN_STORE: 'What was sold at a till is brought back, not cancelled.',
  UNDER_WAY: 'Somebody has asked for it already.',
  NOT_SUPPORTED: 'The system that has the order does not offer it.',
  NOT_OFFERED: 'This retailer takes nothing back.',
  NOTHING_BOUGHT: 'This line is nothing that could come back.',
  NOT_RECEIVED_YET: 'The shopper does not have it yet.',
  TOO_LATE: 'The last day on which it could come back has passed.',
  STATUS_UNKNOWN: 'No system says whether the shopper has it.',
}

/** Why something is not done, as the mutation that was to do it says so. */
export function refusalsFor(
  reasons: readonly OrderActionReason[],
  more: Parameters<typeof because>[2] = {},
): readonly Refusal[] {
  return reasons.map((reason) => because(CODE[reason], SENTENCE[reason], more))
}
