import { ApiError, invalidField } from '../api-error.ts'
import type { FieldType, Value } from '../object-type.ts'
import { comparable, type Org, type Table } from '../org.ts'
import { fullId } from '../record-id.ts'
import { unquote } from './lexer.ts'
import type { Condition, Literal, Operator } from './parser.ts'
import { type Column, resolveColumn } from './resolve.ts'

/** A condition bound to the org. */
export interface Filter {
  test(row: unknown): boolean
  /** Records among which all that pass are, found through an index; null when none helps. */
  readonly candidates: (() => readonly unknown[]) | null
  /** Every record that passes has a greater Id than this; null when the condition does not say. */
  readonly after: string | null
}

const EVERYTHING: Filter = { test: () => true, candidates: null, after: null }

/** Binds a WHERE; every unknown field and every value of the wrong sort is INVALID_FIELD. */
export function compileCondition(org: Org, table: Table, condition: Condition | null): Filter {
  if (condition === null) return EVERYTHING
  if (condition.is === 'compare') return compileComparison(org, table, condition)
  if (condition.is === 'not') {
    const inner = compileCondition(org, table, condition.part)
    return { test: (row) => !inner.test(row), candidates: null, after: null }
  }
  const parts = condition.parts.map((part) => compileCondition(org, table, part))
  return condition.is === 'and' ? allOf(parts) : anyOf(parts)
}

function allOf(parts: readonly Filter[]): Filter {
  const sources = parts.flatMap(({ candidates }) => candidates ?? [])
  const smallest = () => {
    const found = sources.map((candidates) => candidates())
    return found.reduce((best, rows) => (rows.length < best.length ? rows : best))
  }
  const after =
    parts
      .flatMap((part) => part.after ?? [])
      .sort()
      .at(-1) ?? null
  return {
    test: (row) => parts.every((part) => part.test(row)),
    candidates: sources.length > 0 ? smallest : null,
    after,
  }
}

function anyOf(parts: readonly Filter[]): Filter {
  const sources = parts.flatMap(({ candidates }) => candidates ?? [])
  const union = () => [...new Set(sources.flatMap((candidates) => candidates()))]
  return {
    test: (row) => parts.some((part) => part.test(row)),
    candidates: sources.length === parts.length ? union : null,
    after: null,
  }
}

function compileComparison(
  org: Org,
  table: Table,
  { path, operator, values: literals }: Extract<Condition, { is: 'compare' }>,
): Filter {
  const column = resolveColumn(org, table, path)
  const { type, name } = column.field
  if (type === 'textarea' || type === 'address') {
    throw invalidField(`field '${name}' can not be filtered in a query call`)
  }
  if (operator === 'LIKE') return compileLike(column, literals)
  const values = literals.map((literal) => comparable(column.field, literalValue(column, literal)))
  const read = (row: unknown) => comparable(column.field, column.read(row))
  const own = column.parents.length === 0
  const equals = operator === '=' || operator === 'IN'
  const indexable = own && equals && type !== 'boolean' && !values.includes(null)
  const candidates = () => values.flatMap((value) => table.find(column.field, value))
  const [bound] = values
  return {
    test: (row) => compare(operator, read(row), values),
    candidates: indexable ? candidates : null,
    after: own && type === 'id' && operator === '>' && typeof bound === 'string' ? bound : null,
  }
}

function compare(operator: Operator, actual: Value, values: readonly Value[]): boolean {
  if (operator === '=' || operator === 'IN') return values.includes(actual)
  if (operator === '!=' || operator === 'NOT IN') return !values.includes(actual)
  const [bound = null] = values
  if (actual === null || bound === null) return false
  if (operator === '<') return actual < bound
  if (operator === '<=') return actual <= bound
  return operator === '>' ? actual > bound : actual >= bound
}

function compileLike(column: Column, [literal]: readonly Literal[]): Filter {
  const { type, name } = column.field
  if (type === 'id' || type === 'reference' || literal?.kind !== 'string') {
    throw new ApiError(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${type} field '${name}'`)
  }
  const pattern = likePattern(unquote(literal.text, true))
  return {
    test: (row) => {
      const value = column.read(row)
      return typeof value === 'string' && pattern.test(value)
    },
    candidates: null,
    after: null,
  }
}

function likePattern(text: string): RegExp {
  const source = text.replace(/\\(.)|([%_])|([.*+?^${}()|[\]\\/-])/gs, (_whole, escaped, wild, special) => {
    if (wild) return wild === '%' ? '.*' : '.'
    return `\\${escaped ?? special}`.replace(/^\\([\w ])$/, '$1')
  })
  return new RegExp(`^${source}$`, 'is')
}

/** The kinds of literal a type of field may be compared with. */
const TAKES: Readonly<Record<FieldType, Literal['kind']>> = {
  id: 'string',
  reference: 'string',
  string: 'string',
  email: 'string',
  phone: 'string',
  picklist: 'string',
  textarea: 'string',
  address: 'string',
  boolean: 'word',
  double: 'number',
  date: 'date',
  datetime: 'datetime',
  // A literal of its own in the vendor's grammar, which nobody here compares with.
  time: 'datetime',
}

function literalValue({ field }: Column, literal: Literal): Value {
  const { type, name } = field
  if (literal.kind === 'word' && literal.text === 'NULL') return null
  if (literal.kind !== TAKES[type]) {
    const quoted =
      TAKES[type] === 'string' ? 'should be enclosed in quotes' : 'should not be enclosed in quotes'
    throw invalidField(`value of filter criterion for field '${name}' must be of type ${type} and ${quoted}`)
  }
  if (literal.kind === 'string') return stringValue(field, unquote(literal.text))
  if (literal.kind === 'word') return literal.text === 'TRUE'
  if (literal.kind === 'number') return Number(literal.text)
  return literal.kind === 'date' ? literal.text : instantOf(literal.text)
}

function stringValue({ type, name }: Column['field'], text: string): Value {
  if (type !== 'id' && type !== 'reference') return text === '' ? null : text
  const id = fullId(text)
  if (id) return id
  throw new ApiError(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${name}`)
}

function instantOf(text: string): string {
  const millis = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
  if (!Number.isNaN(millis)) return new Date(millis).toISOString()
  throw new ApiError(400, 'MALFORMED_QUERY', `invalid dateTime: ${text}`)
}
