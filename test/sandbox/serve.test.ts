import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { serve } from '../../sandbox/serve.ts'
import type { SandboxServer, Served } from '../../sandbox/server.ts'
import { freePort } from './free-port.ts'

/** A vendor that counts its work and echoes what it was sent. */
function echo(): SandboxServer & { readonly done: string[] } {
  const done: string[] = []
  return {
    name: 'echo',
    kind: 'ERP',
    done,
    handle: async (request) => {
      const { pathname } = new URL(request.url)
      const body = await request.text()
      done.push(`${request.method} ${pathname}`)
      if (pathname === '/broken') throw new Error('broken on purpose')
      if (pathname === '/nothing') return new Response(null, { status: 204 })
      const headers = new Headers({
        'content-type': 'application/json',
        'x-seen': request.headers.get('x-ask') ?? '',
      })
      headers.append('set-cookie', 'a=1; path=/')
      headers.append('set-cookie', 'b=2')
      return new Response(JSON.stringify({ body, filler: 'é'.repeat(200) }), { status: 201, headers })
    },
    refuse: (how) => new Response(`<html>${how}</html>`, { status: how === 'throttled' ? 429 : 503 }),
  }
}

interface Raw {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** One request on a connection of its own; rejects as the socket does. */
function ask(
  url: string,
  options: { method?: string; body?: string; headers?: Record<string, string> } = {},
): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', body, headers = {} } = options
    const sent = httpRequest(url, { method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Opens a socket, sends a GET, and tells what came until it was closed by either side. */
async function rawGet(port: number, path: string) {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  let received = ''
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1')
  })
  const closed = once(socket, 'close')
  socket.on('error', () => {})
  socket.write(`GET ${path} HTTP/1.1\r\nhost: sandbox\r\n\r\n`)
  return { socket, closed, received: () => received }
}

describe('a served sandbox system', () => {
  let port: number
  let server: ReturnType<typeof echo>
  let served: Served

  beforeEach(async () => {
    port = await freePort()
    server = echo()
    served = await serve(server, { port })
  })
  afterEach(() => served.close())

  it('passes method, headers and body on and answers with status, headers and every cookie', async () => {
    const answer = await ask(`${served.url}/a?b=1`, {
      method: 'POST',
      body: 'übung',
      headers: { 'x-ask': 'me' },
    })
    expect(answer.status).toBe(201)
    expect(JSON.parse(answer.body).body).toBe('übung')
    expect(answer.headers['x-seen']).toBe('me')
    expect(answer.headers['set-cookie']).toEqual(['a=1; path=/', 'b=2'])
    expect(Number(answer.headers['content-length'])).toBe(Buffer.byteLength(answer.body))
  })

  it('answers 204 without a body and keeps the connection usable', async () => {
    const answer = await ask(`${served.url}/nothing`)
    expect(answer).toMatchObject({ status: 204, body: '' })
    expect(answer.headers['content-length']).toBeUndefined()
  })

  it('answers 500 when the system itself fails', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect((await ask(`${served.url}/broken`)).status).toBe(500)
  })

  it('counts calls without query or body, in process and over the admin API, until told to forget', async () => {
    await ask(`${served.url}/one?secret=1`)
    await ask(`${served.url}/nothing`, { method: 'PUT' })
    const expected = [
      { method: 'GET', path: '/one', status: 201 },
      { method: 'PUT', path: '/nothing', status: 204 },
    ]
    expect(served.calls()).toEqual(expected)
    expect(JSON.parse((await ask(`${served.adminUrl}calls`)).body)).toEqual(expected)
    expect((await ask(`${served.adminUrl}calls`, { method: 'DELETE' })).status).toBe(204)
    expect(served.calls()).toEqual([])
  })

  it('refuses in the words of the vendor, without doing the work', async () => {
    await served.misbehave({ refuse: 'throttled' })
    expect(await ask(`${served.url}/a`)).toMatchObject({ status: 429, body: '<html>throttled</html>' })
    await served.misbehave({ refuse: 'unavailable' })
    expect(await ask(`${served.url}/a`)).toMatchObject({ status: 503, body: '<html>unavailable</html>' })
    expect(server.done).toEqual([])
    await served.misbehave({})
    expect((await ask(`${served.url}/a`)).status).toBe(201)
  })

  it('sends garbage with status 200 and the content type of the real answer', async () => {
    await served.misbehave({ garbage: true })
    const answer = await ask(`${served.url}/a`)
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('application/json')
    expect(() => JSON.parse(answer.body)).toThrow()
  })

  it('cuts the body off in the middle with the full content length', async () => {
    const { body } = await ask(`${served.url}/a`)
    await served.misbehave({ truncate: true })
    await expect(ask(`${served.url}/a`)).rejects.toMatchObject({ code: 'ECONNRESET' })
    const raw = await rawGet(port, '/a')
    await raw.closed
    const [head = '', half = ''] = raw.received().split('\r\n\r\n')
    expect(head).toContain(`content-length: ${Buffer.byteLength(body)}`)
    expect(half.length).toBe(Math.floor(Buffer.byteLength(body) / 2))
  })

  it('hangs without a byte until the caller goes, and has counted the call', async () => {
    await served.misbehave({ hang: true })
    const raw = await rawGet(port, '/a')
    await vi.waitFor(() => expect(served.calls()).toEqual([{ method: 'GET', path: '/a', status: 0 }]))
    expect(raw.received()).toBe('')
    expect(raw.socket.closed).toBe(false)
    raw.socket.destroy()
    await raw.closed
    expect(server.done).toEqual([])
  })

  it('does the work and loses the reply', async () => {
    await served.misbehave({ loseReply: true })
    await expect(ask(`${served.url}/a`, { method: 'POST', body: 'x' })).rejects.toMatchObject({
      code: 'ECONNRESET',
    })
    expect(server.done).toEqual(['POST /a'])
    expect(served.calls()).toEqual([{ method: 'POST', path: '/a', status: 0 }])
  })

  it('commits late: the work is done after the caller gave up', async () => {
    await served.misbehave({ lateCommitMs: 150 })
    const raw = await rawGet(port, '/late')
    await vi.waitFor(() => expect(served.calls()).toHaveLength(1))
    raw.socket.destroy()
    await raw.closed
    expect(server.done).toEqual([])
    await vi.waitFor(() => expect(server.done).toEqual(['GET /late']))
  })

  it('answers only after its latency', async () => {
    await served.misbehave({ latencyMs: 100 })
    const answer = ask(`${served.url}/a`)
    await vi.waitFor(() => expect(served.calls()).toHaveLength(1))
    expect(server.done).toEqual([])
    expect((await answer).status).toBe(201)
  })

  it('refuses connections while it is down, cuts open ones, still hears its admin API, and comes back', async () => {
    await served.misbehave({ hang: true })
    const raw = await rawGet(port, '/a')
    await vi.waitFor(() => expect(served.calls()).toHaveLength(1))
    const put = (how: object) =>
      ask(`${served.adminUrl}misbehave`, { method: 'PUT', body: JSON.stringify(how) })
    expect((await put({ down: true })).status).toBe(204)
    await raw.closed
    await expect(ask(`${served.url}/a`)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    expect((await put({ down: true })).status).toBe(204)
    expect((await put({})).status).toBe(204)
    expect((await ask(`${served.url}/a`)).status).toBe(201)
  })

  it('misbehaves on the nth matching request alone', async () => {
    await served.misbehave({ refuse: 'unavailable', path: '/b', nth: 2 })
    const statuses = []
    for (const path of ['/b', '/a', '/b', '/b']) statuses.push((await ask(served.url + path)).status)
    expect(statuses).toEqual([201, 201, 503, 201])
  })

  it('stops misbehaving after so many matching requests', async () => {
    await served.misbehave({ refuse: 'unavailable', times: 2 })
    const statuses = []
    for (let count = 0; count < 3; count++) statuses.push((await ask(`${served.url}/a`)).status)
    expect(statuses).toEqual([503, 503, 201])
  })

  it('finds the path text in an escaped query too', async () => {
    await served.misbehave({ refuse: 'unavailable', path: '$filter=A eq' })
    expect((await ask(`${served.url}/x?%24filter=A%20eq%201`)).status).toBe(503)
    expect((await ask(`${served.url}/x?%24top=1`)).status).toBe(201)
  })

  it('says what is wrong with an order it does not understand, and keeps the one it has', async () => {
    await served.misbehave({ refuse: 'unavailable' })
    const answer = await ask(`${served.adminUrl}misbehave`, { method: 'PUT', body: '{"hangs":true}' })
    expect(answer.status).toBe(400)
    expect(answer.body).toContain('hangs')
    expect((await ask(`${served.url}/a`)).status).toBe(503)
    expect(JSON.parse((await ask(`${served.adminUrl}misbehave`)).body)).toEqual({ refuse: 'unavailable' })
  })

  it('rejects when its port is taken, and leaves nothing open', async () => {
    await expect(serve(echo(), { port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('closes at once though a call hangs', async () => {
    await served.misbehave({ latencyMs: 60_000 })
    const raw = await rawGet(port, '/a')
    await vi.waitFor(() => expect(served.calls()).toHaveLength(1))
    await served.close()
    await raw.closed
    expect(raw.received()).toBe('')
  })
})
