import { RETRY_RESERVE } from './limits.ts'

/** How many repetitions a system may still cost: a bucket of tokens. */
export interface RetryBudget {
  /** A call is made for the first time: it earns its share of a repetition. */
  earn(): void
  /** Takes a whole repetition; false when there is none left. */
  spend(): boolean
}

/**
 * A full bucket of `RETRY_RESERVE` tokens to which every call adds `percent` hundredths of one. In any stretch of time there are no
 * more repetitions than the reserve and that share of its calls: an outage never multiplies the load.
 */
export function createRetryBudget(percent: number): RetryBudget {
  // Hundredths of a token, so that many small shares add up exactly.
  const whole = 100
  const full = RETRY_RESERVE * whole
  let held = percent === 0 ? 0 : full
  return {
    earn: () => {
      held = Math.min(full, held + percent)
    },
    spend: () => {
      if (held < whole) return false
      held -= whole
      return true
    },
  }
}
