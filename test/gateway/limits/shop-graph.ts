import { composeServices } from '@apollo/composition'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'
import { memoryCache } from '../../../cache/memory.ts'
import type { Cache } from '../../../cache/port.ts'
import { type ClientLimits, DEFAULT_CLIENTS, type PerKind } from '../../../gateway/limits/client-limits.ts'
import { createClients } from '../../../gateway/limits/clients.ts'
import type { OperationLimits } from '../../../gateway/limits/limits.ts'
import type { GatewayOptions } from '../../../gateway/server.ts'
import { ANONYMOUS, type Viewer, type ViewerKind } from '../../../subgraphs/shared/access/viewer.ts'
import { smallGraphOptions } from '../harness.ts'

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key", "@cost", "@listSize", "@requiresScopes"])
  type Query {
    shop(text: String): Shop @cost(weight: 5)
    shops(first: Int! = 10): Shops @cost(weight: 5) @listSize(slicingArguments: ["first"], sizedFields: ["edges"])
    named(names: [String!]): [Shop!] @listSize(assumedSize: 2)
    long(letters: Int!): String
    fails: Shop @cost(weight: 7)
    secret: Shop @cost(weight: 9) @requiresScopes(scopes: [["ops:read"]])
  }
  type Shops { edges: [Shop!]! }
  type Shop { name: String }`

const composed = composeServices([{ name: 'shops', url: '', typeDefs: parse(sdl) }])

/** How many shops there are, however many are asked for. */
export const SHOPS = 3

/** What the resolvers of the shops get. */
interface ShopContext {
  /** Which fields were asked for, in order. */
  readonly asked: string[]
}

const shop = { name: 'Rivoli' }
const noting =
  <A>(field: string, answer: (args: A) => unknown) =>
  (_: unknown, args: A, { asked }: ShopContext) => {
    asked.push(field)
    return answer(args)
  }

const schema = buildSubgraphSchema([
  {
    typeDefs: parse(sdl),
    resolvers: {
      Query: {
        shop: noting('shop', () => shop),
        shops: noting('shops', ({ first }: { first: number }) => ({
          edges: Array.from({ length: Math.min(first, SHOPS) }, () => shop),
        })),
        named: noting('named', ({ names }: { names: readonly string[] }) => names.map(() => shop)),
        long: noting('long', ({ letters }: { letters: number }) => 'é'.repeat(letters)),
        secret: noting('secret', () => shop),
        fails: noting('fails', () => {
          throw new Error('not today')
        }),
      },
    },
  },
])

export interface ShopGraphOptions {
  readonly limits?: Partial<OperationLimits> & { readonly maxResponseBytes?: number }
  /** What each kind of viewer may ask, where it is not the default. */
  readonly clients?: Partial<Record<ViewerKind, Partial<ClientLimits>>>
  /** Who asks; a shopper by default. */
  readonly viewer?: (headers: Readonly<Record<string, unknown>>) => Viewer
  readonly cache?: Pick<Cache, 'spend'>
  readonly clock?: () => Date
  readonly asked?: string[]
}

/** A shopper by name. */
export function shopper(name = 'ada'): Viewer {
  return { ...ANONYMOUS, kind: 'SHOPPER', subject: `accounts/${name}` }
}

/** The options of a gateway over one subgraph whose fields have costs, with budgets. */
export async function shopGraphOptions({
  limits,
  clients = {},
  viewer = () => shopper(),
  clock = () => new Date(),
  cache = memoryCache({ maxEntries: 100, clock }),
  asked = [],
}: ShopGraphOptions): Promise<GatewayOptions> {
  const options = await smallGraphOptions()
  const perKind = Object.fromEntries(
    Object.entries(DEFAULT_CLIENTS).map(([kind, one]) => [kind, { ...one, ...clients[kind as ViewerKind] }]),
  ) as unknown as PerKind
  return {
    ...options,
    supergraphSdl: composed.supergraphSdl ?? '',
    subgraphs: new Map([['shops', schema]]),
    limits: { ...options.limits, ...limits },
    clients: createClients({ cache, hmacKey: 'a key of tests', limits: perKind }),
    clock,
    identify: async ({ headers }) => viewer(headers),
    createContext: async (): Promise<ShopContext> => ({ asked }),
  }
}
