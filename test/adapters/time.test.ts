import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayIn, instant, instantIn, parseDay, parseInstant } from '../../adapters/time.ts'

describe('an instant', () => {
  it.each([
    ['2026-01-10T10:00:00Z', '2026-01-10T10:00:00.000Z'],
    ['2026-01-10T10:00:00.1234567Z', '2026-01-10T10:00:00.123Z'],
    ['2026-01-10T10:00Z', '2026-01-10T10:00:00.000Z'],
    ['2026-01-10T10:00:00+02:00', '2026-01-10T08:00:00.000Z'],
    ['2026-01-10T10:00:00.000+0000', '2026-01-10T10:00:00.000Z'],
    ['2026-01-10T00:30:00-0330', '2026-01-10T04:00:00.000Z'],
  ])('is read from %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected)
  })

  it.each([
    '2026-01-10',
    '2026-01-10T10:00:00',
    '2026-02-30T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-01-10T25:00:00Z',
    '10/01/2026 10:00',
    '',
    'now',
  ])('is not read from %j', (text) => {
    expect(parseInstant(text)).toBeNull()
  })
})

describe('a day', () => {
  it('is one that the calendar has', () => {
    expect(parseDay('2028-02-29')).toBe('2028-02-29')
    const none = ['2026-02-29', '2026-02-30', '2026-13-01', '2026-1-1', '20260101', '2026-01-01T00:00', '']
    expect(none.map(parseDay)).toEqual(none.map(() => null))
  })

  it.each([
    ['Europe/Paris', '2026-05-09T21:59:59Z', '2026-05-09'],
    ['Europe/Paris', '2026-05-09T22:00:00Z', '2026-05-10'],
    ['Europe/Paris', '2026-12-31T23:00:00Z', '2027-01-01'],
    ['America/Los_Angeles', '2026-05-10T06:59:59Z', '2026-05-09'],
    ['Pacific/Kiritimati', '2026-05-10T10:00:00Z', '2026-05-11'],
  ])('in %s at %s is %s', (zone, at, day) => {
    expect(dayIn(zone, new Date(at))).toBe(day)
  })
})

describe('a local time', () => {
  it.each([
    ['in winter', 'Europe/Paris', '2026-01-10T14:03:00', '2026-01-10T13:03:00.000Z'],
    ['in summer', 'Europe/Paris', '2026-05-10T14:03:00', '2026-05-10T12:03:00.000Z'],
    ['before clocks go forward', 'Europe/Paris', '2026-03-29T01:59:59', '2026-03-29T00:59:59.000Z'],
    ['in the hour that clocks skip', 'Europe/Paris', '2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
    ['after clocks went forward', 'Europe/Paris', '2026-03-29T03:00:00', '2026-03-29T01:00:00.000Z'],
    ['before clocks go back', 'Europe/Paris', '2026-10-25T01:59:59', '2026-10-24T23:59:59.000Z'],
    ['in the hour that comes twice', 'Europe/Paris', '2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
    ['after clocks went back', 'Europe/Paris', '2026-10-25T03:00:00', '2026-10-25T02:00:00.000Z'],
    ['west of Greenwich, skipped', 'America/New_York', '2026-03-08T02:30:00', '2026-03-08T07:30:00.000Z'],
    ['west of Greenwich, twice', 'America/New_York', '2026-11-01T01:30:00', '2026-11-01T05:30:00.000Z'],
    [
      'with a shift of half an hour',
      'Australia/Lord_Howe',
      '2026-04-05T01:45:00',
      '2026-04-04T14:45:00.000Z',
    ],
    ['in a zone of quarters', 'Asia/Kathmandu', '2026-05-10T00:00:00', '2026-05-09T18:15:00.000Z'],
    ['with fractions of a second', 'Europe/Paris', '2026-05-10T14:03:00.5', '2026-05-10T12:03:00.500Z'],
    ['without seconds', 'Europe/Paris', '2026-05-10T14:03', '2026-05-10T12:03:00.000Z'],
  ])('%s has its instant', (_, zone, local, expected) => {
    expect(instantIn(zone, local)).toBe(expected)
  })

  it.each([
    '2026-05-10T14:03:00Z',
    '2026-05-10T14:03:00+02:00',
    '2026-02-30T14:03:00',
    '2026-05-10',
    '10/05/2026 14:03',
    '2026-05-10T25:00:00',
    '',
  ])('is none in %j', (text) => {
    expect(instantIn('Europe/Paris', text)).toBeNull()
  })

  it('of any instant is that instant, or the same wall clock an hour earlier', () => {
    const wall = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Paris',
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    const seconds = fc.integer({ min: Date.UTC(2020, 0) / 1000, max: Date.UTC(2030, 0) / 1000 })
    fc.assert(
      fc.property(seconds, (at) => {
        const local = wall.format(new Date(at * 1000)).replace(' ', 'T')
        const twice = [instant(new Date(at * 1000)), instant(new Date((at - 3600) * 1000))]
        expect(twice).toContain(instantIn('Europe/Paris', local))
      }),
    )
  })
})
