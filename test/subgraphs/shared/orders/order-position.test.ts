import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day, Instant } from '../../../../adapters/time.ts'
import { writeCursor } from '../../../../subgraphs/connection.ts'
import {
  comparePositions,
  cursorOf,
  endOfDay,
  type Position,
  positionOf,
} from '../../../../subgraphs/shared/orders/order-position.ts'

const position = (placedOn: string, placedAt: string | null, id: string): Position => ({
  placedOn: placedOn as Day,
  placedAt: placedAt as Instant | null,
  id,
})
const anyPosition = fc
  .record({
    day: fc.integer({ min: 1, max: 3 }),
    hour: fc.option(fc.integer({ min: 0, max: 2 }), { nil: null }),
    id: fc.constantFrom('ord_1a', 'ord_1b', 'ord_1c'),
  })
  .map(({ day, hour, id }) =>
    position(`2026-05-0${day}`, hour === null ? null : `2026-05-0${day}T0${hour}:00:00.000Z`, id),
  )

describe('places in a history', () => {
  it('go newest day first, then newest instant, unknown instants last, then by id', () => {
    const inOrder = [
      position('2026-05-02', '2026-05-02T01:00:00.000Z', 'z'),
      position('2026-05-01', '2026-05-02T02:00:00.000Z', 'a'),
      position('2026-05-01', '2026-05-01T09:00:00.000Z', 'a'),
      position('2026-05-01', '2026-05-01T09:00:00.000Z', 'b'),
      position('2026-05-01', null, 'a'),
      position('2026-05-01', null, 'b'),
    ]
    expect([...inOrder].reverse().sort(comparePositions)).toEqual(inOrder)
  })

  it('are strictly ordered, whichever way they are compared', () => {
    fc.assert(
      fc.property(anyPosition, anyPosition, anyPosition, (one, two, three) => {
        expect(comparePositions(one, two)).toBe(0 - comparePositions(two, one))
        const [first, second, third] = [one, two, three].sort(comparePositions) as [
          Position,
          Position,
          Position,
        ]
        expect(comparePositions(first, second) <= 0 && comparePositions(second, third) <= 0).toBe(true)
        expect(comparePositions(first, third)).toBeLessThanOrEqual(0)
      }),
    )
  })

  it('of a day all come before its end, and before those of the day before', () => {
    fc.assert(
      fc.property(anyPosition, (one) => {
        expect(comparePositions(one, endOfDay(one.placedOn))).toBe(-1)
        expect(comparePositions(endOfDay(one.placedOn), position('2026-04-30', null, 'a'))).toBe(-1)
      }),
    )
  })

  it('come back from their cursors', () => {
    fc.assert(
      fc.property(anyPosition, (one) => {
        expect(positionOf(cursorOf(one))).toEqual(one)
      }),
    )
  })

  it.each([
    ['another list', writeCursor(['PAR01'])],
    ['a day that is none', writeCursor(['2026-02-30', null, 'a'])],
    ['an instant that is none', writeCursor(['2026-05-01', 'noon', 'a'])],
    ['no id', writeCursor(['2026-05-01', null, null])],
    ['nothing', ''],
  ])('are not read from a cursor of %s', (_, cursor) => {
    expect(() => positionOf(cursor)).toThrow(expect.objectContaining({ extensions: { code: 'BAD_INPUT' } }))
  })
})
