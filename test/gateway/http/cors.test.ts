import { describe, expect, it } from 'vitest'
import { start } from '../harness.ts'

const SHOP = 'https://shop.example'
const serve = () => start({ cors: { origins: [SHOP, 'http://localhost:5173'] } })

const preflight = (url: string, origin: string, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', ...headers },
  })
const post = (url: string, origin: string, body = JSON.stringify({ query: '{ me }' })) =>
  fetch(url, { method: 'POST', headers: { origin, 'content-type': 'application/json' }, body })
const corsHeaders = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')))

describe('a page of another origin', () => {
  it('that is on the list may ask, after it was told what it may send, and read the answer', async () => {
    const { gateway } = await serve()
    const asked = await preflight(`${gateway.url}/graphql`, SHOP)
    expect([asked.status, await asked.text(), asked.headers.get('vary')]).toEqual([204, '', 'Origin'])
    expect(corsHeaders(asked)).toEqual({
      'access-control-allow-origin': SHOP,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers':
        'content-type, authorization, accept-language, x-channel, x-order-token, x-cart-token, apollo-require-preflight, ' +
        'x-apollo-operation-name, apollographql-client-name, apollographql-client-version, traceparent, tracestate',
      'access-control-expose-headers': 'x-request-id, retry-after, www-authenticate',
      'access-control-max-age': '600',
    })
    expect(asked.headers.get('x-content-type-options')).toBe('nosniff')
    const answer = await post(`${gateway.url}/graphql`, SHOP)
    expect([answer.status, corsHeaders(answer)]).toEqual([
      200,
      {
        'access-control-allow-origin': SHOP,
        'access-control-expose-headers': 'x-request-id, retry-after, www-authenticate',
      },
    ])
    expect(answer.headers.get('vary')).toContain('Origin')
  })

  it('may follow live answers as well', async () => {
    const live = { streams: 1, perClient: 1, refreshSeconds: 60 }
    const { gateway } = await start({ cors: { origins: [SHOP] }, live })
    const url = `${gateway.url}/graphql/stream`
    expect((await preflight(url, SHOP)).headers.get('access-control-allow-origin')).toBe(SHOP)
    const refused = await post(url, SHOP, '{')
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([400, SHOP])
    expect(corsHeaders(await preflight(url, 'https://evil.example'))).toEqual({})
  })

  it('may read why it was refused, too', async () => {
    const { gateway } = await serve()
    const refused = await post(`${gateway.url}/graphql`, SHOP, '{')
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([400, SHOP])
  })

  it.each([
    'https://evil.example',
    'https://shop.example.evil.example',
    'http://shop.example',
    'https://shop.example:8443',
    'https://SHOP.example',
    'null',
    'http://localhost:4000',
  ])('that is not on the list is told nothing, exactly: %s', async (origin) => {
    const { gateway } = await serve()
    const asked = await preflight(`${gateway.url}/graphql`, origin)
    expect([asked.status, corsHeaders(asked)]).toEqual([405, {}])
    const answer = await post(`${gateway.url}/graphql`, origin)
    expect(corsHeaders(answer)).toEqual({})
    expect(answer.headers.get('vary')).toContain('Origin')
  })

  it('may read the graph and nothing else', async () => {
    const { gateway } = await serve()
    for (const path of ['/ready', '/', '/operations.json', '/nothing']) {
      expect(corsHeaders(await preflight(`${gateway.url}${path}`, SHOP))).toEqual({})
      expect(corsHeaders(await fetch(`${gateway.url}${path}`, { headers: { origin: SHOP } }))).toEqual({})
    }
  })

  it('asks before it asks: an OPTIONS without a method is none', async () => {
    const { gateway } = await serve()
    const response = await fetch(`${gateway.url}/graphql`, { method: 'OPTIONS', headers: { origin: SHOP } })
    expect([response.status, await response.json()]).toEqual([
      405,
      { errors: [{ message: 'expected the method GET or POST', extensions: { code: 'BAD_INPUT' } }] },
    ])
  })

  it('is told nothing where no page is on the list', async () => {
    const { gateway } = await start()
    const asked = await preflight(`${gateway.url}/graphql`, SHOP)
    expect([asked.status, corsHeaders(asked)]).toEqual([405, {}])
  })
})
