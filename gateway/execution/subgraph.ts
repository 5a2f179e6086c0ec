import type { GraphQLDataSource } from '@apollo/gateway'
import { type DocumentNode, type ExecutionResult, parse } from 'graphql'
import type { GatewayContext } from '../request.ts'

type DataSourceResponse = Awaited<ReturnType<GraphQLDataSource['process']>>

/** One fetch of a query plan. */
export interface Fetch {
  readonly query: string
  readonly document: DocumentNode
  readonly variables: Readonly<Record<string, unknown>>
  /** Which operation of the document; needed where it has several. */
  readonly operationName?: string
  readonly context: GatewayContext
}

/** The way to a subgraph, whichever process it lives in. Failures are errors in the result, each with its path. */
export interface Subgraph {
  fetch(fetch: Fetch): Promise<ExecutionResult>
  /** Frees what the way holds, if anything. */
  close(): Promise<void>
}

/** A subgraph in the form that `@apollo/gateway` asks. It is never asked for schemas or health: those come otherwise. */
export function toDataSource(subgraph: Subgraph): GraphQLDataSource {
  return {
    async process(options) {
      if (!('incomingRequestContext' in options)) return { data: {} }
      const { query = '', variables = {} } = options.request
      const document = options.document ?? parse(query)
      const context = options.context as GatewayContext
      // The two packages spell optional parts of one shape differently.
      return (await subgraph.fetch({ query, document, variables, context })) as DataSourceResponse
    },
  }
}
