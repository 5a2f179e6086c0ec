import type { ApolloServerPlugin } from '@apollo/server'
import { clientCode } from '../errors.ts'
import type { GatewayContext } from '../request.ts'

/** Tells a request's watch when it is parsed, validated, planned and executed. */
export function useWatch(): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async ({ contextValue: { watch } }) => ({
      async parsingDidStart() {
        watch.begin('parse')
        return async (error) => watch.end('parse', error ? 'GRAPHQL_PARSE_FAILED' : null)
      },
      async validationDidStart() {
        watch.begin('validate')
        return async (errors) => watch.end('validate', errors?.length ? 'GRAPHQL_VALIDATION_FAILED' : null)
      },
      async executionDidStart() {
        watch.begin('plan')
        return {
          async executionDidEnd(error) {
            const code = error ? clientCode(error) : null
            watch.end('plan', code)
            watch.end('execute', code)
          },
        }
      },
    }),
  }
}

/** Called by `@apollo/gateway` once it knows how to execute an operation. */
export function planned({
  requestContext,
}: {
  readonly requestContext: { readonly context: unknown }
}): void {
  // The server's own context, which the gateway hands on as it is.
  const { watch } = requestContext.context as GatewayContext
  watch.end('plan', null)
  watch.begin('execute')
}
