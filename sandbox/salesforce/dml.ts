import { ApiError, alreadyThere, notFound, type Reply } from './api-error.ts'
import type { Field, FieldType, Value } from './object-type.ts'
import type { Org, Table } from './org.ts'
import { fullId } from './record-id.ts'
import { noSuchColumn } from './soql/resolve.ts'

/** A change by id, and the condition that came with it: `If-Unmodified-Since`, an HTTP date. */
interface Change {
  readonly id: string
  readonly unmodifiedSince: string | null
}

/** `PATCH sobjects/X/ID`: the record is changed, unless it was since the time that the condition names. */
export function updateRecord(org: Org, table: Table, { id, unmodifiedSince }: Change, body: unknown): Reply {
  const dml = writable(table)
  const field = table.field('Id')
  const row = field && table.find(field, fullId(id)).find((one) => table.isThere(one))
  if (row === undefined || row === null) throw notFound()
  const values = readValues(org, table, body)
  if (unmodifiedSince !== null && modifiedAt(table, row) > httpDate(unmodifiedSince)) {
    throw new ApiError(412, 'PRECONDITION_FAILED', 'the record was modified since')
  }
  dml.update(row, values)
  org.refresh(table)
  return { status: 204, body: null }
}

function modifiedAt(table: Table, row: unknown): number {
  const at = Date.parse(String(table.field('LastModifiedDate')?.read(row)))
  return Math.floor(at / 1_000) * 1_000
}

function httpDate(text: string): number {
  const at = Date.parse(text)
  if (new Date(at).toString() !== 'Invalid Date' && new Date(at).toUTCString() === text) return at
  throw new ApiError(400, 'INVALID_HEADER', 'If-Unmodified-Since must be an HTTP date')
}

/** `POST sobjects/X`: a new record. */
export function createRecord(org: Org, table: Table, body: unknown): Reply {
  const dml = writable(table)
  if (!dml.insert) throw readOnly()
  const values = readValues(org, table, body)
  const missing = dml.required.filter((name) => (values[name] ?? null) === null)
  if (missing.length > 0) {
    const message = `Required fields are missing: [${missing.join(', ')}]`
    throw new ApiError(400, 'REQUIRED_FIELD_MISSING', message, missing)
  }
  for (const name of dml.unique) refuseTwice(table, name, values[name] ?? null)
  const id = dml.insert(values)
  org.refresh(table)
  return { status: 201, body: { id, success: true, errors: [] } }
}

/** `PATCH sobjects/X/ExtField/VALUE`: the record with that key is changed, or made where there is none. */
export function upsertRecord(
  org: Org,
  table: Table,
  [name, value]: readonly [string, string],
  body: unknown,
): Reply {
  const dml = writable(table)
  const key = table.field(name)
  if (!key?.externalId) {
    throw notFound(`Provided external ID field does not exist or is not accessible: ${name}`)
  }
  const values = readValues(org, table, body)
  if (key.name in values) {
    const message = `The ${key.name} field should not be specified in the sobject data.`
    throw new ApiError(400, 'INVALID_FIELD', message, [key.name])
  }
  const [row] = table.find(key, value)
  if (row === undefined) {
    const made = createRecord(org, table, { ...values, [key.name]: value })
    return { status: 201, body: { ...(made.body as object), created: true } }
  }
  dml.update(row, values)
  org.refresh(table)
  return { status: 200, body: { id: table.idOf(row), success: true, errors: [], created: false } }
}

function writable(table: Table) {
  if (table.type.dml) return table.type.dml
  throw readOnly()
}

function readOnly(): ApiError {
  return new ApiError(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'the integration user may only read')
}

/** The values by the org's own spelling of the fields, whose references are to records that are there. */
function readValues(org: Org, table: Table, body: unknown): Readonly<Record<string, Value>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'The HTTP entity body is required, an object')
  }
  const fields = Object.entries(body).map(([name, value]: [string, unknown]) => {
    const field = table.field(name)
    if (!field) throw noSuchColumn(name, table.name)
    return [field, value] as const
  })
  const closed = fields.map(([{ name }]) => name).filter((name) => !table.type.dml?.fields.includes(name))
  if (closed.length > 0) {
    const message = `Unable to create/update fields: ${closed.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`
    throw new ApiError(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', message, closed)
  }
  const values = fields.map(([field, value]) => [field, readValue(field, value)] as const)
  for (const [field, value] of values) if (value !== null) checkReference(org, field, value)
  return Object.fromEntries(values.map(([field, value]) => [field.name, value]))
}

function checkReference(org: Org, { name, parent }: Field<unknown>, id: Value): void {
  const table = parent && org.table(parent.type)
  const key = table?.field('Id')
  if (!table || !key || table.find(key, id).some((row) => table.isThere(row))) return
  throw new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [name])
}

const NUMBERS: ReadonlySet<FieldType> = new Set(['double'])

function readValue({ name, type }: Field<unknown>, value: unknown): Value {
  if (value === null) return null
  if (typeof value !== (NUMBERS.has(type) ? 'number' : type === 'boolean' ? 'boolean' : 'string')) {
    throw new ApiError(
      400,
      'JSON_PARSER_ERROR',
      `Cannot deserialize instance of ${type} from value of ${name}`,
    )
  }
  const text = String(value)
  if (type === 'datetime' || type === 'date') return readTime(name, type, text)
  if (type !== 'reference') return value as Value
  const id = fullId(text)
  if (id !== null) return id
  throw new ApiError(400, 'MALFORMED_ID', `${name}: id value of incorrect type`, [name])
}

function readTime(name: string, type: 'date' | 'datetime', text: string): string {
  const pattern =
    type === 'date' ? /^\d{4}-\d{2}-\d{2}$/ : /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/
  const at = Date.parse(text.replace(/\+0000$/, 'Z'))
  if (!pattern.test(text) || Number.isNaN(at)) {
    throw new ApiError(
      400,
      'JSON_PARSER_ERROR',
      `Cannot deserialize instance of ${type} from value of ${name}`,
    )
  }
  return type === 'date' ? text : new Date(at).toISOString()
}

function refuseTwice(table: Table, name: string, value: Value): void {
  const field = table.field(name)
  const [row] = field && value !== null ? table.find(field, value) : []
  if (row !== undefined) throw alreadyThere(name, table.idOf(row))
}
