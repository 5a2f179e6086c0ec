import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Currency } from '../../../../adapters/money.ts'
import { pointsBack, pointsFor } from '../../../../subgraphs/shared/points/earned-points.ts'

const EUR = 'EUR' as Currency
const euros = (minor: number) => ({ minor, currency: EUR })

describe('points', () => {
  it.each([
    [12_399, 123],
    [99, 0],
    [0, 0],
    [-500, 0],
    [Number.MAX_SAFE_INTEGER, 2_147_483_647],
  ])('for %i cents at one a euro are %i', (minor, points) => {
    expect(pointsFor(euros(minor), { points: 1, per: euros(100) })).toBe(points)
  })

  it('are none for another currency', () => {
    expect(pointsFor({ minor: 500, currency: 'GBP' as Currency }, { points: 1, per: euros(100) })).toBe(0)
  })

  it('taken back for parts of an order are never more than it earned, and for all of it just that', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 1_000_000 }), (refunds, earned) => {
        const total = euros(refunds.reduce((sum, one) => sum + one, 0))
        let before = 0
        let taken = 0
        for (const refund of refunds) {
          const back = pointsBack(earned, { total, before, refund })
          expect(back).toBeGreaterThanOrEqual(0)
          before += refund
          taken += back
        }
        expect(taken).toBe(earned)
        expect(pointsBack(earned, { total, before, refund: 1 })).toBe(0)
      }),
    )
  })
})
