/** What a field may hold. Datetimes are kept as ISO instants in UTC and written `+0000` on the wire. */
export type Value = string | number | boolean | null | Readonly<Record<string, string | number | null>>

export type FieldType =
  | 'id'
  | 'reference'
  | 'string'
  | 'email'
  | 'phone'
  | 'picklist'
  | 'textarea'
  | 'boolean'
  | 'double'
  | 'date'
  | 'datetime'
  | 'time'
  | 'address'

/** A column of an object, read from the world's own record. */
export interface Field<Row> {
  readonly name: string
  readonly type: FieldType
  readonly externalId: boolean
  /** The parent a reference points at, and the word that reaches it in a query. */
  readonly parent: { readonly type: string; readonly relationship: string } | null
  read(row: Row): Value
}

/** Records of another object that point here, and the word that reaches them in a subquery. */
interface ChildRelationship {
  readonly relationship: string
  readonly type: string
  readonly field: string
}

/** How records of an object are made and changed, where the integration user may. */
export interface Dml<Row> {
  /** Fields that may be written. */
  readonly fields: readonly string[]
  readonly required: readonly string[]
  /** Fields of which no two records may have the same value. */
  readonly unique: readonly string[]
  /** Makes a record and answers its id; null where none may be made. Throws an `ApiError`. */
  readonly insert: ((values: Readonly<Record<string, Value>>) => string) | null
  /** Throws an `ApiError`. */
  update(row: Row, values: Readonly<Record<string, Value>>): void
}

/** One object (table): its columns and its records as a view of the world. */
export interface ObjectType<Row> {
  readonly name: string
  readonly keyPrefix: string
  readonly fields: readonly Field<Row>[]
  readonly children: readonly ChildRelationship[]
  /** Every record, in any order; asked once, and again after each write. */
  rows(): readonly Row[]
  /** Ready-made indexes by field name, where the world has one and `rows` would be long. */
  readonly indexes?: ReadonlyMap<string, (value: string) => readonly Row[]>
  /** Absent where the integration user may only read. */
  readonly dml?: Dml<Row>
  /** Which writes change its records: those to members and points, to contacts and consents, or to tasks. Absent where none does. */
  readonly changes?: 'POINTS' | 'PEOPLE' | 'TASKS'
}

/** A plain column. */
export function field<Row>(name: string, type: FieldType, read: (row: Row) => Value): Field<Row> {
  return { name, type, externalId: false, parent: null, read }
}

/** A column that other systems' keys are kept in. */
export function externalId<Row>(name: string, read: (row: Row) => string | null): Field<Row> {
  return { name, type: 'string', externalId: true, parent: null, read }
}

/** A column that points at a parent: `ContactId` to Contact, reached as `Contact`. */
export function reference<Row>(
  name: string,
  parent: { readonly type: string; readonly relationship: string },
  read: (row: Row) => string | null,
): Field<Row> {
  return { name, type: 'reference', externalId: false, parent, read }
}

/** The columns every object has. `created` and `modified` are ISO instants. */
export function systemFields<Row>(
  created: (row: Row) => string,
  modified: (row: Row) => string = created,
): readonly Field<Row>[] {
  const at = (read: (row: Row) => string) => (row: Row) => new Date(read(row)).toISOString()
  return [
    field('IsDeleted', 'boolean', () => false),
    field('CreatedDate', 'datetime', at(created)),
    field('LastModifiedDate', 'datetime', at(modified)),
    field('SystemModstamp', 'datetime', at(modified)),
  ]
}
