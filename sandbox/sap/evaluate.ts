import Big from 'big.js'
import {
  type Cell,
  cell,
  type EntitySet,
  type EntityType,
  type Property,
  type Row,
  throughExit,
  type View,
} from './edm.ts'
import type { Comparison, Filter, Operator } from './filter.ts'

/** Whether a record meets a filter. Texts compare with their case, as the vendor's database does. */
export function meets(row: Row, filter: Filter): boolean {
  switch (filter.kind) {
    case 'all':
      return filter.terms.every((term) => meets(row, term))
    case 'any':
      return filter.terms.some((term) => meets(row, term))
    case 'not':
      return !meets(row, filter.term)
    case 'compare':
      return holds(filter, compareCells(cell(row, filter.property), filter.value, filter.property))
    case 'text': {
      const value = String(cell(row, filter.property) ?? '')
      if (filter.test === 'contains') return value.includes(filter.text)
      return filter.test === 'startswith' ? value.startsWith(filter.text) : value.endsWith(filter.text)
    }
  }
}

/** Order of two cells of one property; null when either is the initial date and they differ. */
export function compareCells(left: Cell, right: Cell, property: Property): number | null {
  if (left === right) return 0
  if (left === null || right === null) return null
  if (property.kind === 'Decimal' || property.kind === 'Double')
    return new Big(String(left)).cmp(new Big(String(right)))
  if (property.kind === 'Boolean') return Number(left) - Number(right)
  const [a, b] = property.exit
    ? [comparable(String(left)), comparable(String(right))]
    : [String(left), String(right)]
  return a === b ? 0 : a < b ? -1 : 1
}

/**
 * The records a filter can only hold for, through indexes alone, without repeats and in the order of their keys; null
 * when the filter binds no indexed property and all records must be looked at.
 */
export function candidates(filter: Filter, { view, type }: EntitySet): readonly Row[] | null {
  const lookups = lookupsFor(filter, view)
  if (!lookups) return null
  const found = new Map<string, Row>()
  for (const lookup of new Set(lookups.map(({ property, value }) => `${property} ${value}`))) {
    const blank = lookup.indexOf(' ')
    const rows = view.by[lookup.slice(0, blank)]?.(lookup.slice(blank + 1)) ?? []
    for (const row of rows) found.set(keyText(row, type), row)
  }
  return [...found.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row)
}

function keyText(row: Row, type: EntityType): string {
  return type.keys.map((key) => comparable(String(row[key] ?? ''))).join(' ')
}

interface Lookup {
  readonly property: string
  readonly value: string
}

function lookupsFor(filter: Filter, view: View): readonly Lookup[] | null {
  if (filter.kind === 'compare') return lookupFor(filter, view)
  if (filter.kind === 'any') {
    const parts = filter.terms.map((term) => lookupsFor(term, view))
    return parts.every((part) => part !== null) ? parts.flat() : null
  }
  if (filter.kind !== 'all') return null
  const parts = filter.terms.map((term) => lookupsFor(term, view)).filter((part) => part !== null)
  // The view lists its most selective index first.
  const order = Object.keys(view.by)
  const rank = (part: readonly Lookup[]) => order.indexOf(part[0]?.property ?? '')
  return parts.sort((left, right) => rank(left) - rank(right))[0] ?? null
}

function lookupFor({ property, operator, value }: Comparison, view: View): readonly Lookup[] | null {
  // Blanks are in no index: they would be most of the records.
  if (operator !== 'eq' || typeof value !== 'string' || value === '') return null
  if (!Object.hasOwn(view.by, property.name)) return null
  return [{ property: property.name, value: property.exit ? throughExit(value) : value }]
}

/** A number without its zeros sorts as the database's padded one does. */
export function comparable(text: string): string {
  return /^\d+$/.test(text) ? text.padStart(40, '0') : text
}

const HOLDS: Readonly<Record<Operator, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
}

function holds({ operator }: Comparison, order: number | null): boolean {
  return order === null ? operator === 'ne' : HOLDS[operator](order)
}
