import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { COOLDOWN_MS, REFRESH_MS, STALE_MS } from '../../../gateway/identity/key-set.ts'
import { claims, jwk, open, token } from './authority.ts'

type Opened = ReturnType<typeof open>

/** A token that nobody has proven yet. */
let number = 0
function fresh(opened: Opened, by: 'rsa' | 'other' = 'rsa'): string {
  number += 1
  return token({
    by,
    payload: claims({ sub: `s${number}`, exp: opened.time.now / 1_000 + 600, iat: undefined }),
  })
}

/** `OK`, or the code of the refusal. */
async function outcome(opened: Opened, by: 'rsa' | 'other' = 'rsa'): Promise<string> {
  return opened.withToken(fresh(opened, by)).then(
    () => 'OK',
    (error: unknown) => String(error instanceof GraphQLError ? error.extensions['code'] : error),
  )
}

const down = async (): Promise<Response> => {
  throw new TypeError('fetch failed')
}

describe('the keys of an issuer', () => {
  it('are read when the first token comes, and once for many', async () => {
    const opened = open()
    expect(opened.server.asked).toEqual([])
    await Promise.all([outcome(opened), outcome(opened), outcome(opened)])
    expect(opened.server.asked).toEqual(['https://id.example/jwks'])
  })

  it('rotate without one refusal: the new one is looked for when it is first named', async () => {
    const opened = open()
    await outcome(opened)
    opened.time.now += COOLDOWN_MS
    opened.server.keys = [jwk('other'), jwk('rsa')]
    const both = [outcome(opened, 'other'), outcome(opened, 'rsa'), outcome(opened, 'other')]
    expect(await Promise.all(both)).toEqual(['OK', 'OK', 'OK'])
    opened.server.keys = [jwk('other')]
    opened.time.now += STALE_MS
    expect([await outcome(opened, 'rsa'), await outcome(opened, 'other')]).toEqual(['UNAUTHENTICATED', 'OK'])
  })

  it('are not read for each of many unknown names', async () => {
    const opened = open()
    await outcome(opened)
    for (let i = 0; i < 20; i++) expect(await outcome(opened, 'other')).toBe('UNAUTHENTICATED')
    expect(opened.server.asked).toHaveLength(1)
    opened.time.now += COOLDOWN_MS
    for (let i = 0; i < 20; i++) expect(await outcome(opened, 'other')).toBe('UNAUTHENTICATED')
    expect(opened.server.asked).toHaveLength(2)
  })

  it('are read again beside the requests when they age, and nobody waits', async () => {
    const opened = open()
    await outcome(opened)
    let arrived = () => {}
    opened.server.answer = () =>
      new Promise((resolve) => {
        arrived = () => resolve(Response.json({ keys: [jwk('rsa'), jwk('other')] }))
      })
    opened.time.now += REFRESH_MS - 1
    expect([await outcome(opened), opened.server.asked.length]).toEqual(['OK', 1])
    opened.time.now += 1
    expect([await outcome(opened), opened.server.asked.length]).toEqual(['OK', 2])
    arrived()
    await new Promise((resolve) => setImmediate(resolve))
    expect([await outcome(opened, 'other'), opened.server.asked.length]).toEqual(['OK', 2])
  })

  it('are read once at a time, however long it takes', async () => {
    const opened = open()
    opened.server.answer = () => new Promise(() => {})
    void outcome(opened)
    await new Promise((resolve) => setImmediate(resolve))
    opened.time.now += COOLDOWN_MS
    void outcome(opened)
    await new Promise((resolve) => setImmediate(resolve))
    expect(opened.server.asked).toHaveLength(1)
  })

  it('that nobody used for long are read again before one of them counts', async () => {
    const opened = open()
    await outcome(opened)
    opened.server.keys = [jwk('other')]
    opened.time.now += STALE_MS
    expect(await outcome(opened)).toBe('UNAUTHENTICATED')
  })

  it('stay when a configuration takes the place of another', async () => {
    const opened = open()
    await outcome(opened)
    opened.server.answer = down
    const next = opened.identity.by(opened.config)
    const headers = { authorization: `Bearer ${fresh(opened)}` }
    expect((await next({ id: 'r-2', headers })).kind).toBe('STAFF')
  })
})

describe('while an issuer is down', () => {
  it('its tokens cannot be checked where its keys were never read, which is no fault of theirs', async () => {
    const opened = open()
    opened.server.answer = down
    const error = await opened.withToken(token()).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      message: 'who signs these tokens cannot be reached, so this one cannot be checked; try again',
      extensions: {
        code: 'SOURCE_UNAVAILABLE',
        retryable: true,
        retryAfterSeconds: 10,
        http: { status: 503 },
      },
    })
    expect(opened.lines.map(({ event, issuer, why }) => [event, issuer, why])).toEqual([
      ['issuer.unread', 'staff', 'TypeError'],
    ])
    // It is not asked by every request meanwhile.
    expect([await outcome(opened), opened.server.asked.length]).toEqual(['SOURCE_UNAVAILABLE', 1])
    opened.server.answer = null
    opened.time.now += COOLDOWN_MS
    expect(await outcome(opened)).toBe('OK')
  })

  it('its keys go on being used, for as long as it takes', async () => {
    const opened = open()
    await outcome(opened)
    opened.server.answer = down
    for (const ms of [1, REFRESH_MS, STALE_MS, 86_400_000]) {
      opened.time.now += ms
      expect(await outcome(opened)).toBe('OK')
    }
  })

  it('nobody waits for it again, though its keys are old', async () => {
    const opened = open()
    await outcome(opened)
    opened.server.answer = down
    opened.time.now += STALE_MS
    expect(await outcome(opened)).toBe('OK')
    opened.server.answer = () => new Promise(() => {})
    opened.time.now += COOLDOWN_MS
    expect([await outcome(opened), opened.server.asked.length]).toEqual(['OK', 3])
  })

  it('nobody can say whether a key of another name is one of its', async () => {
    const opened = open()
    await outcome(opened)
    opened.server.answer = down
    opened.time.now += COOLDOWN_MS
    expect(await outcome(opened, 'other')).toBe('SOURCE_UNAVAILABLE')
    expect([await outcome(opened, 'other'), opened.server.asked.length]).toEqual(['SOURCE_UNAVAILABLE', 2])
    opened.server.answer = null
    opened.server.keys = [jwk('other')]
    opened.time.now += COOLDOWN_MS
    expect(await outcome(opened, 'other')).toBe('OK')
  })

  it('nobody waits for it for long, and at most one request of those that could wait', async () => {
    const opened = open(undefined, { keysTimeoutMs: 40 })
    opened.server.answer = (signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    expect(await outcome(opened)).toBe('SOURCE_UNAVAILABLE')
  })

  it('no more is read of its answer than keys can be', async () => {
    const opened = open()
    let read = 0
    opened.server.answer = async () =>
      endless((bytes) => {
        read = bytes
      })
    expect(await outcome(opened)).toBe('SOURCE_UNAVAILABLE')
    expect(read).toBeLessThan(500_000)
  })

  it.each<[string, () => Promise<Response>]>([
    ['an error', async () => new Response('{"keys":[]}', { status: 500 })],
    [
      'a way to somewhere else',
      async () => new Response(null, { status: 302, headers: { location: 'http://evil.example' } }),
    ],
    ['no JSON', async () => new Response('<html>')],
    ['no keys', async () => Response.json({ keys: {} })],
    ['a list without end', async () => endless()],
    [
      'its private key',
      async () => Response.json({ keys: [{ ...jwk('ed'), kid: 'rsa', kty: 'oct', k: 'c2VjcmV0' }] }),
    ],
  ])('or answers with %s, no token counts', async (_title, answer) => {
    const opened = open()
    opened.server.answer = answer
    expect(await outcome(opened)).not.toBe('OK')
  })
})

/** A right key set that goes on for ever. `told` gets to know how many bytes were read of it. */
function endless(told: (bytes: number) => void = () => {}): Response {
  const start = Buffer.from(`{"keys":[${JSON.stringify(jwk('rsa'))}],"x":"`)
  let bytes = 0
  return new Response(
    new ReadableStream({
      pull(controller) {
        const chunk = bytes === 0 ? start : Buffer.alloc(65_536, 'x')
        bytes += chunk.byteLength
        told(bytes)
        // Who reads on and on is noticed long before there is no memory left.
        if (bytes > 2_000_000) controller.close()
        else controller.enqueue(chunk)
      },
    }),
  )
}
