import { composeServices } from '@apollo/composition'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { GraphQLError, GraphQLScalarType, type GraphQLSchema, parse } from 'graphql'
import { LedgerError } from '../../ledger/error.ts'

const link = (names: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${names}])\n`

const peopleSdl = `${link('"@key", "@requiresScopes"')}
  scalar Date
  type Query {
    person(id: ID!): Person
    bornOn(day: Date!): [Person!]!
    trouble(kind: String!): String
    slow(ms: Int!): String
    me: String
  }
  type Mutation { rename(id: ID!, name: String!): Person }
  type Person @key(fields: "id") {
    id: ID!
    name: String
    email: String @requiresScopes(scopes: [["customer:read"]])
    friend: Person
  }`

const ordersSdl = `${link('"@key"')}
  type Person @key(fields: "id") { id: ID! orders: [Order!] orderCount: Int! }
  type Order { number: String! total: String! }`

/** What subgraphs of the small graph get as their context. */
export interface SmallContext {
  readonly viewer: string
  /** Which fields were asked for, in order. */
  readonly asked: string[]
  /** Runs in `slow`, inside the subgraph's scope. */
  readonly wait: (ms: number) => Promise<string>
}

const people = {
  1: {
    __typename: 'Person',
    id: '1',
    name: 'Ada',
    email: 'ada@example.org',
    friend: { __typename: 'Person', id: '2' },
  },
  2: { __typename: 'Person', id: '2', name: 'Grace', email: null, friend: null },
  3: { __typename: 'Person', id: '3', name: 'Nobody', email: null, friend: null },
} as const

const find = (id: string) => Object.values(people).find((person) => person.id === id) ?? null

function trouble(kind: string): string {
  if (kind === 'source') {
    throw new GraphQLError('erp: HTTP 503', {
      extensions: {
        code: 'SOURCE_UNAVAILABLE',
        source: 'erp',
        retryable: true,
        retryAfterSeconds: 5,
        host: '10.0.0.7',
      },
    })
  }
  if (kind === 'vendor') {
    throw new GraphQLError('ORA-00942 at erp.internal', { extensions: { code: 'ORA-00942' } })
  }
  if (kind === 'ledger') throw new LedgerError('UNAVAILABLE', 'expected db.internal to answer, found it away')
  throw new TypeError('cannot reach erp.internal for ada@example.org with card 4970101234567890')
}

/** The resolvers of the people: they know a person, and several kinds of trouble. */
export const peopleSchema: GraphQLSchema = buildSubgraphSchema([
  {
    typeDefs: parse(peopleSdl),
    resolvers: {
      Query: {
        person: (_: unknown, { id }: { id: string }, context: SmallContext) => {
          context.asked.push('person')
          return find(id)
        },
        bornOn: (_: unknown, __: unknown, context: SmallContext) => {
          context.asked.push('bornOn')
          return []
        },
        trouble: (_: unknown, { kind }: { kind: string }) => trouble(kind),
        slow: (_: unknown, { ms }: { ms: number }, context: SmallContext) => context.wait(ms),
        me: (_: unknown, __: unknown, { viewer }: SmallContext) => viewer,
      },
      Mutation: { rename: (_: unknown, { id }: { id: string }) => find(id) },
      Person: {
        __resolveReference: ({ id }: { id: string }) => find(id),
        friend: ({ friend }: { friend: { id: string } | null }) => friend && find(friend.id),
      },
    },
  },
])

/** The resolvers of the orders: Ada has two, Grace has one, and they have never heard of Nobody. */
export const ordersSchema: GraphQLSchema = buildSubgraphSchema([
  {
    typeDefs: parse(ordersSdl),
    resolvers: {
      Person: {
        __resolveReference: (ref: { id: string }) => (ref.id === '3' ? null : ref),
        orderCount: () => 2,
        orders: ({ id }: { id: string }) =>
          id === '1'
            ? [
                { number: 'W-1', total: '10.00' },
                { number: 'W-2', total: '12.50' },
              ]
            : [{ number: 'W-3', total: '1.00' }],
      },
    },
  },
])

/** The composed supergraph; `ordersUrl` is where the orders listen when they are not in the process. */
export function composeSmallGraph(ordersUrl = ''): string {
  const { supergraphSdl, errors } = composeServices([
    { name: 'people', url: '', typeDefs: parse(peopleSdl) },
    { name: 'orders', url: ordersUrl, typeDefs: parse(ordersSdl) },
  ])
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n') ?? 'not composed')
  return supergraphSdl
}

/** Reads `YYYY-MM-DD` and nothing else. */
export const dateScalar = new GraphQLScalarType({
  name: 'Date',
  parseValue(value) {
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value
    throw new TypeError('expected a day like 2026-01-31')
  },
})
