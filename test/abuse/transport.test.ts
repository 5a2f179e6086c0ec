import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startWhole, type Whole } from '../graph/whole.ts'
import { dial, expectRefusal, head, posted, sendRaw, wireAnswer } from './wire.ts'

const canary = JSON.stringify({ query: '{ __typename }' })
/** 64 MiB in less than what a body may have. Made once: it takes longer than a request may. */
const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '))
const chunkedHead = head('POST /graphql HTTP/1.1', {
  host: 'localhost',
  'content-type': 'application/json',
  'transfer-encoding': 'chunked',
})
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`

/** The shipped configuration, but for how long a client may take. */
const impatient = (yaml: string) =>
  yaml.replace(
    /\nserver:\n/,
    '\nserver:\n  maxConnections: 60\n  timeouts: { headersMs: 1000, requestMs: 2000, idleMs: 20000 }\n',
  )

describe('the shipped configuration, attacked over the wire', () => {
  let whole: Whole
  beforeAll(async () => {
    whole = await startWhole({ edit: impatient })
  })
  afterAll(() => whole?.close())

  /** After each attack somebody asks, on a connection of their own, and is answered. */
  afterEach(async () => {
    const response = await fetch(`${whole.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: canary,
    })
    expect([response.status, await response.json()]).toMatchObject([200, { data: { __typename: 'Query' } }])
    expect({}).not.toHaveProperty('polluted')
  })

  const send = (...parts: readonly (string | Buffer)[]) => sendRaw(whole.url, ...parts)
  const ask = async (init: RequestInit, path = '/graphql') =>
    wireAnswer(await fetch(`${whole.url}${path}`, { method: 'POST', ...init }))
  const json = { 'content-type': 'application/json' }

  describe('a request that is two to two readers', () => {
    const smuggled = posted(canary)

    it.each<[string, Record<string, string>, string]>([
      [
        'both a length and chunks',
        { 'transfer-encoding': 'chunked', 'content-length': '4' },
        `0\r\n\r\n${smuggled}`,
      ],
      [
        'chunks that come first',
        { 'content-length': '6', 'transfer-encoding': 'chunked' },
        `0\r\n\r\nG${smuggled}`,
      ],
      ['two lengths', { 'content-length': '4\r\ncontent-length: 0' }, `1234${smuggled}`],
      ['a list of lengths', { 'content-length': '4, 4' }, `1234${smuggled}`],
      ['a length with a sign', { 'content-length': '+4' }, `1234${smuggled}`],
      ['a length in hexadecimal', { 'content-length': '0x4' }, `1234${smuggled}`],
      ['another coding', { 'transfer-encoding': 'xchunked', 'content-length': '' }, smuggled],
      [
        'chunks twice',
        { 'transfer-encoding': 'chunked, chunked', 'content-length': '' },
        `0\r\n\r\n${smuggled}`,
      ],
      [
        'a coding before chunks',
        { 'transfer-encoding': 'gzip, chunked', 'content-length': '' },
        `0\r\n\r\n${smuggled}`,
      ],
      [
        'a coding after chunks',
        { 'transfer-encoding': 'chunked, identity', 'content-length': '' },
        `0\r\n\r\n${smuggled}`,
      ],
      [
        'a space before the colon',
        { 'transfer-encoding ': 'chunked', 'content-length': '' },
        `0\r\n\r\n${smuggled}`,
      ],
      [
        'a folded header',
        { 'x-folded': 'a\r\n b', 'transfer-encoding': 'chunked', 'content-length': '' },
        '0\r\n\r\n',
      ],
      ['a chunk of no size', { 'transfer-encoding': 'chunked', 'content-length': '' }, 'zz\r\n\r\n'],
      [
        'a chunk longer than it says',
        { 'transfer-encoding': 'chunked', 'content-length': '' },
        '2\r\n1234\r\n0\r\n\r\n',
      ],
      ['two hosts', { host: 'localhost\r\nhost: evil.example' }, ''],
      ['no host', { host: '' }, ''],
    ])('is refused, and nothing after it is read: %s', async (_, headers, body) => {
      const answers = await send(
        head('POST /graphql HTTP/1.1', {
          host: 'localhost',
          'content-type': 'application/json',
          'content-length': `${Buffer.byteLength(body)}`,
          connection: 'close',
          ...headers,
        }) + body,
      )
      expect(answers).toHaveLength(1)
      expectRefusal(answers[0], 400)
    })
  })

  describe('bytes that are no request', () => {
    it.each<[string, string | Buffer]>([
      ['words', 'hello, is anybody there?\r\n\r\n'],
      ['a greeting of TLS', Buffer.from('160301020001000001fc0303', 'hex')],
      ['a preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
      ['a method nobody knows', 'BREW /graphql HTTP/1.1\r\nhost: localhost\r\n\r\n'],
      ['a version nobody knows', 'GET / HTTP/9.9\r\nhost: localhost\r\n\r\n'],
      ['a null in a header', 'GET /live HTTP/1.1\r\nhost: localhost\r\nx-a: a\0b\r\n\r\n'],
      ['a null in the path', 'GET /li\0ve HTTP/1.1\r\nhost: localhost\r\n\r\n'],
      ['a URL that is none', 'GET /%E0%A4%A HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n'],
      ['a lone return in a header', 'GET /live HTTP/1.1\r\nhost: localhost\r\nx-a: b\rx-evil: 1\r\n\r\n'],
    ])('are refused: %s', async (_, bytes) => {
      const answers = await send(bytes)
      expect(answers).toHaveLength(1)
      expectRefusal(answers[0], 400)
    })

    it.each([
      ['one header', head('GET /live HTTP/1.1', { host: 'localhost', 'x-long': 'a'.repeat(17_000) })],
      [
        'many headers',
        head('GET /live HTTP/1.1', {
          host: 'localhost',
          ...Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`x-${index}`, '1'])),
        }),
      ],
      ['the URL', head(`GET /${'a'.repeat(17_000)} HTTP/1.1`, { host: 'localhost' })],
    ])('are refused when there are too many before the body: %s', async (_, bytes) => {
      expectRefusal((await send(bytes))[0], 431)
    })

    it('that expect something else than to continue are refused', async () => {
      expectRefusal((await send(posted(canary, { expect: '200-ok' })))[0], 417)
    })
  })

  describe.concurrent('a client that takes its time', () => {
    it('is cut off in its headers', async () => {
      const answers = await send('POST /graphql HTTP/1.1\r\nhost: localhost\r\nx-slow: ')
      expectRefusal(answers[0], 408)
    })

    it('is cut off in its headers although it sends some all the time', async () => {
      const socket = dial(whole.url)
      const dripping = setInterval(() => socket.write('x-a: b\r\n'), 40)
      socket.write('GET /live HTTP/1.1\r\nhost: localhost\r\n')
      socket.resume()
      await new Promise((resolve) => socket.once('close', resolve))
      clearInterval(dripping)
    })

    it('is cut off in its body, also when that says to be longer than it is', async () => {
      const both = await Promise.all([
        send(posted(canary, { 'content-length': '5000' })),
        send(chunkedHead, chunk('{"query":')),
      ])
      for (const answers of both) expectRefusal(answers[0], 408)
    })

    it('is cut off in its body although it sends some all the time', async () => {
      const socket = dial(whole.url)
      let received = ''
      socket.on('data', (data: Buffer) => {
        received += data.toString()
      })
      socket.write(chunkedHead)
      const dripping = setInterval(() => socket.write(chunk(' ')), 40)
      await new Promise((resolve) => socket.once('close', resolve))
      clearInterval(dripping)
      expect(received).toMatch(/^HTTP\/1\.1 408 /)
    })

    it('is cut off when it says nothing at all', async () => {
      await send()
    })

    it('and is one of many keeps nobody else out', async () => {
      const slow = Array.from({ length: 40 }, () => {
        const socket = dial(whole.url)
        socket.write('POST /graphql HTTP/1.1\r\nhost: localhost\r\nx-slow: ')
        return socket
      })
      const response = await ask({ headers: json, body: canary })
      expect(response.status).toBe(200)
      for (const socket of slow) socket.destroy()
    })
  })

  describe('too much', () => {
    it('of a body that never ends is cut off at the limit, with its connection', async () => {
      const socket = dial(whole.url)
      let received = ''
      socket.on('data', (data: Buffer) => {
        received += data.toString()
      })
      socket.write(chunkedHead)
      const piece = chunk(' '.repeat(16_384))
      const pouring = setInterval(() => socket.write(piece), 1)
      await new Promise((resolve) => socket.once('close', resolve))
      clearInterval(pouring)
      expect(received).toMatch(/^HTTP\/1\.1 413 /)
      // The shipped limit is 256 KiB; what was poured meanwhile waits in buffers, and nobody reads it.
      expect(socket.bytesWritten).toBeLessThan(8 * 1024 * 1024)
    })

    it('of a body is refused by its length alone, before it is sent', async () => {
      expectRefusal((await send(posted('', { 'content-length': '99999999' })))[0], 413)
    })

    it('of a body that is refused for something else is not read either', async () => {
      for (const headers of [{ host: 'evil.example' }, { 'content-encoding': 'gzip' }]) {
        const [answer] = await send(
          posted('', { 'content-length': '99999', connection: 'keep-alive', ...headers }),
        )
        expect(answer?.headers['connection']).toBe('close')
      }
    })

    it.each(['gzip', 'deflate', 'br', 'zstd', 'GZIP', 'identity, gzip'])(
      'that was made small is not made large again: %s',
      async (encoding) => {
        expect(bomb.length).toBeLessThan(262_144)
        expectRefusal(await ask({ headers: { ...json, 'content-encoding': encoding }, body: bomb }), 415)
      },
    )

    it('of connections closes those that are too many, and the others go on', async () => {
      const sockets = Array.from({ length: 90 }, () => dial(whole.url))
      let closed = 0
      for (const socket of sockets) socket.on('close', () => (closed += 1))
      await expect.poll(() => closed, { timeout: 5_000 }).toBeGreaterThanOrEqual(30)
      for (const socket of sockets) socket.destroy()
      const lives = () =>
        fetch(`${whole.url}/live`, { headers: { connection: 'close' } }).then(
          ({ status }) => status,
          () => null,
        )
      await expect.poll(lives, { timeout: 5_000 }).toBe(200)
    })
  })

  describe('a body that is a trap', () => {
    const bytes = (hex: string) =>
      Buffer.concat([
        Buffer.from('{"query":"{ __typename }","variables":{"a":"'),
        Buffer.from(hex, 'hex'),
        Buffer.from('"}}'),
      ])

    it.each<[string, Buffer | string]>([
      ['a byte of no character', bytes('ff')],
      ['half a character', bytes('c3')],
      ['a character longer than it need be', bytes('c080')],
      ['half of a pair', bytes('eda080')],
      ['a null byte', bytes('00')],
      ['a null byte in the query', Buffer.from('{"query":"{ __type\0name }"}')],
      ['an escaped null', bytes(Buffer.from('\\u0000').toString('hex'))],
      ['an escaped null in a key', JSON.stringify({ query: '{ __typename }', variables: { 'a\0': 1 } })],
      [
        'an escaped null deep below',
        JSON.stringify({ query: '{ __typename }', variables: { a: [{ b: ['\0'] }] } }),
      ],
      ['UTF-16', Buffer.from(canary, 'utf16le')],
      ['a list of operations', `[${canary},${canary}]`],
      ['an empty list', '[]'],
      ['a text', '"{ __typename }"'],
      ['a number', '1e999'],
      ['nothing', ''],
      ['half of it', canary.slice(0, -3)],
      ['two of them', canary + canary],
      ['nests without end', '['.repeat(100_000)],
      ['a prototype', '{"query":"{ __typename }","__proto__":{"polluted":true}}'],
      ['a prototype in variables', '{"query":"{ __typename }","variables":{"__proto__":{"polluted":true}}}'],
      [
        'a prototype written otherwise',
        '{"query":"{ __typename }","variables":{"\\u005f_proto__":{"polluted":true}}}',
      ],
      [
        'a constructor',
        '{"query":"{ __typename }","variables":{"a":{"constructor":{"prototype":{"polluted":true}}}}}',
      ],
      [
        'a prototype in extensions',
        '{"query":"{ __typename }","extensions":{"__proto__":{"polluted":true}}}',
      ],
      [
        'a hash that is none',
        '{"query":"{ __typename }","extensions":{"persistedQuery":{"version":1,"sha256Hash":{}}}}',
      ],
      ['an id that is none', '{"documentId":{"toString":1}}'],
    ])('is refused: %s', async (_, body) => {
      expectRefusal(await ask({ headers: json, body }), 400)
    })

    it('with a null written into the query itself is refused', async () => {
      const query = '{ customer(id: "cus_\\u0000") { id } }'
      expectRefusal(await ask({ headers: json, body: JSON.stringify({ query }) }), 400)
      const other = '{ customer(id: "cus_\\u{0}") { id } }'
      expectRefusal(await ask({ headers: json, body: JSON.stringify({ query: other }) }), 400)
    })

    it('with a key twice is what the last says, to everybody alike', async () => {
      const body = '{"query":"{ nothing }","query":"{ __typename }"}'
      const { status, body: text } = await ask({ headers: json, body })
      expect([status, JSON.parse(text)]).toMatchObject([200, { data: { __typename: 'Query' } }])
    })

    it('with a name of every object among its variables is harmless', async () => {
      const variables = { toString: 1, hasOwnProperty: 2, constructor: 3, valueOf: null }
      const { status } = await ask({
        headers: json,
        body: JSON.stringify({ query: '{ __typename }', variables }),
      })
      expect(status).toBe(200)
    })

    it.each([
      ['text/plain', 415],
      ['application/x-www-form-urlencoded', 415],
      ['multipart/form-data; boundary=x', 415],
      ['application/json; charset=utf-16', 415],
      ['application/json; charset=iso-8859-1', 415],
      ['', 415],
      ['application/json;charset="UTF-8"', 200],
    ])('of the type %j is answered with %i', async (type, status) => {
      const answer = (await send(posted(canary, { 'content-type': type })))[0]
      if (status === 200) expect(answer?.status).toBe(200)
      else expectRefusal(answer, status)
    })
  })

  describe('a URL that is a trap', () => {
    const get = (search: string, headers: Record<string, string> = { 'apollo-require-preflight': '1' }) =>
      ask({ method: 'GET', headers }, `/graphql?${search}`)
    const query = encodeURIComponent('{ __typename }')

    it.each([
      [
        'variables with a prototype',
        `query=${query}&variables=${encodeURIComponent('{"__proto__":{"polluted":true}}')}`,
      ],
      [
        'extensions with a prototype',
        `query=${query}&extensions=${encodeURIComponent('{"__proto__":{"polluted":true}}')}`,
      ],
      ['a null in variables', `query=${query}&variables=${encodeURIComponent('{"a":"\\u0000"}')}`],
      ['variables twice', `query=${query}&variables={}&variables={}`],
      ['variables that are none', `query=${query}&variables=x`],
      ['a byte of no character', `query=${query}&x=%ff`],
      ['a query twice', `query=${query}&query=${query}`],
      ['an id twice', 'documentId=a&documentId=b'],
      ['no query', 'query='],
    ])('is refused: %s', async (_, search) => {
      expectRefusal(await get(search), 400)
    })

    it('of a page that may not ask is refused', async () => {
      expectRefusal(await get(`query=${query}`, {}), 400)
      expectRefusal(await get(`query=${query}`, { 'content-type': 'text/plain' }), 400)
      expect((await get(`query=${query}`)).status).toBe(200)
    })

    it.each([
      ['GET', '/admin', 404],
      ['GET', '/graphql/', 404],
      ['GET', '//graphql', 404],
      ['GET', '/../etc/passwd', 404],
      ['GET', '/%2e%2e/%2e%2e/etc/passwd', 404],
      ['POST', '/', 404],
      ['PUT', '/graphql', 405],
      ['DELETE', '/graphql', 405],
      ['PATCH', '/graphql', 405],
      ['OPTIONS', '/graphql', 405],
      ['TRACE', '/graphql', 405],
      ['PROPFIND', '/graphql', 404],
      ['OPTIONS', '*', 404],
    ])('is nothing to ask for: %s %s', async (method, path, status) => {
      const [answer] = await send(
        head(`${method} ${path} HTTP/1.1`, { host: 'localhost', connection: 'close' }),
      )
      expectRefusal(answer, status)
      expect(answer?.headers['allow']).toBe(status === 405 ? 'GET, POST' : undefined)
    })
  })

  it('echoes nothing that a client sent into its headers', async () => {
    const [answer] = await send(
      posted(canary, {
        'x-request-id': 'mine%0d%0ax-evil: 1',
        origin: 'https://evil.example',
        'x-evil': '1',
      }),
    )
    expect(answer?.status).toBe(200)
    expect(answer?.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(JSON.stringify(answer?.headers)).not.toContain('evil')
  })
})
