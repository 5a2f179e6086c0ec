import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day } from '../../adapters/time.ts'
import { cutToDays } from '../../adapters/whole-days.ts'

interface Row {
  readonly day: Day
  readonly id: number
}
const rows = (...days: number[]): Row[] =>
  days.map((day, id) => ({ day: `2026-01-${String(day).padStart(2, '0')}` as Day, id }))
const cut = (all: readonly Row[], first: number, full: boolean) =>
  cutToDays(all, ({ day }) => day, { first, full })
const days = ({ whole }: { whole: readonly Row[] }) => whole.map(({ day }) => Number(day.slice(-2)))

describe('a page of history', () => {
  it('holds the fewest whole days with at least the wanted number', () => {
    const page = cut(rows(9, 9, 8, 8, 7, 6), 3, false)
    expect(days(page)).toEqual([9, 9, 8, 8])
    expect(page).toMatchObject({ more: true, split: null })
  })

  it('says that nothing follows when it ends the history', () => {
    expect(cut(rows(9, 8), 2, false)).toMatchObject({ more: false, split: null })
    expect(cut(rows(9, 8), 5, false)).toMatchObject({ more: false, split: null })
    expect(cut([], 5, false)).toEqual({ whole: [], more: false, split: null })
  })

  it('leaves the last day out when it may go on and enough is left', () => {
    const page = cut(rows(9, 9, 8, 7), 2, true)
    expect(days(page)).toEqual([9, 9])
    expect(page).toMatchObject({ more: true, split: null })
  })

  it('names the day that must be read to its end when too little is left', () => {
    expect(cut(rows(9, 8, 8, 8), 2, true)).toMatchObject({
      whole: [{ id: 0 }],
      more: true,
      split: '2026-01-08',
    })
    expect(cut(rows(8, 8, 8), 2, true)).toMatchObject({ whole: [], split: '2026-01-08' })
  })

  it('never splits a day, whatever the history', () => {
    const history = fc
      .array(fc.integer({ min: 1, max: 28 }), { maxLength: 40 })
      .map((all) => rows(...all.sort((left, right) => right - left)))
    fc.assert(
      fc.property(
        history,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 5 }),
        (all, first, slack) => {
          const read = all.slice(0, first + slack)
          const { whole, more, split } = cut(read, first, read.length === first + slack)
          const covered = new Set(whole.map(({ day }) => day))
          expect(whole).toEqual(all.filter(({ day }) => covered.has(day)))
          expect(whole.length >= first || split !== null || whole.length === all.length).toBe(true)
          if (!more) expect(whole).toEqual(all)
        },
      ),
    )
  })
})
