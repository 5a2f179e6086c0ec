import { type Instant, instant } from '../../../adapters/time.ts'
import type { About, Once, WriteUnit } from '../../../ledger/writes/port.ts'
import type { Context } from '../../context.ts'
import { callerOf, doneBefore, doOnce, Refused } from './command.ts'

/** A mutation that somebody asked for. */
export interface Asked {
  /** The mutation: `cartLinesAdd`. */
  readonly operation: string
  readonly key: string
  /** Its arguments. */
  readonly input: unknown
}

/** A mutation as it is done: when, by whom. */
export interface Doing extends Asked {
  readonly caller: string
  readonly at: Instant
}

/** Says who does it, and when. */
export function begin({ viewer, services }: Context, asked: Asked): Doing {
  return { ...asked, caller: callerOf(viewer), at: instant(services.clock()) }
}

/** What was kept when it was done before; null when it was not. */
export function before<Result>(context: Context, doing: Doing): Promise<Result | null> {
  return doneBefore(context, { ...doing, idempotencyKey: doing.key })
}

/** Does it once. Throws `Refused` for what the work refuses. */
export async function once<Result>(
  context: Context,
  { doing, about }: { readonly doing: Doing; readonly about: readonly About[] },
  work: (unit: WriteUnit) => Promise<Result>,
): Promise<Once<Result>> {
  const wanted = { ...doing, idempotencyKey: doing.key, about }
  const outcome = await doOnce<Result, unknown>(context, wanted, work)
  if ('refused' in outcome) throw new Refused(outcome.refused)
  return outcome.done
}
