import type { Field, Value } from './object-type.ts'
import type { Table } from './org.ts'
import type { Parent } from './soql/resolve.ts'
import type { Selection } from './soql/run.ts'

/** A record on the wire: `attributes` first, then what was asked for. */
export type WireRecord = Readonly<Record<string, unknown>>

/** A field's value as the wire carries it: instants end in `+0000`, without a colon. */
function wireValue({ type }: Field<unknown>, value: Value): Value {
  return type === 'datetime' && typeof value === 'string' ? value.replace(/Z$/, '+0000') : value
}

/** The `attributes` of a record. */
function attributesOf(table: Table, row: unknown, version: string) {
  return { type: table.name, url: `/services/data/${version}/sobjects/${table.name}/${table.idOf(row)}` }
}

/** A record with a list of its fields. */
export function fieldsRecord(
  table: Table,
  row: unknown,
  fields: readonly Field<unknown>[],
  version: string,
): WireRecord {
  const values = fields.map((field) => [field.name, wireValue(field, field.read(row))] as const)
  return { attributes: attributesOf(table, row, version), ...Object.fromEntries(values) }
}

/** A record with what a query selects of itself and its parents; a parent that is missing is null. */
export function selectedRecord({ table, columns }: Selection, row: unknown, version: string): WireRecord {
  const record: Record<string, unknown> = { attributes: attributesOf(table, row, version) }
  for (const { field, parents, read } of columns) {
    const place = placeOf(record, parents, row, version)
    if (place) place[field.name] = wireValue(field, read(row))
  }
  return record
}

function placeOf(
  record: Record<string, unknown>,
  parents: readonly Parent[],
  row: unknown,
  version: string,
): Record<string, unknown> | null {
  let place = record
  for (const { relationship, table, of } of parents) {
    const parent = of(row)
    place[relationship] ??= parent === null ? null : { attributes: attributesOf(table, parent, version) }
    if (parent === null) return null
    place = place[relationship] as Record<string, unknown>
  }
  return place
}
