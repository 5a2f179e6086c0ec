import type { SystemKind } from '../../adapters/source.ts'
import { Refused } from '../shared/writes/command.ts'
import type { WriteOutcome } from '../shared/writes/write-outcome.ts'
import type { CustomerErrorCode } from './resolvers.generated.ts'

/** Why a shopper's record is not changed, as the schema shows it. */
export interface Refusal {
  readonly code: CustomerErrorCode
  readonly message: string
  readonly field: readonly string[] | null
  readonly retryable: boolean
  /** The system that stands in the way; null where none does. */
  readonly system: SystemKind | null
}

/** What was refused, and what had become of each system by then. */
interface Refusals {
  readonly userErrors: readonly Refusal[]
  readonly writes: readonly WriteOutcome[]
}

const SENTENCES: Readonly<Record<CustomerErrorCode, string>> = {
  NOT_FOUND: 'There is no such shopper, or no record of them any more.',
  VERSION_CONFLICT: 'The shopper was changed meanwhile. Nothing was done; look at what is there now.',
  INVALID: 'The system that keeps this does not take the value.',
  EMAIL_TAKEN: 'Another record has this e-mail, and may have it alone.',
  UNSUPPORTED: 'No system of this retailer can keep this for this shopper.',
  SYSTEM_UNAVAILABLE: 'The system does not answer now. The same key may be sent again.',
  PARTIALLY_APPLIED: 'One system was changed and another was not; `writes` says which.',
}

const RETRYABLE: ReadonlySet<CustomerErrorCode> = new Set(['SYSTEM_UNAVAILABLE'])

/** One reason; without a message the code's own sentence. */
export function because(
  code: CustomerErrorCode,
  more: Partial<Pick<Refusal, 'message' | 'field' | 'system'>> = {},
): Refusal {
  const { message = SENTENCES[code], field = null, system = null } = more
  return { code, message, field, system, retryable: RETRYABLE.has(code) }
}

/** Why a change stopped half-way, and whether the same key goes on with it. */
export function partly({ field, system }: Refusal, goesOn: boolean): Refusal {
  const message = `${SENTENCES.PARTIALLY_APPLIED}${goesOn ? ' The same key may be sent again.' : ''}`
  return { ...because('PARTIALLY_APPLIED', { message, field, system }), retryable: goesOn }
}

/** A change that is refused: nothing of it is kept, and its key may be used again. */
export function refused(userErrors: readonly Refusal[], writes: readonly WriteOutcome[] = []): Error {
  return new Refused<Refusals>({ userErrors, writes })
}

/** Why it was refused; what else was thrown is thrown again. */
export function whyRefused(error: unknown): Refusals {
  // Nothing else is thrown so in this subgraph.
  if (error instanceof Refused) return error.reason as Refusals
  throw error
}
