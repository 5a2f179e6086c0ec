import { ApiError, alreadyThere, notFound, type Reply } from './api-error.ts'
import type { Field, FieldType, Value } from './object-type.ts'
import type { Org, Table } from './org.ts'
import { fullId } from './record-id.ts'
import { noSuchColumn } from './soql/resolve.ts'

/** `POST sobjects/X`: a new record. */
export function createRecord(org: Org, table: Table, body: unknown): Reply {
  const dml = writable(table)
  const values = readValues(table, body)
  const missing = dml.required.filter((name) => (values[name] ?? null) === null)
  if (missing.length > 0) {
    const message = `Required fields are missing: [${missing.join(', ')}]`
    throw new ApiError(400, 'REQUIRED_FIELD_MISSING', message, missing)
  }
  for (const name of dml.unique) refuseTwice(table, name, values[name] ?? null)
  const id = dml.insert(values)
  org.refresh()
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
  const values = readValues(table, body)
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
  org.refresh()
  return { status: 200, body: { id: table.idOf(row), success: true, errors: [], created: false } }
}

function writable(table: Table) {
  if (table.type.dml) return table.type.dml
  throw new ApiError(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'the integration user may only read')
}

/** The values by the org's own spelling of the fields. */
function readValues(table: Table, body: unknown): Readonly<Record<string, Value>> {
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
  return Object.fromEntries(fields.map(([field, value]) => [field.name, readValue(field, value)]))
}

const NUMBERS: ReadonlySet<FieldType> = new Set(['double'])

function readValue({ name, type }: Field<unknown>, value: unknown): Value {
  if (value === null) return null
  if (typeof value !== (NUMBERS.has(type) ? 'number' : 'string')) {
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
