import { describe, expect, it } from 'vitest'
import type { RecordId, Sku } from '../../../adapters/ids.ts'
import type { Currency } from '../../../adapters/money.ts'
import type { LineToPlace } from '../../../adapters/ports/order-desk.ts'
import type { Fulfillment, Order, OrderStatus } from '../../../adapters/ports/orders.ts'
import type { Day, Instant } from '../../../adapters/time.ts'
import type { HoldRecord } from '../../../ledger/writes/port.ts'
import { areGone } from '../../../subgraphs/inventory/gone.ts'

const SKU = '10040132' as Sku
const HERE = '1000' as RecordId
const THERE = '1010' as RecordId
const money = { gross: { minor: 1_000, currency: 'EUR' as Currency }, net: null, tax: null }

const hold: HoldRecord = {
  id: 'hold_1',
  location: 'sto_1',
  state: 'COMMITTED',
  lines: [{ sku: SKU, requested: 2, held: 2 }],
  expiresAt: null,
  customerId: null,
  cartId: null,
  orderId: 'ord_1',
  createdAt: '2026-06-15T10:00:00.000Z' as Instant,
}

const ordered = (...places: readonly RecordId[]): readonly LineToPlace[] =>
  places.map((location, at) => ({
    position: at + 1,
    sku: SKU,
    title: 'Slim jean',
    quantity: 2,
    unitPrice: money.gross,
    lineTotal: money,
    location,
    fulfilment: 'SHIP',
  }))

/** An order of as many lines of the article as there are statuses. */
const order = (...statuses: readonly OrderStatus[]): Order => ({
  recordId: '4000000001' as RecordId,
  channel: { code: 'web', kind: 'WEB' },
  number: 'W1' as Order['number'],
  status: 'CONFIRMED',
  statusDetail: null,
  placedOn: '2026-06-15' as Day,
  placedAt: null,
  store: null,
  customer: null,
  card: null,
  lines: statuses.map((status, at) => ({
    lineId: String(at + 1),
    sku: SKU,
    gtin: null,
    title: 'Slim jean',
    quantity: '2.000',
    unitPrice: money,
    lineTotal: money,
    status,
    returnOf: null,
  })),
  cost: { subtotal: money, shipping: null, discount: null, total: money, roundingAdjustment: null },
  promotions: [],
  version: null,
})

const sent = (facts: Partial<Fulfillment> = {}, quantity = '2.000', lineId = '1'): Fulfillment => ({
  recordId: '8100000001' as RecordId,
  kind: 'SHIP',
  status: 'SHIPPED',
  location: HERE,
  leftOn: '2026-06-16' as Day,
  leftAt: null,
  lines: [{ lineId, quantity }],
  tracking: [],
  ...facts,
})

describe('goods that were put aside for an order', () => {
  it.each<readonly [string, boolean, readonly Fulfillment[]]>([
    ['have left', true, [sent()]],
    ['have left in two parts', true, [sent({}, '1'), sent({}, '1')]],
    ['have left by half', false, [sent({}, '1')]],
    ['are packed', false, [sent({ leftOn: null, status: 'READY_FOR_PICKUP' })]],
    ['were fetched, where nobody says when', true, [sent({ leftOn: null, status: 'COLLECTED' })]],
    ['have left another place', false, [sent({ location: THERE })]],
    ['have left somewhere, where nobody says from which place', true, [sent({ location: null })]],
    ['are still there while something else has left', false, [sent({}, '2', '9')]],
  ])('%s', (_, gone, all) => {
    const said = { place: HERE, ordered: ordered(HERE), order: order('CONFIRMED'), sent: all }
    expect(areGone(hold, said)).toBe(gone)
  })

  it('are free when the line was cancelled, and of two places when both lines were', () => {
    const of = (places: readonly RecordId[], ...statuses: readonly OrderStatus[]) =>
      areGone(hold, { place: HERE, ordered: ordered(...places), order: order(...statuses), sent: [] })
    expect(of([HERE], 'CANCELLED')).toBe(true)
    expect(of([HERE, THERE], 'CONFIRMED', 'CANCELLED')).toBe(false)
    expect(of([HERE, THERE], 'CANCELLED', 'CANCELLED')).toBe(true)
  })
})
