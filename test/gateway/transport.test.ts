import { EventEmitter, once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startGateway } from '../../gateway/server.ts'
import { smallGraphOptions, start } from './harness.ts'

const post = (body: string, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body,
})
const me = JSON.stringify({ query: '{ me }' })

/** Sends bytes as they are and gives back what arrives until the other side closes. */
async function raw(url: string, ...parts: readonly string[]): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  let received = ''
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString()
  })
  socket.on('error', () => {})
  for (const part of parts) socket.write(part)
  await closed(socket)
  return received
}

async function closed(socket: Socket): Promise<void> {
  if (!socket.closed) await once(socket, 'close')
}

describe('the door', () => {
  it('says loudly what it means to be open, and nothing where it asks who comes', async () => {
    const { lines } = await start({ insecure: true })
    expect(lines).toContainEqual(
      expect.objectContaining({
        event: 'insecure',
        level: 'warn',
        text: expect.stringMatching(/^INSECURE: nobody is asked/),
      }),
    )
    expect((await start()).lines.map(({ event }) => event)).not.toContain('insecure')
  })

  it('says which port is taken', async () => {
    const { gateway } = await start()
    const port = Number(new URL(gateway.url).port)
    await expect(startGateway(await smallGraphOptions({ port }))).rejects.toThrow(
      `port ${port} on 127.0.0.1 is taken; stop what listens there or give another --port`,
    )
  })
})

describe('a request', () => {
  it.each([
    ['evil.example', 403],
    ['evil.example:4000', 403],
    ['127.0.0.1.evil.example', 403],
    ['user@localhost', 403],
    ['localhost:80', 200],
    ['[::1]:80', 200],
    ['shop.test', 200],
  ])('with the Host %s is answered with %i', async (host, status) => {
    const { gateway } = await start({ allowedHosts: ['Shop.test'] })
    const answer = await raw(gateway.url, `GET /live HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    expect(answer.split('\r\n')[0]).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })

  it('that a page elsewhere can send without asking is refused', async () => {
    const { gateway } = await start()
    const simple = await fetch(`${gateway.url}/graphql?query={me}`)
    expect(simple.status).toBe(400)
    const plain = await fetch(`${gateway.url}/graphql`, post(me, { 'content-type': 'text/plain' }))
    expect([plain.status, await plain.json()]).toEqual([
      415,
      {
        errors: [
          { message: 'expected the content type application/json', extensions: { code: 'BAD_INPUT' } },
        ],
      },
    ])
    const preflight = await fetch(`${gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([405, null])
  })

  it.each([
    ['{ not json', 400, 'expected a well-formed JSON body'],
    ['', 400, 'expected a well-formed JSON body'],
    [JSON.stringify({ query: ' '.repeat(30_000) }), 413, 'the request body is too large'],
  ])('with a body that is none is refused: %.20s', async (body, status, message) => {
    const { gateway } = await start()
    const response = await fetch(`${gateway.url}/graphql`, post(body))
    expect([response.status, await response.json()]).toEqual([
      status,
      { errors: [{ message, extensions: { code: 'BAD_INPUT' } }] },
    ])
  })

  it('with several operations in one body is refused', async () => {
    const { gateway } = await start()
    const response = await fetch(`${gateway.url}/graphql`, post(`[${me},${me}]`))
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_INPUT' } }] },
    ])
  })

  it('for nothing there is answered in the same form', async () => {
    const { gateway } = await start()
    const response = await fetch(`${gateway.url}/admin`)
    expect([response.status, await response.json()]).toEqual([
      404,
      { errors: [{ message: 'there is nothing at this address', extensions: { code: 'BAD_INPUT' } }] },
    ])
  })

  it('whose headers never end is cut off', async () => {
    const { gateway } = await start({ timeouts: { headersMs: 200, requestMs: 400 } })
    expect(await raw(gateway.url, 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')).toContain('408')
  })

  it('whose body never ends is cut off', async () => {
    const { gateway } = await start({ timeouts: { headersMs: 200, requestMs: 400 } })
    const head =
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n'
    expect(await raw(gateway.url, head, '{"query":')).toContain('408')
  })

  it('that pours without end is cut off at the limit', async () => {
    const { gateway } = await start()
    const head =
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n'
    const chunk = `2710\r\n${' '.repeat(10_000)}\r\n`
    expect(await raw(gateway.url, head, ...Array.from({ length: 20 }, () => chunk))).toContain('413')
  })
})

describe('health', () => {
  it('says that it lives, and whether it is ready', async () => {
    const checks = { subgraphs: true, ledger: false }
    const { gateway } = await start({ readiness: async () => ({ ready: false, checks }) })
    const live = await fetch(`${gateway.url}/live`)
    const ready = await fetch(`${gateway.url}/ready`)
    expect([live.status, await live.json()]).toEqual([200, { status: 'live' }])
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'not ready', checks }])
  })
})

describe('stopping', () => {
  it('lets a request in flight end, then refuses', async () => {
    const events = new EventEmitter()
    const asking = once(events, 'asking')
    const { gateway } = await start(
      {},
      {
        wait: async () => {
          events.emit('asking')
          await once(events, 'go on')
          return 'done'
        },
      },
    )
    const inFlight = fetch(`${gateway.url}/graphql`, post(JSON.stringify({ query: '{ slow(ms: 1) }' })))
    await asking
    const stopped = gateway.stop()
    events.emit('go on')
    expect(await (await inFlight).json()).toEqual({ data: { slow: 'done' } })
    await stopped
    await expect(fetch(`${gateway.url}/live`)).rejects.toThrow()
  })

  it('does not wait for ever', async () => {
    const events = new EventEmitter()
    const asking = once(events, 'asking')
    const { gateway } = await start(
      {
        limits: {
          requestBudgetMs: 60_000,
          maxDepth: 8,
          maxTokens: 100,
          maxBodyBytes: 2_000,
          stopGraceMs: 100,
        },
      },
      {
        wait: () => {
          events.emit('asking')
          return new Promise(() => {})
        },
      },
    )
    const inFlight = fetch(
      `${gateway.url}/graphql`,
      post(JSON.stringify({ query: '{ slow(ms: 1) }' })),
    ).catch(() => 'cut off')
    await asking
    await gateway.stop()
    expect(await inFlight).toBe('cut off')
  })

  it('twice is stopping once', async () => {
    const { gateway, lines } = await start()
    await Promise.all([gateway.stop(), gateway.stop()])
    expect(lines.filter(({ event }) => event === 'stopped')).toHaveLength(1)
  })
})
