import { describe, expect, it } from 'vitest'
import { openPim } from './client.ts'

describe('the token endpoint', () => {
  it('gives a token for an hour with a refresh token and no scope', async () => {
    const { askToken, login } = await openPim()
    const { status, body } = await askToken(login)
    expect(status).toBe(200)
    expect(body).toEqual({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      expires_in: 3600,
      token_type: 'bearer',
      scope: null,
    })
  })

  it('takes a form as well as JSON', async () => {
    const { send, basic, login } = await openPim()
    const { status } = await send('/api/oauth/v1/token', {
      method: 'POST',
      headers: { authorization: basic, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(login).toString(),
    })
    expect(status).toBe(200)
  })

  it.each([
    ['a wrong secret', {}, `Basic ${btoa('1_couture:wrong')}`],
    ['a wrong password', { password: 'wrong' }, undefined],
    ['another grant', { grant_type: 'client_credentials' }, undefined],
    ['no password', { password: '' }, undefined],
  ])('refuses %s with 422', async (_, change, authorization) => {
    const { askToken, login } = await openPim()
    const { status, body } = await askToken({ ...login, ...change }, authorization)
    expect(status).toBe(422)
    expect(body).toMatchObject({ code: 422, message: expect.any(String) })
  })

  it('takes a refresh token once', async () => {
    const { askToken, login } = await openPim()
    const { refresh_token } = (await askToken(login)).body
    const refresh = { grant_type: 'refresh_token', refresh_token }
    expect((await askToken(refresh)).status).toBe(200)
    expect((await askToken(refresh)).status).toBe(422)
  })

  it('answers only POST', async () => {
    const { send } = await openPim()
    expect((await send('/api/oauth/v1/token')).status).toBe(405)
  })
})

describe('a call', () => {
  it('needs a token', async () => {
    const { send } = await openPim()
    const told = await send('/api/rest/v1/channels', { headers: { accept: 'application/json' } })
    expect(told).toMatchObject({ status: 401, body: { code: 401, message: 'Authentication is required' } })
  })

  it('is refused with a token nobody gave', async () => {
    const { get } = await openPim()
    const told = await get('channels', { authorization: 'Bearer made-up' })
    expect(told).toMatchObject({ status: 401, body: { message: 'The access token provided is invalid.' } })
  })

  it('is refused an hour after the token was given', async () => {
    const { get, passes } = await openPim()
    passes(3_599)
    expect((await get('channels')).status).toBe(200)
    passes(1)
    expect(await get('channels')).toMatchObject({
      status: 401,
      body: { code: 401, message: 'The access token provided has expired.' },
    })
  })

  it('must accept JSON', async () => {
    const { get } = await openPim()
    expect((await get('channels', { accept: 'text/html' })).status).toBe(406)
  })

  it('must send JSON where it sends anything', async () => {
    const { post } = await openPim()
    expect((await post('products-uuid/search', '{}', { 'content-type': 'text/plain' })).status).toBe(415)
  })

  it('is refused with 400 when the body is no JSON', async () => {
    const { post } = await openPim()
    const told = await post('products-uuid/search', '{"search":', { 'content-type': 'application/json' })
    expect(told.status).toBe(400)
  })

  it('finds no route that the API does not have', async () => {
    const { get, post } = await openPim()
    expect((await get('prices')).status).toBe(404)
    expect((await post('families', '{}', { 'content-type': 'application/json' })).status).toBe(405)
  })

  it('is cut off when its URL is longer than the web server takes', async () => {
    const { get } = await openPim()
    expect((await get(`products-uuid?search=${'x'.repeat(9_000)}`)).status).toBe(414)
  })
})

describe('too many calls', () => {
  it('refuses the fifth at once with 429 and says when to come back', async () => {
    const { get } = await openPim({ holdMs: 20 })
    const told = await Promise.all(Array.from({ length: 5 }, () => get('channels')))
    expect(told.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429])
    expect(told[4]?.headers.get('retry-after')).toBe('1')
  })

  it('gives the places back, also after a refusal', async () => {
    const { get } = await openPim({ concurrency: 1 })
    expect((await get('families/none')).status).toBe(404)
    expect((await get('channels')).status).toBe(200)
  })

  it('refuses without code or message where the protection in front of it answers', async () => {
    const { server } = await openPim()
    const response = server.refuse('throttled')
    expect([response.status, response.headers.get('retry-after'), await response.text()]).toEqual([
      429,
      '2',
      '',
    ])
  })

  it('is out of service with a web page', async () => {
    const { server } = await openPim()
    const response = server.refuse('unavailable')
    expect([response.status, response.headers.get('content-type')]).toEqual([503, 'text/html'])
  })
})
