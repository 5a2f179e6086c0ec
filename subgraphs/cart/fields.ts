import type { Context } from '../context.ts'
import { known } from '../graphql-error.ts'
import { type MoneyFields, moneyFields } from '../shared/prices/money.ts'
import { type Amount, type LazyTaxedMoney, taxed, taxedSum } from '../shared/prices/tax.ts'
import type { CartCostModel, CartDiscountCodeModel, CartLineModel, CartModel } from './models.ts'
import { changeOf, type Priced, type PricedLine } from './priced.ts'

async function pricedLine({ of, place }: CartLineModel): Promise<PricedLine> {
  const line = (await of.priced()).lines[place]
  if (line) return line
  throw new Error('expected every line of a cart to be priced')
}

/** What one unit costs. */
export async function unitPriceOf(context: Context, model: CartLineModel): Promise<LazyTaxedMoney> {
  const { line, unit: gross, source, found } = await pricedLine(model)
  return taxed(context, { sku: line.sku, source, gross, ...(found && { stated: found.value.unitPrice }) })
}

/** What all units cost after promotions. */
export async function lineTotalOf(context: Context, model: CartLineModel): Promise<LazyTaxedMoney> {
  return taxed(context, amountOf(await pricedLine(model)))
}

function amountOf({ line, source, total }: PricedLine): Amount {
  return { sku: line.sku, source, gross: total }
}

/** By how much the price has changed; throws why where nobody knows. */
export async function priceChangeOf(model: CartLineModel): Promise<MoneyFields | null> {
  const change = known(changeOf(await pricedLine(model)))
  return change && moneyFields(change)
}

/** What a cart costs, but for its tax. */
export function costFields({ lines, deal, shipping, isEstimate }: Priced) {
  const { currency } = deal.total
  const subtotal = lines.reduce((sum, { full }) => sum + full.minor, 0)
  return {
    subtotal: moneyFields({ minor: subtotal, currency }),
    discount: moneyFields(deal.discount),
    shipping: shipping && moneyFields(shipping),
    total: moneyFields(deal.total),
    isEstimate,
  }
}

/** The tax within a cart's total, each article's by its own rate. */
export async function taxOf(context: Context, { priced }: CartCostModel): Promise<MoneyFields | null> {
  const { lines, deal } = priced
  if (lines.length === 0) return moneyFields({ minor: 0, currency: deal.total.currency })
  return (await taxedSum(context, lines.map(amountOf), deal.total).parts()).tax
}

/** Why a code does not count, null when it does; throws why where nobody knows. */
export async function rejectionOf({ code, of }: CartDiscountCodeModel) {
  const rejected = known((await of.priced()).rejected)
  return rejected.find((one) => one.code === code)?.reason ?? null
}

/** The graph's own ledger keeps carts. */
export function sourceOf({ cart: { updatedAt } }: CartModel, now: CartModel['cart']['updatedAt']) {
  return {
    system: 'GRAPH' as const,
    instance: null,
    recordId: null,
    recordedAt: updatedAt,
    fetchedAt: now,
    fromCache: false,
  }
}
