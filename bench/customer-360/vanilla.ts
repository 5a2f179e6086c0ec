// `vanilla.js SUPERGRAPH PORT BUDGET_MS VIEWER KEY_ID SECRET`: Apollo's own gateway as its documentation sets it up
// (apollographql.com/docs/apollo-server/using-federation/apollo-gateway-setup), with the signed headers our subgraphs are told who asks by.
import { readFileSync } from 'node:fs'
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import type { CustomerId } from '../../adapters/ids.ts'
import { callSigner } from '../../gateway/execution/call-signer.ts'
import { passOn, passOnRequest } from '../../gateway/execution/passed-on.ts'
import { everything } from '../../test/memory/viewers.ts'

const [supergraph = '', port = '', budgetMs = '', viewer = '', id = '', secret = ''] = process.argv.slice(2)

interface Context {
  readonly id: string
  readonly deadline: number
}

const sign = callSigner({ key: { id, secret }, clock: () => new Date() })

const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(supergraph, 'utf8'),
  buildService: ({ name, url }) => {
    const source = new RemoteGraphQLDataSource<Context>({
      url: url ?? '',
      willSendRequest(options) {
        // Health checks and schema polls have no request that they serve; there are none of them here.
        if (!('incomingRequestContext' in options)) return
        const { request, context } = options
        const told = {
          ...passOn({ viewer: everything(viewer as CustomerId), languages: [], channel: null }),
          ...passOnRequest(context, Date.now()),
        }
        for (const [header, value] of Object.entries(told)) request.http?.headers.set(header, value)
      },
    })
    const send = source.fetcher
    // Where the body is what will be sent, byte for byte.
    source.fetcher = (to, init = {}) => {
      const headers = { ...init.headers }
      return send(to, {
        ...init,
        headers: { ...headers, ...sign({ subgraph: name, headers, body: String(init.body) }) },
      })
    }
    return source
  },
})

await startStandaloneServer(new ApolloServer<Context>({ gateway }), {
  listen: { host: '127.0.0.1', port: Number(port) },
  context: async () => ({ id: crypto.randomUUID(), deadline: Date.now() + Number(budgetMs) }),
})
