import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema } from 'graphql'
import { withScope } from '../../adapters/call/scope.ts'
import { SourceError } from '../../adapters/error.ts'
import type { Clock } from '../../adapters/time.ts'
import { failedFetch } from './failed-fetch.ts'
import type { Subgraph } from './subgraph.ts'

export interface LocalSubgraphOptions {
  readonly name: string
  readonly schema: GraphQLSchema
  readonly clock: Clock
  /** How long after the deadline a subgraph may still report what it has, field by field. @default 250 */
  readonly graceMs?: number
}

/**
 * A subgraph in this process: a call, not HTTP. Its resolvers run on behalf of the request, so every call they make is
 * cut to the request's deadline. A subgraph that does not end in time, whatever it waits for, is given up.
 */
export function localSubgraph(options: LocalSubgraphOptions): Subgraph {
  const { name, schema, clock, graceMs = 250 } = options
  return {
    async fetch({ document, variables, operationName, context: { scope, graph, access } }) {
      const noted = access.notes.fetch(scope)
      const run = async () =>
        execute({ schema, document, operationName, contextValue: graph, variableValues: variables })
      const left = scope.deadline - clock().getTime() + graceMs
      const result =
        (await unlessLate(withScope(noted.scope, run), left, scope.signal)) ?? late(name, document, variables)
      noted.end(result)
      return result
    },
    close: async () => {},
  }
}

function late(
  name: string,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): ExecutionResult {
  const failure = new SourceError(name, 'SOURCE_TIMEOUT', 'no answer within the time of the request')
  return { data: null, errors: failedFetch(document, variables, failure) }
}

/** The result, or null when the time is over or the client has gone before there is one. */
async function unlessLate(
  result: Promise<ExecutionResult>,
  leftMs: number,
  signal: AbortSignal,
): Promise<ExecutionResult | null> {
  let giveUp = () => {}
  const late = new Promise<null>((resolve) => {
    giveUp = () => resolve(null)
  })
  const timer = setTimeout(giveUp, Math.max(leftMs, 0))
  signal.addEventListener('abort', giveUp)
  try {
    return await Promise.race([result, late])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
  }
}
