import { describe, expect, it } from 'vitest'
import { openProvider, under } from './client.ts'

describe('a key of an idempotent change', () => {
  const some = { amount: 100, currency: 'EUR' }

  it('answers again what it answered for 24 hours, and does the change once', async () => {
    const { paid, post, get, passes } = openProvider()
    const path = `/v1/payments/${await paid()}/captures`
    const first = await post(path, some, under('k'))
    expect(first.headers.get('idempotency-replayed')).toBe(null)
    passes(86_399)
    const again = await post(path, some, under('k'))
    expect(again).toMatchObject({ status: 201, body: first.body })
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    passes(1)
    expect((await post(path, some, under('k'))).body.amount_captured).toBe(200)
    expect((await get('/v1/payments')).body.items[0].captures).toHaveLength(2)
  })

  it('is one and the same with quotes and without', async () => {
    const { paid, post } = openProvider()
    const path = `/v1/payments/${await paid()}/captures`
    await post(path, some, under('order/7'))
    expect((await post(path, some, { 'idempotency-key': 'order/7' })).body.amount_captured).toBe(100)
  })

  it('is refused for another amount and for another payment', async () => {
    const { paid, post } = openProvider()
    const [one, two] = [await paid(), await paid()]
    await post(`/v1/payments/${one}/captures`, some, under('k'))
    const others = [
      await post(`/v1/payments/${one}/captures`, { ...some, amount: 101 }, under('k')),
      await post(`/v1/payments/${two}/captures`, some, under('k')),
    ]
    for (const { status, body } of others)
      expect([status, body.code]).toEqual([422, 'idempotency_key_reused'])
  })

  it('is refused while its first request is worked on, and answered afterwards', async () => {
    const { paid, post } = openProvider({ holdMs: 20 })
    const path = `/v1/payments/${await paid()}/captures`
    const [first, second] = await Promise.all([post(path, some, under('k')), post(path, some, under('k'))])
    expect([first.status, second.status, second.body.code]).toEqual([201, 409, 'idempotency_key_in_use'])
    expect((await post(path, some, under('k'))).body).toEqual(first.body)
  })

  it('that came with a refusal is free again', async () => {
    const { paid, post } = openProvider()
    const path = `/v1/payments/${await paid()}/captures`
    expect((await post(path, { ...some, amount: 9_999 }, under('k'))).status).toBe(422)
    expect((await post(path, some, under('k'))).status).toBe(201)
  })

  it.each([
    ['no key', {}, 'idempotency_key_missing'],
    ['an empty one', { 'idempotency-key': '""' }, 'idempotency_key_invalid'],
    ['one that is too long', { 'idempotency-key': `"${'k'.repeat(256)}"` }, 'idempotency_key_invalid'],
    ['one of which a quote is missing', { 'idempotency-key': '"k' }, 'idempotency_key_invalid'],
    ['two words', { 'idempotency-key': 'one two' }, 'idempotency_key_invalid'],
  ])('is refused: %s', async (_what, headers, code) => {
    const { paid, post } = openProvider()
    const answer = await post(`/v1/payments/${await paid()}/captures`, some, headers)
    expect([answer.status, answer.body.code]).toEqual([400, code])
  })
})

describe('a reference of the merchant’s', () => {
  it('is taken once per payment, whatever the key and however long ago', async () => {
    const { paid, post, passes } = openProvider()
    const [one, two] = [await paid(), await paid()]
    const body = { amount: 100, currency: 'EUR', reference: 'o1' }
    await post(`/v1/payments/${one}/captures`, body, under('a'))
    passes(2 * 86_400)
    const again = await post(`/v1/payments/${one}/captures`, body, under('a'))
    expect([again.status, again.body.code]).toEqual([409, 'reference_in_use'])
    const other = await post(`/v1/payments/${one}/refunds`, body, under('b'))
    expect([other.status, other.body.code]).toEqual([409, 'reference_in_use'])
    expect((await post(`/v1/payments/${two}/captures`, body, under('c'))).status).toBe(201)
  })
})

describe('the door', () => {
  it.each([
    ['without a key', {}],
    ['with another key', { authorization: 'Bearer sandbox-other' }],
    ['with the key as a password', { authorization: 'Basic sandbox-psp' }],
  ])('is shut %s', async (_how, headers) => {
    const { send } = openProvider()
    const answer = await send('/v1/payments', { headers })
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthorized'])
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  })

  it('refuses as RFC 9457 has it, with the id of the request', async () => {
    const { get } = openProvider()
    const answer = await get(`/v1/payments/pay_${'0'.repeat(22)}`)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.body).toEqual({
      type: expect.stringMatching(/not_found$/),
      title: 'There is no such resource',
      status: 404,
      code: 'not_found',
      detail: expect.any(String),
      request_id: answer.headers.get('request-id'),
    })
  })

  it('knows no other path, method and content type', async () => {
    const { get, post, paid, send } = openProvider()
    const id = await paid()
    expect((await get('/v2/payments')).status).toBe(404)
    expect((await get('/checkout/payments')).status).toBe(404)
    const method = await get(`/v1/payments/${id}/captures`)
    expect([method.status, method.headers.get('allow')]).toEqual([405, 'POST'])
    const form = await post(
      `/v1/payments/${id}/captures`,
      {},
      { ...under('k'), 'content-type': 'text/plain' },
    )
    expect([form.status, form.body.code]).toEqual([415, 'unsupported_media_type'])
    const authorization = 'Bearer sandbox-psp'
    const long = await send(`/v1/payments?ids=${'x'.repeat(9_000)}`, { headers: { authorization } })
    expect(long.status).toBe(414)
  })

  it('lets so many through in a second as it was told', async () => {
    const { get, passes } = openProvider({ perSecond: 2 })
    const statuses = [await get('/v1/account'), await get('/v1/account'), await get('/v1/account')]
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429])
    expect(statuses[2]?.headers.get('retry-after')).toBe('1')
    passes(1)
    expect((await get('/v1/account')).body).toMatchObject({ livemode: false })
  })
})
