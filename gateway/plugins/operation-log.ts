import type { ApolloServerPlugin } from '@apollo/server'
import type { GraphQLFormattedError } from 'graphql'
import type { ViewerKind } from '../../subgraphs/shared/access/viewer.ts'
import { logCauses } from '../causes.ts'
import type { Log } from '../log.ts'
import { type Refused, whyRefused } from '../operations/why-refused.ts'
import type { GatewayContext, OperationSummary, Recorder } from '../request.ts'

/**
 * Writes what nobody may see but the operator, the causes of errors, under the request's id; and
 * reports what the request's log line needs. No variable, no message that quotes one, and no path is in that.
 */
export function useOperationLog(log: Log): ApolloServerPlugin<GatewayContext> {
  return {
    unexpectedErrorProcessingRequest: async ({ requestContext, error }) =>
      log.error('unexpected', { requestId: requestContext.contextValue.request.id }, error),
    requestDidStart: async () => ({
      async didEncounterErrors({ errors, contextValue }) {
        logCauses(log, contextValue.request.id, errors)
      },
      async willSendResponse({ operationName, operation, response, errors: thrown = [], contextValue }) {
        const { scope, viewer, document, report } = contextValue
        const result = response.body.kind === 'single' ? response.body.singleResult : {}
        const errors = result.errors ?? []
        const refused = 'data' in result ? null : whyRefused(thrown)
        const type = operation?.operation ?? null
        const registered = typeof document?.text === 'string'
        report(summarize({ operationName, type, errors, scope, viewer: viewer.kind, registered, refused }))
      },
    }),
  }
}

/** What a request's log line says of an operation that has been answered. */
export function summarize(ended: Ended): OperationSummary {
  const { operationName, type, errors, scope, viewer, registered, refused } = ended
  return {
    operation: operationName == null ? null : printable(operationName),
    type,
    ...(viewer && { viewer }),
    ...(registered && { registered }),
    codes: count(errors.map(({ extensions }) => String(extensions?.['code']))),
    calls: count(scope.calls.map(({ source }) => source)),
    failedCalls: count(scope.calls.filter(({ failure }) => failure).map(({ source }) => source)),
    ...(refused && { refused }),
  }
}

interface Ended {
  readonly operationName: string | null | undefined
  readonly type: string | null
  readonly errors: readonly GraphQLFormattedError[]
  readonly scope: Recorder
  readonly viewer?: ViewerKind
  readonly registered?: boolean
  readonly refused?: Refused | null
}

/** A name as GraphQL allows it (specification, section 2.1.9), cut; any other text is only said to be there. */
function printable(operationName: string): string {
  return /^[_A-Za-z]\w*$/.test(operationName) ? operationName.slice(0, 80) : '[not a name]'
}

function count(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
