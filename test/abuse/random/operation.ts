import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
} from 'graphql'
import { argumentsText } from './arguments.ts'
import { choicesBy } from './choices.ts'
import type { Pools } from './pools.ts'
import { plain } from './values.ts'
import { condition, type Writing } from './writing.ts'

type Field = GraphQLField<unknown, unknown>

/** An operation and what its variables are given. */
export interface Operation {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** Fields with objects that tell of people. */
const OF_PEOPLE: ReadonlySet<string> = new Set([
  'customer',
  'identities',
  'fieldSources',
  'orders',
  'order',
  'returns',
  'billingAddress',
  'shippingAddress',
  'loyalty',
  'loyaltyEntries',
  'ledger',
  'conversations',
  'messages',
  'best',
  'candidates',
])

/** What few orders have. */
const RARE: ReadonlySet<string> = new Set(['payments', 'pickupCodes', 'refunds'])

/** How much more often than others: what few orders have, most of all. */
function weightOf({ name }: Field): number {
  if (RARE.has(name)) return 8
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

/** Of so many of a hundred operations each changes something. */
const CHANGES = 8

/** Changes that nobody makes: afterwards there would be nothing left for operators to see. */
export const NEVER_MADE: readonly string[] = ['outboxDiscard']

/** Writes the operation that these numbers decide on; the same numbers, the same operation. */
export function operationBy(numbers: readonly number[], { schema, pools, often }: Asking): Operation {
  const choices = choicesBy(numbers)
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
  const isChange = choices.chance(CHANGES)
  const roots = isChange ? changeTexts(writing, often) : questionTexts(writing, often)
  const variables = [...writing.variables]
  const declared = variables.map(([name, { type }]) => `$${name}: ${type}`).join(', ')
  const fragments = writing.fragments.map(({ name, type, text }) => `fragment ${name} on ${type} ${text}`)
  const kind = isChange ? 'mutation' : 'query'
  const head = declared === '' ? kind : `${kind} (${declared})`
  return {
    query: [`${head} { ${roots.join(' ')} }`, ...fragments].join('\n'),
    variables: Object.fromEntries(
      variables.flatMap(([name, { value }]) => (value === undefined ? [] : [[name, plain(value)]])),
    ),
  }
}

/** Some questions; the schema's own root type is what they are asked of. */
function questionTexts(writing: Writing, often: Asking['often']): readonly string[] {
  const { choices, schema } = writing
  const query = schema.getQueryType()
  if (!query) throw new Error('expected a schema with queries')
  const weighed = weighedBy(often, Object.values(query.getFields()))
  const roots = Array.from({ length: 1 + choices.pick([0, 0, 0, 1, 2]) }, () =>
    rootText(query, choices.pick(weighed), writing),
  )
  return choices.chance(2) ? [...roots, choices.pick(META)] : roots
}

/** One change. */
function changeTexts(writing: Writing, often: Asking['often']): readonly string[] {
  const { choices, schema } = writing
  const mutation = schema.getMutationType()
  if (!mutation) throw new Error('expected a schema with mutations')
  const fields = Object.values(mutation.getFields()).filter(({ name }) => !NEVER_MADE.includes(name))
  return [rootText(mutation, choices.pick(weighedBy(often, fields)), writing)]
}

/** Each once, and some more often than others. */
function weighedBy(often: Asking['often'], fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field) => Array.from({ length: 1 + (often[field.name] ?? 0) }, () => field))
}

function rootText(type: GraphQLObjectType, field: Field, writing: Writing): string {
  writing.root = field.name
  return fieldText(type, field, { writing, depth: 0 })
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
