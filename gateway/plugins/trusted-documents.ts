import type { ApolloServerPlugin } from '@apollo/server'
import type { Log } from '../log.ts'
import { whoseKind } from '../persisted/take.ts'
import type { GatewayContext } from '../request.ts'

/**
 * Puts a registered document in the place of its id, before anything is parsed, and logs what would be refused were not
 * `documents.logOnly` on: the operation's name and its text's hash. Comes before every plugin that looks at the text.
 */
export function useTrustedDocuments(log: Log): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart({ request, contextValue: { document, viewer, request: incoming } }) {
      if (!document) return
      if (document.text !== null) request.query = document.text
      if (!document.isAutomatic) delete request.extensions?.['persistedQuery']
      if (!document.wouldRefuse) return
      return {
        async didResolveOperation({ operationName, queryHash }) {
          log.warn('document.would-refuse', {
            requestId: incoming.id,
            operation: operationName?.slice(0, 80) ?? null,
            hash: queryHash,
            ...whoseKind(viewer),
          })
        },
      }
    },
  }
}
