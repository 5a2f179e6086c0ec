import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Currency } from '../../../../adapters/money.ts'
import type { Day } from '../../../../adapters/time.ts'
import { paidPerLine, worthOf } from '../../../../subgraphs/orders/returns/amounts.ts'
import { planRefund } from '../../../../subgraphs/orders/returns/refund-plan.ts'
import { type LineFacts, returnRule } from '../../../../subgraphs/orders/returns/rules.ts'
import { plainOrder } from '../../../memory/services.ts'

const policy = { days: 30, parcelDays: 5, channels: ['WEB', 'STORE_POS'] as const }
const line = (more: Partial<LineFacts> = {}): LineFacts => ({
  lineId: '1',
  isBought: true,
  has: '2',
  back: '0',
  leftOn: '2026-06-01' as Day,
  wasSent: true,
  ...more,
})
const on = (today: string, lines: readonly LineFacts[], more: object = {}) =>
  returnRule({ placedOn: '2026-05-20' as Day, lines }, { ...policy, ...more }, today as Day)

describe('whether goods may come back', () => {
  it.each<[string, Partial<LineFacts>, string, string]>([
    ['sent goods have the parcel’s days on top', {}, '2026-07-06', '2026-07-07'],
    ['goods handed over have not', { wasSent: false }, '2026-07-01', '2026-07-02'],
    [
      'without a day it is counted from the order',
      { leftOn: null, wasSent: false },
      '2026-06-19',
      '2026-06-20',
    ],
  ])('%s', (_, more, last, over) => {
    expect(on(last, [line(more)])).toMatchObject({ allowed: true, until: last, lines: [{ quantity: '2' }] })
    expect(on(over, [line(more)])).toMatchObject({ allowed: false, until: last, reasons: ['TOO_LATE'] })
  })

  it.each<[Partial<LineFacts>, string]>([
    [{ isBought: false, has: '0' }, 'NOTHING_BOUGHT'],
    [{ has: null }, 'STATUS_UNKNOWN'],
    [{ has: '0', leftOn: null }, 'NOT_RECEIVED_YET'],
    [{ back: '2' }, 'ALREADY_RETURNED'],
  ])('%j is not, because of %s', (more, reason) => {
    const rule = on('2026-06-10', [line(more)])
    expect(rule).toMatchObject({
      allowed: false,
      reasons: [reason],
      channels: [],
      lines: [{ quantity: '0' }],
    })
  })

  it('is the business of each line; what may says until when', () => {
    const rule = on('2026-07-03', [
      line(),
      line({ lineId: '2', leftOn: '2026-05-25' as Day }),
      line({ lineId: '3', back: '0.5', has: '1.25' }),
    ])
    expect(rule).toMatchObject({ allowed: true, reasons: [], channels: ['WEB', 'STORE_POS'] })
    expect(rule.lines.map(({ quantity }) => quantity)).toEqual(['2', '0', '0.75'])
    expect(rule.until).toBe('2026-07-06')
  })

  it('is never where the retailer takes nothing', () => {
    expect(on('2026-06-10', [line()], { channels: [] }).reasons).toEqual(['NOT_OFFERED'])
  })
})

const EUR = 'EUR' as Currency
const cents = (minor: number) => ({ minor, currency: EUR })
const gross = (minor: number) => ({ gross: cents(minor), net: null, tax: null })

describe('what goods are worth', () => {
  it('comes to what was paid, in however many parts and order they come back', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 100_000 }), (quantities, minor) => {
        const quantity = String(quantities.reduce((sum, one) => sum + one, 0))
        const paid = {
          gross: cents(minor),
          tax: cents(Math.floor(minor / 6)),
          net: cents(minor - Math.floor(minor / 6)),
        }
        let before = 0
        const shares = quantities.map((one) => {
          const share = worthOf(paid, { line: { quantity }, before: String(before), quantity: String(one) })
          before += one
          return share
        })
        const sum = (of: readonly number[]) => of.reduce((total, one) => total + one, 0)
        expect(sum(shares.map((one) => one.gross.minor))).toBe(minor)
        expect(sum(shares.map((one) => one.tax?.minor ?? 0))).toBe(paid.tax.minor)
      }),
    )
  })

  it('bears a discount over all lines in proportion, and neither shipping nor what the same receipt took back', () => {
    const bought = (lineId: string, minor: number, quantity = '1') => ({
      lineId,
      sku: null,
      gtin: null,
      title: '',
      quantity,
      unitPrice: gross(Math.abs(minor)),
      lineTotal: gross(minor),
      status: 'SHIPPED' as const,
      returnOf: null,
    })
    const plain = plainOrder({ number: 'W1', channel: 'WEB', placedOn: '2026-06-01' })
    const lines = [bought('1', 1_000), bought('2', 2_001), bought('3', -500, '-1')]
    const cost = { ...plain.cost, shipping: gross(490), total: gross(2_690) }
    const paid = paidPerLine({ lines, cost })
    const shares = lines.slice(0, 2).map((one) => paid.get(one)?.gross.minor)
    expect(shares).toEqual([900, 1_800])
  })
})

describe('how money goes back', () => {
  const tender = (
    paymentId: string,
    minor: number,
    paths: readonly ('ORIGINAL_TENDER' | 'GIFT_CARD' | 'CASH')[],
  ) => ({ paymentId, refundable: cents(minor), paths, by: 'TILL', provider: null }) as const
  const paid = [
    tender('cash', 500, ['CASH', 'GIFT_CARD']),
    tender('card', 700, ['ORIGINAL_TENDER', 'GIFT_CARD']),
  ]
  const ways = (plan: ReturnType<typeof planRefund>) =>
    'refunds' in plan
      ? plan.refunds.map(({ paymentId, path, amount }) => [paymentId, path, amount.minor])
      : plan.refused

  it('to the tenders in turn, and never more than they still hold', () => {
    const plan = planRefund(paid, { amount: cents(9_999), path: null, cashLimit: null })
    expect(ways(plan)).toEqual([
      ['cash', 'CASH', 500],
      ['card', 'ORIGINAL_TENDER', 700],
    ])
  })

  it('on the way that was asked for, where every tender that pays allows it', () => {
    const wish = { amount: cents(400), cashLimit: null }
    expect(ways(planRefund(paid, { ...wish, path: 'GIFT_CARD' }))).toEqual([['cash', 'GIFT_CARD', 400]])
    expect(ways(planRefund(paid, { ...wish, path: 'ORIGINAL_TENDER' }))).toBe('PATH')
  })

  it('in cash up to the limit, all parts together', () => {
    const two = [tender('1', 300, ['CASH']), tender('2', 300, ['CASH'])]
    const wish = { path: 'CASH' as const, cashLimit: cents(500) }
    expect(ways(planRefund(two, { ...wish, amount: cents(500) }))).toEqual([
      ['1', 'CASH', 300],
      ['2', 'CASH', 200],
    ])
    expect(ways(planRefund(two, { ...wish, amount: cents(501) }))).toBe('CASH_LIMIT')
  })
})
