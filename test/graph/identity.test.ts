import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../gateway/parts.ts'
import { ROLES } from './people.ts'
import { startWhole, type Whole } from './whole.ts'

const ME = '{ me { id } }'

describe('who asks the whole graph', () => {
  let whole: Whole
  beforeAll(async () => {
    whole = await startWhole()
  })
  afterAll(() => whole?.close())

  it('is the shopper of the token', async () => {
    const { omnichannelShopper, tillOnlyShopper } = whole.samples
    const own = await whole.ask(ME, {}, whole.as('shopper'))
    expect([own.status, own.errors, own.data]).toEqual([
      200,
      [],
      { me: { id: omnichannelShopper.customerId } },
    ])
    const { customerId } = tillOnlyShopper
    expect((await whole.ask(ME, {}, whole.as('shopper', { customerId }))).data).toEqual({
      me: { id: customerId },
    })
    expect((await whole.ask(ME)).data).toEqual(own.data)
  })

  it.each(ROLES)('may be %s, whose token counts', async (role) => {
    const { status, errors } = await whole.ask('{ __typename }', {}, whole.as(role))
    expect([status, errors]).toEqual([200, []])
  })

  it('is refused with a token that does not count, before any system is asked', async () => {
    const authorization = `${whole.as('shopper')['authorization']}x`
    const { status, errors, data, calls } = await whole.ask(ME, {}, { authorization })
    expect([status, data]).toEqual([401, null])
    expect(errors).toEqual([
      {
        message: 'the token does not count: it is malformed, expired or not for this graph; sign in again',
        extensions: { code: 'UNAUTHENTICATED' },
      },
    ])
    expect(calls).toEqual({ erp: 0, crm: 0, pim: 0 })
  })

  it('is refused with two tokens, each of which would count', async () => {
    const bearer = () => whole.as('shopper')['authorization'] ?? ''
    expect(await sendTo(whole.url, ['authorization', bearer()])).toEqual([200, undefined])
    expect(await sendTo(whole.url, ['authorization', bearer(), 'Authorization', bearer()])).toEqual([
      401,
      'Bearer error="invalid_token"',
    ])
  })

  it('is asked for an order token that has the form of one', async () => {
    const wrong = await whole.ask(ME, {}, whole.as('guest', { orderToken: 'ot_short' }))
    expect([wrong.status, wrong.errors[0]?.extensions.code]).toEqual([400, 'BAD_INPUT'])
    const right = await whole.ask(
      '{ __typename }',
      {},
      whole.as('guest', { orderToken: `ot_${'x'.repeat(43)}` }),
    )
    expect(right.status).toBe(200)
  })

  it('is known by keys that rotate, and by those read before while their server is down', async () => {
    const old = whole.as('steward')
    whole.issuer.rotate()
    whole.advance(11_000)
    expect((await whole.ask('{ __typename }', {}, whole.as('operations'))).status).toBe(200)
    expect((await whole.ask('{ __typename }', {}, old)).status).toBe(200)
    await whole.issuer.misbehave({ down: true })
    whole.advance(1_800_000)
    expect((await whole.ask('{ __typename }', {}, whole.as('steward'))).status).toBe(200)
    await whole.issuer.misbehave({})
  })

  it('may be chosen in the explorer, among the sandbox’s people', async () => {
    const response = await fetch(`${whole.url}/people.json`)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const people = (await response.json()) as readonly Actor[]
    expect(people).toHaveLength(12)
    for (const { token } of people) {
      const authorization = token === null ? '' : `Bearer ${token}`
      expect((await whole.ask('{ __typename }', {}, { authorization })).status).toBe(200)
    }
  })
})

/** Asks with raw headers, which `fetch` would join; the status and the challenge of the answer. */
function sendTo(url: string, headers: readonly string[]): Promise<readonly [number, string | undefined]> {
  const { hostname, port } = new URL(url)
  const body = JSON.stringify({ query: '{ __typename }' })
  const all = [
    'host',
    `${hostname}:${port}`,
    'content-type',
    'application/json',
    'content-length',
    String(body.length),
  ]
  return new Promise((resolve, reject) => {
    const sending = request({
      hostname,
      port,
      path: '/graphql',
      method: 'POST',
      headers: [...all, ...headers],
    })
    sending.on('error', reject)
    sending.on('response', (answer) => {
      answer.resume()
      answer.on('end', () => resolve([answer.statusCode ?? 0, answer.headers['www-authenticate']]))
    })
    sending.end(body)
  })
}
