import { describe, expect, it } from 'vitest'
import { trytonOptions } from '../../../../adapters/erp/tryton/index.ts'
import { toOrder } from '../../../../adapters/erp/tryton/order.ts'
import { fieldsOf } from '../../../../adapters/erp/tryton/shapes.ts'
import { type Sale, type SaleLine, sale } from '../../../../adapters/erp/tryton/wire.ts'

const options = (more: Readonly<Record<string, unknown>> = {}) =>
  trytonOptions.parse({
    url: 'https://erp.example',
    database: 'retail',
    user: 'couture',
    password: 'x',
    currency: 'EUR',
    channels: [
      { prefix: 'W-', code: 'web', kind: 'WEB' },
      { number: 'receipt', code: 'store', kind: 'STORE_POS' },
    ],
    shippingProducts: ['PORT'],
    roundingProducts: ['ARRONDI'],
    ...more,
  })

const vat = { type: 'percentage' as const, rate: '0.2', amount: null, childs: [] }

const line = (id: number, code: string, more: Partial<SaleLine> = {}): SaleLine => ({
  id,
  type: 'line',
  quantity: '1',
  unit_price: '10.0000',
  amount: '10.00',
  description: null,
  move_done: false,
  'unit.': { symbol: 'u' },
  'product.': { code, 'template.': { name: 'Jean' } },
  'taxes.': [vat],
  ...more,
})

const row = (lines: readonly SaleLine[], more: Partial<Sale> = {}): Sale => ({
  id: 7,
  number: '42',
  reference: 'W-100042',
  sale_date: '2026-06-15',
  state: 'processing',
  shipment_state: 'waiting',
  untaxed_amount: '10.00',
  tax_amount: '2.00',
  total_amount: '12.00',
  'currency.': { code: 'EUR' },
  'party.': { code: '17100001' },
  'warehouse.': { code: '1010' },
  'shipments.': [],
  'lines.': [...lines],
  ...more,
})

describe('a sale of Tryton', () => {
  it('costs its lines with VAT rounded once, and what its own total differs is the rounding adjustment', () => {
    const half = line(1, '10040132', { unit_price: '0.025', amount: '0.02' })
    const { lines, cost } = toOrder(
      row([half], { untaxed_amount: '0.02', tax_amount: '0.01', total_amount: '0.04' }),
      options(),
    )
    expect(lines[0]?.lineTotal).toEqual({
      gross: { minor: 3, currency: 'EUR' },
      net: { minor: 2, currency: 'EUR' },
      tax: { minor: 1, currency: 'EUR' },
    })
    expect(cost.total.gross.minor).toBe(4)
    expect(cost.roundingAdjustment).toEqual({ minor: 1, currency: 'EUR' })
  })

  it('keeps shipping, rounding, titles and subtotals out of its lines', () => {
    const all = [
      line(1, '10040132'),
      line(2, 'PORT', { unit_price: '4.0833', amount: '4.08' }),
      line(3, 'ARRONDI', { unit_price: '0.01', amount: '0.01', 'taxes.': [] }),
      line(4, '', { type: 'title', quantity: null, unit_price: null, amount: null, 'product.': null }),
    ]
    const amounts = { untaxed_amount: '14.09', tax_amount: '2.82', total_amount: '16.91' }
    const { lines, cost } = toOrder(row(all, amounts), options())
    expect(lines.map(({ sku }) => sku)).toEqual(['10040132'])
    expect(cost.shipping?.gross.minor).toBe(490)
    expect(cost.total.gross.minor).toBe(1691)
    expect(cost.roundingAdjustment?.minor).toBe(1)
  })

  it('counts in sale units, and states the price of one', () => {
    const box = line(1, '10040132', { quantity: '2', amount: '20.00', 'unit.': { symbol: 'box' } })
    const [read] = toOrder(row([box]), options({ units: { box: '10' } })).lines
    expect(read).toMatchObject({
      quantity: '20',
      unitPrice: { gross: { minor: 120 } },
      lineTotal: { gross: { minor: 2400 } },
    })
  })

  it('that was cancelled costs nothing', () => {
    const { status, cost } = toOrder(row([line(1, '10040132')], { state: 'cancelled' }), options())
    expect(status).toBe('CANCELLED')
    expect([cost.total.gross.minor, cost.subtotal.gross.minor]).toEqual([0, 0])
  })

  it.each([
    ['quotation', 'none', 'PENDING'],
    ['confirmed', 'none', 'CONFIRMED'],
    ['processing', 'none', 'IN_PREPARATION'],
    ['processing', 'waiting', 'IN_PREPARATION'],
    ['processing', 'sent', 'SHIPPED'],
    ['processing', 'exception', 'IN_PREPARATION'],
    ['done', 'sent', 'SHIPPED'],
    ['done', 'none', 'DELIVERED'],
    ['else', 'none', 'UNKNOWN'],
  ])('%s/%s is %s', (state, shipment_state, status) => {
    expect(toOrder(row([], { state, shipment_state }), options()).status).toBe(status)
  })

  it('at a till is collected, in the store of its warehouse', () => {
    const copy = { reference: '0101-02-20260510-003619', state: 'done', shipment_state: 'none' }
    expect(toOrder(row([], copy), options())).toMatchObject({
      number: '0101-2-20260510-3619',
      status: 'COLLECTED',
      store: '1010',
    })
  })

  it.each([
    ['without a reference', { reference: null }],
    ['of a channel nobody mapped', { reference: 'X-1' }],
    ['without a currency', { 'currency.': null }],
  ])('%s cannot be read', (_, more) => {
    expect(() => toOrder(row([], more), options())).toThrow(RangeError)
  })
})

describe('what is asked of Tryton', () => {
  it('is what is read, related records by their dotted names', () => {
    const fields = fieldsOf(sale)
    expect(fields).toContain('lines.taxes.rate')
    expect(fields).toContain('party.code')
    expect(fields).not.toContain('id')
    expect(fields.every((field) => !field.endsWith('.'))).toBe(true)
  })
})
