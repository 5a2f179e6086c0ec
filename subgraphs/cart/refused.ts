import { Refused } from '../command.ts'
import { badInput } from '../graphql-error.ts'
import type { CartErrorCode } from './resolvers.generated.ts'

/** Why a change is not made, as the schema shows it. */
export interface Refusal {
  readonly code: CartErrorCode
  readonly message: string
  readonly field: readonly string[] | null
  readonly retryable: boolean
  readonly lineId: string | null
}

/** One reason. */
export function because(
  code: CartErrorCode,
  message: string,
  {
    field = null,
    lineId = null,
    retryable = false,
  }: Partial<Pick<Refusal, 'field' | 'lineId' | 'retryable'>> = {},
): Refusal {
  return { code, message, field, retryable, lineId }
}

/** A change that is refused: nothing of it is kept, and its key may be used again. */
export function refused(refusals: readonly Refusal[]): Error {
  return new Refused(refusals)
}

/** Refuses a change, unless there is nothing to say against it. */
export function refuseFor(refusals: readonly Refusal[]): void {
  if (refusals.length > 0) throw refused(refusals)
}

/** Why it was refused; what else was thrown is thrown again. */
export function whyRefused(error: unknown): readonly Refusal[] {
  // Nothing else is thrown so in this subgraph.
  if (error instanceof Refused) return error.reason as readonly Refusal[]
  throw error
}

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
