import Big from 'big.js'
import { decimalValue } from '../../../../adapters/erp/tryton/codec.ts'
import type { World } from '../../../../sandbox/world/types.ts'
import type { Rpc, Values } from '../rpc.ts'
import type { Books } from './company.ts'

/** A product as sales and stock name it. */
export interface Article {
  readonly product: number
  readonly unit: number
}

export interface Catalog {
  readonly articles: ReadonlyMap<string, Article>
  /** Stands for shipping on a sale. */
  readonly shipping: Article
  /** Stands on a sale for the cents by which net prices and their VAT miss what the shopper paid. */
  readonly rounding: Article
}

/** `Numeric` digits of Tryton's prices unless configured otherwise. */
const PRICE_DIGITS = 4

/** A gross amount in cents without its VAT, as Tryton can hold it. */
export function netPrice(cents: Big, rate: string): Big {
  return cents.div(100).div(new Big(rate).div(100).plus(1)).round(PRICE_DIGITS, Big.roundHalfUp)
}

/** Makes a product for every SKU, under one template a style, with net list prices and the VAT of their category. */
export async function setUpCatalog(rpc: Rpc, world: World, books: Books): Promise<Catalog> {
  const units = await rpc.rows('product.uom', [['name', 'in', ['Unit', 'Kilogram']]], ['name'])
  const unitOf = (name: string) => units.find((unit) => unit['name'] === name)?.id ?? 0
  const [piece, kilogram] = [unitOf('Unit'), unitOf('Kilogram')]
  await rpc.write('product.uom', [kilogram], { digits: 3, rounding: 0.001 })
  const categories = await setUpCategories(rpc, books)
  const styles = world.products.map((style): Values => {
    const unit = style.weighed ? kilogram : piece
    const price = style.variants[0]?.price ?? 0
    return {
      name: style.title['fr_FR'] ?? style.code,
      type: 'goods',
      salable: true,
      default_uom: unit,
      sale_uom: unit,
      list_price: decimalValue(netPrice(new Big(price), style.taxRate).toFixed()),
      account_category: categories.get(style.taxRate),
      products: [
        [
          'create',
          style.variants.map(({ sku, gtin }) => ({
            suffix_code: sku,
            cost_price: decimalValue(new Big(price).div(250).toFixed(2)),
            identifiers: [['create', [{ type: 'ean', code: gtin }]]],
          })),
        ],
      ],
    }
  })
  const service = (name: string, code: string, category: string): Values => ({
    name,
    type: 'service',
    salable: true,
    default_uom: piece,
    sale_uom: piece,
    list_price: decimalValue('0'),
    account_category: categories.get(category),
    products: [['create', [{ suffix_code: code, cost_price: decimalValue('0') }]]],
  })
  const services = [service('Frais de port', 'PORT', '20'), service('Arrondi', 'ARRONDI', 'none')]
  await rpc.create('product.template', [...styles, ...services])
  const products = await rpc.rows('product.product', [], ['code', 'default_uom'])
  const articles = new Map(
    products.map((row): [string, Article] => [
      String(row['code']),
      { product: row.id, unit: Number(row['default_uom']) },
    ]),
  )
  const known = (code: string) => {
    const article = articles.get(code)
    if (!article) throw new Error(`expected a product ${code}`)
    return article
  }
  return { articles, shipping: known('PORT'), rounding: known('ARRONDI') }
}

/** Accounting categories by rate; `none` has no VAT. */
async function setUpCategories(rpc: Rpc, books: Books): Promise<ReadonlyMap<string, number>> {
  const rates = [...books.taxes.keys(), 'none']
  const ids = await rpc.create(
    'product.category',
    rates.map((rate) => ({
      name: `TVA ${rate}`,
      accounting: true,
      account_expense: books.expense,
      account_revenue: books.revenue,
      customer_taxes: [['add', [books.taxes.get(rate) ?? []].flat()]],
    })),
  )
  return new Map(rates.map((rate, at) => [rate, ids[at] ?? 0]))
}
