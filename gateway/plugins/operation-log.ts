import type { ApolloServerPlugin } from '@apollo/server'
import type { GraphQLFormattedError } from 'graphql'
import { clientCode, rootCause } from '../errors.ts'
import type { Log } from '../log.ts'
import type { GatewayContext, OperationSummary, Recorder } from '../request.ts'

/**
 * Writes what nobody may see but the operator: the cause of each INTERNAL error, under the request's id; and
 * reports what the request's log line needs. No variable, no message and no path is in that.
 */
export function useOperationLog(log: Log): ApolloServerPlugin<GatewayContext> {
  return {
    unexpectedErrorProcessingRequest: async ({ requestContext, error }) =>
      log.error('unexpected', { requestId: requestContext.contextValue.request.id }, error),
    async contextCreationDidFail({ error }) {
      if (clientCode(error) === 'INTERNAL') log.error('context-failed', {}, rootCause(error))
    },
    requestDidStart: async () => ({
      async didEncounterErrors({ errors, contextValue }) {
        for (const error of errors) {
          if (clientCode(error) !== 'INTERNAL') continue
          log.error('internal', { requestId: contextValue.request.id }, rootCause(error))
        }
      },
      async willSendResponse({ operationName, operation, response, contextValue: { scope, report } }) {
        const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : []
        report(summarize({ operationName, type: operation?.operation ?? null, errors, scope }))
      },
    }),
  }
}

/** What a request's log line says of an operation that has been answered. */
export function summarize({ operationName, type, errors, scope }: Ended): OperationSummary {
  return {
    operation: operationName?.slice(0, 80) ?? null,
    type,
    codes: count(errors.map(({ extensions }) => String(extensions?.['code']))),
    calls: count(scope.calls.map(({ source }) => source)),
    failedCalls: count(scope.calls.filter(({ failure }) => failure).map(({ source }) => source)),
  }
}

interface Ended {
  readonly operationName: string | null | undefined
  readonly type: string | null
  readonly errors: readonly GraphQLFormattedError[]
  readonly scope: Recorder
}

function count(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
