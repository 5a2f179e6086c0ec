import Big from 'big.js'
import { amountOf } from '../../world/amounts.ts'
import type { Row } from '../edm.ts'
import type { Book } from './book.ts'
import type { KeptLine, KeptOrder } from './kept.ts'
import { taxWithin, totalsOf, unitOf } from './order-facts.ts'
import { euros, scaled } from './text.ts'

/** Steps of the retailer's pricing procedure, in which prices contain their tax. */
const STEP = {
  price: '10',
  manual: '20',
  discount: '100',
  fixed: '110',
  shipping: '800',
  tax: '915',
} as const

/**
 * Price (PPR0), discount (RA01, negative) and the tax within (MWSI) of each item. Amounts are gross, for the whole
 * quantity; a rejected item keeps its own. What was given with an order stands in PMP0 and RB00: a price of one's own leaves the
 * list price inactive.
 */
export function itemPricingRows(order: KeptOrder, book: Book): readonly Row[] {
  return order.lines.flatMap((line) => {
    const key = { SalesOrder: order.salesOrder, SalesOrderItem: String(line.line) }
    return elementsOf(line, book).map((element) => ({
      ...key,
      ...common(order),
      ...element,
    }))
  })
}

/** The same summed over the order, and shipping (HD00, gross), which no item carries. */
export function headerPricingRows(order: KeptOrder): readonly Row[] {
  const totals = totalsOf(order)
  const elements: readonly Row[] = [
    ...summed(order),
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

/** Prices and discounts of the items that stand, summed by condition type. */
function summed({ lines }: KeptOrder): readonly Row[] {
  const standing = lines.filter(({ rejected }) => !rejected)
  const kinds = [
    [STEP.price, 'PPR0', 'B', (line: KeptLine) => (line.manualPrice ? 0 : line.total + line.discount)],
    [STEP.manual, 'PMP0', 'B', (line: KeptLine) => (line.manualPrice ? line.total + line.discount : 0)],
    [STEP.discount, 'RA01', 'A', (line: KeptLine) => (line.fixedDiscount ? 0 : -line.discount)],
    [STEP.fixed, 'RB00', 'A', (line: KeptLine) => (line.fixedDiscount ? -line.discount : 0)],
  ] as const
  const rows = kinds.map(([step, type, ConditionClass, amount]) => {
    const cents = standing.reduce((sum, line) => sum + amount(line), 0)
    return { cents, type, row: { ...element(step, type, cents), ConditionClass } }
  })
  const isPriced = rows.some(({ type, cents }) => type === 'PMP0' && cents !== 0)
  return rows.flatMap(({ cents, type, row }) => (cents !== 0 || (type === 'PPR0' && !isPriced) ? [row] : []))
}

function elementsOf(line: KeptLine, book: Book): readonly Row[] {
  return [
    ...priceElements(line, book),
    ...discountElements(line),
    {
      ...element(STEP.tax, 'MWSI', line.tax),
      ConditionClass: 'D',
      ConditionCalculationType: 'A',
      ConditionBaseValue: scaled(euros(line.total - line.tax), 9),
      ConditionRateValue: scaled(line.taxRate, 9),
    },
  ]
}

function priceElements(line: KeptLine, book: Book): readonly Row[] {
  const price = (step: string, type: string, unitPrice: number, amount: number) => ({
    ...element(step, type, amount),
    ConditionClass: 'B',
    ConditionCalculationType: 'C',
    ConditionBaseValue: scaled(line.quantity, 9),
    ConditionRateValue: scaled(euros(unitPrice), 9),
    ConditionQuantity: '1',
    ConditionQuantityUnit: unitOf(line.sku, book),
  })
  const before = line.total + line.discount
  if (!line.manualPrice) return [price(STEP.price, 'PPR0', line.unitPrice, before)]
  const listed = book.article(line.sku)[0]?.variant.price ?? 0
  return [
    { ...price(STEP.price, 'PPR0', listed, amountOf(line.quantity, listed)), ConditionInactiveReason: 'Y' },
    { ...price(STEP.manual, 'PMP0', line.unitPrice, before), ConditionIsManuallyChanged: true },
  ]
}

function discountElements(line: KeptLine): readonly Row[] {
  if (line.discount === 0) return []
  const before = line.total + line.discount
  const common = { ConditionClass: 'A', ConditionBaseValue: scaled(euros(before), 9) }
  if (line.fixedDiscount) {
    const rate = { ConditionCalculationType: 'B', ConditionRateValue: scaled(euros(-line.discount), 9) }
    return [{ ...element(STEP.fixed, 'RB00', -line.discount), ...common, ...rate }]
  }
  const rate = {
    ConditionCalculationType: 'A',
    ConditionRateValue: scaled(percentage(-line.discount, before), 9),
  }
  return [{ ...element(STEP.discount, 'RA01', -line.discount), ...common, ...rate }]
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

function common({ placedOn }: KeptOrder) {
  return {
    TransactionCurrency: 'EUR',
    PricingDateTime: `${placedOn.replaceAll('-', '')}000000`,
    PriceConditionDeterminationDte: placedOn,
  }
}

function percentage(part: number, whole: number): string {
  return whole === 0 ? '0' : new Big(part).times(100).div(whole).toFixed(3)
}
