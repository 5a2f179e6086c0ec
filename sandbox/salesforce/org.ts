import type { Clock } from '../../adapters/time.ts'
import type { World } from '../world/types.ts'
import type { Field, ObjectType, Value } from './object-type.ts'
import { caseObjects, caseRows } from './objects/cases.ts'
import { consentObjects } from './objects/consents.ts'
import { loyaltyObjects } from './objects/loyalty.ts'
import { messageObjects } from './objects/messages.ts'
import { contactRows, peopleObjects } from './objects/people.ts'
import { promotionObject } from './objects/promotions.ts'
import { taskObject } from './objects/tasks.ts'

/** An object with its records, as the integration user sees it: hidden fields are not there at all. */
export interface Table {
  readonly name: string
  readonly type: ObjectType<unknown>
  readonly fields: readonly Field<unknown>[]
  /** A visible field; names are compared without case. */
  field(name: string): Field<unknown> | null
  /** Every record in ascending order of Id. */
  sorted(): readonly unknown[]
  idOf(row: unknown): string
  /** Records whose field equals the value, through an index made when first asked. */
  find(field: Field<unknown>, value: Value): readonly unknown[]
  /** Whether a record has not been deleted meanwhile. */
  isThere(row: unknown): boolean
  /** Forgets what it keeps of the records. */
  refresh(): void
}

/** Every object of the org. */
export interface Org {
  readonly tables: readonly Table[]
  /** Names are compared without case. */
  table(name: string): Table | null
  /** Deletes the records with these ids; those deleted before and not named are there again. */
  remove(ids: readonly string[]): void
  /** To be called after a write to a table: what was kept of records that it changes is forgotten. */
  refresh(written: Table): void
}

/** The world as a Salesforce org. `hidden` lists `Object.Field` that field-level security keeps from the user. */
export function createOrg(world: World, hidden: readonly string[], clock: Clock): Org {
  const secret = new Set(hidden.map((name) => name.toLowerCase()))
  const contacts = contactRows(world)
  const cases = once(() => caseRows(world))
  const types: readonly ObjectType<unknown>[] = [
    ...peopleObjects(world, contacts, clock),
    ...consentObjects(world, contacts, clock),
    ...caseObjects(world, cases),
    ...messageObjects(world, cases),
    ...loyaltyObjects(world, clock),
    promotionObject(world) as ObjectType<unknown>,
    taskObject(world, contacts) as ObjectType<unknown>,
  ]
  let deleted: ReadonlySet<string> = new Set()
  const tables = types.map((type) => createTable(type, secret, (id) => !deleted.has(id)))
  const byName = new Map(tables.map((table) => [table.name.toLowerCase(), table]))
  return {
    tables,
    table: (name) => byName.get(name.toLowerCase()) ?? null,
    remove: (ids) => {
      deleted = new Set(ids)
    },
    refresh: ({ type: { changes } }) => {
      for (const table of tables) if (changes && table.type.changes === changes) table.refresh()
    },
  }
}

/** How text is compared: without case, but record ids exactly. */
export function comparable(field: Field<unknown>, value: Value): Value {
  const exact = field.type === 'id' || field.type === 'reference'
  return typeof value === 'string' && !exact ? value.toLowerCase() : value
}

function createTable(
  type: ObjectType<unknown>,
  secret: ReadonlySet<string>,
  isKept: (id: string) => boolean,
): Table {
  const fields = type.fields.filter(({ name }) => !secret.has(`${type.name}.${name}`.toLowerCase()))
  const byName = new Map(fields.map((field) => [field.name.toLowerCase(), field]))
  const id = type.fields[0]
  const idOf = (row: unknown) => String(id?.read(row))
  const byIds = () => [...rows()].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
  let rows = once(() => type.rows())
  let sorted = once(byIds)
  const indexes = new Map<string, ReadonlyMap<Value, readonly unknown[]>>()
  return {
    name: type.name,
    type,
    fields,
    field: (name) => byName.get(name.toLowerCase()) ?? null,
    sorted: () => sorted(),
    idOf,
    refresh: () => {
      rows = once(() => type.rows())
      sorted = once(byIds)
      indexes.clear()
    },
    isThere: (row) => isKept(idOf(row)),
    find: (field, value) => {
      const ready = type.indexes?.get(field.name)
      if (ready && typeof value === 'string') return ready(value)
      const index = indexes.get(field.name) ?? indexBy(field, rows())
      indexes.set(field.name, index)
      return index.get(comparable(field, value)) ?? []
    },
  }
}

function indexBy(field: Field<unknown>, rows: readonly unknown[]): ReadonlyMap<Value, readonly unknown[]> {
  const index = new Map<Value, unknown[]>()
  for (const row of rows) {
    const key = comparable(field, field.read(row))
    const bucket = index.get(key)
    if (bucket) bucket.push(row)
    else index.set(key, [row])
  }
  return index
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
