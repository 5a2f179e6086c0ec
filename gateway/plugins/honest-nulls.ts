import type { ApolloServerPlugin } from '@apollo/server'
import type { GatewayContext } from '../request.ts'

/**
 * A null where the schema promises a value is reported in `errors`, with its path. `@apollo/gateway` puts such places into
 * `extensions.valueCompletion` alone, where a client that trusts nulls does not look.
 */
export function useHonestNulls(): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => ({
      async willSendResponse({ response: { body } }) {
        if (body.kind !== 'single' || !body.singleResult.extensions) return
        const { valueCompletion, ...extensions } = body.singleResult.extensions
        if (!Array.isArray(valueCompletion)) return
        const errors = valueCompletion.map(
          (completion: { readonly path?: readonly (string | number)[] }) => ({
            message: 'a value that must be there is missing',
            ...(completion.path && { path: completion.path }),
            extensions: { code: 'BAD_RESPONSE' },
          }),
        )
        body.singleResult.errors = [...(body.singleResult.errors ?? []), ...errors]
        if (Object.keys(extensions).length > 0) body.singleResult.extensions = extensions
        else delete body.singleResult.extensions
      },
    }),
  }
}
