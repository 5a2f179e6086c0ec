import type { ApolloServerPlugin } from '@apollo/server'
import { type DocumentNode, Kind } from 'graphql'
import { refusal } from '../errors.ts'
import type { GatewayContext } from '../request.ts'

/** Refuses, before anything is planned, an operation that is not in the document or that is of a kind nobody executes. */
export function useKnownOperation(): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => ({
      async didResolveOperation({ operation, document, request, schema, contextValue }) {
        if (!operation)
          throw refusal('BAD_INPUT', unknownOperation(document, request.operationName), 400, 'operation')
        const { operation: kind } = operation
        // Validation passes over fields of a root type that the schema does not have.
        if (kind === 'subscription' || (kind === 'mutation' && !schema.getMutationType())) {
          throw refusal('UNSUPPORTED', `${kind}s are not executed here`)
        }
        if (kind !== 'query' && contextValue.request.about)
          throw refusal(
            'BAD_INPUT',
            `expected a query, which can be asked again and again; found a ${kind}`,
            400,
            'operation',
          )
      },
    }),
  }
}

function unknownOperation(document: DocumentNode, wanted: string | undefined): string {
  const names = document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION && node.name ? [node.name.value] : [],
  )
  const list = names.length > 0 ? `one of ${names.join(', ')}` : 'none, since the document names none'
  return `expected operationName to be ${list}; found ${wanted ? 'another name' : 'no name'}`
}
