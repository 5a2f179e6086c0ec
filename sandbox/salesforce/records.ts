import { z } from 'zod'
import { ApiError, notFound, type Reply } from './api-error.ts'
import type { Field } from './object-type.ts'
import type { Org, Table } from './org.ts'
import { fullId } from './record-id.ts'
import { fieldsRecord } from './render.ts'
import { noSuchColumn, resolveTable } from './soql/resolve.ts'

/** Most ids of one `composite/sobjects/X`. */
const MAX_IDS = 2_000

/** `sobjects/X/ID`; only the fields of `?fields=` where it is given. */
export function recordById(table: Table, id: string, fields: string | null, version: string): Reply {
  const full = fullId(id)
  if (!full) throw notFound(`Provided external ID field does not exist or is not accessible: ${id}`)
  const wanted = wantedFields(table, fields?.split(',') ?? null)
  const row = rowById(table, full)
  if (row === undefined) throw notFound()
  return { status: 200, body: fieldsRecord(table, row, wanted, version) }
}

/** `sobjects/X/ExtField/VALUE`: the record, or 300 with the URLs of all when several have the value. */
export function recordByKey(table: Table, [name, value]: readonly [string, string], version: string): Reply {
  const field = table.field(name)
  if (!field?.externalId && field?.type !== 'id') {
    throw notFound(`Provided external ID field does not exist or is not accessible: ${name}`)
  }
  const rows = table.find(field, field.type === 'id' ? fullId(value) : value)
  const [row] = rows
  if (row === undefined) throw notFound()
  if (rows.length === 1) return { status: 200, body: fieldsRecord(table, row, table.fields, version) }
  const urls = rows.map((one) => `/services/data/${version}/sobjects/${table.name}/${table.idOf(one)}`)
  return { status: 300, body: urls }
}

const collection = z.object({ ids: z.array(z.string()), fields: z.array(z.string()).min(1) })

/** `POST composite/sobjects/X`: one entry per id in the ids' order, null for a record that is not there. */
export function recordCollection(org: Org, name: string, body: unknown, version: string): Reply {
  const table = resolveTable(org, name)
  const parsed = collection.safeParse(body)
  if (!parsed.success) {
    throw new ApiError(
      400,
      'JSON_PARSER_ERROR',
      `The request body must name ids and fields: ${parsed.error.issues[0]?.path.join('.') ?? ''}`,
    )
  }
  const { ids, fields } = parsed.data
  if (ids.length > MAX_IDS) {
    throw new ApiError(
      400,
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot retrieve more than ${MAX_IDS} records`,
    )
  }
  const wanted = wantedFields(table, fields)
  const records = ids.map((id) => {
    const full = fullId(id)
    if (!full) throw new ApiError(400, 'MALFORMED_ID', `bad id ${id}`)
    const row = rowById(table, full)
    return row === undefined ? null : fieldsRecord(table, row, wanted, version)
  })
  return { status: 200, body: records }
}

function rowById(table: Table, id: string): unknown {
  const field = table.field('Id')
  return field ? table.find(field, id).find((row) => table.isThere(row)) : undefined
}

function wantedFields(table: Table, names: readonly string[] | null): readonly Field<unknown>[] {
  if (names === null) return table.fields
  const wanted = new Set(
    names.map((name) => {
      const field = table.field(name.trim())
      if (!field) throw noSuchColumn(name.trim(), table.name)
      return field
    }),
  )
  return [...wanted]
}
