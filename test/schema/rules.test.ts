import { readFileSync } from 'node:fs'
import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { compose } from '../../schema/compose.ts'
import { overpromising, undescribed, unsized } from '../../schema/rules.ts'
import { subgraphNames, subgraphSdl } from '../../schema/sdl.ts'

const documents = subgraphNames().map((name) => ({ name, sdl: subgraphSdl(name) }))
const read = (file: string) => readFileSync(new URL(`../../schema/${file}`, import.meta.url), 'utf8')

/** The outline's table of entities and their owners. */
const OWNERS = {
  Customer: 'customers',
  Product: 'catalog',
  ProductVariant: 'catalog',
  Store: 'inventory',
  Order: 'orders',
  Return: 'orders',
  LoyaltyAccount: 'loyalty',
  Conversation: 'engagement',
}

describe('the composed schema', () => {
  const composed = compose()

  it('is the committed one', () => {
    expect(read('supergraph.graphql')).toBe(composed.supergraph)
    expect(read('api.graphql')).toBe(composed.api)
  })

  it('composes without hints', () => {
    expect(composed.hints).toEqual([])
  })

  it('describes every type, field, argument and enum value', () => {
    expect(undescribed(buildSchema(composed.api))).toEqual([])
  })

  it('says how long every list of objects is', () => {
    expect(unsized(composed.supergraph)).toEqual([])
  })
})

describe('every subgraph', () => {
  it.each(documents)('$name promises nothing of other systems', (document) => {
    expect(overpromising(document, OWNERS)).toEqual([])
  })
})

describe('the rules', () => {
  it('find what is not described', () => {
    const schema = buildSchema('type Query { a(b: Int): C } enum C { D }')
    expect(undescribed(schema)).toEqual(['Query.a', 'Query.a(b)', 'C', 'C.D'])
  })

  it('find lists of unknown length', () => {
    const sdl = `type Query { all: [A!]! few: [A] @listSize(assumedSize: 3) page: P @listSize(sizedFields: ["edges"]) }
      type P { edges: [A!]! others: [A!] } type A { texts: [String!] }`
    expect(unsized(sdl)).toEqual(['Query.all', 'P.others'])
  })

  it('find a promise of somebody else’s uptime', () => {
    const sdl = 'type Query { a: Int! } type Customer @key(fields: "id") { id: ID! orders: [Int!]! }'
    expect(overpromising({ name: 'orders', sdl }, OWNERS)).toEqual(['Query.a', 'Customer.orders'])
  })
})
