import { describe, expect, it } from 'vitest'
import { isCalledOff } from '../../../../adapters/erp/tryton/status.ts'

const line = (actual_quantity: number | null, type = 'line') => ({ type, actual_quantity })
const sale = (state: string, shipments: readonly string[], lines = [line(0), line(0)]) => ({
  state,
  'shipments.': shipments.map((each) => ({ state: each })),
  'lines.': lines,
})

describe('a sale is called off', () => {
  it.each([
    ['that was cancelled', sale('cancelled', []), true],
    ['that is done, with nothing left to send or to bill', sale('done', ['cancelled']), true],
    ['whose exceptions wait for an answer', sale('processing', ['cancelled', 'cancelled']), true],
    [
      'with titles, of which nothing is ever left',
      sale('done', ['cancelled'], [line(0), line(null, 'title')]),
      true,
    ],
  ])('%s', (_, row, expected) => {
    expect(isCalledOff(row)).toBe(expected)
  })

  it.each([
    ['that was handed over without a shipment', sale('done', [])],
    ['of which a part is still to be sent', sale('processing', ['cancelled'], [line(0), line(1)])],
    ['of which a shipment is still open', sale('processing', ['cancelled', 'waiting'])],
    ['that is not processed yet', sale('confirmed', ['cancelled'], [line(null)])],
    ['without lines', sale('done', ['cancelled'], [])],
  ])('not one %s', (_, row) => {
    expect(isCalledOff(row)).toBe(false)
  })
})
