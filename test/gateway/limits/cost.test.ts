import { buildSchema, getIntrospectionQuery, getOperationAST, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { actualCost, requestedCost } from '../../../gateway/limits/cost.ts'
import { type CostPlan, planCost } from '../../../gateway/limits/cost-plan.ts'
import { readCostRules } from '../../../gateway/limits/cost-rules.ts'

const sdl = `
  directive @cost(weight: Int!) on ENUM | FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
  scalar Picture @cost(weight: 3)
  type Query {
    shop: Shop
    dear: Shop @cost(weight: 10)
    name: String
    pictures: [Picture] @listSize(assumedSize: 2)
    unsized: [Shop]
    either(first: Int, last: Int): [Shop] @listSize(slicingArguments: ["first", "last"], assumedSize: 7)
    some: Some @listSize(assumedSize: 5, sizedFields: ["shops"])
    anything: Anything
    thing: Thing
  }
  type Some { shops: [Shop] others: [Shop] }
  union Anything = Shop | Palace
  interface Thing { name: String twin: Thing }
  type Palace implements Thing @cost(weight: 20) { name: String rooms: [Shop!] @listSize(assumedSize: 4) twin: Thing }
  type Shop implements Thing {
    name: String
    twin: Thing
    photo: Picture
    tags: [String!]
    owner: Palace
    orders(first: Int! = 20, after: String): Orders
      @cost(weight: 5)
      @listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"])
  }
  type Orders { edges: [Edge!]! nodes: [Shop!] total: Int }
  type Edge { node: Shop cursor: String }
`
const schema = buildSchema(sdl)
const rules = readCostRules(parse(sdl))

function plan(text: string): CostPlan {
  const document = parse(text)
  const operation = getOperationAST(document)
  if (!operation) throw new Error('expected one operation')
  return planCost(document, operation, schema, rules)
}
const requested = (text: string, variables = {}) => requestedCost(plan(text).nodes, variables)
const actual = (text: string, data: unknown, variables = {}) => actualCost(plan(text).nodes, data, variables)

describe('what an operation may cost', () => {
  it.each<[string, string, number]>([
    ['nothing for scalars', '{ name }', 0],
    ['1 for an object', '{ shop { name tags } }', 1],
    ['1 for each object', '{ shop { owner { name } } }', 1 + 20],
    ['the weight of a field besides its object', '{ dear { name } }', 10 + 1],
    ['the weight of a type for each of it', '{ shop { photo } }', 1 + 3],
    ['the weight of a scalar in a list for each of it', '{ pictures }', 2 * 3],
    ['ten objects for a list of which nobody says how long it is', '{ unsized { name } }', 10],
    [
      'a field that is asked for twice once',
      '{ shop { name } shop { tags } shop { owner { name } owner { name } } }',
      21,
    ],
    ['what has two names twice', '{ a: shop { name } b: shop { name } }', 2],
    [
      'nothing for what is left out',
      '{ shop @skip(if: true) { name } dear @include(if: false) { name } }',
      0,
    ],
    ['what is not left out', '{ shop @skip(if: false) { name } dear @include(if: true) { name } }', 12],
    [
      'the same through fragments',
      '{ ...F ... { ...F } ... on Query { shop { name } } } fragment F on Query { shop { name } }',
      1,
    ],
    [
      'the page that is asked for, of the field below that it is of',
      '{ shop { orders(first: 3) { total edges { node { name } } } } }',
      1 + 5 + 1 + 3 * (1 + 1),
    ],
    ['the page by default', '{ shop { orders { edges { cursor } } } }', 1 + 5 + 1 + 20],
    [
      'pages of pages',
      '{ shop { orders(first: 3) { nodes { orders(first: 2) { edges { cursor } } } } } }',
      1 + 5 + 1 + 3 * (1 + 5 + 1 + 2),
    ],
    ['the largest of several sizes', '{ either(first: 2, last: 4) { name } }', 4],
    ['the assumed size where no argument says', '{ either { name } }', 7],
    [
      'the assumed size for the field below that it is of, and for no other',
      '{ some { shops { name } others { name } } }',
      1 + 5 + 10,
    ],
    [
      'what every type of a union may cost',
      '{ anything { ... on Shop { owner { name } } ... on Palace { rooms { name } } } }',
      1 + 20 + 4,
    ],
    ['what is asked of an interface', '{ thing { name twin { twin { name } } } }', 3],
  ])('%s', (_, text, cost) => {
    expect(requested(text)).toBe(cost)
  })

  it.each<[object, number]>([
    [{}, 7 + 2 * 4],
    [{ first: 1 }, 7 + 2 * 1],
    [{ first: 30 }, 7 + 2 * 30],
    // What is no number is refused when variables are read.
    [{ first: 'many' }, 7 + 2 * 10],
  ])('the page of a variable, else of its default: %j', (variables, cost) => {
    const text = 'query ($first: Int = 4) { shop { orders(first: $first) { edges { node { name } } } } }'
    expect(requested(text, variables)).toBe(cost)
  })

  it('the default of the argument for a variable that nobody gives', () => {
    const text = 'query ($first: Int!) { shop { orders(first: $first) { edges { cursor } } } }'
    expect(requested(text)).toBe(7 + 20)
  })

  it.each<[object, number]>([
    [{ with: true, without: false }, 12],
    [{ with: true, without: true }, 11],
    [{ with: false, without: false }, 1],
    [{ without: true }, 0],
    [{}, 1],
  ])('what @skip and @include let stay: %j', (variables, cost) => {
    const text = `query ($with: Boolean = false, $without: Boolean = false) {
      ...F @include(if: $with) shop @skip(if: $without) { name }
    } fragment F on Query { dear { name } }`
    expect(requested(text, variables)).toBe(cost)
  })

  it('introspection a little, as long as the schema is', () => {
    const types = Object.keys(schema.getTypeMap()).length
    expect(requested('{ __schema { types { name } } }')).toBeCloseTo((1 + types) * 0.01, 6)
    expect(requested('{ __type(name: "Shop") { fields { name } } }')).toBeCloseTo(11 * 0.01, 6)
    expect(requested(getIntrospectionQuery())).toBeGreaterThan(types)
    expect(requested('{ __typename shop { __typename } }')).toBe(1)
  })
})

describe('what it cost', () => {
  const orders = '{ shop { name orders(first: 50) { edges { node { name photo } } } } }'

  it.each<[string, string, unknown, number]>([
    [
      'the objects that were answered',
      orders,
      { shop: { orders: { edges: [{ node: {} }, { node: { photo: 'x' } }] } } },
      1 + 5 + 1 + 2 * 2 + 3,
    ],
    [
      'the weight alone of a field that was answered null',
      '{ dear { name } shop { orders { total } } }',
      { dear: null, shop: { orders: null } },
      10 + 1 + 5,
    ],
    ['no object of an empty list', orders, { shop: { orders: { edges: [] } } }, 1 + 5 + 1],
    ['no object for a null in a list', '{ unsized { name } }', { unsized: [{}, null, {}] }, 2],
    ['nothing of what was not answered at all', '{ dear { name } }', null, 0],
    ['nothing of a field that is not in the answer', '{ dear { name } shop { name } }', { shop: {} }, 1],
    ['each field by its own name', '{ a: dear { name } b: dear { name } }', { a: {}, b: null }, 10 + 1 + 10],
    ['lists in lists', '{ unsized { name } }', { unsized: [[{}, {}], [{}]] }, 3],
  ])('%s', (_, text, data, cost) => {
    expect(actual(text, data)).toBe(cost)
  })

  it('nothing of what a condition left out, though another place asks for something of that name', () => {
    const text =
      'query ($more: Boolean!) { shop { owner @include(if: $more) { rooms { name } } owner { name } } }'
    const data = { shop: { owner: { rooms: [{}, {}] } } }
    expect(actual(text, data, { more: false })).toBe(1 + 20)
  })
})

describe('the pages that are asked for', () => {
  it('are named with their field and argument, however deep', () => {
    const { pages } = plan(
      'query ($n: Int) { shop { orders(first: $n) { nodes { o: orders { total } } } } either(last: 3) { name } }',
    )
    expect(pages.map(({ argument, asked }) => [argument, asked({ n: 9 })])).toEqual([
      ['Shop.orders(first:)', 9],
      ['Shop.orders(first:)', 20],
      ['Query.either(first:)', null],
      ['Query.either(last:)', 3],
    ])
  })
})
