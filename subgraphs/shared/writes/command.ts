import { type Instant, instant } from '../../../adapters/time.ts'
import {
  type About,
  type Command,
  KeyReused,
  type Once,
  type WriteUnit,
} from '../../../ledger/writes/port.ts'
import type { Context } from '../../context.ts'
import { badInput } from '../../graphql-error.ts'
import type { Viewer } from '../access/viewer.ts'

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
  const command = commandOf(context, wanted)
  try {
    return { done: await context.services.writes.once(command, (unit) => work(unit, command.at)) }
  } catch (error) {
    // `work` is the only one that refuses, and says with what.
    if (error instanceof Refused) return { refused: error.reason as Reason }
    throw reusedAsInput(error)
  }
}

/** What a mutation kept when it was done before, so that systems are not asked again for what is known; null when it was not. */
export async function doneBefore<Result>(
  context: Context,
  wanted: Omit<Wanted, 'about'>,
): Promise<Result | null> {
  const command = commandOf(context, { ...wanted, about: [] })
  try {
    return await context.services.writes.done<Result>(command)
  } catch (error) {
    throw reusedAsInput(error)
  }
}

function commandOf({ services, viewer }: Context, wanted: Wanted): Command {
  const { operation, idempotencyKey: key, input, about } = wanted
  if (key.length < 1 || key.length > 255)
    throw badInput('expected an "idempotencyKey" of 1 to 255 characters')
  return {
    caller: callerOf(viewer),
    operation,
    key,
    input: canonical(input),
    at: instant(services.clock()),
    about,
  }
}

function reusedAsInput(error: unknown): unknown {
  return error instanceof KeyReused ? badInput(error.message) : error
}

/** Whose keys a viewer's are: their own, or those of whoever holds the same tokens. */
export function callerOf({ kind, subject, orderToken, cartToken }: Viewer): string {
  return JSON.stringify([kind, subject, ...(subject === null ? [orderToken, cartToken] : [])])
}

/** One spelling of a JSON value, whatever the order of its keys; what is undefined is left out. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  )
}
