import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OrderNumber, Sku } from '../../../adapters/ids.ts'
import type { Day, Instant } from '../../../adapters/time.ts'
import { sizePreferences, type VariantFacts } from '../../../subgraphs/engagement/sizes.ts'
import type { Purchase } from '../../../subgraphs/shared/orders/purchase-lines.ts'

const TODAY = '2026-06-15' as Day
const SIZES = ['S', 'M', 'L']
const facts = new Map(
  ['shirts', 'jeans'].flatMap((category) =>
    SIZES.map((size): readonly [Sku, VariantFacts] => [
      `${category}-${size}` as Sku,
      { category, size, sizeSystem: null },
    ]),
  ),
)

function line(kind: Purchase['kind'], sku: string, more: Partial<Purchase> = {}): Purchase {
  return {
    kind,
    sku: sku as Sku,
    gtin: null,
    title: sku,
    quantity: kind === 'BOUGHT' ? '1' : '-1',
    on: TODAY,
    at: null,
    channel: 'WEB',
    orderNumber: 'W-1' as OrderNumber,
    ...more,
  }
}
const bought = (sku: string, more: Partial<Purchase> = {}) => line('BOUGHT', sku, more)
const returned = (sku: string, more: Partial<Purchase> = {}) => line('RETURNED', sku, more)
const order = (number: number) => ({ orderNumber: `W-${number}` as OrderNumber })
const sizes = (lines: readonly Purchase[], today = TODAY) => sizePreferences(lines, facts, today)

describe('the size a shopper wears', () => {
  it('is M after three shirts in M and one in L that came back, as sure as the formula says', () => {
    const lines = [1, 2, 3].map((n) => bought('shirts-M', order(n)))
    const tried = [bought('shirts-L', order(4)), returned('shirts-L', order(4))]
    expect(sizes([...lines, ...tried])).toEqual([
      {
        category: 'shirts',
        size: 'M',
        sizeSystem: null,
        // Everything kept is M, and three were: 1 × 3 / 4.
        confidence: 0.75,
        observations: 5,
        last: { on: TODAY, at: null },
        channels: ['WEB'],
      },
    ])
  })

  it('is unknown where everything came back, and where the catalogue does not tell', () => {
    expect(sizes([bought('shirts-M'), returned('shirts-M')])).toEqual([])
    expect(sizes([bought('unknown')])).toEqual([])
    expect(sizes([])).toEqual([])
  })

  it('is told per category, surest first', () => {
    const lines = [bought('jeans-S'), bought('shirts-M', order(2)), bought('shirts-M', order(3))]
    expect(sizes(lines).map(({ category, size }) => [category, size])).toEqual([
      ['shirts', 'M'],
      ['jeans', 'S'],
    ])
  })

  it('follows what was bought last when sizes are kept equally often on one day', () => {
    const at = (hour: string) => ({ at: `2026-06-15T${hour}:00:00.000Z` as Instant })
    const lines = [
      bought('shirts-S', { ...order(1), ...at('09') }),
      bought('shirts-L', { ...order(2), ...at('10') }),
    ]
    expect(sizes(lines)[0]?.size).toBe('L')
  })

  it('takes a return from the order it names, else from the newest purchase before it', () => {
    const old = { on: '2024-06-15' as Day, ...order(1) }
    const both = [bought('shirts-M', old), bought('shirts-M', order(2))]
    const keptOld = sizes([...both, returned('shirts-M', order(2))])
    expect(keptOld[0]?.last.on).toBe('2024-06-15')
    const keptNew = sizes([...both, returned('shirts-M', order(1))])
    expect(keptNew[0]?.last.on).toBe(TODAY)
    expect(sizes([...both, returned('shirts-M', order(9))])[0]?.last.on).toBe('2024-06-15')
  })
})

const purchase = fc
  .record({
    kind: fc.constantFrom<Purchase['kind']>('BOUGHT', 'BOUGHT', 'RETURNED'),
    sku: fc.constantFrom(...facts.keys()),
    units: fc.integer({ min: 1, max: 3 }),
    month: fc.integer({ min: 1, max: 12 }),
    channel: fc.constantFrom<Purchase['channel']>('WEB', 'STORE_POS'),
    number: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ kind, sku, units, month, channel, number }) =>
    line(kind, sku, {
      quantity: String(kind === 'BOUGHT' ? units : -units),
      on: `2025-${String(month).padStart(2, '0')}-10` as Day,
      channel,
      ...order(number),
    }),
  )
const history = fc.array(purchase, { maxLength: 15 })

describe('confidence', () => {
  it('is at least 0 and below 1, with one size a category, and counts only the category’s lines', () => {
    fc.assert(
      fc.property(history, (lines) => {
        const told = sizes(lines)
        expect(new Set(told.map(({ category }) => category)).size).toBe(told.length)
        for (const { confidence, observations, category } of told) {
          expect(confidence).toBeGreaterThanOrEqual(0)
          expect(confidence).toBeLessThan(1)
          expect(observations).toBe(lines.filter(({ sku }) => sku?.startsWith(category)).length)
        }
      }),
    )
  })

  it('does not depend on the order of lines', () => {
    const shuffled = history.chain((lines) =>
      fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
    )
    fc.assert(
      fc.property(shuffled, ([lines, other]) => {
        const told = (some: readonly Purchase[]) =>
          sizes(some).map(({ category, size, confidence }) => [category, size, confidence])
        expect(told(other)).toEqual(told(lines))
      }),
    )
  })

  it('rises with one more of the same size, falls with one of another, and falls with age', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), (count) => {
        const same = Array.from({ length: count }, (_, n) => bought('shirts-M', order(n)))
        const sure = (lines: readonly Purchase[], today = TODAY) => sizes(lines, today)[0]?.confidence ?? 0
        expect(sure([...same, bought('shirts-M', order(99))])).toBeGreaterThanOrEqual(sure(same))
        expect(
          sure([...same, bought('shirts-L', { ...order(99), on: '2020-01-01' as Day })]),
        ).toBeLessThanOrEqual(sure(same))
        expect(sure([...same, bought('shirts-L', order(99))])).toBeLessThan(sure(same))
        expect(sure(same, '2030-06-15' as Day)).toBeLessThan(sure(same))
      }),
    )
  })

  it('falls when the same size is brought back, and not when another one is', () => {
    const kept = [1, 2, 3].map((n) => bought('shirts-M', order(n)))
    const sure = (lines: readonly Purchase[]) => sizes(lines)[0]?.confidence ?? 0
    const tried = [bought('shirts-M', order(4)), returned('shirts-M', order(4))]
    expect(sure([...kept, ...tried])).toBeLessThan(sure(kept))
    const other = [bought('shirts-L', order(4)), returned('shirts-L', order(4))]
    expect(sure([...kept, ...other])).toBe(sure(kept))
  })
})
