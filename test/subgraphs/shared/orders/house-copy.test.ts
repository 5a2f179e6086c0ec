import { describe, expect, it } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
import type { Currency } from '../../../../adapters/money.ts'
import type { Order, OrderStatus } from '../../../../adapters/ports/orders.ts'
import { statusOfLines, withHouse } from '../../../../subgraphs/shared/orders/house-copy.ts'
import { plainOrder } from '../../../memory/services.ts'

const nothing = { gross: { minor: 0, currency: 'EUR' as Currency }, net: null, tax: null }

/** A copy with lines in these states. */
function copy(
  recordId: string,
  status: OrderStatus,
  lines: readonly OrderStatus[],
  version: string | null = '1',
) {
  return {
    ...plainOrder({ number: 'W1', channel: 'WEB', placedOn: '2026-06-01' }),
    recordId: recordId as RecordId,
    status,
    version,
    lines: lines.map((state, at) => ({
      lineId: String((at + 1) * 10),
      sku: null,
      gtin: null,
      title: '',
      quantity: '1',
      unitPrice: nothing,
      lineTotal: nothing,
      status: state,
      returnOf: null,
    })),
  } satisfies Order
}
const shown = (system: Order, house: Order) => {
  const { status, lines } = withHouse(system, house)
  return [status, ...lines.map((line) => line.status)]
}

describe('a system’s copy of an order that the graph took', () => {
  it.each<[string, OrderStatus[], OrderStatus[], OrderStatus[]]>([
    [
      'is as far as the store is',
      ['CONFIRMED'],
      ['READY_FOR_PICKUP'],
      ['READY_FOR_PICKUP', 'READY_FOR_PICKUP'],
    ],
    ['is collected though its system sends', ['SHIPPED'], ['COLLECTED'], ['COLLECTED', 'COLLECTED']],
    [
      'is sent though the graph only put it together',
      ['SHIPPED'],
      ['IN_PREPARATION'],
      ['SHIPPED', 'SHIPPED'],
    ],
    [
      'is the system’s where the graph did nothing yet',
      ['IN_PREPARATION'],
      ['CONFIRMED'],
      ['IN_PREPARATION', 'IN_PREPARATION'],
    ],
    [
      'is cancelled line by line',
      ['CONFIRMED', 'CONFIRMED'],
      ['CANCELLED', 'CONFIRMED'],
      ['CONFIRMED', 'CANCELLED', 'CONFIRMED'],
    ],
    ['is back when its system says so', ['RETURNED'], ['COLLECTED'], ['RETURNED', 'RETURNED']],
    [
      'has partly left',
      ['CONFIRMED', 'CONFIRMED'],
      ['COLLECTED', 'CONFIRMED'],
      ['PARTIALLY_FULFILLED', 'COLLECTED', 'CONFIRMED'],
    ],
    [
      'has left in two ways',
      ['SHIPPED', 'CONFIRMED'],
      ['CONFIRMED', 'COLLECTED'],
      ['SHIPPED', 'SHIPPED', 'COLLECTED'],
    ],
  ])('%s', (_, system, house, expected) => {
    const [status = 'UNKNOWN'] = system
    expect(
      shown(
        copy('4711', status, system),
        copy('house', statusOfLines(house.map((one) => ({ status: one }))), house),
      ),
    ).toEqual(expected)
  })

  it('keeps its own status where no line says more', () => {
    expect(
      shown(copy('4711', 'PARTIALLY_RETURNED', ['SHIPPED']), copy('house', 'CONFIRMED', ['CONFIRMED']))[0],
    ).toBe('PARTIALLY_RETURNED')
  })

  it('has a version that changes with either copy, however often they are put together, and none where the system tells none', () => {
    const system = copy('4711', 'CONFIRMED', ['CONFIRMED'], 'a')
    const versionOf = (one: Order, house: string) =>
      withHouse(one, copy('house', 'CONFIRMED', [], house)).version
    expect([versionOf(system, '1'), versionOf(system, '2')]).toEqual(['a~1', 'a~2'])
    expect(versionOf(withHouse(system, copy('house', 'CONFIRMED', [], '1')), '2')).toBe('a~2')
    expect(versionOf({ ...system, version: null }, '1')).toBeNull()
  })
})
