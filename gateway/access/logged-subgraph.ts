import { type GraphQLSchema, getOperationAST } from 'graphql'
import type { Viewer } from '../../subgraphs/shared/access/viewer.ts'
import { failedFetch } from '../execution/failed-fetch.ts'
import type { Fetch, Subgraph } from '../execution/subgraph.ts'
import type { AccessLog } from './log.ts'
import { writing } from './written.ts'

export interface LoggedSubgraphOptions {
  readonly schema: GraphQLSchema
  /** Without it nothing is written. */
  readonly accessLog?: AccessLog | undefined
  /** Who asks, by a context of the resolvers. */
  viewerOf?(graph: unknown): Viewer
}

/**
 * A subgraph in a process of its own: a fetch is answered only when it is on disk who is shown what by it. Where that
 * cannot be written every field of the fetch fails, SOURCE_UNAVAILABLE of the source `ledger`.
 */
export function loggedSubgraph(subgraph: Subgraph, options: LoggedSubgraphOptions): Subgraph {
  const { schema, accessLog, viewerOf } = options
  return {
    ...subgraph,
    async fetch(fetch) {
      const { document, variables, context } = fetch
      tellOperation(fetch, schema)
      const result = await subgraph.fetch(fetch)
      const viewer = viewerOf?.(context.graph) ?? context.viewer
      const written = writing(accessLog, { ...context, viewer })
      const failure = written && (await written)
      return failure ? { data: null, errors: failedFetch(document, variables, failure) } : result
    },
  }
}

function tellOperation({ document, variables, operationName, context }: Fetch, schema: GraphQLSchema): void {
  const name = operationName ?? null
  const operation = getOperationAST(document, name)
  if (operation) context.access.executing({ schema, document, operation, variables, name })
}
