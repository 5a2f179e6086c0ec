import { describe, expect, it } from 'vitest'
import { openProvider, under, visa } from './client.ts'

describe('the page', () => {
  it('authorises what the shopper pays, and the API shows it', async () => {
    const { page, get } = openProvider()
    const body = { amount: 4_590, currency: 'EUR', payment_method: visa, merchant_reference: 'W-100042' }
    const paid = await page(body)
    expect(paid.status).toBe(201)
    expect(paid.body).toEqual({
      id: expect.stringMatching(/^pay_[0-9a-z]{22}$/),
      object: 'payment',
      status: 'authorized',
      amount: 4_590,
      currency: 'EUR',
      amount_captured: 0,
      amount_refunded: 0,
      merchant_reference: 'W-100042',
      payment_method: visa,
      failure_code: null,
      created_at: '2026-06-15T10:00:00Z',
      expires_at: '2026-06-22T10:00:00Z',
      captures: [],
      refunds: [],
      void: null,
    })
    expect((await get(`/v1/payments/${paid.body.id}`)).body).toEqual(paid.body)
  })

  it('has cards that are declined, that expire and that are declined when captured', async () => {
    const { paid, get, post, passes } = openProvider()
    const id = (last4: string) => paid(500, { ...visa, last4 })
    const [declined, expired, late, good] = [
      await id('0002'),
      await id('0069'),
      await id('0341'),
      await id('1234'),
    ]
    const status = async (of: string) => (await get(`/v1/payments/${of}`)).body.status
    expect([await status(declined), await status(expired)]).toEqual(['failed', 'expired'])
    expect((await get(`/v1/payments/${declined}`)).body.failure_code).toBe('card_declined')
    const refused = await post(`/v1/payments/${late}/captures`, {}, under('k'))
    expect([refused.status, refused.body.code]).toEqual([409, 'capture_declined'])
    passes(7 * 86_400 - 1)
    expect([await status(late), await status(good)]).toEqual(['authorized', 'authorized'])
    passes(1)
    expect(await status(good)).toBe('expired')
  })

  it.each([
    [
      'a card number',
      { type: 'card', brand: 'visa', last4: '4242', token: '4242424242424242' },
      'card_data_refused',
    ],
    ['one in groups', { type: 'card', brand: '4242 4242 4242 4242', last4: '4242' }, 'card_data_refused'],
    [
      'one of fifteen digits',
      { type: 'card', brand: 'amex', note: ['3782-822463-10005'] },
      'card_data_refused',
    ],
    ['one as a number', { type: 'card', brand: 'visa', last4: 4_242_424_242_424_242 }, 'card_data_refused'],
    ['a security code', { type: 'card', brand: 'visa', last4: '4242', cvc: '123' }, 'card_data_refused'],
    ['a card without a brand', { type: 'card', last4: '4242' }, 'malformed_request'],
    ['a card of no known brand', { type: 'card', brand: 'maestro', last4: '4242' }, 'malformed_request'],
    ['PayPal with digits', { type: 'paypal', last4: '4242' }, 'malformed_request'],
    ['a gift card without', { type: 'gift_card' }, 'malformed_request'],
    ['cash', { type: 'cash' }, 'malformed_request'],
    ['nothing', null, 'malformed_request'],
  ])('refuses %s', async (_what, method, code) => {
    const { page, get } = openProvider()
    const answer = await page({ amount: 100, currency: 'EUR', payment_method: method })
    expect([answer.status, answer.body.code]).toEqual([400, code])
    expect(JSON.stringify(answer.body)).not.toMatch(/4242|8224/)
    expect((await get('/v1/payments')).body.items).toEqual([])
  })

  it('takes a till’s receipt number and a long order number for what they are', async () => {
    const { page } = openProvider()
    // 4242424242424241 has the length of a card's number, and fails its check; a receipt's groups are no card's.
    for (const reference of ['0101-2-20260510-3619', '4242424242424241', 'W-100042']) {
      const body = { amount: 1, currency: 'EUR', payment_method: visa, merchant_reference: reference }
      expect((await page(body)).body.merchant_reference).toBe(reference)
    }
  })

  it.each([
    ['no amount', { amount: undefined }],
    ['half a cent', { amount: 0.5 }],
    ['nothing', { amount: 0 }],
    ['an amount in words', { amount: '100' }],
    ['a currency of nobody’s', { currency: 'EURO' }],
    ['a field nobody knows', { description: 'shoes' }],
    ['a reference with a comma', { merchant_reference: 'a,b' }],
  ])('refuses %s', async (_what, more) => {
    const { page } = openProvider()
    const answer = await page({ amount: 100, currency: 'EUR', payment_method: visa, ...more })
    expect([answer.status, answer.body.code]).toEqual([400, 'malformed_request'])
  })
})

describe('a list', () => {
  it('holds the payments with these ids or references, newest first, without those that are not there', async () => {
    const { paid, get } = openProvider()
    const ids = [await paid(1, visa, 'A'), await paid(2, visa, 'B'), await paid(3, visa, 'A')]
    const [first, second, third] = ids
    const idsOf = async (path: string) => (await get(path)).body.items.map(({ id }: { id: string }) => id)
    expect(await idsOf(`/v1/payments?ids=${first},pay_${'0'.repeat(22)},${second}`)).toEqual([second, first])
    expect(await idsOf('/v1/payments?merchant_references=A,C')).toEqual([third, first])
  })

  it('pages through all of them', async () => {
    const { paid, get } = openProvider()
    const ids: string[] = []
    for (let n = 0; n < 5; n++) ids.unshift(await paid())
    const first = (await get('/v1/payments?limit=2')).body
    expect(first).toMatchObject({ has_more: true, items: [{ id: ids[0] }, { id: ids[1] }] })
    const second = (await get(`/v1/payments?limit=3&after=${ids[1]}`)).body
    expect(second.has_more).toBe(false)
    expect(second.items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(2))
  })

  it.each([
    `ids=${Array.from({ length: 101 }, (_, n) => `pay_${String(n).padStart(22, '0')}`).join(',')}`,
    'ids=',
    'ids=pay_1',
    `ids=pay_${'0'.repeat(22)},`,
    'limit=0',
    'limit=101',
    'limit=ten',
    'after=pay_1',
    'status=captured',
  ])('refuses %s', async (query) => {
    const { get } = openProvider()
    const answer = await get(`/v1/payments?${query}`)
    expect([answer.status, answer.body.code]).toEqual([400, 'malformed_request'])
  })
})

describe('a payment', () => {
  it('shows each capture and refund with the merchant’s reference', async () => {
    const { paid, post, passes } = openProvider()
    const id = await paid(1_000)
    const some = await post(
      `/v1/payments/${id}/captures`,
      { amount: 300, currency: 'EUR', reference: 'o1' },
      under('a'),
    )
    expect(some).toMatchObject({ status: 201, body: { status: 'captured', amount_captured: 300 } })
    passes(60)
    await post(`/v1/payments/${id}/captures`, { reference: 'o2' }, under('b'))
    const back = await post(`/v1/payments/${id}/refunds`, { amount: 1_000, currency: 'EUR' }, under('c'))
    expect(back.body).toMatchObject({
      status: 'refunded',
      captures: [
        { amount: 300, reference: 'o1', created_at: '2026-06-15T10:00:00Z' },
        { amount: 700, reference: 'o2', created_at: '2026-06-15T10:01:00Z' },
      ],
      refunds: [{ amount: 1_000, reference: null }],
    })
  })

  it.each([
    ['captures', { amount: 1_001, currency: 'EUR' }, 422, 'amount_too_large'],
    ['captures', { amount: 1, currency: 'USD' }, 422, 'currency_mismatch'],
    ['captures', { amount: 1 }, 400, 'malformed_request'],
    ['captures', { amount: 0, currency: 'EUR' }, 400, 'malformed_request'],
    ['refunds', {}, 409, 'payment_not_captured'],
    ['voids', { amount: 1, currency: 'EUR' }, 400, 'malformed_request'],
    ['voids', { reference: '4242424242424242' }, 400, 'card_data_refused'],
  ])('refuses to be changed by %s %j', async (what, body, status, code) => {
    const { paid, post, get } = openProvider()
    const id = await paid(1_000)
    const answer = await post(`/v1/payments/${id}/${what}`, body, under('k'))
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect((await get(`/v1/payments/${id}`)).body.status).toBe('authorized')
  })

  it('that was captured cannot be voided, and one that was voided cannot be captured', async () => {
    const { paid, post } = openProvider()
    const [captured, voided] = [await paid(), await paid()]
    await post(`/v1/payments/${captured}/captures`, {}, under('a'))
    await post(`/v1/payments/${voided}/voids`, {}, under('b'))
    const codes = [
      await post(`/v1/payments/${captured}/voids`, {}, under('c')),
      await post(`/v1/payments/${voided}/captures`, {}, under('d')),
      await post(`/v1/payments/${captured}/captures`, {}, under('e')),
    ].map(({ body }) => body.code)
    expect(codes).toEqual(['payment_already_captured', 'payment_not_authorized', 'amount_too_large'])
  })

  it('keeps what is left of its authorisation until that is over', async () => {
    const { paid, post, passes } = openProvider()
    const id = await paid(1_000)
    const part = { amount: 100, currency: 'EUR' }
    await post(`/v1/payments/${id}/captures`, part, under('a'))
    passes(7 * 86_400)
    const late = await post(`/v1/payments/${id}/captures`, part, under('b'))
    expect([late.status, late.body.code]).toEqual([409, 'payment_already_captured'])
    expect((await post(`/v1/payments/${id}/refunds`, part, under('c'))).body.status).toBe('refunded')
  })
})
