import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, dayIn, weekdayOf } from '../../../../adapters/time.ts'
import {
  afterOpenMinutes,
  isOpen,
  momentOf,
  nextOpening,
  openingsOn,
  opensNext,
  type Timetable,
} from '../../../../subgraphs/shared/stock/opening-hours.ts'
import type { DayHours } from '../../../../subgraphs/shared/stock/store-directory.ts'

const ALL = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']
const hours = (day: string, ...spans: readonly string[]): DayHours[] =>
  spans.map((span) => {
    const [opens = '', closes = ''] = span.split('-')
    return { day, date: null, opens, closes }
  })
const every = (...spans: readonly string[]) => ALL.flatMap((day) => hours(day, ...spans))
const on = (date: string, ...spans: readonly string[]): DayHours[] => {
  const day = weekdayOf(date as Day)
  if (spans.length === 0) return [{ day, date: date as Day, opens: null, closes: null }]
  return hours(day, ...spans).map((one) => ({ ...one, date: date as Day }))
}
const table = (regular: readonly DayHours[] | null, more: Partial<Timetable> = {}): Timetable => ({
  timeZone: 'Europe/Paris',
  hours: regular,
  specialHours: [],
  ...more,
})
const at = (text: string) => new Date(text)

describe('a moment by a place’s clocks', () => {
  it.each([
    ['Europe/Paris', '2026-07-14', '10:00', '2026-07-14T08:00:00.000Z', 'in summer'],
    ['Europe/Paris', '2026-12-14', '10:00', '2026-12-14T09:00:00.000Z', 'in winter'],
    ['Europe/Paris', '2026-03-29', '02:30', '2026-03-29T01:00:00.000Z', 'that clocks jump over'],
    ['Europe/Paris', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z', 'that comes twice'],
    ['Europe/Paris', '2026-10-25', '24:00', '2026-10-25T23:00:00.000Z', 'at the end of the day'],
    ['America/Sao_Paulo', '2017-10-15', '00:00', '2017-10-15T03:00:00.000Z', 'at a midnight that is none'],
    ['America/Sao_Paulo', '2018-02-17', '23:30', '2018-02-18T01:30:00.000Z', 'before midnight comes twice'],
    ['Asia/Kathmandu', '2026-06-01', '09:00', '2026-06-01T03:15:00.000Z', 'of a quarter-hour zone'],
    ['Pacific/Apia', '2011-12-30', '10:00', '2011-12-30T10:00:00.000Z', 'of a day that was left out'],
  ])('%s %s %s is %s (%5$s)', (timeZone, day, time, expected) => {
    expect(momentOf(timeZone, day as Day, time)).toBe(expected)
  })
})

describe('a place', () => {
  const shop = table([...hours('MONDAY', '10:00-13:00', '14:00-19:00'), ...hours('FRIDAY', '20:00-02:00')])

  it.each([
    ['2026-06-15T07:59:59Z', false],
    ['2026-06-15T08:00:00Z', true],
    ['2026-06-15T10:59:59Z', true],
    ['2026-06-15T11:00:00Z', false],
    ['2026-06-15T12:00:00Z', true],
    ['2026-06-15T17:00:00Z', false],
    ['2026-06-16T12:00:00Z', false],
    ['2026-06-19T18:00:00Z', true],
    ['2026-06-19T23:59:59Z', true],
    ['2026-06-20T00:00:00Z', false],
  ])('open several times a day and past midnight is open at %s: %s', (when, expected) => {
    expect(isOpen(shop, at(when))).toBe(expected)
  })

  it('keeps a date’s own hours, and lets the evening before run out', () => {
    const closed = { ...shop, specialHours: [...on('2026-06-15'), ...on('2026-06-20', '09:00-10:00')] }
    expect(isOpen(closed, at('2026-06-15T12:00:00Z'))).toBe(false)
    expect(isOpen(closed, at('2026-06-19T23:00:00Z'))).toBe(true)
    expect(isOpen(closed, at('2026-06-20T07:30:00Z'))).toBe(true)
    const sunday = table(hours('MONDAY', '10:00-19:00'), { specialHours: on('2026-12-20', '11:00-18:00') })
    expect(isOpen(sunday, at('2026-12-20T10:30:00Z'))).toBe(true)
    expect(isOpen(sunday, at('2026-12-27T10:30:00Z'))).toBe(false)
  })

  it('whose hours nobody has is neither open nor closed, but for dates of its own', () => {
    const unknown = table(null, { specialHours: on('2026-12-25') })
    expect(isOpen(unknown, at('2026-12-24T12:00:00Z'))).toBeNull()
    expect(isOpen(unknown, at('2026-12-25T12:00:00Z'))).toBe(false)
    expect(nextOpening(unknown, at('2026-12-24T12:00:00Z'))).toBeNull()
    expect(opensNext(unknown, at('2026-12-24T12:00:00Z'))).toBeNull()
  })

  it('opens next now while it is open, and else when it next does', () => {
    expect(opensNext(shop, at('2026-06-15T08:30:00Z'))).toBe('2026-06-15T08:30:00.000Z')
    expect(opensNext(shop, at('2026-06-15T11:30:00Z'))).toBe('2026-06-15T12:00:00.000Z')
    expect(opensNext(shop, at('2026-06-15T20:00:00Z'))).toBe('2026-06-19T18:00:00.000Z')
    const holidays = { ...shop, specialHours: [...on('2026-06-19'), ...on('2026-06-22')] }
    expect(opensNext(holidays, at('2026-06-15T20:00:00Z'))).toBe('2026-06-26T18:00:00.000Z')
  })

  it('that stays closed for 60 days opens never', () => {
    expect(nextOpening(table([]), at('2026-06-15T20:00:00Z'))).toBeNull()
    expect(
      nextOpening(table(null, { specialHours: on('2026-08-30', '10:00-12:00') }), at('2026-06-15T08:00:00Z')),
    ).toBeNull()
  })

  it('open through the nights when clocks change is open an hour less, and an hour more', () => {
    const night = table(every('22:00-06:00'))
    const length = (day: string) => {
      const [opening] = openingsOn(night, day as Day) ?? []
      return (Date.parse(opening?.until ?? '') - Date.parse(opening?.from ?? '')) / 3_600_000
    }
    expect([length('2026-03-28'), length('2026-10-24'), length('2026-06-01')]).toEqual([7, 9, 8])
  })

  it('has no hours within the hour that clocks jump over', () => {
    expect(openingsOn(table(every('02:10-02:50')), '2026-03-29' as Day)).toEqual([])
  })
})

describe('work at a place', () => {
  const shop = table(every('10:00-12:00', '14:00-18:00'), { specialHours: on('2026-06-16') })
  it.each([
    ['2026-06-15T08:30:00Z', 60, '2026-06-15T09:30:00.000Z'],
    ['2026-06-15T06:00:00Z', 0, '2026-06-15T08:00:00.000Z'],
    ['2026-06-15T06:00:00Z', 60, '2026-06-15T09:00:00.000Z'],
    ['2026-06-15T09:30:00Z', 60, '2026-06-15T12:30:00.000Z'],
    ['2026-06-15T09:00:00Z', 60, '2026-06-15T12:00:00.000Z'],
    ['2026-06-15T15:30:00Z', 60, '2026-06-17T08:30:00.000Z'],
    ['2026-06-15T16:00:00Z', 600, '2026-06-18T14:00:00.000Z'],
  ])('since %s takes %d open minutes until %s', (since, minutes, expected) => {
    expect(afterOpenMinutes(shop, at(since), minutes)).toBe(expected)
  })

  it('is never done where it does not open', () => {
    expect(afterOpenMinutes(table([]), at('2026-06-15T08:00:00Z'), 0)).toBeNull()
    expect(afterOpenMinutes(table(every('10:00-10:01')), at('2026-06-15T08:00:00Z'), 600)).toBeNull()
  })
})

/** Zones with every oddity: halves and quarters of hours, midnights left out, days left out, no changes, both hemispheres. */
const ZONES = [
  'Europe/Paris',
  'Europe/London',
  'America/Sao_Paulo',
  'America/St_Johns',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Pacific/Chatham',
  'Pacific/Apia',
  'America/Havana',
  'Etc/UTC',
]
const time = fc
  .tuple(fc.nat(23), fc.constantFrom(0, 10, 15, 30, 45, 59))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
const span = fc.tuple(time, time).map(([opens, closes]) => `${opens}-${closes}`)
/** Whole minutes of 2005 to 2030. */
const minute = fc.integer({ min: 18_410_000, max: 31_500_000 }).map((minutes) => new Date(minutes * 60_000))
const place = fc.record({ timeZone: fc.constantFrom(...ZONES), spans: fc.array(span, { maxLength: 3 }) })
const timetable = ({ timeZone, spans }: { timeZone: string; spans: string[] }) =>
  table(every(...spans), { timeZone })

/** The local time of an instant as the runtime writes it. */
const wall = (timeZone: string, when: Date) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' }).format(
    when,
  )

describe('by the clocks of any zone, in any year', () => {
  it('a place is open when the local time lies within its hours, but in hours that clocks repeat or leave out', () => {
    fc.assert(
      fc.property(place, minute, ({ timeZone, spans }, when) => {
        // Around a change of clocks a time of day is not one moment: there the other tests say what holds.
        const offsets = [-26, 0, 26].map((shift) => {
          const shifted = new Date(when.getTime() + shift * 3_600_000)
          return Date.parse(`${dayIn(timeZone, shifted)}T${wall(timeZone, shifted)}:00Z`) - shifted.getTime()
        })
        fc.pre(new Set(offsets).size === 1)
        const now = wall(timeZone, when)
        const within = spans.some((text) => {
          const [opens = '', closes = ''] = text.split('-')
          return closes > opens ? opens <= now && now < closes : opens <= now || now < closes
        })
        expect(isOpen(timetable({ timeZone, spans }), when)).toBe(within)
      }),
      { numRuns: 400 },
    )
  })

  it('the next opening is open from its first instant to its last, and nothing is open before it', () => {
    fc.assert(
      fc.property(place, minute, (facts, when) => {
        const its = timetable(facts)
        const opening = nextOpening(its, when)
        if (!opening) return
        const from = Math.max(when.getTime(), Date.parse(opening.from))
        expect(isOpen(its, new Date(from))).toBe(true)
        expect(isOpen(its, new Date(Date.parse(opening.until) - 1))).toBe(true)
        expect(Date.parse(opening.until)).toBeGreaterThan(when.getTime())
        const between = new Date(when.getTime() + Math.floor((from - when.getTime()) / 2))
        if (between.getTime() < Date.parse(opening.from)) expect(isOpen(its, between)).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it('moments of a day follow each other as its times of day do, and days follow days', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), minute, time, time, (timeZone, when, one, other) => {
        const day = dayIn(timeZone, when)
        const [earlier, later] = one <= other ? [one, other] : [other, one]
        expect(momentOf(timeZone, day, earlier) <= momentOf(timeZone, day, later)).toBe(true)
        expect(momentOf(timeZone, day, later) <= momentOf(timeZone, addDays(day, 1), '00:00')).toBe(true)
        expect(momentOf(timeZone, day, '24:00')).toBe(momentOf(timeZone, addDays(day, 1), '00:00'))
      }),
      { numRuns: 500 },
    )
  })

  it('more work is done no earlier, always while the place is open', () => {
    fc.assert(
      fc.property(place, minute, fc.nat(600), fc.nat(600), (facts, since, some, more) => {
        const its = timetable(facts)
        const done = afterOpenMinutes(its, since, some)
        const later = afterOpenMinutes(its, since, some + more)
        if (!done || !later) return
        expect(isOpen(its, new Date(done))).toBe(true)
        expect(later >= done && Date.parse(done) >= since.getTime() + some * 60_000).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
