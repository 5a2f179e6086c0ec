import { RefusedToken } from './refused.ts'

/** What a verified token says, as JSON. */
export type Claims = Readonly<Record<string, unknown>>

/** A claim by its name, or along dots into maps: `realm_access.roles`. Undefined when there is none. */
function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name]
  return name.split('.').reduce<unknown>((at, part) => (hasOwn(at, part) ? at[part] : undefined), claims)
}

function hasOwn(value: unknown, key: string): value is Claims {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
}

/** Longest text of a claim that means something to us. */
const MOST_CHARACTERS = 255
/** Most entries of a list. */
const MOST_ENTRIES = 200

/** The text of a claim; null when it is not there. Throws `RefusedToken` for anything but a text of 1 to 255 characters. */
export function textClaim(claims: Claims, name: string): string | null {
  const value = claimAt(claims, name)
  if (value === undefined) return null
  if (isText(value)) return value
  throw new RefusedToken('claims', name)
}

/**
 * The words of a claim that lists some: a list of texts, or one text, which `split` takes apart. None when it is not there.
 * Throws `RefusedToken` for anything else.
 */
export function wordsClaim(
  claims: Claims,
  name: string,
  split: (text: string) => readonly string[],
): readonly string[] {
  const value = claimAt(claims, name)
  if (value === undefined) return []
  // One text may hold many words.
  if (typeof value === 'string') return split(value)
  if (Array.isArray(value) && value.length <= MOST_ENTRIES && value.every(isText)) return value
  throw new RefusedToken('claims', name)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= MOST_CHARACTERS
}
