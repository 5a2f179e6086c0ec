import { describe, expect, it } from 'vitest'
import { lineIdAt, lineIds } from '../../../../adapters/erp/tryton/line-ids.ts'

describe('the keys of a sale’s lines', () => {
  it('are their places in Tryton’s own order: without a sequence first, then by sequence and record', () => {
    const lines = [
      { id: 9, type: 'line', sequence: 10 },
      { id: 4, type: 'line', sequence: 20 },
      { id: 7, type: 'line', sequence: 10 },
      { id: 8, type: 'line', sequence: null },
    ]
    expect(Object.fromEntries(lineIds(lines))).toEqual({ 8: '1', 7: '2', 9: '3', 4: '4' })
  })

  it('pass over titles and subtotals', () => {
    const lines = [
      { id: 1, type: 'title' },
      { id: 2, type: 'line' },
      { id: 3, type: 'subtotal' },
      { id: 4, type: 'line' },
    ]
    expect([...lineIds(lines)]).toEqual([
      [2, lineIdAt(1)],
      [4, lineIdAt(2)],
    ])
  })
})
