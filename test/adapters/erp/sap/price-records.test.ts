import { describe, expect, it } from 'vitest'
import {
  daysFrom,
  holdingOn,
  lowestBefore,
  type PriceRecord,
  reductionBegan,
  spanOf,
} from '../../../../adapters/erp/sap/price-records.ts'
import type { Validity } from '../../../../adapters/erp/sap/wire.ts'
import type { Day } from '../../../../adapters/time.ts'

const day = (text: string) => text as Day
const record = (
  from: string,
  until: string,
  minor: number,
  facts: { promotional?: boolean; plant?: string } = {},
): PriceRecord => ({
  row: { Plant: facts.plant ?? '' } as Validity,
  from: day(from),
  until: day(until),
  minor,
  promotional: facts.promotional ?? false,
})
const promotional = { promotional: true }
const FOREVER = '9999-12-31'

describe('the record that decides', () => {
  const regular = record('2025-01-01', FOREVER, 5_000)
  const lower = record('2026-06-10', '2026-06-20', 3_500, promotional)

  it('is the promotional one on its days, both included, and only where it is lower', () => {
    const on = (text: string) => holdingOn([regular, lower], day(text), null)?.decides.minor
    expect(['2026-06-09', '2026-06-10', '2026-06-20', '2026-06-21'].map(on)).toEqual([
      5_000, 3_500, 3_500, 5_000,
    ])
    const higher = record('2026-06-10', '2026-06-20', 6_000, promotional)
    expect(holdingOn([regular, higher], day('2026-06-15'), null)).toEqual({ decides: regular, regular: null })
  })

  it('is the plant’s own where there is one', () => {
    const inPlant = record('2025-01-01', FOREVER, 4_500, { plant: '1010' })
    expect(holdingOn([regular, inPlant], day('2026-06-15'), '1010')?.decides).toBe(inPlant)
    expect(holdingOn([regular, inPlant], day('2026-06-15'), '1020')?.decides).toBe(regular)
    expect(holdingOn([regular, inPlant], day('2026-06-15'), null)?.decides).toBe(regular)
  })

  it('holds until another takes over, and again after it', () => {
    const all = [regular, lower]
    expect(spanOf(all, day('2026-06-01'), null)).toEqual({ from: '2025-01-01', until: '2026-06-09' })
    expect(spanOf(all, day('2026-06-15'), null)).toEqual({ from: '2026-06-10', until: '2026-06-20' })
    expect(spanOf(all, day('2026-07-01'), null)).toEqual({ from: '2026-06-21', until: FOREVER })
  })
})

describe('the prior price of a reduction', () => {
  const regular = record('2026-01-01', FOREVER, 5_000)
  const now = record('2026-06-10', '2026-06-20', 3_500, promotional)
  const lowest = (...records: readonly PriceRecord[]) =>
    lowestBefore(records, reductionBegan(records, day('2026-06-15'), null), null)

  it('is the lowest of the 30 days before it began', () => {
    expect(lowest(regular, now)).toBe(5_000)
    // The thirtieth day before 10 June is 11 May.
    expect(lowest(regular, now, record('2026-05-01', '2026-05-11', 4_000, promotional))).toBe(4_000)
    expect(lowest(regular, now, record('2026-05-01', '2026-05-10', 4_000, promotional))).toBe(5_000)
  })

  it('knows a regular price that was raised before', () => {
    const raised = [record('2026-01-01', '2026-05-31', 4_200), record('2026-06-01', FOREVER, 5_000)]
    expect(lowest(...raised, now)).toBe(4_200)
  })

  it('of one deepened step by step is that before the first step', () => {
    const first = record('2026-06-01', '2026-06-09', 4_000, promotional)
    expect(reductionBegan([regular, first, now], day('2026-06-15'), null)).toBe('2026-06-01')
    expect(lowest(regular, first, now)).toBe(5_000)
  })

  it('of one that follows a deeper one is the deeper', () => {
    const deeper = record('2026-06-01', '2026-06-09', 3_000, promotional)
    expect(lowest(regular, deeper, now)).toBe(3_000)
  })

  it('is none where there was no price before', () => {
    const fresh = record('2026-06-10', FOREVER, 5_000)
    expect(lowest(fresh, now)).toBeNull()
  })
})

describe('a day so many days later', () => {
  it('is a day of the calendar, within its ends', () => {
    expect(daysFrom(day('2026-02-28'), 1)).toBe('2026-03-01')
    expect(daysFrom(day('2026-03-01'), -1)).toBe('2026-02-28')
    expect(daysFrom(day(FOREVER), 1)).toBe(FOREVER)
  })
})
