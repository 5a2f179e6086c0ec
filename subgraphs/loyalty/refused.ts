import { isSourceError } from '../../adapters/error.ts'
import { Refused } from '../shared/writes/command.ts'
import type { LoyaltyErrorCode } from './resolvers.generated.ts'

/** Why points are not moved, as the schema shows it. */
export interface Refusal {
  readonly code: LoyaltyErrorCode
  readonly message: string
  readonly field: readonly string[] | null
  readonly retryable: boolean
}

const SENTENCES: Readonly<Record<LoyaltyErrorCode, string>> = {
  ALREADY_ENROLLED: 'This shopper has a loyalty account already.',
  CUSTOMER_UNKNOWN: 'The loyalty engine has no record of this shopper.',
  INSUFFICIENT_POINTS: 'There are not so many points to spend.',
  REWARD_NOT_ELIGIBLE: 'There is no such reward, or not for this member or not today.',
  WRONG_CHANNEL: 'Points are not spent so in this channel.',
  NOT_FOUND: 'There is no such account or redemption, or it is not yours.',
  NOT_HELD: 'Nothing is held for this redemption any more.',
  UNSUPPORTED: 'The loyalty engine cannot do this.',
  SYSTEM_UNAVAILABLE: 'The loyalty engine does not answer now. The same key tells later whether it was done.',
}

/** One reason. */
function because(code: LoyaltyErrorCode, ...field: readonly string[]): Refusal {
  const isRetryable = code === 'SYSTEM_UNAVAILABLE'
  return {
    code,
    message: SENTENCES[code],
    field: field.length > 0 ? field : null,
    retryable: isRetryable,
  }
}

/** A change that is refused: nothing of it is kept, and its key may be used again. */
export function refused(code: LoyaltyErrorCode, ...field: readonly string[]): Error {
  return new Refused([because(code, ...field)])
}

/** Why it was refused; what else was thrown is thrown again. */
export function whyRefused(error: unknown): readonly Refusal[] {
  // Nothing else is thrown so in this subgraph.
  if (error instanceof Refused) return error.reason as readonly Refusal[]
  throw error
}

/** What a loyalty engine answers; its failure is a refusal, and CONFLICT means what the caller says it does. */
export async function orRefused<T>(work: Promise<T>, conflict: LoyaltyErrorCode): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!isSourceError(error)) throw error
    if (error.code === 'CONFLICT') throw refused(conflict)
    throw refused(error.code === 'UNSUPPORTED' ? 'UNSUPPORTED' : 'SYSTEM_UNAVAILABLE')
  }
}
