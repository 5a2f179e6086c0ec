import { type Cell, cell, type EntitySet, follow, type Property, type Row, type Service } from './edm.ts'
import type { Expansion, Shape } from './query.ts'

/** The property that tells versions of a record apart. */
const CHANGED_AT = 'LastChangeDateTime'

/** Where records are shown: the service and its root URL, absolute and with a slash at its end. */
export interface Home {
  readonly service: Service
  readonly root: string
}

/** One record in V2's JSON: `__metadata`, properties in V2's types, expanded and deferred navigations. */
export function entityV2(row: Row, set: EntitySet, shape: Shape, home: Home): Record<string, unknown> {
  const { type } = set
  const uri = `${home.root}${set.name}(${keyPredicate(row, set)})`
  const shown: Record<string, unknown> = { __metadata: metadata(uri, row, set, home) }
  for (const property of type.properties.values()) {
    if (shape.select && !shape.select.has(property.name)) continue
    shown[property.name] = valueV2(cell(row, property), property)
  }
  for (const navigation of type.navigations.values()) {
    const expansion = shape.expand.get(navigation.name)
    if (expansion) shown[navigation.name] = expanded(row, expansion, home)
    else if (!shape.links || shape.links.has(navigation.name))
      shown[navigation.name] = { __deferred: { uri: `${uri}/${navigation.name}` } }
  }
  return shown
}

/** The key as it stands in a URL: `'1'` or `SalesOrder='1',SalesOrderItem='10'`. */
export function keyPredicate(row: Row, { type }: EntitySet): string {
  const parts = type.keys.map((name) => {
    const property = type.properties.get(name)
    return [name, property ? literalV2(cell(row, property), property) : "''"] as const
  })
  const [only] = parts
  if (parts.length === 1 && only) return only[1]
  return parts.map(([name, literal]) => `${name}=${literal}`).join(',')
}

/** A cell in V2's JSON: decimals are text, dates `/Date(ms)/`, times `PT..`. */
export function valueV2(value: Cell, { kind }: Property): unknown {
  if (value === null) return null
  if (kind === 'Date') return `/Date(${Date.parse(`${value}T00:00:00Z`)})/`
  if (kind === 'Timestamp') return `/Date(${Date.parse(String(value))}+0000)/`
  return kind === 'Time' ? duration(String(value)) : value
}

function literalV2(value: Cell, { kind }: Property): string {
  if (value === null) return 'null'
  const text = String(value)
  if (kind === 'Date') return `datetime'${encodeURIComponent(`${text}T00:00:00`)}'`
  if (kind === 'UUID') return `guid'${text}'`
  return `'${encodeURIComponent(text.replaceAll("'", "''"))}'`
}

/** What tells this version of a record from others; null where it has none. */
export function etagOf(row: Row): string | null {
  const changed = row[CHANGED_AT]
  return typeof changed === 'string' ? `W/"datetimeoffset'${changed.replace('.000', '')}'"` : null
}

function metadata(uri: string, row: Row, { type }: EntitySet, { service }: Home) {
  const etag = etagOf(row)
  return { id: uri, uri, type: `${service.name}.${type.name}`, ...(etag !== null && { etag }) }
}

function expanded(row: Row, { navigation, target, options }: Expansion, home: Home): unknown {
  const rows = target ? follow(home.service, navigation, row) : []
  const shown = target ? rows.map((each) => entityV2(each, target, options.shape, home)) : []
  return navigation.many ? { results: shown } : (shown[0] ?? null)
}

function duration(time: string): string {
  const [hours = '00', minutes = '00', seconds = '00'] = time.split(':')
  return `PT${hours}H${minutes}M${seconds}S`
}
