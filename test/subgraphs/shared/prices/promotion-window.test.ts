import { describe, expect, it } from 'vitest'
import type { PromotionWindow } from '../../../../adapters/ports/promotions.ts'
import type { Day, Instant } from '../../../../adapters/time.ts'
import { runningTime, standingAt } from '../../../../subgraphs/shared/prices/promotion-window.ts'

const window = (
  from: string | null,
  until: string | null,
  times: Partial<PromotionWindow> = {},
): PromotionWindow => ({
  from: from as Day | null,
  fromTime: null,
  until: until as Day | null,
  untilTime: null,
  ...times,
})
const hours = ({ startsAt, endsAt }: ReturnType<typeof runningTime>) =>
  (Date.parse(endsAt ?? '') - Date.parse(startsAt ?? '')) / 3_600_000

describe('the time a promotion runs', () => {
  it.each([
    ['a plain day in Paris', 'Europe/Paris', '2026-06-15', 24, '2026-06-14T22:00:00.000Z'],
    ['the last Sunday of March in Paris', 'Europe/Paris', '2026-03-29', 23, '2026-03-28T23:00:00.000Z'],
    ['the last Sunday of October in Paris', 'Europe/Paris', '2026-10-25', 25, '2026-10-24T22:00:00.000Z'],
    [
      'the same Sunday in Réunion, which changes no clocks',
      'Indian/Reunion',
      '2026-03-29',
      24,
      '2026-03-28T20:00:00.000Z',
    ],
    [
      'the day clocks go forward in New York',
      'America/New_York',
      '2026-03-08',
      23,
      '2026-03-08T05:00:00.000Z',
    ],
    ['the day clocks go back in New York', 'America/New_York', '2026-11-01', 25, '2026-11-01T04:00:00.000Z'],
    // Midnight itself does not exist there on that day: it begins at one.
    ['the day clocks go forward in Beirut', 'Asia/Beirut', '2026-03-29', 23, '2026-03-28T22:00:00.000Z'],
  ])('of one day is %s, both ends included', (_, zone, day, length, start) => {
    const time = runningTime(window(day, day), zone)
    expect(time.startsAt).toBe(start)
    expect(hours(time)).toBe(length)
  })

  it('across both changes of the year ends when the last day does', () => {
    expect(runningTime(window('2026-03-28', '2026-10-25'), 'Europe/Paris')).toEqual({
      startsAt: '2026-03-27T23:00:00.000Z',
      endsAt: '2026-10-25T23:00:00.000Z',
    })
  })

  it('is open where no day is named', () => {
    expect(runningTime(window(null, null), 'Europe/Paris')).toEqual({ startsAt: null, endsAt: null })
  })

  it('may begin and end within a day, by the clocks of the place', () => {
    const evening = window('2026-06-15', '2026-06-15', { fromTime: '18:00', untilTime: '20:30' })
    expect(runningTime(evening, 'Europe/Paris')).toEqual({
      startsAt: '2026-06-15T16:00:00.000Z',
      endsAt: '2026-06-15T18:30:00.000Z',
    })
    expect(runningTime(evening, 'America/Guadeloupe').startsAt).toBe('2026-06-15T22:00:00.000Z')
  })

  it('of times that do not exist or come twice is moved past the gap, and the first of the two', () => {
    const night = { fromTime: '02:30' }
    expect(runningTime(window('2026-03-29', null, night), 'Europe/Paris').startsAt).toBe(
      '2026-03-29T01:30:00.000Z',
    )
    expect(runningTime(window('2026-10-25', null, night), 'Europe/Paris').startsAt).toBe(
      '2026-10-25T00:30:00.000Z',
    )
  })

  it.each([
    ['2026-10-24T21:59:59.999Z', 'NOT_STARTED'],
    ['2026-10-24T22:00:00.000Z', 'RUNNING'],
    ['2026-10-25T22:59:59.999Z', 'RUNNING'],
    ['2026-10-25T23:00:00.000Z', 'EXPIRED'],
  ])('at %s on the day with 25 hours is %s', (at, standing) => {
    const time = runningTime(window('2026-10-25', '2026-10-25'), 'Europe/Paris')
    expect(standingAt(time, at as Instant)).toBe(standing)
  })
})
