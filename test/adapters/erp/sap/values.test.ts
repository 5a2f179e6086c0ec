import { describe, expect, it } from 'vitest'
import {
  dayLiteral,
  dayOf,
  lastDayOf,
  textLiteral,
  timestampOf,
} from '../../../../adapters/erp/sap/values.ts'
import type { Day } from '../../../../adapters/time.ts'

describe('values of OData V2', () => {
  it('are days in UTC, whatever zone the machine is in', () => {
    expect(dayOf('/Date(1768003200000)/')).toBe('2026-01-10')
    expect(dayOf('/Date(-86400000)/')).toBe('1969-12-31')
    expect(dayOf(null)).toBeNull()
  })

  it('are instants whose milliseconds are UTC already, whatever the offset says', () => {
    expect(timestampOf('/Date(1768039200000+0120)/')).toBe('2026-01-10T10:00:00.000Z')
    expect(timestampOf('/Date(1768039200000+0000)/')).toBe('2026-01-10T10:00:00.000Z')
  })

  it('are refused when they are no dates', () => {
    expect(() => dayOf('2026-01-10')).toThrow(RangeError)
    expect(() => dayOf('/Date(99999999999999999)/')).toThrow(RangeError)
  })

  it('have no last day in the year 9999', () => {
    expect(lastDayOf('/Date(253402214400000)/')).toBeNull()
    expect(lastDayOf('/Date(1768003200000)/')).toBe('2026-01-10')
  })

  it('are quoted as filter literals, quotes doubled', () => {
    expect(textLiteral("O'Neil")).toBe("'O''Neil'")
    expect(dayLiteral('2026-05-01' as Day)).toBe("datetime'2026-05-01T00:00:00'")
  })
})
