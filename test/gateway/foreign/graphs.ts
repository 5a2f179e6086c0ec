import { GraphQLError } from 'graphql'
import type { Small } from './servers.ts'

/** What is asked of a graph. */
export interface Asked {
  readonly query: string
  readonly variables?: object
  readonly operationName?: string
}

/** A federated graph that uses some features, and operations over them. */
export interface Example {
  readonly subgraphs: Readonly<Record<string, Small>>
  /** Subgraphs that are down. */
  readonly down?: readonly string[]
  readonly operations: readonly Asked[]
}

const products = [
  {
    __typename: 'Book',
    id: '1',
    sku: 'b-1',
    maker: { name: 'Gallimard' },
    title: 'Sido',
    weight: 2,
    size: 'M',
  },
  {
    __typename: 'Shirt',
    id: '2',
    sku: 's-2',
    maker: { name: 'Lacoste' },
    title: 'Polo',
    weight: 3,
    size: 'L',
  },
]
const product = ({ id, sku }: { readonly id?: string; readonly sku?: string }) =>
  products.find((one) => one.id === id || one.sku === sku) ?? null

/** Multiple, compound and nested keys, @requires, @provides (nested, too), interfaces, unions, enums, custom scalars. */
const shop: Example = {
  subgraphs: {
    products: {
      sdl: `scalar Instant
        enum Size { S M L }
        interface Product { id: ID! title: String weight: Int }
        type Maker @key(fields: "name") { name: String! country: String @shareable }
        type Book implements Product @key(fields: "id") @key(fields: "sku maker { name }") {
          id: ID! sku: String! maker: Maker! title: String weight: Int size: Size soldSince(at: Instant): Instant
        }
        type Shirt implements Product @key(fields: "id") { id: ID! title: String weight: Int size: Size secret: String @inaccessible }
        union Thing = Book | Shirt
        input Filter { size: Size titles: [String!] }
        type Query {
          product(id: ID!): Product
          products(filter: Filter): [Product!]!
          things: [Thing]!
          broken: [Book!]
          fails(kind: String! = "plain"): String
          deep: Book!
        }`,
      resolvers: {
        Query: {
          product: (_: unknown, args: { id: string }) => product(args),
          products: (_: unknown, { filter }: { filter?: { size?: string } }) =>
            products.filter(({ size }) => !filter?.size || filter.size === size),
          things: () => [...products, null],
          broken: () => [{ id: '1' }, null],
          deep: () => null,
          fails: (_: unknown, { kind }: { kind: string }) => {
            if (kind === 'plain') throw new Error('a plain failure')
            throw new GraphQLError('a coded failure', {
              extensions: { code: 'TEAPOT', extra: { deep: [1] } },
            })
          },
        },
        Book: {
          __resolveReference: product,
          soldSince: (_: unknown, { at }: { at?: string }) => at ?? '2026-01-01T00:00:00Z',
        },
        Shirt: { __resolveReference: product },
        Maker: { country: () => 'FR' },
      },
    },
    shipping: {
      sdl: `type Book @key(fields: "id") { id: ID! weight: Int @external size: Size @external cost: Int @requires(fields: "weight size") }
        type Shirt @key(fields: "id") { id: ID! weight: Int @external cost: Int @requires(fields: "weight") }
        enum Size { S M L }`,
      resolvers: {
        Book: {
          cost: ({ weight, size }: { weight: number; size: string }) => weight * (size === 'M' ? 10 : 1),
        },
        Shirt: {
          cost: ({ weight }: { weight: number }) => {
            if (weight === 3) throw new GraphQLError('no price', { extensions: { code: 'NO_PRICE' } })
            return weight
          },
        },
      },
    },
    reviews: {
      sdl: `type Review @key(fields: "id") { id: ID! stars: Int! author: Person @provides(fields: "nick home { city }") book: Book }
        type Person @key(fields: "id") { id: ID! nick: String @external home: Home @external }
        type Home { city: String @external }
        type Maker @key(fields: "name") { name: String! }
        type Book @key(fields: "sku maker { name }") { sku: String! maker: Maker! reviews(first: Int = 2): [Review!]! }
        type Query { review(id: ID!): Review }
        type Mutation { rate(stars: Int!): Review! }`,
      resolvers: {
        Query: { review: (_: unknown, { id }: { id: string }) => review(Number(id)) },
        Mutation: { rate: (_: unknown, { stars }: { stars: number }) => ({ ...review(9), stars }) },
        Book: {
          reviews: (_: unknown, { first }: { first: number }) => [1, 2, 3].slice(0, first).map(review),
        },
      },
    },
    people: {
      sdl: `type Person @key(fields: "id") { id: ID! nick: String @shareable home: Home @shareable name: String! }
        type Home { city: String @shareable street: String }
        type Mutation { rename(id: ID!, name: String!): Person! }
        type Subscription { renamed: Person }
        type Query { person(id: ID!): Person }`,
      resolvers: {
        Query: { person: (_: unknown, { id }: { id: string }) => person(id) },
        Mutation: {
          rename: (_: unknown, { id, name }: { id: string; name: string }) => ({ ...person(id), name }),
        },
        Person: { __resolveReference: ({ id }: { id: string }) => (id === '3' ? null : person(id)) },
      },
    },
  },
  operations: [
    { query: '{ product(id: "1") { id title ... on Book { sku maker { name country } cost size } } }' },
    { query: '{ products { __typename title weight ... on Book { cost } ... on Shirt { cost } } }' },
    { query: '{ things { __typename ... on Book { t: title } ... on Shirt { t: title w: weight } } }' },
    {
      query: `query Books($filter: Filter, $with: Boolean!) { ps: products(filter: $filter) { ...P reviews: id @skip(if: $with) } }
        fragment P on Product { kind: __typename ...B @include(if: $with) }
        fragment B on Book { few: reviews(first: 1) { stars author { nick } } all: reviews(first: 3) { id author { name home { city } } } }`,
      variables: { filter: { size: 'M' }, with: true },
    },
    { query: '{ review(id: "2") { author { id nick home { city } } } }' },
    { query: '{ review(id: "2") { author { nick home { city street } name } } }' },
    { query: '{ review(id: "3") { author { nick name } } }' },
    { query: '{ a: person(id: "1") { name } b: person(id: "nobody") { name } }' },
    {
      query: 'query ($at: Instant) { product(id: "1") { ... on Book { soldSince(at: $at) } } }',
      variables: { at: '2026-02-03T04:05:06Z' },
    },
    { query: '{ product(id: "1") { ... on Book { soldSince(at: {any: ["thing"]}) } } }' },
    { query: '{ fails coded: fails(kind: "coded") product(id: "2") { id ... on Shirt { cost } } }' },
    { query: '{ broken { title } }' },
    { query: '{ deep { title } }' },
    {
      query:
        'mutation { a: rate(stars: 1) { stars } b: rename(id: "1", name: "Zoé") { name } c: rate(stars: 3) { stars author { name } } }',
    },
    { query: 'mutation { rename(id: "1") { name } }' },
    { query: 'query A { product(id: "1") { id } } query B { product(id: "2") { id } }', operationName: 'B' },
    { query: 'query A { product(id: "1") { id } } query B { product(id: "2") { id } }' },
    { query: 'query A { product(id: "1") { id } }', operationName: 'C' },
    { query: 'subscription { renamed { name } }' },
    { query: '{ product(id: "1") { id ... @defer { title } } }' },
    { query: '{ product(id: "1") { nothing } }' },
    { query: '{ products(filter: { size: XL }) { id } }' },
    { query: 'query ($id: ID!) { product(id: $id) { id } }', variables: {} },
    { query: 'query ($size: Size) { products(filter: { size: $size }) { id } }', variables: { size: 'XL' } },
    { query: '{ product(id: "1") { ... on Shirt { secret } } }' },
    { query: '{ product(' },
    { query: '' },
    {
      query:
        '{ __schema { queryType { name } mutationType { name } types { name kind } directives { name } } }',
    },
    {
      query:
        '{ __type(name: "Book") { fields { name args { name defaultValue } type { name kind } } interfaces { name } } __typename }',
    },
    { query: `{ product(id: "1") { ${'... on Book { maker { name } '.repeat(30)}${'} '.repeat(30)} } }` },
    { query: `{ ${Array.from({ length: 200 }, (_, n) => `p${n}: person(id: "1") { name }`).join(' ')} }` },
    { query: `{ product(id: "1") { ${'id '.repeat(6_000)} } }` },
  ],
}

const review = (id: number) => ({
  id: `${id}`,
  stars: id,
  author: { id: `${id}`, nick: `nick ${id}`, home: { city: 'Lyon' } },
})
const person = (id: string) =>
  id === 'nobody'
    ? null
    : { id, nick: `nick ${id}`, name: `Person ${id}`, home: { city: 'Lyon', street: 'Rue 1' } }

/** @interfaceObject, @override (whole and by a label), @tag. */
const media: Example = {
  subgraphs: {
    library: {
      sdl: `interface Media @key(fields: "id") { id: ID! title: String }
        type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int }
        type Song implements Media @key(fields: "id") { id: ID! title: String bpm: Int plays: Int }
        type Query { media: [Media!]! film: Film top: Media @tag(name: "public") }`,
      resolvers: {
        Query: {
          media: () => [film, song],
          film: () => film,
          top: () => song,
        },
        Media: { __resolveReference: ({ id }: { id: string }) => (id === 'f' ? film : song) },
        Film: { __resolveReference: () => film },
        Song: { __resolveReference: () => song },
      },
    },
    ratings: {
      sdl: `type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int }
        type Song @key(fields: "id") { id: ID! }
        type Query { best: Media }`.replace('type Song @key(fields: "id") { id: ID! }\n', ''),
      resolvers: {
        Query: { best: () => ({ id: 'f' }) },
        Media: { stars: ({ id }: { id: string }) => (id === 'f' ? 5 : 4) },
      },
    },
    counts: {
      sdl: `type Film @key(fields: "id") { id: ID! minutes: Int @override(from: "library") }
        type Song @key(fields: "id") { id: ID! bpm: Int @override(from: "library", label: "percent(100)") plays: Int @override(from: "library", label: "percent(0)") }`,
      resolvers: {
        Film: { minutes: () => 90 },
        Song: { bpm: () => 120, plays: () => 7 },
      },
    },
  },
  operations: [
    { query: '{ media { __typename id title stars ... on Film { minutes } ... on Song { bpm plays } } }' },
    { query: '{ best { __typename id title stars ... on Film { minutes } } }' },
    { query: '{ film { minutes stars } top { stars ... on Song { plays } } }' },
  ],
}
const film = { __typename: 'Film', id: 'f', title: 'Playtime', minutes: -1 }
const song = { __typename: 'Song', id: 's', title: 'Padam', bpm: -1, plays: -1 }

/** A subgraph that is down: what its fields answer, and what everything else does. */
const halfDown: Example = {
  subgraphs: {
    here: {
      sdl: 'type User @key(fields: "id") { id: ID! name: String! } type Query { me: User users: [User!]! }',
      resolvers: {
        Query: {
          me: () => ({ id: '1', name: 'Ada' }),
          users: () => [
            { id: '1', name: 'Ada' },
            { id: '2', name: 'Bo' },
          ],
        },
      },
    },
    gone: {
      sdl: 'type User @key(fields: "id") { id: ID! points: Int level: Int! } type Query { news: String }',
    },
  },
  down: ['gone'],
  operations: [
    { query: '{ me { name points } news }' },
    { query: '{ users { name level } }' },
    { query: '{ me { name } }' },
  ],
}

export const examples: Readonly<Record<string, Example>> = { shop, media, halfDown }
