import { composeServices } from '@apollo/composition'
import { buildSubgraphSchema } from '@apollo/subgraph'
import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
  parse,
} from 'graphql'
import { afterAll, beforeAll } from 'vitest'
import { createRequestAccess } from '../../../gateway/access/request-access.ts'
import type { AuthorisationOptions } from '../../../gateway/authorisation/authorise.ts'
import { type Graph, startGraph } from '../../../gateway/graph.ts'
import { createLog } from '../../../gateway/log.ts'
import { UNWATCHED } from '../../../gateway/operations/watch.ts'
import { createRecorder } from '../../../gateway/request.ts'
import { ANONYMOUS, type Viewer } from '../../../subgraphs/shared/access/viewer.ts'

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@requires", "@external", "@authenticated", "@policy", "@requiresScopes"])\n`

/** A graph with a rule of every kind in every place. */
export const peopleSdl = `${link}
  type Query {
    person(id: ID!): Person
    people: [Person]
    crowd: [Person!]
    trouble: String
    grid: [[Person]]
    host: Person! @requiresScopes(scopes: [["host"]])
    animals: [Animal]
    herd: [Animal!]
    flock: [Animal]!
    pet: Pet
    pets: [Pet!]
    audited: Int @policy(policies: [["audit"], ["court", "police"]])
    club: String @authenticated
    echo(text: String, loud: Boolean): String @requiresScopes(scopes: [["echo"]])
  }
  type Mutation {
    rename(id: ID!, name: String!): RenamePayload!
    touch(id: ID!): Person @requiresScopes(scopes: [["touch"]])
    adopt: Adoption
  }
  type RenamePayload {
    person: Person
    log: String @requiresScopes(scopes: [["log"]])
    receipt: String! @requiresScopes(scopes: [["receipt"]])
  }
  type Adoption { pet: Pet! spare: Pet }
  type Person @key(fields: "id") {
    id: ID!
    name: String
    email: String @requiresScopes(scopes: [["email"]])
    secret: String! @requiresScopes(scopes: [["secret"]])
    either: String @requiresScopes(scopes: [["a", "b"], ["c"]])
    home: Address
    salary: Salary
    mood: Mood
    letter: Letter @requiresScopes(scopes: [["email", "letter"]])
    friend: Person
    friends: [Person!]
    bestFriend: Person!
    favourite: Animal!
    weight: Int @requiresScopes(scopes: [["weight"]])
  }
  type Address @requiresScopes(scopes: [["home"]]) { street: String! }
  type Letter @requiresScopes(scopes: [["letter"], ["email"]]) { text: String! @authenticated }
  scalar Salary @requiresScopes(scopes: [["salary"]])
  enum Mood @requiresScopes(scopes: [["mood"]]) { CALM CROSS }
  interface Animal { name: String! sound: String keeper: Person mate: Animal }
  type Cat implements Animal { name: String! sound: String @requiresScopes(scopes: [["cat"]]) keeper: Person mate: Cat lives: Int }
  type Dog implements Animal @requiresScopes(scopes: [["dog"]]) { name: String! sound: String keeper: Person mate: Animal tricks: [String!] }
  type Fish implements Animal { name: String! sound: String keeper: Person mate: Animal depth: Int! @requiresScopes(scopes: [["deep"]]) }
  union Pet = Cat | Dog | Fish`

export const ordersSdl = `${link}
  type Person @key(fields: "id") {
    id: ID!
    weight: Int @external
    isHeavy: Boolean @requires(fields: "weight") @requiresScopes(scopes: [["weight"]])
    orders: [Order!] @requiresScopes(scopes: [["orders"]])
    points: Int
  }
  type Order { number: String! total: Int! note: String @requiresScopes(scopes: [["note"]]) }`

/** The rules' scopes. */
export const RIGHTS = [
  'host',
  'echo',
  'touch',
  'log',
  'receipt',
  'email',
  'secret',
  'a',
  'b',
  'c',
  'weight',
  'home',
  'salary',
  'mood',
  'cat',
  'dog',
  'deep',
  'orders',
  'note',
  'letter',
] as const

const cat = { __typename: 'Cat', name: 'Tom', sound: 'miaow', lives: 9, keeper: '1' }
const dog = { __typename: 'Dog', name: 'Rex', sound: 'woof', tricks: ['sit'], keeper: '2' }
const fish = { __typename: 'Fish', name: 'Wanda', sound: null, depth: 7, keeper: null }
const people = [
  { id: '1', name: 'Ada', friend: '2', friends: ['2', '3'], bestFriend: '2', favourite: cat, weight: 50 },
  { id: '2', name: 'Grace', friend: '1', friends: [], bestFriend: '1', favourite: dog, weight: 70 },
  { id: '3', name: null, friend: null, friends: null, bestFriend: '1', favourite: fish, weight: null },
].map((person) => ({
  ...person,
  email: `${person.id}@example.org`,
  secret: `secret of ${person.id}`,
  either: 'either',
  home: person.id === '3' ? null : { street: 'High Street' },
  salary: 1_000,
  mood: 'CALM',
  letter: { text: 'Dear' },
}))

const find = (id: string | null) => people.find((person) => person.id === id) ?? null
const mates = {
  mate: ({ name }: { name: string }) => ({ Tom: cat, Rex: fish })[name] ?? null,
}
const keeper = {
  ...mates,
  keeper: ({ keeper: id }: { keeper: string | null }) => find(id),
}

/** What subgraphs get: a list for the fields that are asked for, `Type.field`, in order. */
interface RightsContext {
  readonly asked: string[]
}

export const peopleResolvers = {
  Query: {
    person: (_: unknown, { id }: { id: string }) => find(id),
    people: () => [...people, null],
    crowd: () => Array.from({ length: 130 }, () => people[0]),
    trouble: () => {
      throw new GraphQLError('erp: HTTP 503', { extensions: { code: 'SOURCE_UNAVAILABLE', source: 'erp' } })
    },
    grid: () => [[people[0], people[1]], [], null, [people[2], null]],
    host: () => people[0],
    animals: () => [cat, dog, null, fish],
    herd: () => [cat, dog],
    flock: () => [fish, dog],
    pet: () => dog,
    pets: () => [fish, cat],
    audited: () => 7,
    club: () => 'club',
    echo: (_: unknown, { text, loud }: { text?: string; loud?: boolean }) =>
      loud ? `${text}!` : (text ?? null),
  },
  Mutation: {
    rename: (_: unknown, { id }: { id: string }) => ({ person: find(id), log: 'renamed', receipt: 'R-1' }),
    touch: (_: unknown, { id }: { id: string }) => find(id),
    adopt: () => ({ pet: dog, spare: fish }),
  },
  Person: {
    __resolveReference: ({ id }: { id: string }) => find(id),
    friend: ({ friend }: { friend: string | null }) => find(friend),
    bestFriend: ({ bestFriend }: { bestFriend: string }) => find(bestFriend),
    friends: ({ friends }: { friends: readonly string[] | null }) => friends?.map(find) ?? null,
  },
  Cat: keeper,
  Dog: keeper,
  Fish: keeper,
}

export const ordersResolvers = {
  Person: {
    __resolveReference: (reference: object) => reference,
    isHeavy: ({ weight }: { weight: number | null }) => weight !== null && weight > 60,
    points: ({ id }: { id: string }) => Number(id) * 100,
    orders: ({ id }: { id: string }) => [
      { number: `W-${id}`, total: 10, note: 'gift' },
      { number: `W-${id}0`, total: 20, note: null },
    ],
  },
}

/** Every field that is asked for is written into the context's list. */
function listening(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type) || type.name.startsWith('_')) continue
    for (const field of Object.values(type.getFields())) {
      const { resolve = defaultFieldResolver } = field
      field.resolve = (source, args, context: RightsContext, info) => {
        if (!field.name.startsWith('_')) context.asked.push(`${type.name}.${field.name}`)
        return resolve(source, args, context, info)
      }
    }
  }
  return schema
}

const subgraphs = new Map([
  ['people', listening(buildSubgraphSchema([{ typeDefs: parse(peopleSdl), resolvers: peopleResolvers }]))],
  ['orders', listening(buildSubgraphSchema([{ typeDefs: parse(ordersSdl), resolvers: ordersResolvers }]))],
])

/** The composed supergraph. */
export function composeRights(): string {
  const { supergraphSdl, errors } = composeServices([
    { name: 'people', url: '', typeDefs: parse(peopleSdl) },
    { name: 'orders', url: '', typeDefs: parse(ordersSdl) },
  ])
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n') ?? 'not composed')
  return supergraphSdl
}

const supergraph = composeRights()

/** A viewer of the staff with some scopes. */
export function holding(...scopes: readonly string[]): Viewer {
  return { ...ANONYMOUS, kind: 'STAFF', subject: 'staff/1', scopes }
}

export interface RightsAnswer {
  readonly data: Record<string, unknown> | null | undefined
  readonly errors: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions?: { readonly code?: string }
  }[]
  /** Paths of the errors, dotted. */
  readonly paths: readonly string[]
  readonly extensions: unknown
  readonly status: number | undefined
  /** The fields that subgraphs were asked for, `Type.field`. */
  readonly asked: readonly string[]
}

export interface RightsGraph {
  ask(viewer: Viewer, query: string, variables?: object, operationName?: string): Promise<RightsAnswer>
}

/** Starts the graph without HTTP, once for the tests of a file or of a `describe`. */
export function startRights(
  authorisation?: Partial<AuthorisationOptions>,
  supergraphSdl: string = supergraph,
): RightsGraph {
  let opened: Graph | null = null
  beforeAll(async () => {
    opened = await openRights(authorisation, supergraphSdl)
  })
  afterAll(() => opened?.close())
  return {
    ask(...given) {
      if (!opened) throw new Error('expected to be asked within a test')
      return askOf(opened)(...given)
    },
  }
}

/** Starts it for the caller to close. */
export function openRights(
  authorisation: Partial<AuthorisationOptions> = {},
  supergraphSdl: string = supergraph,
): Promise<Graph> {
  return startGraph({
    supergraphSdl,
    subgraphs,
    scalars: {},
    limits: { requestBudgetMs: 5_000, maxDepth: 30, maxTokens: 20_000 },
    authorisation: { refused: 'NULL', introspection: ['STAFF'], ...authorisation },
    clock: () => new Date(),
    log: createLog({ level: 'silent', clock: () => new Date() }),
  })
}

/** Asks a graph as a viewer. */
function askOf({ server }: Graph): RightsGraph['ask'] {
  return async (viewer, query, variables, operationName) => {
    const asked: string[] = []
    const signal = new AbortController().signal
    const request = { id: 'r', headers: {}, deadline: Date.now() + 5_000, signal }
    const { body, http } = await server.executeOperation(
      {
        query,
        ...(variables && { variables: { ...variables } }),
        ...(operationName !== undefined && { operationName }),
      },
      {
        contextValue: {
          request,
          scope: createRecorder(request),
          viewer,
          access: createRequestAccess(request),
          watch: UNWATCHED,
          graph: { asked },
          report: () => {},
        },
      },
    )
    if (body.kind !== 'single') throw new Error('expected one answer')
    const { data, errors = [], extensions } = JSON.parse(JSON.stringify(body.singleResult))
    // GraphQL, section 7.1: a list of errors that is there is not empty.
    if (body.singleResult.errors?.length === 0) throw new Error('expected errors, or no list of them')
    const paths = (errors as RightsAnswer['errors']).map(({ path }) => path?.join('.') ?? '')
    return { data, errors, paths, extensions, status: http.status, asked }
  }
}
