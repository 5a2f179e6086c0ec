import { SourceError } from '../../error.ts'

const MEANINGS: Readonly<Record<string, string>> = {
  DUPLICATE_VALUE: 'there is one already, made under another key or with another input',
  FIELD_CUSTOM_VALIDATION_EXCEPTION: 'a rule of the programme forbids it: there are not enough points, say',
  'not held': 'nothing is held under this key, or no longer',
  points: 'whole points were expected, above zero unless they correct',
}

/** A write that was refused, in our words: nothing was done. `code` is the vendor's or one of ours. */
export function refusal(source: string, code: string): SourceError {
  const meaning = MEANINGS[code] ?? `the org refuses it (${codeName(code)})`
  return new SourceError(source, 'CONFLICT', meaning)
}

/** A code of the vendor's, fit for a message; anything that is none is `unknown`. */
export function codeName(code: string): string {
  return /^[A-Z_]{1,60}$/.test(code) ? code : 'unknown'
}
