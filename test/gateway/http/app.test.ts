import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type AppOptions, createApp, listen } from '../../../gateway/http/app.ts'
import { createLog } from '../../../gateway/log.ts'
import { dial, expectRefusal, head, sendRaw } from '../../abuse/wire.ts'

const clock = () => new Date()

/** An app with a few routes of its own, on a free port. */
async function serve(options: Partial<AppOptions> = {}) {
  const app = createApp({
    maxBodyBytes: 1_000,
    allowedHosts: [],
    log: createLog({ level: 'silent', clock }),
    ...options,
  })
  let hold = () => {}
  const held = new Promise<void>((resolve) => {
    hold = resolve
  })
  let close = () => {}
  const closing = new Promise<void>((resolve) => {
    close = resolve
  })
  app.addHook('preClose', async () => close())
  app.get('/quick', async () => ({ ok: true }))
  app.get('/held', async () => held.then(() => ({ ok: true })))
  app.get('/large', async () => Buffer.alloc(64 * 1024 * 1024))
  app.get('/half', (_request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-length': '100' })
    reply.raw.write('half of it')
  })
  app.post('/body', async () => ({ ok: true }))
  const url = await listen(app, { host: '127.0.0.1', port: 0 })
  onTestFinished(() => app.close())
  return { app, url, hold, closing }
}

const get = (path: string, headers: Record<string, string> = {}) =>
  head(`GET ${path} HTTP/1.1`, { host: 'localhost', ...headers })
const last = { connection: 'close' }

describe('an answer', () => {
  it('tells of TLS where that ends before this process, refusals of every kind included', async () => {
    const hsts = 'max-age=31536000'
    const { url } = await serve({ behindTls: true })
    for (const bytes of [
      get('/quick', last),
      get('/nothing', last),
      get('/%E0%A4%A', last),
      'no HTTP\r\n\r\n',
    ]) {
      const [answer] = await sendRaw(url, bytes)
      expect(answer?.headers).toMatchObject({
        'strict-transport-security': hsts,
        'x-content-type-options': 'nosniff',
      })
    }
    const { url: plain } = await serve()
    expect((await sendRaw(plain, get('/quick', last)))[0]?.headers).not.toHaveProperty(
      'strict-transport-security',
    )
  })

  it('leaves the connection open when all of a request was read, and ends it when not', async () => {
    const { url } = await serve()
    const several = await sendRaw(url, get('/quick'), get('/nothing'), get('/quick', last))
    expect(several.map(({ status }) => status)).toEqual([200, 404, 200])
    const unread = { 'content-type': 'application/json', 'content-length': '900', 'content-encoding': 'br' }
    const cut = await sendRaw(url, head('POST /body HTTP/1.1', { host: 'localhost', ...unread }))
    expectRefusal(cut[0], 415)
    expect(cut[0]?.headers['connection']).toBe('close')
  })

  it('is not broken into by a refusal of what follows it on its connection', async () => {
    const { url } = await serve()
    const socket = dial(url)
    let received = ''
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString()
      if (received.endsWith('half of it')) socket.write('no HTTP\r\n\r\n')
    })
    socket.write(get('/half'))
    await once(socket, 'close')
    expect(received).toMatch(/half of it$/)
  })

  it('that nobody reads is given up after a while', async () => {
    const { app, url } = await serve({ timeouts: { headersMs: 200, requestMs: 400, idleMs: 300 } })
    const socket = dial(url)
    onTestFinished(() => void socket.destroy())
    socket.pause()
    socket.write(get('/large'))
    const connections = () =>
      new Promise<number>((resolve) => app.server.getConnections((_, count) => resolve(count)))
    await expect.poll(connections, { timeout: 5_000 }).toBe(1)
    await expect.poll(connections, { timeout: 10_000 }).toBe(0)
  })

  it('is the last of its connection once the server stops', async () => {
    const { app, url, hold, closing } = await serve()
    const asked = once(app.server, 'request')
    const answers = sendRaw(url, get('/held'))
    await asked
    const closed = app.close()
    await closing
    hold()
    expect((await answers)[0]).toMatchObject({ status: 200, headers: { connection: 'close' } })
    await closed
  })

  it('is a refusal in the same form to who asks while the server stops', async () => {
    const { app, url, closing } = await serve()
    const accepted = once(app.server, 'connection')
    const socket = dial(url)
    let received = ''
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString()
    })
    await accepted
    const closed = app.close()
    await closing
    socket.write(get('/quick'))
    await closed
    if (!socket.closed) await once(socket, 'close')
    expect(received).toMatch(/^HTTP\/1\.1 503 /)
    expect(received.split('\r\n\r\n')[1]).toBe(
      JSON.stringify({
        errors: [
          { message: 'this server is stopping; ask again', extensions: { code: 'SOURCE_UNAVAILABLE' } },
        ],
      }),
    )
  })
})
