import { type Instant, instant } from '../adapters/time.ts'
import { type About, KeyReused, type Once, type WriteUnit } from '../ledger/writes/port.ts'
import type { Context } from './context.ts'
import { badInput } from './graphql-error.ts'
import type { Viewer } from './viewer.ts'

/** A mutation as it is kept: once per caller, operation and key. */
export interface Wanted {
  /** The mutation's name. */
  readonly operation: string
  readonly idempotencyKey: string
  /** Everything the client sent beside the key, as JSON values. */
  readonly input: unknown
  readonly about: readonly About[]
}

/** A mutation that says no, as data: nothing it did is kept, and its key may be used again. */
export class Refused<Reason> extends Error {
  override readonly name = 'Refused'
  readonly reason: Reason
  constructor(reason: Reason) {
    super('refused')
    this.reason = reason
  }
}

/** What came of a mutation: what was kept, or why it was refused. */
export type Outcome<Result, Reason> = { readonly done: Once<Result> } | { readonly refused: Reason }

/**
 * Does a mutation once: `work` runs in one transaction and throws `Refused` to say no. Throws BAD_INPUT for a key of no or more than 255
 * characters, and for one that came before with something else.
 */
export async function doOnce<Result, Reason = never>(
  context: Context,
  wanted: Wanted,
  work: (unit: WriteUnit, at: Instant) => Promise<Result>,
): Promise<Outcome<Result, Reason>> {
  const { services, viewer } = context
  const { operation, idempotencyKey: key, input, about } = wanted
  if (key.length < 1 || key.length > 255)
    throw badInput('expected an "idempotencyKey" of 1 to 255 characters')
  const at = instant(services.clock())
  const command = { caller: callerOf(viewer), operation, key, input: canonical(input), at, about }
  try {
    return { done: await services.writes.once(command, (unit) => work(unit, at)) }
  } catch (error) {
    // `work` is the only one that refuses, and says with what.
    if (error instanceof Refused) return { refused: error.reason as Reason }
    if (error instanceof KeyReused) throw badInput(error.message)
    throw error
  }
}

/** Whose keys a viewer's are: their own, or those of whoever holds the same tokens. */
function callerOf({ kind, subject, orderToken }: Viewer): string {
  return JSON.stringify([kind, subject, subject === null ? orderToken : null])
}

/** One spelling of a JSON value, whatever the order of its keys; what is undefined is left out. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  )
}
