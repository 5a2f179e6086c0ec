import type { Equivalent } from './report.ts'

/** Checks that nobody could miss: each with the reason why it stands there all the same. */
export const EQUIVALENTS: readonly Equivalent[] = []
