import { createHash } from 'node:crypto'
import { type Instant, instant } from '../../adapters/time.ts'
import type { Command } from './port.ts'

/** How long what was answered to a command is answered again. */
const KEPT_MS = 24 * 3_600_000

/** What a command is found by: whose key it is, and which. A hash, since keys may be anything and tell of their callers. */
export function keyOf({ caller, key }: Pick<Command, 'caller' | 'key'>): string {
  return hashOf([caller, key])
}

/** What a key stands for since its first use. */
export function contentOf({ operation, input }: Pick<Command, 'operation' | 'input'>): string {
  return hashOf([operation, input])
}

/** Commands of that time and before are over. */
export function overSince(at: Instant): Instant {
  return instant(new Date(Date.parse(at) - KEPT_MS))
}

/**
 * A result as it is kept. Throws a `TypeError` for one that JSON would not give back as it is (undefined, a Date, a Map, NaN): a repeated
 * call must get what the first one got.
 */
export function resultText(result: unknown): string {
  if (!isJson(result)) {
    throw new TypeError(
      'expected a result of JSON alone (texts, finite numbers, booleans, null, lists and plain objects), found something else in it',
    )
  }
  return JSON.stringify(result)
}

function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  // Spread, so that holes in a list are seen.
  if (Array.isArray(value)) return [...value].every(isJson)
  return isPlain(value) && Object.values(value).every(isJson)
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
