import type { Context } from '../../context.ts'
import type { OrderActionReason } from '../resolvers.generated.ts'
import type { ReturnRule } from './rules.ts'

/** Why nothing of an order may be exchanged; nothing where something may: what comes back, and a system that takes the new order. */
export function exchangeRule(
  { services: { estate } }: Pick<Context, 'services'>,
  { reasons }: ReturnRule,
): readonly OrderActionReason[] {
  const isAble = estate.answers.orderDesk.some(({ port }) => port.capabilities.place)
  return isAble ? reasons : [...new Set<OrderActionReason>([...reasons, 'NOT_SUPPORTED'])]
}
