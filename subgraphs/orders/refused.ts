import { type Refusal as RefusalOf, refusalsOf } from '../shared/writes/refusal.ts'
import type { OrderErrorCode } from './resolvers.generated.ts'

/** Why nothing is done about an order. */
export type Refusal = RefusalOf<OrderErrorCode>

/** How a change of an order is refused. */
export const { because, refused, refuseFor, whyRefused } = refusalsOf<OrderErrorCode>()

/** The same for an order that is not there and for one that is not the viewer's. */
export function notFound(...field: readonly string[]): Refusal {
  return because('NOT_FOUND', 'There is no such order, or it is not yours.', { field })
}
