import type { z } from 'zod'
import { type EntitySet, KEYS } from './entity-keys.ts'
import { textLiteral } from './values.ts'

/** One read of one entity set. Its rows are parsed one by one by `shape`. */
export interface Query<Row> {
  readonly set: EntitySet
  readonly shape: z.ZodType<Row>
  readonly filter?: string
  readonly expand?: readonly string[]
  readonly select?: readonly string[]
  /** An order in which no two records are alike: pages are told by it. @default the set's keys */
  readonly orderBy?: string
  readonly top?: number
  readonly skip?: number
  /** How many keys it asks for. @default 1 */
  readonly keys?: number
}

/** `Field eq 'a' or Field eq 'b'` in brackets: OData V2 has no `in`. `values` is never empty. */
export function anyOf(field: string, values: readonly string[]): string {
  return `(${values.map((value) => `${field} eq ${textLiteral(value)}`).join(' or ')})`
}

/** Conditions that must all hold; those that are null or empty are left out. */
export function allOf(...conditions: readonly (string | null)[]): string {
  return conditions.filter((condition) => condition !== null && condition !== '').join(' and ')
}

/** The query below its service's root, encoded: `A_SalesOrder?$filter=...`. */
export function queryPath(query: Query<unknown>): string {
  const parts: [string, string | undefined][] = [
    ['$filter', query.filter],
    ['$expand', query.expand?.join(',')],
    ['$select', query.select?.join(',')],
    ['$orderby', query.orderBy ?? KEYS[query.set].join(',')],
    ['$top', query.top?.toString()],
    ['$skip', query.skip?.toString()],
  ]
  const options = parts.flatMap(([name, value]) => (value ? [`${name}=${encode(value)}`] : []))
  return options.length > 0 ? `${query.set}?${options.join('&')}` : query.set
}

/** What a query string allows unencoded stays readable and short; the URL limit is near. */
function encode(value: string): string {
  return encodeURIComponent(value).replace(/%2C/g, ',').replace(/%2F/g, '/').replace(/%3A/g, ':')
}
