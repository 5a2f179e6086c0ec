import type { Misbehaviour } from '../server.ts'

/** How a server is to behave now, and whom it concerns. */
export interface Misconduct {
  readonly how: Misbehaviour
  /** What this request is to suffer: the order, or nothing when it is not meant. Counts the request. */
  meet(pathAndQuery: string): Misbehaviour
}

const GOOD: Misbehaviour = {}

/** A new order; counting of `nth` and `times` starts with it. */
export function misconduct(how: Misbehaviour): Misconduct {
  let matched = 0
  return {
    how,
    meet: (pathAndQuery) => {
      if (how.path !== undefined && !mentions(pathAndQuery, how.path)) return GOOD
      matched++
      if (how.nth !== undefined && matched !== how.nth) return GOOD
      return how.times !== undefined && matched > how.times ? GOOD : how
    },
  }
}

/** As sent or with its percent-escapes undone, so that `$filter` finds `%24filter` too. */
function mentions(pathAndQuery: string, text: string): boolean {
  if (pathAndQuery.includes(text)) return true
  try {
    return decodeURIComponent(pathAndQuery).includes(text)
  } catch {
    return false
  }
}
