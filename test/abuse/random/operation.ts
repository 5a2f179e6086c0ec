import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { choicesBy } from './choices.ts'
import type { Pools } from './pools.ts'
import { identifier, literal, type Making, plain, type Value, valueFor } from './values.ts'

type Field = GraphQLField<unknown, unknown>

/** An operation and what its variables are given. */
export interface Operation {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** What is written while an operation is. */
interface Writing extends Making {
  readonly schema: GraphQLSchema
  /** What each name of the response stands for, anywhere in the document: so nothing ever contradicts anything. */
  readonly names: Map<string, string>
  readonly variables: Map<string, { readonly type: string; readonly value: Value | undefined }>
  readonly fragments: { readonly name: string; readonly type: string; readonly text: string }[]
  /** Objects that may still be asked for. */
  objects: number
  count: number
  /** The root field that is being written. */
  root: string
}

/** Fields with objects that tell of people. */
const OF_PEOPLE: ReadonlySet<string> = new Set([
  'customer',
  'identities',
  'fieldSources',
  'orders',
  'order',
  'payments',
  'loyalty',
  'loyaltyEntries',
  'ledger',
  'conversations',
  'messages',
  'best',
  'candidates',
])

/** How much more often than others: what few orders have, most of all. */
function weightOf({ name }: Field): number {
  if (name === 'payments') return 8
  return OF_PEOPLE.has(name) ? 3 : 1
}

/** Deepest nesting of objects that is asked for. */
const DEEPEST = 12

/** Who asks for what. */
export interface Asking {
  readonly schema: GraphQLSchema
  readonly pools: Pools
  /** Root fields that are asked for so many times more often than others. */
  readonly often: Readonly<Record<string, number>>
}

/** Writes the operation that these numbers decide on; the same numbers, the same operation. */
export function operationBy(numbers: readonly number[], { schema, pools, often }: Asking): Operation {
  const choices = choicesBy(numbers)
  const query = schema.getQueryType()
  if (!query) throw new Error('expected a schema with queries')
  const writing: Writing = {
    choices,
    pools,
    schema,
    isCareless: choices.chance(8),
    names: new Map(),
    variables: new Map(),
    fragments: [],
    objects: 5 + choices.below(14),
    count: 0,
    root: '',
  }
  const weighed = Object.values(query.getFields()).flatMap((field) =>
    Array.from({ length: 1 + (often[field.name] ?? 0) }, () => field),
  )
  const roots = Array.from({ length: 1 + choices.pick([0, 0, 0, 1, 2]) }, () => {
    const field = choices.pick(weighed)
    writing.root = field.name
    return fieldText(query, field, { writing, depth: 0 })
  })
  if (choices.chance(2)) roots.push(choices.pick(META))
  const variables = [...writing.variables]
  const declared = variables.map(([name, { type }]) => `$${name}: ${type}`).join(', ')
  const fragments = writing.fragments.map(({ name, type, text }) => `fragment ${name} on ${type} ${text}`)
  const head = declared === '' ? 'query' : `query (${declared})`
  return {
    query: [`${head} { ${roots.join(' ')} }`, ...fragments].join('\n'),
    variables: Object.fromEntries(
      variables.flatMap(([name, { value }]) => (value === undefined ? [] : [[name, plain(value)]])),
    ),
  }
}

/** Questions about the schema itself. */
const META: readonly string[] = [
  '__typename',
  '__schema { queryType { name } types { name fields { name } } }',
  '__type(name: "Customer") { name fields { name type { name } } }',
]

interface At {
  readonly writing: Writing
  readonly depth: number
}

/** The selections of a type, in braces: some of its values, a few of its objects, in fragments now and then. */
function selectionsText(type: GraphQLObjectType, at: At): string {
  const { writing } = at
  const { choices } = writing
  const fields = Object.values(type.getFields())
  const values = fields.filter((field) => !isObjectType(getNamedType(field.type)))
  const asked = [...values.filter(() => choices.chance(55)), ...objectsOf(type, at)]
  const parts = asked.map((field) => fieldText(type, field, at))
  if (choices.chance(10) || parts.length === 0) parts.push('__typename')
  if (writing.isCareless && choices.chance(5)) parts.push('noSuchField')
  // Said twice it is the same.
  if (choices.chance(4)) parts.push(choices.pick(parts))
  return `{ ${folded(type, parts, writing).join(' ')} }`
}

/** The fields with objects that are asked for: what leads on, and what is of people, more often. */
function objectsOf(type: GraphQLObjectType, { writing, depth }: At): readonly Field[] {
  const { choices } = writing
  const objects = Object.values(type.getFields()).filter((field) => isObjectType(getNamedType(field.type)))
  const weighed = objects.flatMap((field) => Array.from({ length: weightOf(field) }, () => field))
  const passage = objects.find(({ name }) => name === 'edges' || name === 'node')
  const asked: Field[] = passage && choices.chance(95) ? [passage] : []
  const goOn = passage ? 15 : depth === 0 ? 90 : 66
  while (objects.length > 0 && writing.objects > 0 && depth < DEEPEST && choices.chance(goOn)) {
    writing.objects -= 1
    asked.push(choices.pick(weighed))
  }
  return asked
}

/** Some of the parts in fragments, on conditions or not. */
function folded(type: GraphQLObjectType, parts: readonly string[], writing: Writing): readonly string[] {
  const { choices, fragments } = writing
  const draw = choices.below(100)
  if (draw < 78) return parts
  const at = choices.below(parts.length)
  const [kept, inner] = [parts.slice(0, at), parts.slice(at)]
  const text = `{ ${inner.join(' ')} }`
  if (draw < 85) return [...kept, `... on ${type.name}${condition(writing)} ${text}`]
  if (draw < 89) return [...kept, `...${condition(writing)} ${text}`]
  const known = fragments.filter((one) => one.type === type.name)
  if (known.length > 0 && draw < 94) return [...parts, `...${choices.pick(known).name}${condition(writing)}`]
  const name = `F${fragments.length + 1}`
  fragments.push({ name, type: type.name, text })
  return [...kept, `...${name}${condition(writing)}`]
}

/** Nothing, mostly; or `@include`, `@skip` or both, by a value or by a variable. */
function condition(writing: Writing): string {
  const { choices } = writing
  if (!choices.chance(12)) return ''
  const flag = () => {
    const value = choices.chance(50)
    return choices.chance(60) ? variable(writing, 'Boolean!', value) : String(value)
  }
  const which = choices.pick([['include'], ['skip'], ['include', 'skip']])
  return which.map((name) => ` @${name}(if: ${flag()})`).join('')
}

function fieldText(parent: GraphQLObjectType, field: Field, at: At): string {
  const { writing, depth } = at
  const type = getNamedType(field.type)
  const given = argumentsText(field, at)
  const name = responseName(parent, field, { given, isValue: isLeafType(type), writing })
  const head = `${name === field.name ? '' : `${name}: `}${field.name}${given}${condition(writing)}`
  // What one of several types has is asked for elsewhere: which it is, is enough here.
  if (isAbstractType(type)) return `${head} { __typename }`
  if (!isObjectType(type)) return writing.isCareless && writing.choices.chance(2) ? `${head} { id }` : head
  return `${head} ${selectionsText(type, { writing, depth: depth + 1 })}`
}

interface Named {
  readonly given: string
  readonly isValue: boolean
  readonly writing: Writing
}

/** The field's own name, or another: of a field beside it, or one that nothing has. */
function responseName(parent: GraphQLObjectType, field: Field, { given, isValue, writing }: Named): string {
  const { choices, names } = writing
  writing.count += 1
  const meaning = isValue && given === '' ? field.name : `${field.name} ${writing.count}`
  const wanted = choices.chance(4) ? choices.pick(Object.keys(parent.getFields())) : field.name
  const known = names.get(wanted)
  const isFree = known === undefined || known === meaning
  const name = isFree && !choices.chance(4) ? wanted : `a${writing.count}`
  names.set(name, meaning)
  return name
}

/** Arguments that say which one is meant: without them most root fields answer nothing. */
const ONE_OF: Readonly<Record<string, readonly string[]>> = {
  product: ['id', 'handle'],
  store: ['id', 'code'],
  variant: ['sku', 'gtin'],
}

/** In how many of a hundred cases an argument is given that need not be. */
const OFTEN: Readonly<Record<string, number>> = {
  first: 90,
  after: 4,
  number: 50,
  email: 30,
  receiptBarcode: 20,
}

function argumentsText(field: Field, { writing, depth }: At): string {
  const { choices } = writing
  const alternatives = depth === 0 ? ONE_OF[field.name] : undefined
  const meant = alternatives && !choices.chance(5) ? choices.pick(alternatives) : null
  const together: Readonly<Record<string, Value>> =
    depth === 0 && field.name === 'customerLookup' && !choices.chance(10) ? identifier(writing) : {}
  const texts = field.args.flatMap((argument) => {
    const chosen = together[argument.name]
    const isAlternative = alternatives?.includes(argument.name) ?? false
    const isGiven =
      meant === argument.name ||
      isNeeded(argument, writing) ||
      (!(meant && isAlternative) && choices.chance(OFTEN[argument.name] ?? 14))
    if (!isGiven) return []
    const value =
      chosen ?? valueFor({ root: writing.root, name: argument.name, type: argument.type }, writing)
    return [`${argument.name}: ${given(argument, value, writing)}`]
  })
  return texts.length === 0 ? '' : `(${texts.join(', ')})`
}

function isNeeded({ type, defaultValue }: GraphQLArgument, { isCareless, choices }: Writing): boolean {
  return isNonNullType(type) && defaultValue === undefined && !(isCareless && choices.chance(3))
}

/** A value in its place, or in a variable; where none is needed it may be null, or a variable that nobody gives. */
function given({ type }: GraphQLArgument, value: Value, writing: Writing): string {
  const { choices } = writing
  const isOptional = !isNonNullType(type)
  const said = isOptional && choices.chance(4) ? null : value
  if (!choices.chance(40)) return literal(said)
  return variable(writing, String(type), isOptional && choices.chance(4) ? undefined : said)
}

function variable({ variables }: Writing, type: string, value: Value | undefined): string {
  const name = `v${variables.size + 1}`
  variables.set(name, { type, value })
  return `$${name}`
}
