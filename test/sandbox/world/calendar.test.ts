import { describe, expect, it } from 'vitest'
import { instantIn } from '../../../adapters/time.ts'
import { daysAfter, daysBefore, parisInstant, parisWall } from '../../../sandbox/world/calendar.ts'

const CHANGES = ['2025-03-30', '2025-10-26', '2026-03-29', '2026-10-25', '2028-03-26', '2028-10-29']

describe('the sandbox’s calendar', () => {
  it.each(CHANGES)('knows Paris time on %s as the runtime does, outside the hour that is changed', (day) => {
    for (const clock of ['00:30:00', '01:59:59', '03:00:00', '12:00:00', '23:59:59']) {
      const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number)
      const instant = parisInstant(day, hours * 3600 + minutes * 60 + seconds)
      expect(instant).toBe(instantIn('Europe/Paris', `${day}T${clock}`))
      expect(parisWall(instant)).toBe(`${day}T${clock}`)
    }
  })

  it('goes past midnight into the next day', () => {
    expect(parisInstant('2026-05-10', 86_400 + 60)).toBe('2026-05-10T22:01:00.000Z')
  })

  it('counts days over months and leap days, and stops at the last', () => {
    expect(daysBefore('2024-03-01', 1)).toBe('2024-02-29')
    expect(daysAfter('2025-12-30', 3, '2026-06-01')).toBe('2026-01-02')
    expect(daysAfter('2025-12-30', 3, '2026-01-01')).toBe('2026-01-01')
  })
})
