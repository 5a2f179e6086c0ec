import Big from 'big.js'
import type { Gtin, RecordId, Sku } from '../../ids.ts'
import type { Currency } from '../../money.ts'
import { numberIn, plain, toMinor } from './amounts.ts'
import { gtinOf, skuOf, titleOf } from './articles.ts'
import { childOf, childrenOf, descendantsOf, type Element, isFlagged, textOf } from './element.ts'
import { linkedNumber } from './header.ts'
import type { PoslogOptions } from './options.ts'
import { pricing } from './prices.ts'

/** A line of goods as the document states it, signed as the goods go; whether tax is inside is for the receipt to find out. */
export interface StatedLine {
  readonly lineId: string
  readonly sku: Sku | null
  readonly gtin: Gtin | null
  readonly title: string
  readonly quantity: string
  /** For one unit, before discounts; minor units. */
  readonly unitPrice: number
  /** After line discounts. */
  readonly amount: number
  /** Taken off this line. */
  readonly discount: number
  readonly tax: number | null
  /** Sum of the line's tax rates, per cent. */
  readonly rate: Big | null
  /** Whether the document says tax is inside `amount`; null where it does not say. */
  readonly taxIncluded: boolean | null
  readonly taken: boolean
  readonly origin: { readonly number: RecordId; readonly lineId: string | null } | null
  readonly reason: string | null
}

/** What reading lines needs to know of the receipt around them. */
export interface LineContext {
  readonly store: string
  readonly currency: Currency
  readonly options: PoslogOptions
}

const SALES: readonly string[] = ['Sale', 'SaleForDelivery', 'SaleForPickup']
const RETURNS: readonly string[] = ['Return', 'ReturnForDelivery', 'ReturnForPickup']

/** The line items of a receipt that count: those voided or cancelled, and those a `Void` line takes out, are left out. */
export function countingLines(retail: Element): readonly Element[] {
  const items = childrenOf(retail, 'LineItem')
  const taken = new Set(items.flatMap((item) => voidedBy(item)))
  return items.filter(
    (item) =>
      !isFlagged(item, 'VoidFlag') &&
      !isFlagged(item, 'CancelFlag') &&
      childOf(item, 'Void') === null &&
      !taken.has(textOf(item, 'SequenceNumber') ?? ''),
  )
}

/** The goods in these line items, in document order. */
export function goodsIn(items: readonly Element[], context: LineContext): readonly StatedLine[] {
  const seen = new Set<string>()
  return items.flatMap((item, index) => {
    const goods = goodsOf(item)
    if (goods === null) return []
    const number = textOf(item, 'SequenceNumber') ?? `${index + 1}`
    const lineId = seen.has(number) ? `${number}.${index + 1}` : number
    seen.add(lineId)
    return [statedLine(item, goods, lineId, context)]
  })
}

function goodsOf(item: Element): Element | null {
  return item.children.find(({ name }) => SALES.includes(name) || RETURNS.includes(name)) ?? null
}

function voidedBy(item: Element): readonly string[] {
  const correction = childOf(item, 'Void')
  if (correction === null) return []
  const links = ['LineItemSequenceNumber', 'SequenceNumber'].flatMap((name) =>
    descendantsOf(correction, name),
  )
  return links.map((link) => link.text)
}

function statedLine(item: Element, goods: Element, lineId: string, context: LineContext): StatedLine {
  const { store, currency, options } = context
  const what = `line ${lineId}`
  const stated = numberIn(childOf(goods, 'Quantity'), `Quantity of ${what}`) ?? new Big(1)
  const back = RETURNS.includes(goods.name) || stated.lt(0) || isMarkedReturn(item, options)
  const size = stated.abs()
  const { amount, unitPrice, discount } = pricing(goods, size, what, currency)
  const sign = back ? -1 : 1
  // A positive amount on goods taken back is how some tills state it; the quantity has the last word.
  const signed = back ? -Math.abs(amount) : amount
  return {
    lineId,
    sku: skuOf(goods, options),
    gtin: gtinOf(goods),
    title: titleOf(goods),
    quantity: size.times(sign).toFixed(),
    unitPrice,
    amount: plain(signed),
    discount: plain(sign * discount),
    ...taxes(goods, signed, what, currency),
    taken: goods.name === 'Sale' || goods.name === 'Return',
    origin: back ? originOf(item, goods, store) : null,
    reason: back
      ? (textOf(goods, 'Reason') ?? textOf(goods, 'ReasonCode') ?? textOf(goods, 'ReturnReason'))
      : null,
  }
}

function taxes(goods: Element, amount: number, what: string, currency: Currency) {
  const elements = childrenOf(goods, 'Tax')
  const sum = (numbers: readonly (Big | null)[]) =>
    numbers.length === 0 || numbers.includes(null)
      ? null
      : numbers.reduce<Big>((left, right) => left.plus(right ?? 0), new Big(0))
  const tax = sum(elements.map((element) => numberIn(childOf(element, 'Amount'), `Tax of ${what}`)))
  const rate = sum(elements.map((element) => numberIn(childOf(element, 'Percent'), `Tax of ${what}`)))
  const minor = tax === null ? null : plain(Math.sign(amount) * Math.abs(toMinor(tax, what, currency)))
  return { tax: minor, rate, taxIncluded: taxIncluded(goods, elements) }
}

function taxIncluded(goods: Element, taxElements: readonly Element[]): boolean | null {
  const says = (element: Element, name: string) => element.attributes.get(name) ?? textOf(element, name)
  const taxed = taxElements.flatMap((tax) => [tax, ...childrenOf(tax, 'TaxableAmount')])
  const words = [
    says(goods, 'TaxIncludedInPriceFlag'),
    ...taxed.map((element) => says(element, 'TaxIncludedInTaxableAmountFlag')),
  ]
  const word = words.find((each) => each)
  return word ? word === '1' || word.toLowerCase() === 'true' : null
}

function isMarkedReturn(item: Element, { extensions }: PoslogOptions): boolean {
  const holds = (element: Element, name: string, value: string): boolean =>
    element.attributes.get(name) === value ||
    element.children.some(
      (child) => (child.name === name && child.text === value) || holds(child, name, value),
    )
  return extensions.returnMarks.some(({ name, value }) => holds(item, name, value))
}

function originOf(item: Element, goods: Element, store: string): StatedLine['origin'] {
  const link = childOf(goods, 'TransactionLink') ?? childOf(item, 'TransactionLink')
  const number = link && linkedNumber(link, store)
  return number ? { number, lineId: link && textOf(link, 'LineItemSequenceNumber') } : null
}
