import type { Context } from '../../context.ts'
import { forgetReturns } from '../../shared/returns/order-returns.ts'
import { returnCases } from '../../shared/returns/return-case.ts'
import type { WriteOutcome } from '../../shared/writes/write-outcome.ts'
import type { ReturnModel } from '../models.ts'
import { type Refusal, whyRefused } from '../refused.ts'
import { writesOfReturn } from '../writes.ts'
import { returnById } from './reads.ts'

/** What a change of a return came to. */
export interface ReturnChanged {
  readonly replayed: boolean
  /** As it is now; null where nothing was done. */
  readonly of: ReturnModel | null
  readonly userErrors: readonly Refusal[]
  readonly writes: readonly WriteOutcome[]
}

/** What is kept of a change of a return. */
export interface KeptReturn {
  readonly returnId: string
}

/** What is answered when it was done, now or before. */
export async function returnAnswer(
  context: Context,
  { returnId, replayed }: KeptReturn & { readonly replayed: boolean },
): Promise<ReturnChanged> {
  const record = (await context.services.writes.cases.byIds([returnId])).get(returnId)
  const [own] = returnCases(record ? [record] : [])
  if (own?.orderId) forgetReturns(context, own.orderId)
  const [of, writes] = await Promise.all([
    returnById(context, returnId),
    own ? writesOfReturn(context, own) : [],
  ])
  return { replayed, of, userErrors: [], writes }
}

/** What is answered when it was not done. */
export function returnRefused(userErrors: readonly Refusal[]): ReturnChanged {
  return { replayed: false, of: null, userErrors, writes: [] }
}

/** What is answered when it was refused; anything else is thrown again. */
export function returnRefusedIf(error: unknown): ReturnChanged {
  return returnRefused(whyRefused(error))
}
