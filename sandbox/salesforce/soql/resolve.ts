import { ApiError, invalidField } from '../api-error.ts'
import type { Field, Value } from '../object-type.ts'
import type { Org, Table } from '../org.ts'

/** A dotted path bound to the org: the field at its end, and how to read it from a record at its start. */
export interface Column {
  /** The path with the org's own spelling: `LoyaltyProgram.Name`. */
  readonly path: string
  readonly field: Field<unknown>
  /** The parents on the way, nearest first; empty for a field of the record itself. */
  readonly parents: readonly Parent[]
  /** Null also where a parent on the way is missing. */
  read(row: unknown): Value
}

/** A parent on the way of a path. */
export interface Parent {
  readonly relationship: string
  readonly table: Table
  /** The parent record; null where there is none. */
  of(row: unknown): unknown
}

/** Longest chain of parents the vendor follows. */
const MAX_PARENTS = 5

/** The object of a FROM; INVALID_TYPE when there is none of that name. */
export function resolveTable(org: Org, name: string): Table {
  const table = org.table(name)
  if (table) return table
  throw new ApiError(
    400,
    'INVALID_TYPE',
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name.`,
  )
}

/** Binds a path; INVALID_FIELD for an unknown or hidden name, in the same words, as field-level security does. */
export function resolveColumn(org: Org, start: Table, path: string): Column {
  const names = path.split('.')
  if (names.length > MAX_PARENTS + 1)
    throw invalidField(`Maximum of ${MAX_PARENTS} parent relationships: ${path}`)
  const parents: Parent[] = []
  for (const name of names.slice(0, -1)) {
    const step = parentStep(org, parents.at(-1)?.table ?? start, name)
    const before = parents.at(-1)
    const of = (row: unknown) => {
      const child = before ? before.of(row) : row
      return child === null ? null : step.of(child)
    }
    parents.push({ ...step, of })
  }
  const nearest = parents.at(-1)
  const last = names.at(-1) ?? path
  const field = (nearest?.table ?? start).field(last)
  if (!field) throw noSuchColumn(last, (nearest?.table ?? start).name)
  const read = (row: unknown) => {
    const holder = nearest ? nearest.of(row) : row
    return holder === null ? null : field.read(holder)
  }
  const spelled = [...parents.map(({ relationship }) => relationship), field.name]
  return { path: spelled.join('.'), field, parents, read }
}

/** What the vendor says of a field it does not show. */
export function noSuchColumn(name: string, table: string): ApiError {
  return invalidField(
    `No such column '${name}' on entity '${table}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
  )
}

function parentStep(org: Org, table: Table, name: string): Parent {
  const pointer = table.fields.find(({ parent }) => parent?.relationship.toLowerCase() === name.toLowerCase())
  const target = pointer?.parent ? org.table(pointer.parent.type) : null
  const id = target?.field('Id')
  if (!pointer?.parent || !target || !id) {
    throw invalidField(`Didn't understand relationship '${name}' in field path.`)
  }
  const of = (row: unknown) => target.find(id, pointer.read(row))[0] ?? null
  return { relationship: pointer.parent.relationship, table: target, of }
}
