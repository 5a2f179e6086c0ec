import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { composeServices } from '@apollo/composition'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { type GraphQLSchema, graphql, parse } from 'graphql'

type Resolvers = NonNullable<
  Parameters<typeof buildSubgraphSchema>[0] extends { resolvers?: infer R } ? R : never
>

/** A small subgraph: its SDL (without the `@link`) and what its fields answer. */
export interface Small {
  readonly sdl: string
  /** Of any shape that `@apollo/subgraph` takes. */
  readonly resolvers?: object
}

export interface Served {
  readonly supergraphSdl: string
  /** What each subgraph was asked, in order. */
  readonly asked: string[]
  close(): Promise<void>
}

const link = (sdl: string) => {
  const used = [...new Set([...sdl.matchAll(/@(\w+)/g)].map(([, name = '']) => `@${name}`))]
  const known = DIRECTIVES.filter((name) => used.includes(name))
  const list = known.map((name) => JSON.stringify(name)).join(', ')
  return `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: [${list}])\n`
}

const DIRECTIVES = [
  '@key',
  '@shareable',
  '@external',
  '@requires',
  '@provides',
  '@override',
  '@interfaceObject',
  '@inaccessible',
  '@tag',
  '@context',
  '@fromContext',
  '@cacheTag',
  '@authenticated',
  '@extends',
]

/** Composes small subgraphs without serving them. */
export function composeSmall(
  subgraphs: Readonly<Record<string, Small>>,
  urlOf = (_: string) => NOWHERE,
): string {
  const services = Object.entries(subgraphs).map(([name, { sdl }]) => ({
    name,
    url: urlOf(name),
    typeDefs: parse(link(sdl) + sdl),
  }))
  const { supergraphSdl, errors } = composeServices(services)
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n') ?? 'not composed')
  return supergraphSdl
}

const NOWHERE = 'http://127.0.0.1:1/graphql'

/** Serves each subgraph on a port of its own and composes them; `down` are composed and not served. */
export async function serveSmall(
  subgraphs: Readonly<Record<string, Small>>,
  down: readonly string[] = [],
): Promise<Served> {
  const asked: string[] = []
  const servers: Server[] = []
  const urls = new Map<string, string>()
  for (const [name, { sdl, resolvers = {} }] of Object.entries(subgraphs)) {
    if (down.includes(name)) continue
    // The package's own type of resolvers is narrower than what it takes.
    const typed = resolvers as unknown as Resolvers
    const schema = buildSubgraphSchema([{ typeDefs: parse(link(sdl) + sdl), resolvers: typed }])
    const server = createServer(
      (request, response) => void answer(request, response, { name, schema, asked }),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    servers.push(server)
    urls.set(name, `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`)
  }
  return {
    supergraphSdl: composeSmall(subgraphs, (name) => urls.get(name) ?? NOWHERE),
    asked,
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}

interface Subgraph {
  readonly name: string
  readonly schema: GraphQLSchema
  readonly asked: string[]
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { name, schema, asked }: Subgraph,
): Promise<void> {
  const { query, variables } = JSON.parse(await text(request))
  asked.push(`${name} ${query} ${JSON.stringify(variables)}`)
  const result = await graphql({ schema, source: query, variableValues: variables })
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result))
}
