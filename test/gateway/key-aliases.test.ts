import { buildSchema, parse, validate } from 'graphql'
import { expect, it } from 'vitest'
import { noAliasOfKey } from '../../gateway/key-aliases.ts'

const supergraph = parse(`
  type Query { cart: Cart, thing: Thing, things: [Either] }
  type Cart @join__type(graph: CART, key: "id") @join__type(graph: LOYALTY, key: "owner { card }", resolvable: false) {
    id: ID!
    note: String
    name: String
    total: Money
    owner: [Owner!]!
    points: Int @join__field(graph: LOYALTY, requires: "total { ... on Money { amount } }")
  }
  type Owner { card: String, name: String }
  type Money { amount: String, currency: String }
  interface Thing @join__type(graph: CART) { name: String }
  type Book implements Thing @join__type(graph: CART, key: "isbn") { name: String, isbn: ID }
  type Shoe implements Thing @join__type(graph: CART) { name: String, isbn: Int }
  union Either = Book | Shoe
`)
const schema = buildSchema(
  `directive @join__type(graph: String, key: String, resolvable: Boolean) repeatable on OBJECT | INTERFACE
   directive @join__field(graph: String, requires: String) on FIELD_DEFINITION
   ${supergraph.loc?.source.body}`,
)
const refused = (query: string) =>
  validate(schema, parse(query), [noAliasOfKey(supergraph)]).map(({ message, extensions }) => [
    extensions['code'],
    /"(\w+)" for ([\w.]+): .* by ([\w.]+)$/.exec(message)?.slice(1).join(' '),
  ])

it.each([
  ['a key', '{ cart { id: note points } }', 'id Cart.note Cart.id'],
  ['a key of another subgraph', '{ cart { owner: total { amount } } }', 'owner Cart.total Cart.owner'],
  ['what stands in a key', '{ cart { owner { card: name } } }', 'card Owner.name Owner.card'],
  ['what another field requires', '{ cart { total: note } }', 'total Cart.note Cart.total'],
  ['what stands in that', '{ cart { total { amount: currency } } }', 'amount Money.currency Money.amount'],
  ['a key of one of several types', '{ thing { isbn: name } }', 'isbn Thing.name Book.isbn'],
  ['a key, in a fragment', '{ things { ... on Book { isbn: name } } }', 'isbn Book.name Book.isbn'],
  [
    'the type’s name',
    '{ things { ... on Shoe { __typename: name } } }',
    '__typename Shoe.name Shoe.__typename',
  ],
])('refuses an alias that is %s', (_, query, told) => {
  expect(refused(query)).toEqual([['BAD_INPUT', told]])
})

it.each([
  '{ cart { id id: id note: note key: id } }',
  '{ cart { name: note currency: note } }',
  '{ things { ... on Shoe { isbn: name } } }',
  '{ id: cart { note } }',
])('takes any other alias: %s', (query) => {
  expect(refused(query)).toEqual([])
})
