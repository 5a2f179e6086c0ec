import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import { onTestFinished } from 'vitest'
import { readSupergraph } from '../../../gateway/supergraph.ts'

interface Context {
  readonly headers: Readonly<Record<string, string>>
}

interface Asked {
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
  /** Of the client; handed on to the subgraphs as they are. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Apollo's own gateway, as its documentation sets it up: it hands on what its client sends and signs nothing. */
export async function startApollo(supergraphSdl: string, urlOf: (name: string) => string) {
  const silent = () => {}
  const logger = { debug: silent, info: silent, warn: silent, error: silent }
  const gateway = new ApolloGateway({
    logger,
    supergraphSdl: readSupergraph(supergraphSdl).executableSdl,
    buildService: ({ name }) =>
      new RemoteGraphQLDataSource<Context>({
        url: urlOf(name),
        willSendRequest({ request, context }) {
          for (const [name, value] of Object.entries<string>(context.headers ?? {}))
            request.http?.headers.set(name, value)
        },
      }),
  })
  const server = new ApolloServer<Context>({ gateway, logger, stopOnTerminationSignals: false })
  await server.start()
  onTestFinished(() => server.stop())
  return async ({ query, variables = {}, headers = {} }: Asked) => {
    const { body } = await server.executeOperation({ query, variables }, { contextValue: { headers } })
    if (body.kind !== 'single') throw new Error('expected one answer')
    return body.singleResult
  }
}
