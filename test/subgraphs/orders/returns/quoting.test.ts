import { describe, expect, it } from 'vitest'
import { associate, shopper } from '../counter.ts'
import { codes, comingBack, ONE } from './coming-back.ts'

describe('goods that come back, quoted', () => {
  const { counter, line, mine, order, quote, undelivered } = comingBack()

  it('are worth what was paid for them, to the card it was paid with, and nothing is written', async () => {
    const done = await quote([line('1')])
    expect(done).toMatchObject({
      refund: { amount: ONE },
      worth: { gross: { amount: ONE } },
      breakdown: [{ amount: { amount: ONE }, path: 'ORIGINAL_TENDER', by: 'PROVIDER', state: 'PROPOSED' }],
      needsApproval: false,
      userErrors: [],
    })
    expect(done.breakdown[0].expectedBy).toBe('2026-06-25')
    expect((await order()).returns).toEqual([])
    expect(counter().erp.writes()).toBe(0)
  })

  it.each([
    ['more than was bought', () => [line('4')], 'QUANTITY_EXCEEDED'],
    ['a line that is none', () => [line('1', { orderLineId: 'none' })], 'NOT_FOUND'],
  ])('are refused for %s', async (_, lines, code) => {
    expect(codes(await quote(lines()))).toEqual([code])
  })

  it('are refused when the last day has passed, with the parcel’s days on top', async () => {
    counter().pass(28 * 86_400_000)
    const last = await order()
    expect([last.actions.return.allowed, last.actions.returnUntil]).toEqual([true, '2026-07-13'])
    counter().pass(86_400_000)
    const { actions } = await order()
    expect([actions.return.allowed, actions.returnUntil]).toEqual([false, '2026-07-13'])
    expect(actions.return.reasons).toEqual(['TOO_LATE'])
    expect(codes(await quote([line('1')]))).toEqual(['TOO_LATE'])
  })

  it('are refused before they have reached the shopper', async () => {
    await undelivered()
    expect(codes(await quote([line('1')]))).toEqual(['NOT_ALLOWED'])
    const { actions } = await order()
    expect(actions.return).toEqual({ allowed: false, reasons: ['NOT_RECEIVED_YET'] })
    expect([actions.returnChannels, actions.returnUntil]).toEqual([[], null])
  })

  it('are refused where the provider does not say what it holds', async () => {
    const done = await quote([line('1')], {}, { down: ['payments'] })
    expect(done.userErrors).toMatchObject([{ code: 'SYSTEM_UNAVAILABLE', retryable: true }])
  })

  it('of somebody else’s order are not found', async () => {
    expect(codes(await quote([line('1')], {}, { viewer: shopper(counter().bob) }))).toEqual(['NOT_FOUND'])
  })

  it('say how an associate may pay back, and offer nothing at a counter to who is at home', async () => {
    const [payment] = (await order({ viewer: associate })).payments
    expect(payment).toMatchObject({
      method: 'CARD',
      last4: '4242',
      refundable: { amount: '109.89' },
      refundPaths: ['ORIGINAL_TENDER', 'GIFT_CARD', 'STORE_CREDIT'],
    })
    expect((await order(mine())).payments[0].refundPaths).toEqual(['ORIGINAL_TENDER'])
    const done = await quote([line('1')], { channel: 'WEB', storeId: null, refundPath: 'GIFT_CARD' }, mine())
    expect(codes(done)).toEqual(['REFUND_PATH_NOT_ALLOWED'])
  })
})
