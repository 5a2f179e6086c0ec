import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Currency } from '../../../../adapters/money.ts'
import { addDays, type Day, dayIn, weekdayOf } from '../../../../adapters/time.ts'
import type { LeadTime } from '../../../../subgraphs/shared/stock/fulfilment.ts'
import { isOpen, momentOf } from '../../../../subgraphs/shared/stock/opening-hours.ts'
import { collection, shipment } from '../../../../subgraphs/shared/stock/promise.ts'
import type { DayHours } from '../../../../subgraphs/shared/stock/store-directory.ts'
import { place } from '../../../memory/services.ts'

const WORK = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY']
const lead = (facts: Partial<LeadTime> = {}): LeadTime => ({
  preparationMinutes: 0,
  cutOff: null,
  workingDays: WORK,
  carrierDays: { earliest: 1, latest: 3 },
  deliveryHours: { from: '08:00', until: '20:00' },
  cost: null,
  channels: [],
  ...facts,
})
const hours = (days: readonly string[], opens: string, closes: string): DayHours[] =>
  days.map((day) => ({ day, date: null, opens, closes }))
const closedOn = (date: string): DayHours => ({
  day: weekdayOf(date as Day),
  date: date as Day,
  opens: null,
  closes: null,
})
const shop = place('PAR01', { hours: hours([...WORK, 'SATURDAY'], '10:00', '19:00') })
const depot = place('DEP01', { kind: 'WAREHOUSE' })
const at = (text: string) => new Date(text)

describe('the promise of a collection', () => {
  it.each([
    ['while the store is open', '2026-06-15T09:00:00Z', 120, '2026-06-15T11:00:00.000Z'],
    ['before it opens', '2026-06-15T04:00:00Z', 120, '2026-06-15T10:00:00.000Z'],
    ['shortly before it closes', '2026-06-15T16:30:00Z', 120, '2026-06-16T09:30:00.000Z'],
    ['on a Saturday evening', '2026-06-20T16:30:00Z', 60, '2026-06-22T08:30:00.000Z'],
    ['with nothing to prepare', '2026-06-15T09:00:00Z', 0, '2026-06-15T09:00:00.000Z'],
  ])('counts opening hours, %s', (_, now, preparationMinutes, earliest) => {
    expect(collection(shop, lead({ preparationMinutes }), at(now))).toEqual({
      earliest,
      latest: null,
      cutOff: null,
      timeZone: 'Europe/Paris',
      cost: null,
    })
  })

  it('is of the next day after the cut-off, by the store’s clocks in winter, too', () => {
    const late = lead({ preparationMinutes: 30, cutOff: '17:00' })
    expect(collection(shop, late, at('2026-12-07T15:59:59Z'))).toMatchObject({
      earliest: '2026-12-07T16:29:59.000Z',
      cutOff: '2026-12-07T16:00:00.000Z',
    })
    expect(collection(shop, late, at('2026-12-07T16:00:00Z'))).toMatchObject({
      earliest: '2026-12-08T09:30:00.000Z',
      cutOff: '2026-12-08T16:00:00.000Z',
    })
  })

  it('skips holidays, and is none where nobody has the hours', () => {
    const holiday = { ...shop, specialHours: [closedOn('2026-12-25')] }
    expect(collection(holiday, lead({ preparationMinutes: 60 }), at('2026-12-24T17:30:00Z'))?.earliest).toBe(
      '2026-12-26T09:30:00.000Z',
    )
    expect(collection(depot, lead(), at('2026-12-24T17:30:00Z'))).toBeNull()
  })

  it('says its cost in the retailer’s currency', () => {
    const cost = { minor: 490, currency: 'EUR' as Currency }
    expect(collection(shop, lead({ cost }), at('2026-06-15T09:00:00Z'))?.cost).toEqual({
      amount: '4.90',
      currencyCode: 'EUR',
      centAmount: 490,
      fractionDigits: 2,
    })
  })
})

describe('the promise of a shipment', () => {
  const usual = lead({ preparationMinutes: 240, cutOff: '15:00' })
  const over = (now: string, facts: LeadTime = usual, where = depot) => {
    const { earliest, latest, cutOff } = shipment(where, facts, at(now)) ?? {}
    return [earliest, latest, cutOff]
  }

  it('is sent on the day of the order before the cut-off', () => {
    // Monday in Paris, +2: sent on Monday, one to three days of work later.
    expect(over('2026-06-15T12:59:59Z')).toEqual([
      '2026-06-16T06:00:00.000Z',
      '2026-06-18T18:00:00.000Z',
      '2026-06-15T13:00:00.000Z',
    ])
  })

  it('is sent on the next day of work after it', () => {
    expect(over('2026-06-15T13:00:00Z')).toEqual([
      '2026-06-17T06:00:00.000Z',
      '2026-06-19T18:00:00.000Z',
      '2026-06-16T13:00:00.000Z',
    ])
    // Friday evening: sent on Monday.
    expect(over('2026-06-19T18:00:00Z')).toEqual([
      '2026-06-23T06:00:00.000Z',
      '2026-06-25T18:00:00.000Z',
      '2026-06-22T13:00:00.000Z',
    ])
  })

  it('counts no holiday of the place as a day of work', () => {
    const holidays = { ...depot, specialHours: [closedOn('2026-12-25'), closedOn('2027-01-01')] }
    // Thursday the 24th after the cut-off: sent on Monday the 28th; the third day of work is Thursday the 31st.
    expect(over('2026-12-24T15:00:00Z', usual, holidays)).toEqual([
      '2026-12-29T07:00:00.000Z',
      '2026-12-31T19:00:00.000Z',
      '2026-12-28T14:00:00.000Z',
    ])
  })

  it('arrives on the same day where the carrier can, and on the next when that day is over', () => {
    const same = lead({ preparationMinutes: 60, carrierDays: { earliest: 0, latest: 0 } })
    expect(over('2026-06-15T09:00:00Z', same)).toEqual([
      '2026-06-15T10:00:00.000Z',
      '2026-06-15T18:00:00.000Z',
      null,
    ])
    expect(over('2026-06-15T17:30:00Z', same)).toEqual([
      '2026-06-16T06:00:00.000Z',
      '2026-06-16T18:00:00.000Z',
      null,
    ])
  })

  it('is none where no day is a day of work', () => {
    const august = Array.from({ length: 100 }, (_, days) => closedOn(addDays('2026-06-15' as Day, days)))
    expect(shipment({ ...depot, specialHours: august }, usual, at('2026-06-15T09:00:00Z'))).toBeNull()
  })
})

const facts = fc.record({
  preparationMinutes: fc.nat(4_000),
  cutOff: fc.constantFrom(null, '00:30', '12:00', '23:59'),
  workingDays: fc.subarray([...WORK, 'SATURDAY', 'SUNDAY'], { minLength: 1 }),
  first: fc.nat(4),
  more: fc.nat(4),
  timeZone: fc.constantFrom('Europe/Paris', 'America/Sao_Paulo', 'Pacific/Chatham', 'Asia/Kathmandu'),
})
const minute = fc.integer({ min: 24_500_000, max: 31_500_000 }).map((minutes) => new Date(minutes * 60_000))

describe('whatever the lead time, the zone and the moment', () => {
  it('a shipment arrives on days of work, in delivery hours, its cut-off ahead, and never later for an earlier order', () => {
    fc.assert(
      fc.property(facts, minute, fc.nat(3_000), ({ first, more, timeZone, ...rest }, now, wait) => {
        const its = lead({ ...rest, carrierDays: { earliest: first, latest: first + more } })
        const from = { ...depot, timeZone }
        const promise = shipment(from, its, now)
        if (!promise?.latest) throw new Error('expected a promise')
        expect(promise.earliest < promise.latest).toBe(true)
        expect(Date.parse(promise.earliest)).toBeGreaterThanOrEqual(
          now.getTime() + its.preparationMinutes * 60_000,
        )
        const lastDay = dayIn(timeZone, new Date(Date.parse(promise.latest) - 1))
        expect(its.workingDays).toContain(weekdayOf(lastDay))
        expect(momentOf(timeZone, lastDay, '20:00')).toBe(promise.latest)
        expect(promise.cutOff === null || promise.cutOff > now.toISOString()).toBe(true)
        const later = shipment(from, its, new Date(now.getTime() + wait * 60_000))
        expect(promise.earliest <= (later?.earliest ?? '') && promise.latest <= (later?.latest ?? '')).toBe(
          true,
        )
      }),
      { numRuns: 300 },
    )
  })

  it('a collection is possible while the store is open, and never later for an earlier order', () => {
    fc.assert(
      fc.property(facts, minute, fc.nat(3_000), ({ timeZone, ...rest }, now, wait) => {
        const its = lead(rest)
        const store = { ...shop, timeZone }
        const promise = collection(store, its, now)
        if (!promise) throw new Error('expected a promise')
        expect(isOpen(store, new Date(promise.earliest))).toBe(true)
        const later = collection(store, its, new Date(now.getTime() + wait * 60_000))
        expect(promise.earliest <= (later?.earliest ?? '')).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
