import type { PimEntry } from './pim.ts'
import { unprocessable } from './problem.ts'

/** One condition of a search. */
export interface Criterion {
  readonly property: string
  readonly operator: string
  readonly value: unknown
  readonly locale: string | null
  readonly scope: string | null
}

/** Whether a product or model fits. */
export type Predicate = (entry: PimEntry) => boolean

/** Where a criterion is silent about locale or channel: `search_locale` and `search_scope`. */
export interface SearchDefaults {
  readonly locale: string | null
  readonly scope: string | null
}

/** Reads the `search` object: criteria by property, each with an operator. Throws a `Problem` for another structure. */
export function readCriteria(search: unknown, defaults: SearchDefaults): readonly Criterion[] {
  if (!isRecord(search)) throw unprocessable('Search query parameter has to be an array.')
  return Object.entries(search).flatMap(([property, list]) => {
    if (!Array.isArray(list) || list.length === 0) throw badStructure(property)
    return list.map((item: unknown) => readCriterion(property, item, defaults))
  })
}

function readCriterion(property: string, item: unknown, defaults: SearchDefaults): Criterion {
  if (!isRecord(item)) throw badStructure(property)
  const { operator, value, locale = defaults.locale, scope = defaults.scope } = item
  if (typeof operator !== 'string') {
    throw unprocessable(`Operator is missing for the property "${property}".`)
  }
  return { property, operator, value, locale: textOrNull(locale), scope: textOrNull(scope) }
}

/** The items of an IN-like criterion. Empty lists are refused, as are items that are no text. */
export function listOf({ property, value }: Criterion): readonly string[] {
  if (!Array.isArray(value)) {
    throw unprocessable(`Property "${property}" expects an array as data, "${kindOf(value)}" given.`)
  }
  if (value.length === 0) throw unprocessable(`Property "${property}" should not be empty.`)
  for (const item of value) {
    if (typeof item === 'string') continue
    throw unprocessable(
      `Property "${property}" expects an array with valid data, one of the values is not a string.`,
    )
  }
  return value
}

/** The text of a criterion that compares with one. */
export function textOf({ property, value }: Criterion): string {
  if (typeof value === 'string') return value
  throw unprocessable(`Property "${property}" expects a string as data, "${kindOf(value)}" given.`)
}

/** The refusal of an operator the property does not have, or of a property that nobody can filter by. */
export function unsupported({ property, operator }: Criterion): Error {
  return unprocessable(
    `Filter on property "${property}" is not supported or does not support operator "${operator}"`,
  )
}

/** PHP's name for what was given, as the vendor's messages have it. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  return Array.isArray(value) ? 'array' : typeof value
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function badStructure(property: string): Error {
  return unprocessable(
    `Structure of filter "${property}" should respect this structure: {"${property}":[{"operator": "my_operator", "value": "my_value"}]}`,
  )
}
