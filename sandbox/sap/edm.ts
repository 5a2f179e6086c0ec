/**
 * What a cell holds, for all kinds text but for booleans and null: String as shown, Decimal and Double as decimal text, UUID
 * in lower case, Date `YYYY-MM-DD`, Timestamp an ISO instant in UTC, Time `HH:MM:SS`. Null is the initial date.
 */
export type Cell = string | boolean | null

/** A record of an entity set; a property that is absent has its initial value. */
export type Row = Readonly<Record<string, Cell>>

/** `Date` is V2's Edm.DateTime without a zone and V4's Edm.Date; `Timestamp` is Edm.DateTimeOffset in both. */
export type Kind = 'String' | 'Decimal' | 'Double' | 'Boolean' | 'Date' | 'Timestamp' | 'Time' | 'UUID'

export interface Property {
  readonly name: string
  readonly kind: Kind
  /** Characters of a String, digits of a Decimal; null where the kind has none. */
  readonly length: number | null
  readonly scale: number | null
  /**
   * A conversion exit (ALPHA, MATN1, NUMC): shown without leading zeros, and a literal of digits is read with any number
   * of them. Without it the text is shown raw and compared raw.
   */
  readonly exit: boolean
}

export interface Navigation {
  readonly name: string
  readonly many: boolean
  /** Name of the entity set it leads to; null: declared by the vendor, never filled in this sandbox. */
  readonly target: string | null
  /** Pairs of (own property, property of the target); the first pair's target property has an index. */
  readonly on: readonly (readonly [string, string])[]
}

export interface EntityType {
  readonly name: string
  readonly keys: readonly string[]
  readonly properties: ReadonlyMap<string, Property>
  readonly navigations: ReadonlyMap<string, Navigation>
}

/** The records behind an entity set. An index takes a text as shown (exits applied) and never reads the whole set. */
export interface View {
  all(): Iterable<Row>
  readonly by: Readonly<Record<string, (value: string) => readonly Row[]>>
  /** For sets that are walked from a key on: all records by this property, from the first that is not below `least`. */
  readonly ordered?: { readonly property: string; from(least: string | null): Iterable<Row> }
}

export interface EntitySet {
  readonly name: string
  readonly type: EntityType
  readonly view: View
}

export interface Service {
  /** `API_SALES_ORDER_SRV`; also the namespace of its types. */
  readonly name: string
  readonly sets: ReadonlyMap<string, EntitySet>
}

/** How an entity set is written down: `fields` is text of `Name:Kind(length,scale)`, parted by blanks or commas. */
export interface Declaration {
  readonly keys: readonly string[]
  readonly fields: string
  /** Properties with a conversion exit. */
  readonly exits?: readonly string[]
  readonly navs?: Readonly<Record<string, Omit<Navigation, 'name'>>>
  /** Navigations to many that lead nowhere here, parted by blanks. */
  readonly unfilled?: string
}

/** An entity type; `name` is its entity set's, the type's own gets `Type` behind it as the vendor does. */
export function entityType(name: string, declaration: Declaration): EntityType {
  const exits = new Set(declaration.exits)
  const properties = (declaration.fields.match(/\w+:\w+(\([\d,]+\))?/g) ?? []).map((text) =>
    property(text, exits),
  )
  const isKey = ({ name }: Property) => declaration.keys.includes(name)
  const inOrder = [...properties.filter(isKey), ...properties.filter((each) => !isKey(each))]
  const empty: Omit<Navigation, 'name'> = { many: true, target: null, on: [] }
  const unfilled = (declaration.unfilled ?? '').split(/\s+/).filter(Boolean)
  const navigations = { ...Object.fromEntries(unfilled.map((nav) => [nav, empty])), ...declaration.navs }
  return {
    name: `${name}Type`,
    keys: declaration.keys,
    properties: new Map(inOrder.map((each) => [each.name, each])),
    navigations: new Map(Object.entries(navigations).map(([nav, rest]) => [nav, { name: nav, ...rest }])),
  }
}

/** A navigation to many records whose properties of these names are equal. */
export function many(target: string, ...on: readonly (string | readonly [string, string])[]) {
  return { many: true, target, on: on.map(pair) }
}

/** A navigation to one record or null. */
export function one(target: string, ...on: readonly (string | readonly [string, string])[]) {
  return { many: false, target, on: on.map(pair) }
}

/** A service from its entity sets. */
export function service(name: string, sets: Readonly<Record<string, readonly [EntityType, View]>>): Service {
  const entries = Object.entries(sets).map(([set, [type, view]]) => [set, { name: set, type, view }] as const)
  return { name, sets: new Map(entries) }
}

/** The cell of a property, its initial value where the row has none. */
export function cell(row: Row, { name, kind }: Property): Cell {
  const value = row[name]
  if (value !== undefined) return value
  if (kind === 'String') return ''
  if (kind === 'Boolean') return false
  if (kind === 'Decimal') return name.endsWith('Amount') ? '0.00' : '0'
  return kind === 'Double' ? '0' : null
}

/** Whether a row has this text in a property. */
export function having(name: string, value: string): (row: Row) => boolean {
  return (row) => row[name] === value
}

/** A literal as an exit reads it: digits lose their leading zeros. */
export function throughExit(text: string): string {
  return /^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text
}

/** The records a navigation leads to from one record. */
export function follow(home: Service, navigation: Navigation, row: Row): readonly Row[] {
  const [first, ...rest] = navigation.on
  const target = navigation.target === null ? undefined : home.sets.get(navigation.target)
  if (!first || !target) return []
  const index = target.view.by[first[1]]
  const value = row[first[0]]
  if (!index || typeof value !== 'string' || value === '') return []
  return index(value).filter((each) => rest.every(([own, theirs]) => each[theirs] === row[own]))
}

function pair(name: string | readonly [string, string]): readonly [string, string] {
  return typeof name === 'string' ? [name, name] : name
}

const KINDS: readonly Kind[] = ['String', 'Decimal', 'Double', 'Boolean', 'Date', 'Timestamp', 'Time', 'UUID']

function property(text: string, exits: ReadonlySet<string>): Property {
  const [, name = '', word = '', length, scale] = /^(\w+):(\w+)(?:\((\d+)(?:,(\d+))?\))?$/.exec(text) ?? []
  const kind = KINDS.find((each) => each === word)
  if (!kind) throw new Error(`expected a property like Name:String(10), found ${text}`)
  return {
    name,
    kind,
    length: length === undefined ? null : Number(length),
    scale: scale === undefined ? null : Number(scale),
    exit: exits.has(name),
  }
}
