import type { z } from 'zod'
import type { Ledger } from '../ledger/port.ts'
import type { CallRecord } from './call/scope.ts'
import type { Answerer, Source, SystemKind } from './source.ts'
import type { Clock } from './time.ts'

/** What the house lends every adapter; adapters take nothing from anywhere else. */
export interface Tools {
  readonly clock: Clock
  readonly ledger: Ledger
  /** Told of every call, in a request or outside one. */
  observe(call: CallRecord): void
  /** Who answers for products, best first, for what is made of them; known once every source of the estate is built. */
  catalogs?(): readonly Answerer<'catalog'>[]
  /** Writes one line to the operator's log: an event name and values without personal data or vendor text. */
  log(event: string, values: Readonly<Record<string, string | number>>): void
}

/**
 * One product Couture can talk to, as `registry.ts` lists it: the options a `couture.yaml` may give it, and a factory
 * that makes a source of them. The factory does no work and reaches nothing.
 */
export interface Adapter<Options> {
  readonly kind: SystemKind
  /** Validates the system's `options`; each key described, because `couture` prints it in errors. */
  readonly options: z.ZodType<Options>
  create(name: string, options: Options, tools: Tools): Source
}
