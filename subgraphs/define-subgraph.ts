import { buildSubgraphSchema } from '@apollo/subgraph'
import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType, parse } from 'graphql'
import { scalars } from '../schema/scalars.ts'
import { scopeRules } from '../schema/scope-rules.ts'
import { subgraphSdl } from '../schema/sdl.ts'
import type { Context } from './context.ts'
import { guard } from './shared/access/guards.ts'
import type { Owners } from './shared/access/owners.ts'

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

/**
 * A subgraph from its folder's SDL, its resolvers, typed by `resolvers.generated.ts`, and whose its objects are. It keeps the
 * rules of the schema itself; throws where one of them asks for an owner that `owners` does not name. `resolved` are root fields
 * whose resolvers work out themselves whose what they answer is.
 */
export function defineSubgraph(
  name: string,
  resolvers: object,
  owners: Owners = {},
  resolved: ReadonlySet<string> = new Set(),
): Subgraph {
  const used = subgraphSdl(name)
  const own = Object.fromEntries(
    Object.entries(scalars).filter(([scalar]) => used.includes(`scalar ${scalar}\n`)),
  )
  // The generated resolver types are stricter than what this function accepts, and not assignable to it.
  const all = { ...own, ...resolvers } as unknown as Resolvers
  const schema = buildSubgraphSchema({ typeDefs: parse(used), resolvers: all })
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue
    for (const field of Object.values(type.getFields())) field.resolve ??= ownProperty
  }
  guard(schema, scopeRules(name), owners, resolved)
  return { name, schema }
}

/** A field without a resolver is a property of its model. One that is missing is a bug, and never silently null. */
const ownProperty: GraphQLFieldResolver<Readonly<Record<string, unknown>>, Context> = (
  model,
  _,
  __,
  info,
) => {
  const value = model[info.fieldName]
  if (value !== undefined) return value
  throw new Error(`expected ${info.parentType.name}.${info.fieldName} to have a resolver or a model property`)
}
