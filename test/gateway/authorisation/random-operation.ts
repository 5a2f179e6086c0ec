import {
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
} from 'graphql'

/** Draws a whole number below the given one. */
export type Draw = (below: number) => number

const ARGUMENTS: Readonly<Record<string, string>> = { person: '(id: "1")', echo: '(text: "ha", loud: $x)' }
const CONDITIONS = [
  '',
  '',
  '',
  '',
  '',
  ' @include(if: $x)',
  ' @skip(if: $y)',
  ' @include(if: $z)',
  ' @skip(if: false)',
]
const VARIABLES = { x: 'Boolean!', y: 'Boolean = true', z: 'Boolean! = false' }
/** Too long, and one that always fails. */
const LEFT_OUT = new Set(['crowd', 'trouble'])
const DEEPEST = 4

/** Draws a query that fits the schema: aliases, twins, fragments with and without names, `@skip` and `@include`. */
export function drawQuery(schema: GraphQLSchema, draw: Draw): string {
  const root = schema.getQueryType()
  if (!root) throw new Error('expected a schema with queries')
  const fragments = new Map<string, string>()
  const pick = <T>(list: readonly T[]): T => list[draw(list.length)] as T
  const set = (type: GraphQLCompositeType, depth: number): string =>
    `{ ${Array.from({ length: 1 + draw(4) }, () => selection(type, depth)).join(' ')} }`
  const selection = (type: GraphQLCompositeType, depth: number): string => {
    const kind = depth < DEEPEST ? draw(8) : 7
    if (kind === 0) return `...${pick(CONDITIONS)} ${set(type, depth + 1)}`
    if (kind === 1) return inline(pick(overlapping(schema, type)), depth)
    if (kind === 2) return spread(pick(overlapping(schema, type)), depth)
    return field(type, depth)
  }
  const inline = (type: GraphQLCompositeType, depth: number) =>
    `... on ${type.name}${pick(CONDITIONS)} ${set(type, depth + 1)}`
  const spread = (type: GraphQLCompositeType, depth: number) => {
    const name = `F${fragments.size}`
    fragments.set(name, '')
    fragments.set(name, `fragment ${name} on ${type.name} ${set(type, depth + 1)}`)
    return `...${name}${pick(CONDITIONS)}`
  }
  const field = (type: GraphQLCompositeType, depth: number): string => {
    const fields = isUnionType(type)
      ? []
      : Object.values(type.getFields()).filter(({ name }) => !LEFT_OUT.has(name))
    const fitting = fields.filter((one) => depth < DEEPEST || !isCompositeType(getNamedType(one.type)))
    const chosen = fitting.length > 0 && draw(10) > 0 ? pick(fitting) : null
    if (!chosen) return pick(['__typename', 'kind: __typename'])
    const alias = draw(3) === 0 ? `other_${chosen.name}: ` : ''
    const named = getNamedType(chosen.type)
    const below = isCompositeType(named) ? ` ${set(named, depth + 1)}` : ''
    return `${alias}${chosen.name}${ARGUMENTS[chosen.name] ?? ''}${pick(CONDITIONS)}${below}`
  }
  const body = [set(root, 0), ...fragments.values()].join('\n')
  const declared = Object.entries(VARIABLES).filter(([name]) => body.includes(`$${name}`))
  const list = declared.map(([name, type]) => `$${name}: ${type}`).join(', ')
  return `query${list && ` (${list})`} ${body}`
}

function overlapping(schema: GraphQLSchema, type: GraphQLCompositeType): readonly GraphQLCompositeType[] {
  const possible = (one: GraphQLCompositeType): readonly GraphQLNamedType[] =>
    isAbstractType(one) ? schema.getPossibleTypes(one) : [one]
  return Object.values(schema.getTypeMap())
    .filter(isCompositeType)
    .filter((other) => possible(other).some((one) => possible(type).includes(one)))
}
