import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { type GraphQLSchema, graphql } from 'graphql'
import { onTestFinished } from 'vitest'
import { freePort } from './harness.ts'

export type Trick = 'none' | 'unavailable' | 'garbage' | 'hang' | 'refuse' | 'errors'

export interface ServedSubgraph {
  readonly url: string
  readonly requests: { readonly query: string; readonly variables: Record<string, unknown> }[]
  trick: Trick
}

/** A subgraph in another process, as far as the gateway can tell: GraphQL over HTTP on a port of its own. */
export async function serveSubgraph(schema: GraphQLSchema): Promise<ServedSubgraph> {
  const port = await freePort()
  const served: ServedSubgraph = { url: `http://127.0.0.1:${port}/graphql`, requests: [], trick: 'none' }
  const server = createServer((request, response) => void answer(request, response, schema, served))
  server.listen(port, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return served
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  schema: GraphQLSchema,
  served: ServedSubgraph,
): Promise<void> {
  const { query, variables } = JSON.parse(await text(request))
  served.requests.push({ query, variables })
  const send = (status: number, type: string, body: string) =>
    response.writeHead(status, { 'content-type': type }).end(body)
  const json = (status: number, body: unknown) => send(status, 'application/json', JSON.stringify(body))
  switch (served.trick) {
    case 'unavailable':
      return void send(503, 'text/html', '<h1>proxy 10.0.0.7: no upstream</h1>')
    case 'garbage':
      return void send(200, 'text/html', '<h1>maintenance</h1>')
    case 'hang':
      return
    case 'refuse':
      return void json(400, { errors: [{ message: 'Cannot query field x on internal type Y' }] })
    case 'errors':
      return void json(200, {
        data: { _entities: [{ orders: null }] },
        errors: [
          {
            message: 'erp: no answer',
            path: ['_entities', 0, 'orders'],
            extensions: { code: 'SOURCE_TIMEOUT', source: 'erp' },
          },
        ],
      })
    default:
      return void json(200, await graphql({ schema, source: query, variableValues: variables }))
  }
}
