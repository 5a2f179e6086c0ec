import type { EntitySet, EntityType, Navigation, Property, Service } from './edm.ts'
import { type Filter, parseFilter, propertyNamed } from './filter.ts'
import type { Dialect } from './literal.ts'
import { malformed, notImplemented, unknownProperty } from './refusal.ts'

/** What to show of a record: all properties (null) or some, and which navigations to follow how. */
export interface Shape {
  readonly select: ReadonlySet<string> | null
  /** Navigations shown unexpanded (V2's deferred links): those selected; null for all. */
  readonly links: ReadonlySet<string> | null
  readonly expand: ReadonlyMap<string, Expansion>
}

/** A navigation to follow. The options of V4's parentheses apply; V2 has none of them. */
export interface Expansion {
  readonly navigation: Navigation
  readonly target: EntitySet | null
  readonly options: Query
}

/** The parsed system query options of one request. */
export interface Query {
  readonly shape: Shape
  readonly filter: Filter | null
  readonly orderBy: readonly { readonly property: Property; readonly descending: boolean }[]
  readonly top: number | null
  readonly skip: number
  readonly count: boolean
  /** Records of earlier pages, out of a `$skiptoken`. */
  readonly offset: number
}

export const PLAIN: Query = {
  shape: { select: null, links: null, expand: new Map() },
  filter: null,
  orderBy: [],
  top: null,
  skip: 0,
  count: false,
  offset: 0,
}

/** The system query options of a URL's query. A `+` is a blank. Throws for a repeated option and for bad escapes. */
export function optionsOf(search: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>()
  for (const part of search.replace(/^\?/, '').split('&').filter(Boolean)) {
    const [name = '', ...rest] = part.split('=')
    const key = decoded(name)
    if (options.has(key) && key.startsWith('$')) throw malformed(key, 'it is given twice')
    options.set(key, decoded(rest.join('=')))
  }
  return options
}

/** A whole number that an option holds; null where it is absent. */
function wholeNumber(options: ReadonlyMap<string, string>, name: string): number | null {
  const text = options.get(name)
  if (text === undefined) return null
  if (!/^\d{1,9}$/.test(text)) throw malformed(name, 'expected a whole number')
  return Number(text)
}

/** The options that both versions spell alike. */
export function commonOptions(options: ReadonlyMap<string, string>, type: EntityType, dialect: Dialect) {
  const filter = options.get('$filter')
  return {
    filter: filter === undefined ? null : parseFilter(filter, type, dialect),
    orderBy: orderBy(options.get('$orderby'), type),
    top: wholeNumber(options, '$top'),
    skip: wholeNumber(options, '$skip') ?? 0,
    offset: wholeNumber(options, '$skiptoken') ?? 0,
  }
}

/** Refuses any `$option` this list does not hold; options without `$` are the retailer's own and pass. */
export function allowOnly(options: ReadonlyMap<string, string>, allowed: readonly string[]): void {
  for (const name of options.keys()) {
    if (name.startsWith('$') && !allowed.includes(name)) throw notImplemented(`Query option '${name}'`)
  }
}

/** A navigation by name, with the set it leads to. Throws the 400 that names the type. */
export function navigationNamed(name: string, type: EntityType, home: Service) {
  const navigation = type.navigations.get(name)
  if (!navigation) throw unknownProperty(name, type.name, '$expand')
  const target = navigation.target === null ? null : (home.sets.get(navigation.target) ?? null)
  return { navigation, target }
}

function orderBy(text: string | undefined, type: EntityType): Query['orderBy'] {
  if (text === undefined) return []
  return text.split(',').map((part) => {
    const [name = '', direction = 'asc', ...more] = part.trim().split(/ +/)
    if (!['asc', 'desc'].includes(direction) || more.length > 0)
      throw malformed('$orderby', 'expected a property and asc or desc')
    return { property: propertyNamed(name, type, '$orderby'), descending: direction === 'desc' }
  })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw malformed('URL', 'a percent sign is not followed by two hexadecimal digits of UTF-8')
  }
}
