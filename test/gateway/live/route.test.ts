import { describe, expect, it, vi } from 'vitest'
import { SourceError } from '../../../adapters/error.ts'
import { memoryCache } from '../../../cache/memory.ts'
import { unauthenticated } from '../../../gateway/identity/refused.ts'
import { later } from '../../../gateway/limits/clients.ts'
import { teller } from '../../../gateway/live/changes.ts'
import { LIVE_PATH } from '../../../gateway/live/route.ts'
import { sha256 } from '../../../gateway/persisted/take.ts'
import type { GatewayOptions } from '../../../gateway/server.ts'
import { createServing } from '../../../gateway/serving.ts'
import { ANONYMOUS, type Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import { everything } from '../../memory/viewers.ts'
import { smallGraphOptions, start } from '../harness.ts'
import { following, refusedAt } from './following.ts'

const SLOW = '{ slow(ms: 1) }'
const clock = () => new Date()
const newCache = () => memoryCache({ maxEntries: 10, clock })
const LIVE = { streams: 3, perClient: 2, refreshSeconds: 3_600 }

/** A gateway over a graph of one value, which is about `cart/one`, and what tells of its changes. */
async function serve(overrides: Partial<GatewayOptions> = {}) {
  const shown = { value: 'first', looks: 0, until: Promise.resolve() }
  const cache = newCache()
  const graph = {
    viewer: 'nobody',
    asked: [],
    async wait() {
      shown.looks += 1
      await shown.until
      return shown.value
    },
  }
  const createContext: GatewayOptions['createContext'] = async ({ about }) => {
    about?.('cart/one')
    return graph
  }
  const started = await start({ cache, live: LIVE, createContext, ...overrides })
  const tell = teller(cache)
  const change = (value: string) => {
    shown.value = value
    tell(['cart/one'])
  }
  return { ...started, url: started.gateway.url, shown, tell, change, createContext }
}

const value = (slow: string) => ({ data: { slow } })
const looksOf = ({ lines }: Pick<Awaited<ReturnType<typeof start>>, 'lines'>) =>
  lines.filter(({ event, route }) => event === 'request' && route === LIVE_PATH)

describe('a live answer', () => {
  it('comes at once, and again when what it is about was changed to something else', async () => {
    const { url, shown, tell, change } = await serve()
    const live = following(url, { query: SLOW })
    expect(await live.next()).toEqual(value('first'))
    tell(['cart/one'])
    await vi.waitFor(() => expect(shown.looks).toBe(2))
    tell(['cart/other'])
    change('second')
    expect(await live.next()).toEqual(value('second'))
    expect(shown.looks).toBe(3)
  })

  it('is looked at anew after a while, whatever is told', async () => {
    const { url, shown } = await serve({ live: { ...LIVE, refreshSeconds: 0.05 } })
    const live = following(url, { query: SLOW })
    await live.next()
    shown.value = 'second'
    expect(await live.next()).toEqual(value('second'))
  })

  it('has the headers of a stream that nobody keeps or gathers', async () => {
    const { url } = await serve()
    const gone = new AbortController()
    const response = await fetch(`${url}${LIVE_PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: SLOW }),
      signal: gone.signal,
    })
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.any(String),
    })
    gone.abort()
  })

  it('is logged look by look under one id', async () => {
    const started = await serve()
    const live = following(started.url, { query: 'query Slow { slow(ms: 1) }' })
    await live.next()
    started.change('second')
    await live.next()
    const [first, second] = looksOf(started)
    expect(first).toMatchObject({ operation: 'Slow', type: 'query', status: 200, method: 'POST' })
    expect(second).toMatchObject({ operation: 'Slow', requestId: first?.['requestId'] })
  })

  it('is asked for by the id of a registered document as well, again and again', async () => {
    const automaticQueries = { cache: newCache(), ttlSeconds: 60 }
    const { url, change } = await serve({ automaticQueries })
    const persistedQuery = { version: 1, sha256Hash: sha256(SLOW) }
    const live = following(url, { query: SLOW, extensions: { persistedQuery } })
    await live.next()
    const byHash = following(url, { extensions: { persistedQuery } })
    expect(await byHash.next()).toEqual(value('first'))
    change('second')
    expect(await byHash.next()).toEqual(value('second'))
  })

  it('ends with UNAUTHENTICATED when its token has ended', async () => {
    let ended = false
    const { url, change } = await serve({
      identify: async () => {
        if (ended) throw unauthenticated()
        return everything()
      },
    })
    const live = following(url, { query: SLOW })
    await live.next()
    ended = true
    change('second')
    expect(await live.next()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
    await live.over()
  })

  it.each([
    ['its client asks too often', () => later('RATE_LIMITED', 'too many requests', 1)],
    [
      'a system it needs is away',
      () => new SourceError('identity', 'SOURCE_UNAVAILABLE', 'away', { retryAfterSeconds: 1 }),
    ],
  ])('waits where %s, and says nothing of it', async (_, refused) => {
    const answers: (() => void)[] = []
    const admit = vi.fn(async () => answers.shift()?.())
    const clients = { admit, charge: spent, giveBack: spent, budget }
    const { url, change, shown } = await serve({ clients })
    const live = following(url, { query: SLOW })
    await live.next()
    answers.push(() => {
      throw refused()
    })
    change('second')
    expect(await live.next()).toEqual(value('second'))
    expect([admit.mock.calls.length, shown.looks]).toEqual([3, 2])
  })

  it('outlasts a new configuration, and hears what is told by that', async () => {
    const { url, gateway, change, createContext } = await serve()
    const live = following(url, { query: SLOW })
    await live.next()
    const next = newCache()
    const close = vi.fn(async () => {})
    const options = await smallGraphOptions({ createContext, cache: next })
    gateway.replace(await createServing({ ...options, close }))
    change('unheard')
    const tell = teller(next)
    tell(['cart/one'])
    expect(await live.next()).toEqual(value('unheard'))
    // Nothing of a live answer keeps what served before from its end.
    gateway.replace(await createServing(options))
    await vi.waitFor(() => expect(close).toHaveBeenCalledOnce())
  })

  it('is cut without `complete` when the process stops, which does not wait for it', async () => {
    const { url, gateway } = await serve({
      limits: { requestBudgetMs: 2_000, maxBodyBytes: 20_000, stopGraceMs: 600_000 },
    })
    const live = following(url, { query: SLOW })
    await live.next()
    await gateway.stop()
    await expect(live.over()).rejects.toThrow()
  })

  it('ends with its client', async () => {
    const { url, change, shown } = await serve({ live: { ...LIVE, perClient: 1 } })
    const live = following(url, { query: SLOW })
    await live.next()
    await live.leave()
    await vi.waitFor(async () => {
      const next = following(url, { query: SLOW })
      expect(await next.next()).toEqual(value('first'))
    })
    const looks = shown.looks
    change('second')
    await vi.waitFor(() => expect(shown.looks).toBe(looks + 1))
  })

  it('leaves its place free, too, when its client has gone before the first answer', async () => {
    const { url, shown } = await serve({ live: { ...LIVE, streams: 1 } })
    let answer = () => {}
    shown.until = new Promise<void>((resolve) => {
      answer = resolve
    })
    const hasty = new AbortController()
    const asked = fetch(`${url}${LIVE_PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: SLOW }),
      signal: hasty.signal,
    })
    await vi.waitFor(() => expect(shown.looks).toBe(1))
    hasty.abort()
    await expect(asked).rejects.toThrow()
    answer()
    await vi.waitFor(async () => {
      expect(await following(url, { query: SLOW }).next()).toEqual(value('first'))
    })
  })
})

const spent = async () => ({ granted: true, left: 1, retryAfterMs: 0 })
const budget = () => ({ capacity: 1, perSecond: 1 })

describe('refused, before there is a stream, is', () => {
  it('whatever is no query, without doing it', async () => {
    const { url, asked } = await serve()
    const rename = { query: 'mutation { rename(id: "1", name: "Eve") { name } }' }
    expect(await refusedAt(url, rename)).toMatchObject({ status: 400, code: 'BAD_INPUT' })
    expect(asked).toEqual([])
    expect(await refusedAt(url, { query: 'subscription { me }' })).toMatchObject({ status: 400 })
  })

  it.each([
    ['a document that is none', { query: '{' }, 400, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { query: '{ nothing }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a list of operations', [{ query: SLOW }], 400, 'BAD_INPUT'],
    ['no JSON', '{', 400, 'BAD_INPUT'],
    ['nothing', '{}', 400, 'BAD_INPUT'],
  ])('%s', async (_, body, status, code) => {
    const { url } = await serve()
    expect(await refusedAt(url, body)).toEqual({ status, type: 'application/json; charset=utf-8', code })
  })

  it('another method and another content type', async () => {
    const { url } = await serve()
    const got = await fetch(`${url}${LIVE_PATH}?query={me}`)
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST'])
    expect(await refusedAt(url, 'query={me}', { 'content-type': 'text/plain' })).toMatchObject({
      status: 415,
    })
  })

  it('one too many of a client, by its token or its address, and of all', async () => {
    let viewer: Viewer = ANONYMOUS
    const { url } = await serve({ identify: async () => viewer })
    const open = async () => {
      const live = following(url, { query: SLOW })
      await live.next()
      return live
    }
    const [first] = [await open(), await open()]
    expect(await refusedAt(url, { query: SLOW })).toMatchObject({ status: 429, code: 'RATE_LIMITED' })
    viewer = everything()
    const own = await open()
    expect(await refusedAt(url, { query: SLOW })).toMatchObject({ status: 429, code: 'RATE_LIMITED' })
    await own.leave()
    await first?.leave()
    viewer = ANONYMOUS
    await vi.waitFor(open)
  })

  it('an answer larger than may be sent', async () => {
    const { url } = await serve({
      limits: { requestBudgetMs: 2_000, maxBodyBytes: 20_000, stopGraceMs: 500, maxResponseBytes: 10 },
    })
    expect(await refusedAt(url, { query: SLOW })).toMatchObject({ status: 400, code: 'COST_EXCEEDED' })
  })

  it('everything where there are no live answers', async () => {
    const started = await start()
    expect(await refusedAt(started.gateway.url, { query: SLOW })).toMatchObject({ status: 404 })
  })
})
