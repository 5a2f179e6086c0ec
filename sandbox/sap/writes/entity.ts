import type { Cell, EntitySet, Property, Row, Service } from '../edm.ts'
import { throughExit } from '../edm.ts'
import { malformed, Refusal, unknownProperty } from '../refusal.ts'

/** A record as it was sent, with what it carries along. */
export interface Entity {
  readonly set: EntitySet
  readonly row: Row
  /** Records of a deep insert, by navigation; those that were not sent are absent. */
  readonly nested: ReadonlyMap<string, readonly Entity[]>
}

/**
 * Reads V2's JSON of a record, strictly: every name is the type's, a text is no longer than its property, a decimal is a text of its
 * digits. Throws a Refusal.
 */
export function readEntity(json: unknown, set: EntitySet, home: Service): Entity {
  if (!isRecord(json)) throw malformed('request body', `expected one record of ${set.type.name}`)
  const row: Record<string, Cell> = {}
  const nested = new Map<string, readonly Entity[]>()
  for (const [name, value] of Object.entries(json)) {
    if (name === '__metadata') continue
    const navigation = set.type.navigations.get(name)
    const property = set.type.properties.get(name)
    if (navigation) nested.set(name, readNested(name, value, { set, home }))
    else if (!property) throw unknownProperty(name, set.type.name, name)
    else if (value !== null) row[name] = readCell(value, property)
  }
  return { set, row, nested }
}

/** The JSON of a request's body. Throws the 400 of one that is none. */
export function parseBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed('request body', 'it is not JSON')
  }
}

function readNested(
  name: string,
  value: unknown,
  { set, home }: { readonly set: EntitySet; readonly home: Service },
): readonly Entity[] {
  const navigation = set.type.navigations.get(name)
  const target = navigation?.target ? home.sets.get(navigation.target) : undefined
  if (!target || !navigation?.many)
    throw new Refusal(501, '/IWBEP/CM_MGW_RT/021', `Deep insert of '${name}' is not supported.`, name)
  const list = isRecord(value) ? value['results'] : value
  if (!Array.isArray(list)) throw malformed(name, 'expected a list of records')
  return list.map((each) => readEntity(each, target, home))
}

function readCell(value: unknown, property: Property): Cell {
  const cell = READ[property.kind]?.(value, property) ?? null
  if (cell === null) throw invalid(property, value)
  return property.exit && typeof cell === 'string' ? throughExit(cell) : cell
}

type Reader = (value: unknown, property: Property) => Cell

const READ: Readonly<Partial<Record<Property['kind'], Reader>>> = {
  String: (value, { length }) =>
    typeof value === 'string' && value.length <= (length ?? Number.POSITIVE_INFINITY) ? value : null,
  // Numbers of JSON are refused: the vendor's parser wants decimals as text.
  Decimal: (value, property) => (typeof value === 'string' && fits(value, property) ? value : null),
  Boolean: (value) => (typeof value === 'boolean' ? value : null),
  Date: (value) => (typeof value === 'string' ? day(value) : null),
}

function fits(value: string, { length, scale }: Property): boolean {
  const [, whole, fraction = ''] = /^-?(\d+)(?:\.(\d+))?$/.exec(value) ?? []
  if (whole === undefined || length === null) return false
  const digits = scale ?? 0
  return whole.replace(/^0+/, '').length <= length - digits && fraction.replace(/0+$/, '').length <= digits
}

function day(value: string): string | null {
  const millis = /^\/Date\((-?\d+)\)\/$/.exec(value)?.[1]
  const text = millis === undefined ? `${value}Z` : new Date(Number(millis)).toISOString()
  const [, date] = /^(\d{4}-\d\d-\d\d)T00:00:00(?:\.000)?Z$/.exec(text) ?? []
  return date !== undefined && !Number.isNaN(Date.parse(date)) ? date : null
}

function invalid({ name }: Property, value: unknown): Refusal {
  const shown = typeof value === 'object' ? typeof value : String(value)
  const message = `Property '${name}' has invalid value '${shown}'`
  return new Refusal(400, 'CX_SXML_PARSE_ERROR/001560AA0E081DEB8CA398CC1690D406', message, name)
}

function isRecord(thing: unknown): thing is Readonly<Record<string, unknown>> {
  return typeof thing === 'object' && thing !== null && !Array.isArray(thing)
}
