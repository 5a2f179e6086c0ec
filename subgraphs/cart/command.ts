import type { Context } from '../context.ts'
import { badInput } from '../graphql-error.ts'
import type { Doing } from '../shared/writes/doing.ts'

/** The shortest key that nobody guesses. */
const UNGUESSABLE = 20

/** Throws BAD_INPUT where whoever guesses a key would be given what its first user was. */
export function refuseGuessableKey({ viewer }: Context, { key }: Doing): void {
  const isKnown = viewer.subject !== null || viewer.cartToken !== null || viewer.orderToken !== null
  if (!isKnown && key.length < UNGUESSABLE)
    throw badInput(
      `expected an "idempotencyKey" of ${UNGUESSABLE} characters or more that nobody can guess, from somebody without a token; a UUID, for example`,
    )
}
