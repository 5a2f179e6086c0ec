import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { serve } from '../../../sandbox/serve.ts'
import type { Misbehaviour, SandboxServer } from '../../../sandbox/server.ts'
import { freePort } from '../../sandbox/free-port.ts'
import type { RunningTryton } from './start.ts'

/** A way to the real one that can be told to misbehave. */
export interface Way {
  /** What takes the place of the real one's URL. */
  readonly url: string
  /** `path` is a JSON-RPC method, or a part of one. */
  misbehave(how: Misbehaviour): Promise<void>
  /** Methods of the calls since the last look, that of a call which got no answer too. */
  methods(): readonly string[]
  close(): Promise<void>
}

/** The real one behind a server that can be told to misbehave. */
export function behind({ url }: Pick<RunningTryton, 'url'>): SandboxServer {
  return {
    name: 'tryton',
    kind: 'ERP',
    handle: async (request) => {
      const { method } = request
      const [, database] = new URL(request.url).pathname.split('/')
      const headers = new Headers()
      for (const name of ['content-type', 'authorization']) headers.set(name, request.headers.get(name) ?? '')
      const path = database ? `${database}/` : ''
      const answer = await fetch(`${url}/${path}`, { method, headers, body: await request.text() })
      const type = answer.headers.get('content-type') ?? 'text/plain'
      return new Response(await answer.text(), { status: answer.status, headers: { 'content-type': type } })
    },
    refuse: (how) => new Response('', { status: { throttled: 429, unavailable: 503, expired: 401 }[how] }),
  }
}

/** Opens a way on which calls can be told apart by their methods: all of Tryton's go to one path. */
export async function openWay(running: Pick<RunningTryton, 'url'>): Promise<Way> {
  const served = await serve(behind(running), { port: await freePort() })
  let methods: string[] = []
  const server = createServer((request, response) => void pass(request, response))
  server.listen(await freePort(), '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('expected a port')

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    try {
      let body = ''
      for await (const chunk of request) body += chunk
      const { method } = JSON.parse(body) as { readonly method: string }
      methods.push(method)
      const { authorization, 'content-type': type = '' } = request.headers
      const answer = await fetch(`${served.url}${request.url}${method}`, {
        method: 'POST',
        headers: { 'content-type': type, ...(authorization !== undefined && { authorization }) },
        body,
        signal: gone.signal,
      })
      const text = await answer.text()
      response
        .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
        .end(text)
    } catch {
      // What came of it nobody says.
      response.destroy()
    }
  }

  return {
    url: `http://127.0.0.1:${address.port}`,
    misbehave: served.misbehave,
    methods: () => {
      const all = methods
      methods = []
      return all
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
      await served.close()
    },
  }
}
