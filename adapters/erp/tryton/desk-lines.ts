import Big from 'big.js'
import { amountText, type TaxedMoney } from '../../money.ts'
import type { LineToPlace, OrderToPlace } from '../../ports/order-desk.ts'
import { decimalValue } from './codec.ts'
import { conflict, type OrderDeskTools } from './desk-tools.ts'
import { netPrice } from './net-price.ts'
import { percentageOf } from './taxes.ts'
import { unitFactor } from './units.ts'
import { type SoldProduct, soldProduct } from './wire-desk.ts'
import type { Values } from './writer.ts'

/** The products an order names, by their codes. */
export type Products = ReadonlyMap<string, SoldProduct>

/** Lines of goods have the sequences 10, 20 and so on; what follows them comes after. */
const SHIPPING_SEQUENCE = 1_000_000
const ROUNDING_SEQUENCE = 1_000_010

/** Reads what an order sells, in one call. Codes need not be unique: the first product is the one. */
export async function readProducts(
  codes: readonly string[],
  { client }: Pick<OrderDeskTools, 'client'>,
): Promise<Products> {
  const rows = await client.read({
    model: 'product.product',
    domain: [
      ['code', 'in', [...new Set(codes)]],
      ['salable', '=', true],
    ],
    fields: soldProduct,
    shape: soldProduct,
    keys: codes.length,
  })
  return new Map(rows.toReversed().map((row) => [row.code, row]))
}

/** The codes of everything an order's lines name. */
export function codesOf(
  { lines, shippingCost }: OrderToPlace,
  { mapping }: OrderDeskTools,
): readonly string[] {
  const [shipping] = shippingCost === null ? [] : mapping.shippingProducts
  return [...lines.map(({ sku }) => sku), ...(shipping === undefined ? [] : [shipping])]
}

/**
 * An order's lines as a sale has them: goods first, in their order, then shipping. Tryton keeps prices without VAT and after discounts, and
 * adds the product's own VAT. Throws CONFLICT for what it does not sell.
 */
export function linePayloads(
  { lines, shippingCost }: OrderToPlace,
  { products, tools }: { readonly products: Products; readonly tools: OrderDeskTools },
): readonly Values[] {
  const goods = lines.map((line) => linePayload(line, productOf(line.sku, { products, tools }), tools))
  if (shippingCost === null || shippingCost.gross.minor === 0) return goods
  const [code] = tools.mapping.shippingProducts
  if (code === undefined) throw conflict(tools, 'no product stands for shipping; set "shippingProducts"')
  const product = productOf(code, { products, tools })
  const shipping = { product, quantity: new Big(1), total: shippingCost, sequence: SHIPPING_SEQUENCE }
  return [...goods, payload(shipping, tools)]
}

/** A line for the cents by which Tryton, which rounds the VAT of a whole sale, misses what the shopper pays. */
export function roundingPayload(missing: Big, product: SoldProduct): Values {
  return {
    type: 'line',
    product: product.id,
    unit: product['default_uom.']?.id,
    quantity: 1,
    unit_price: decimalValue(missing.toFixed()),
    sequence: ROUNDING_SEQUENCE,
  }
}

/** What was taken off, for those who read the sale: it is in the prices already. */
export function commentOf({ promotions }: OrderToPlace): string | null {
  const parts = promotions.map(({ label, code, amount }) => {
    const name = code === null ? label : `${label} (${code})`
    return `${name}: -${amountText(amount)} ${amount.currency}`
  })
  return parts.join('\n') || null
}

function productOf(
  code: string,
  { products, tools }: { readonly products: Products; readonly tools: OrderDeskTools },
): SoldProduct {
  const product = products.get(code)
  if (!product) throw conflict(tools, 'an article is not known, or not for sale')
  return product
}

function linePayload(line: LineToPlace, product: SoldProduct, tools: OrderDeskTools): Values {
  const factor = unitFactor(product['default_uom.']?.symbol, tools.mapping)
  const quantity = new Big(line.quantity).div(factor)
  const priced = { product, quantity, total: line.lineTotal, sequence: line.position * 10 }
  return { ...payload(priced, tools), description: line.title }
}

interface Priced {
  readonly product: SoldProduct
  /** In the product's unit. */
  readonly quantity: Big
  readonly total: TaxedMoney
  readonly sequence: number
}

function payload({ product, quantity, total, sequence }: Priced, tools: OrderDeskTools): Values {
  const taxes = product['template.']?.['account_category.']?.['customer_taxes_used.'] ?? []
  const percent = percentageOf(taxes)
  if (percent === null) throw conflict(tools, 'the VAT of an article is no plain percentage')
  const { priceDigits: digits } = tools.mapping.orderDesk
  const price = netPrice(total, { quantity, rate: new Big(percent).div(100), digits })
  return {
    type: 'line',
    product: product.id,
    unit: product['default_uom.']?.id,
    quantity: quantity.toNumber(),
    unit_price: decimalValue(price.toFixed()),
    taxes: [['add', taxes.map(({ id }) => id)]],
    sequence,
  }
}
