import { readFileSync } from 'node:fs'
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql'
import { selectionOf } from './selection.ts'

/** A place of the schema where a client writes something: an argument, or a field of an input within one. */
export interface Position {
  /** `Query.search(input:).filters.key`, and what stands beside it where that makes a difference. */
  readonly at: string
  /** The scalar that is expected. */
  readonly scalar: string
  /** The body of a request that has this JSON text in the place, whatever it is. */
  body(json: string): string
}

/** What the positions need to be reached. */
export interface Ways {
  /** How a field of a type other than `Query` is reached: what is written before the field; brackets are closed for it. */
  readonly to: Readonly<Record<string, string>>
  /** A harmless value for each text that must stand beside the one that is tried, by its position's name. */
  readonly beside: Readonly<Record<string, string>>
}

const schema = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'))

/** What clients write as JSON strings: the scalars whose values are texts. */
const TEXTS: ReadonlySet<string> = new Set([
  'ID',
  'String',
  'Date',
  'DateTime',
  'TimeZone',
  'Decimal',
  'CurrencyCode',
  'CountryCode',
  'Locale',
  'URL',
])
const NUMBERS: ReadonlySet<string> = new Set(['Int', 'Float', 'Long'])

/** Every place where the schema takes a text. Throws where `ways` does not say how a type is reached. */
export function textPositions(ways: Ways): readonly Position[] {
  return positions(ways).filter(({ scalar }) => TEXTS.has(scalar))
}

/** Every place where the schema takes a number. */
export function numberPositions(ways: Ways): readonly Position[] {
  return positions(ways).filter(({ scalar }) => NUMBERS.has(scalar))
}

function positions(ways: Ways): readonly Position[] {
  const types = Object.values(schema.getTypeMap())
  const objects = types.filter((type) => isObjectType(type) && !type.name.startsWith('__'))
  return (objects as GraphQLObjectType[]).flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) =>
      field.args.flatMap((arg) => ofArgument({ type, field, ways }, arg)),
    ),
  )
}

interface Place {
  readonly type: GraphQLObjectType
  readonly field: GraphQLField<unknown, unknown>
  readonly ways: Ways
}

/** Stands in the variables for the text that is tried. */
const HERE = '"@@here@@"'

function ofArgument(place: Place, arg: GraphQLArgument): readonly Position[] {
  const name = `${place.type.name}.${place.field.name}`
  return leavesOf(arg.type, `${name}(${arg.name}:)`).flatMap((leaf) =>
    variantsOf(place, arg).map((beside): Position => {
      const at = [leaf.at, ...Object.values(beside)].join(' ')
      const given = place.field.args.flatMap((one) => {
        if (one === arg)
          return [[one, valueTo(arg.type, { path: leaf.path, at: leaf.at, ways: place.ways })]] as const
        if (!isRequiredArgument(one)) return []
        const value = beside[one.name] ?? harmlessValue(one.type, `${name}(${one.name}:)`, place.ways)
        return [[one, value]] as const
      })
      const query = queryOf(
        place,
        given.map(([one]) => one),
      )
      const variables = Object.fromEntries(given.map(([one, value]) => [one.name, value]))
      const text = JSON.stringify({ query, variables })
      return { at, scalar: leaf.scalar, body: (json) => text.replace(HERE, () => json) }
    }),
  )
}

/** Each value of the enums that must stand beside an argument: what a text means depends on them. */
function variantsOf(
  { type: parent, field }: Place,
  arg: GraphQLArgument,
): readonly Readonly<Record<string, string>>[] {
  const other = field.args.find(
    (one) => one !== arg && isRequiredArgument(one) && isEnumType(getNamedType(one.type)),
  )
  const type = other && getNamedType(other.type)
  if (!other || !isEnumType(type)) return [{}]
  // Of a change an enum says where or how; what a text in it means is the same.
  if (parent.name === 'Mutation') return [{}]
  return type.getValues().map(({ name }) => ({ [other.name]: name }))
}

interface Leaf {
  readonly at: string
  readonly path: readonly string[]
  readonly scalar: string
}

function leavesOf(type: GraphQLInputType, at: string, path: readonly string[] = []): readonly Leaf[] {
  const named = getNamedType(type)
  if (isEnumType(named)) return []
  if (!isInputObjectType(named)) return [{ at, path, scalar: named.name }]
  return Object.values(named.getFields()).flatMap((field) =>
    leavesOf(field.type, `${at}.${field.name}`, [...path, field.name]),
  )
}

interface Target {
  readonly path: readonly string[]
  readonly at: string
  readonly ways: Ways
}

/** A value with the text that is tried at the end of the path, and nothing else that may be left out. */
function valueTo(type: GraphQLInputType, { path, at, ways }: Target): unknown {
  if (isNonNullType(type)) return valueTo(type.ofType, { path, at, ways })
  if (isListType(type)) return [valueTo(type.ofType, { path, at, ways })]
  const [next, ...rest] = path
  if (!isInputObjectType(type)) return JSON.parse(HERE)
  const root = at.slice(0, at.length - path.join('.').length - 1)
  return Object.fromEntries(
    Object.values(type.getFields()).flatMap((field) => {
      if (field.name === next) return [[field.name, valueTo(field.type, { path: rest, at, ways })]]
      if (!isRequiredInputField(field)) return []
      return [[field.name, harmlessValue(field.type, `${root}.${field.name}`, ways)]]
    }),
  )
}

/** A harmless value. */
function harmlessValue(type: GraphQLInputType, at: string, ways: Ways): unknown {
  if (isNonNullType(type)) return harmlessValue(type.ofType, at, ways)
  if (isListType(type)) return [harmlessValue(type.ofType, at, ways)]
  if (isEnumType(type)) return type.getValues()[0]?.name
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter(isRequiredInputField)
    return Object.fromEntries(
      needed.map((field) => [field.name, harmlessValue(field.type, `${at}.${field.name}`, ways)]),
    )
  }
  if (NUMBERS.has(type.name)) return 1
  const value = ways.beside[at]
  if (value === undefined) throw new Error(`say what may stand at ${at} beside what is tried`)
  return value
}

function queryOf({ type, field, ways }: Place, args: readonly GraphQLArgument[]): string {
  const declared = args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ')
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')
  const asked = `${field.name}(${passed}) ${selectionOf(field.type)}`
  if (type.name === 'Query') return `query (${declared}) { ${asked} }`
  if (type.name === 'Mutation') return `mutation (${declared}) { ${asked} }`
  const way = ways.to[type.name]
  if (way === undefined) throw new Error(`say how the fields of ${type.name} are reached`)
  const open = [...way].filter((sign) => sign === '{').length - [...way].filter((sign) => sign === '}').length
  return `query (${declared}) { ${way} ${asked} ${'}'.repeat(open)} }`
}
