import Big from 'big.js'
import type { WorldLine, WorldOrder } from '../../world/sale-types.ts'
import type { Row } from '../edm.ts'
import type { Book } from './book.ts'
import { taxWithin, totalsOf, unitOf } from './order-facts.ts'
import { euros, scaled } from './text.ts'

/** Steps of the retailer's pricing procedure, in which prices contain their tax. */
const STEP = { price: '10', discount: '100', shipping: '800', tax: '915' } as const

/**
 * Price (PPR0), discount (RA01, negative) and the tax within (MWSI) of each item. Amounts are gross, for the whole
 * quantity; a rejected item keeps its own.
 */
export function itemPricingRows(order: WorldOrder, book: Book): readonly Row[] {
  return order.lines.flatMap((line) => {
    const key = { SalesOrder: order.salesOrder, SalesOrderItem: String(line.line) }
    return elementsOf(line, unitOf(line.sku, book)).map((element) => ({
      ...key,
      ...common(order),
      ...element,
    }))
  })
}

/** The same summed over the order, and shipping (HD00, gross), which no item carries. */
export function headerPricingRows(order: WorldOrder): readonly Row[] {
  const totals = totalsOf(order)
  const elements: readonly Row[] = [
    { ...element(STEP.price, 'PPR0', totals.goods + totals.discount), ConditionClass: 'B' },
    ...(totals.discount === 0
      ? []
      : [{ ...element(STEP.discount, 'RA01', -totals.discount), ConditionClass: 'A' }]),
    ...(totals.shipping === 0
      ? []
      : [
          {
            ...element(STEP.shipping, 'HD00', totals.shipping),
            ConditionClass: 'B',
            ConditionRateValue: scaled(euros(totals.shipping), 9),
            ConditionBaseValue: scaled(euros(totals.shipping - taxWithin(totals.shipping)), 9),
          },
        ]),
    { ...element(STEP.tax, 'MWSI', totals.tax), ConditionClass: 'D' },
  ]
  return elements.map((each) => ({ SalesOrder: order.salesOrder, ...common(order), ...each }))
}

function elementsOf(line: WorldLine, unit: string): readonly Row[] {
  const before = line.total + line.discount
  return [
    {
      ...element(STEP.price, 'PPR0', before),
      ConditionClass: 'B',
      ConditionCalculationType: 'C',
      ConditionBaseValue: scaled(line.quantity, 9),
      ConditionRateValue: scaled(euros(line.unitPrice), 9),
      ConditionQuantity: '1',
      ConditionQuantityUnit: unit,
    },
    ...(line.discount === 0
      ? []
      : [
          {
            ...element(STEP.discount, 'RA01', -line.discount),
            ConditionClass: 'A',
            ConditionCalculationType: 'A',
            ConditionBaseValue: scaled(euros(before), 9),
            ConditionRateValue: scaled(percentage(-line.discount, before), 9),
          },
        ]),
    {
      ...element(STEP.tax, 'MWSI', line.tax),
      ConditionClass: 'D',
      ConditionCalculationType: 'A',
      ConditionBaseValue: scaled(euros(line.total - line.tax), 9),
      ConditionRateValue: scaled(line.taxRate, 9),
    },
  ]
}

function element(step: string, type: string, cents: number) {
  return {
    PricingProcedureStep: step,
    PricingProcedureCounter: '1',
    ConditionType: type,
    ConditionAmount: euros(cents),
    ConditionCurrency: 'EUR',
  }
}

function common({ placedOn }: WorldOrder) {
  return {
    TransactionCurrency: 'EUR',
    PricingDateTime: `${placedOn.replaceAll('-', '')}000000`,
    PriceConditionDeterminationDte: placedOn,
  }
}

function percentage(part: number, whole: number): string {
  return whole === 0 ? '0' : new Big(part).times(100).div(whole).toFixed(3)
}
