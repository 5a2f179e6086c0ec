import { badInput } from '../graphql-error.ts'
import { type Refusal as RefusalOf, refusalsOf } from '../shared/writes/refusal.ts'
import type { CartErrorCode } from './resolvers.generated.ts'

/** Why a cart is not changed. */
export type Refusal = RefusalOf<CartErrorCode>

/** How a change of a cart is refused. */
export const { because, refused, refuseFor, whyRefused } = refusalsOf<CartErrorCode>()

/** The same for a cart that is not there and for one that is not the viewer's. */
export function notFound(field: string): Refusal {
  return because('NOT_FOUND', 'There is no such cart, or it is not yours.', { field: [field] })
}

/** Throws BAD_INPUT for a text that is no cart's, line's or group's id. */
export function checkId(kind: 'crt' | 'lin', id: string, name: string): void {
  if (new RegExp(`^${kind}_[0-9a-z]{26}$`).test(id)) return
  const noun = kind === 'crt' ? 'a cart' : 'a line'
  throw badInput(`expected "${name}" to be the id of ${noun} as the graph gave it`)
}
