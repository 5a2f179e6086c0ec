import {
  type EntitySet,
  type EntityType,
  follow,
  type Property,
  type Row,
  type Service,
  throughExit,
} from './edm.ts'
import { type Dialect, fits, literalAt } from './literal.ts'
import { malformed, notFound, notImplemented, type Refusal } from './refusal.ts'

/** What a URL's path stands for. */
export type Resource =
  | { readonly kind: 'root' }
  | { readonly kind: 'metadata' }
  | { readonly kind: 'batch' }
  | { readonly kind: 'collection' | 'count'; readonly set: EntitySet; readonly rows: readonly Row[] | null }
  | { readonly kind: 'entity'; readonly set: EntitySet; readonly row: Row | null }
  | { readonly kind: 'property'; readonly set: EntitySet; readonly row: Row; readonly property: Property }

type Place = Extract<Resource, { set: EntitySet }>

/**
 * Walks a path below the service root (`A_SalesOrder('1')/to_Item`), escapes and all. Throws the 404 of an unknown segment or
 * key. An entity's `row` is null only where a navigation to one record leads nowhere.
 */
export function resolve(path: string, home: Service, dialect: Dialect): Resource {
  const segments = path.split('/').filter(Boolean).map(decode)
  const [head, ...rest] = segments
  if (head === undefined) return { kind: 'root' }
  if (head === '$metadata' && rest.length === 0) return { kind: 'metadata' }
  if (head === '$batch' && rest.length === 0) return { kind: 'batch' }
  return rest.reduce((place, segment) => step(place, segment, home, dialect), start(head, home, dialect))
}

function start(segment: string, home: Service, dialect: Dialect): Place {
  const { name, predicate } = parts(segment)
  const set = home.sets.get(name)
  if (!set) throw notFound(name)
  const place: Place = { kind: 'collection', set, rows: null }
  return predicate === null ? place : narrow(place, predicate, dialect)
}

function step(place: Place, segment: string, home: Service, dialect: Dialect): Place {
  if (place.kind === 'collection' && segment === '$count') return { ...place, kind: 'count' }
  if (place.kind === 'collection' && dialect === 'V4') return narrow(place, `'${segment}'`, dialect)
  if (place.kind !== 'entity' || !place.row) throw notFound(segment)
  const { name, predicate } = parts(segment)
  const property = place.set.type.properties.get(name)
  if (property && predicate === null) return { kind: 'property', set: place.set, row: place.row, property }
  const next = along(name, place.set, place.row, home)
  return predicate === null || next.kind !== 'collection' ? next : narrow(next, predicate, dialect)
}

/** Where a navigation leads from one record. */
function along(name: string, from: EntitySet, row: Row, home: Service): Place {
  const navigation = from.type.navigations.get(name)
  if (!navigation) throw notFound(name)
  const set = navigation.target === null ? undefined : home.sets.get(navigation.target)
  if (!set) throw notImplemented(`Navigation '${name}'`)
  const rows = follow(home, navigation, row)
  return navigation.many ? { kind: 'collection', set, rows } : { kind: 'entity', set, row: rows[0] ?? null }
}

/** The one record of a collection that a key predicate names. */
function narrow(
  place: Extract<Place, { kind: 'collection' | 'count' }>,
  predicate: string,
  dialect: Dialect,
): Place {
  const { set } = place
  const key = keyOf(predicate, set.type, dialect)
  const pool = place.rows ?? byKey(set, key)
  const row = pool.find((each) => key.every(([name, value]) => (each[name] ?? '') === value))
  if (!row) throw notFound(set.type.name)
  return { kind: 'entity', set, row }
}

type Key = readonly (readonly [string, string])[]

function byKey({ view, type }: EntitySet, key: Key): readonly Row[] {
  const indexed = type.keys.find((name) => Object.hasOwn(view.by, name))
  const value = key.find(([name]) => name === indexed)?.[1]
  return indexed === undefined || value === undefined ? [...view.all()] : (view.by[indexed]?.(value) ?? [])
}

function keyOf(predicate: string, type: EntityType, dialect: Dialect): Key {
  const given = new Map<string, string>()
  let at = 0
  while (at < predicate.length) {
    const { name, value, end } = keyPart(predicate, at, type, dialect)
    given.set(name, value)
    at = predicate.charAt(end) === ',' ? end + 1 : end
  }
  if (given.size !== type.keys.length || !type.keys.every((name) => given.has(name))) throw wrongKey(type)
  return [...given]
}

/** One `Name=literal` of a key, or a lone literal for a key of one property. */
function keyPart(predicate: string, at: number, type: EntityType, dialect: Dialect) {
  const named = /\s*([A-Za-z_]\w*)\s*=\s*/y
  named.lastIndex = at
  const match = named.exec(predicate)
  const property = type.properties.get(match?.[1] ?? type.keys[0] ?? '')
  const found = literalAt(predicate, match ? named.lastIndex : at, dialect)
  if (!property || !found || !fits(found.literal, property.kind)) throw wrongKey(type)
  const value = String(found.literal.value)
  return { name: property.name, value: property.exit ? throughExit(value) : value, end: found.end }
}

function wrongKey(type: EntityType): Refusal {
  return malformed('key predicate', `${type.name} has the keys ${type.keys.join(', ')}`)
}

function parts(segment: string): { readonly name: string; readonly predicate: string | null } {
  const match = /^([\w$]+)(?:\((.*)\))?$/s.exec(segment)
  if (!match) throw notFound(segment)
  return { name: match[1] ?? '', predicate: match[2] || null }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw malformed('URL', 'a percent sign is not followed by two hexadecimal digits of UTF-8')
  }
}
