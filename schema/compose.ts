import { composeServices } from '@apollo/composition'
import { Supergraph } from '@apollo/federation-internals'
import { lexicographicSortSchema, parse, printSchema } from 'graphql'
import { subgraphNames, subgraphSdl, subgraphUrl } from './sdl.ts'

/** What composition makes of the subgraphs. */
export interface Composed {
  /** The Federation 2 supergraph document, as any router takes it. */
  readonly supergraph: string
  /** The schema clients see. */
  readonly api: string
  /** Things composition finds odd; sentences. */
  readonly hints: readonly string[]
}

/**
 * Composes all subgraphs. Throws an Error that lists every composition error when they do not fit together. `sdlOf` gives a
 * subgraph's text where it is not the one on disk.
 */
export function compose(sdlOf: (name: string) => string = subgraphSdl): Composed {
  const services = subgraphNames().map((name) => ({
    name,
    url: subgraphUrl(name),
    typeDefs: parse(sdlOf(name)),
  }))
  const result = composeServices(services)
  if (result.errors) {
    const list = result.errors.map((error) => `- ${error.message}`).join('\n')
    throw new Error(`the subgraphs do not compose:\n${list}`)
  }
  const apiSchema = Supergraph.build(result.supergraphSdl, { supportedFeatures: null })
    .apiSchema()
    .toGraphQLJSSchema()
  return {
    supergraph: `${result.supergraphSdl.trim()}\n`,
    api: `${printSchema(lexicographicSortSchema(apiSchema)).trim()}\n`,
    hints: result.hints.map(({ message }) => message),
  }
}
