import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costOf } from '../../../../adapters/erp/sap/order-cost.ts'
import type { OrderItem, SalesOrder } from '../../../../adapters/erp/sap/wire-orders.ts'
import type { Currency } from '../../../../adapters/money.ts'

const EUR = 'EUR' as Currency
const mapping = {
  conditionType: 'PPR0',
  manualConditionType: 'PMP0',
  pricesIncludeTax: true,
  shippingConditions: ['HD00'],
  units: {},
}
const text = (cents: number) => (cents / 100).toFixed(2)
const item = (net: number, tax: number): OrderItem =>
  ({
    NetAmount: text(net),
    TaxAmount: text(tax),
    SalesDocumentRjcnReason: null,
    to_PricingElement: [],
  }) as unknown as OrderItem
const order = (items: readonly OrderItem[], net: number): SalesOrder =>
  ({ TotalNetAmount: text(net), to_Item: items, to_PricingElement: [] }) as unknown as SalesOrder
const cost = (items: readonly OrderItem[], net: number) =>
  costOf(order(items, net), EUR, { isShipping: () => false, mapping })

describe('what a sales order costs', () => {
  it('records by how many cents the document was rounded otherwise than its items', () => {
    const items = [item(833, 167), item(833, 167)]
    expect(cost(items, 1_666).roundingAdjustment).toBeNull()
    expect(cost(items, 1_667).roundingAdjustment).toEqual({ minor: 1, currency: 'EUR' })
    expect(cost(items, 1_665).roundingAdjustment).toEqual({ minor: -1, currency: 'EUR' })
  })

  it('does not call a surcharge that nobody named a rounding', () => {
    expect(cost([item(833, 167)], 1_833).roundingAdjustment).toBeNull()
  })

  it('adds up whatever the order of its items', () => {
    const amounts = fc.array(fc.tuple(fc.nat(100_000), fc.nat(20_000)), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(amounts, fc.integer({ min: -1, max: 1 }), (all, off) => {
        const items = all.map(([net, tax]) => item(net, tax))
        const net = all.reduce((sum, [each]) => sum + each, off)
        fc.pre(net >= 0)
        const { subtotal, total, roundingAdjustment } = cost(items, net)
        expect(subtotal.gross.minor + (roundingAdjustment?.minor ?? 0)).toBe(total.gross.minor)
        expect(cost([...items].reverse(), net)).toEqual(cost(items, net))
      }),
    )
  })
})
