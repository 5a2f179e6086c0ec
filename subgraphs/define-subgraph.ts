import { buildSubgraphSchema } from '@apollo/subgraph'
import { type GraphQLSchema, parse } from 'graphql'
import { scalars } from '../schema/scalars.ts'
import { subgraphSdl } from '../schema/sdl.ts'

type Resolvers = Parameters<typeof buildSubgraphSchema>[0] extends infer Input
  ? Input extends { resolvers?: infer R }
    ? R
    : never
  : never

/** A domain of the graph: its executable schema, ready to run in the gateway's process or in one of its own. */
export interface Subgraph {
  readonly name: string
  readonly schema: GraphQLSchema
}

/** A subgraph from its folder's SDL and its resolvers, typed by `resolvers.generated.ts`. */
export function defineSubgraph(name: string, resolvers: object): Subgraph {
  const used = subgraphSdl(name)
  const own = Object.fromEntries(
    Object.entries(scalars).filter(([scalar]) => used.includes(`scalar ${scalar}\n`)),
  )
  // The generated resolver types are stricter than what this function accepts, and not assignable to it.
  const all = { ...own, ...resolvers } as unknown as Resolvers
  return { name, schema: buildSubgraphSchema({ typeDefs: parse(used), resolvers: all }) }
}
