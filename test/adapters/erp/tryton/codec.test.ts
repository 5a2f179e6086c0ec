import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bytesValue,
  dateTimeValue,
  dateValue,
  decimalValue,
  readTagged,
  timedeltaValue,
} from '../../../../adapters/erp/tryton/codec.ts'
import { type Day, instant } from '../../../../adapters/time.ts'

const moments = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map(instant)

/** As it travels: written, sent, parsed. */
const sent = (value: unknown) => readTagged(JSON.parse(JSON.stringify(value)))

describe("Tryton's tagged values", () => {
  it('are written as its own client writes them', () => {
    expect(decimalValue('174.96')).toEqual({ __class__: 'Decimal', decimal: '174.96' })
    expect(dateValue('2026-06-15' as Day)).toEqual({ __class__: 'date', year: 2026, month: 6, day: 15 })
    expect(dateTimeValue(instant(new Date('2026-06-15T10:02:03.004Z')))).toEqual({
      __class__: 'datetime',
      year: 2026,
      month: 6,
      day: 15,
      hour: 10,
      minute: 2,
      second: 3,
      microsecond: 4000,
    })
    expect(timedeltaValue(1.5)).toEqual({ __class__: 'timedelta', seconds: 1.5 })
    expect(bytesValue(Buffer.from('ab'))).toEqual({ __class__: 'bytes', base64: 'YWI=' })
  })

  it('come back as they went, whatever moment', () => {
    fc.assert(
      fc.property(moments, (at) => {
        expect(sent(dateTimeValue(at))).toBe(at)
      }),
    )
    fc.assert(
      fc.property(moments, (at) => {
        const day = at.slice(0, 10) as Day
        expect(sent(dateValue(day))).toBe(day)
      }),
    )
  })

  it('come back as they went, whatever bytes, seconds and decimals', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(sent(bytesValue(bytes))).toEqual(bytes)
      }),
    )
    fc.assert(
      fc.property(fc.integer(), (seconds) => {
        expect(sent(timedeltaValue(seconds))).toBe(seconds)
      }),
    )
    const decimals = fc.tuple(fc.integer(), fc.nat()).map(([whole, part]) => `${whole}.${part}`)
    fc.assert(
      fc.property(decimals, (text) => {
        expect(sent(decimalValue(text))).toBe(text)
      }),
    )
  })

  it('are read wherever they stand, and everything else is left as it is', () => {
    const row = {
      id: 1,
      name: null,
      'lines.': [{ amount: decimalValue('1.10'), quantity: 0.5 }],
      on: dateValue('2026-01-02' as Day),
    }
    expect(sent(row)).toEqual({
      id: 1,
      name: null,
      'lines.': [{ amount: '1.10', quantity: 0.5 }],
      on: '2026-01-02',
    })
  })

  it('keep no more than milliseconds of a moment', () => {
    const value = { ...dateTimeValue(instant(new Date('2026-06-15T10:02:03Z'))), microsecond: 4999 }
    expect(sent(value)).toBe('2026-06-15T10:02:03.004Z')
  })

  it.each([
    { __class__: 'date', year: 2026, month: 2, day: 30 },
    { __class__: 'date', year: 2026 },
    { __class__: 'datetime', year: 2026, month: 1, day: 1, hour: 25, minute: 0, second: 0 },
    { __class__: 'Decimal', decimal: 1.1 },
    { __class__: 'bytes' },
    { __class__: 'timedelta' },
    { __class__: 'Complex', real: 1 },
  ])('that are none are refused: %j', (value) => {
    expect(() => sent({ value })).toThrow(RangeError)
  })
})
