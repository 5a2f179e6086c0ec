import Big from 'big.js'
import { dateValue, decimalValue } from '../../../../adapters/erp/tryton/codec.ts'
import type { Day } from '../../../../adapters/time.ts'
import type { WorldLine, WorldOrder, WorldReturn } from '../../../../sandbox/world/sale-types.ts'
import type { World } from '../../../../sandbox/world/types.ts'
import type { Row, Rpc, Values } from '../rpc.ts'
import { type Article, type Catalog, netPrice } from './catalog.ts'
import type { Books } from './company.ts'
import type { Place } from './places.ts'
import type { Shopper } from './shoppers.ts'

/** What a sale refers to. */
export interface Known {
  readonly books: Books
  readonly places: ReadonlyMap<string, Place>
  readonly catalog: Catalog
  readonly shoppers: ReadonlyMap<number, Shopper>
}

/** An order of the world with its sale, and the sale that takes goods back. */
export interface Sold {
  readonly order: WorldOrder
  readonly sale: number
  readonly back: { readonly sale: number; readonly returned: WorldReturn } | null
}

/** VAT of shipping. */
const SHIPPING_RATE = '20'

/** Makes every order a sale and brings it as far as it went; deliveries and invoices are drafts still. */
export async function setUpSales(rpc: Rpc, world: World, known: Known): Promise<readonly Sold[]> {
  const sales = await rpc.create(
    'sale.sale',
    world.orders.map((order) => saleOf(order, world, known)),
  )
  await roundTo(rpc, sales, { amounts: world.orders.map(amountOf), known })
  await rpc.press('sale.sale', 'quote', sales)
  const of = (wanted: (order: WorldOrder) => boolean) =>
    world.orders.flatMap((order, at) => (wanted(order) ? [sales[at] ?? 0] : []))
  await rpc.press('sale.sale', 'cancel', of(isCancelled))
  await rpc.press(
    'sale.sale',
    'confirm',
    of((order) => !isCancelled(order)),
  )
  await rpc.press(
    'sale.sale',
    'process',
    of((order) => !isCancelled(order) && order.status !== 'OPEN'),
  )
  const backs = await takeBack(rpc, world, { sales, known })
  return world.orders.map((order, at) => ({ order, sale: sales[at] ?? 0, back: backs.get(order) ?? null }))
}

function isCancelled({ status }: WorldOrder): boolean {
  return status === 'CANCELLED'
}

/** What the shopper pays, cents. */
function amountOf({ lines, shipping }: WorldOrder): number {
  return lines.reduce((sum, { total }) => sum + total, shipping)
}

function saleOf(order: WorldOrder, world: World, known: Known): Values {
  const { catalog } = known
  const shipping = { quantity: '1', unitPrice: order.shipping, total: order.shipping, taxRate: SHIPPING_RATE }
  return {
    ...headOf(order, known),
    reference: order.number,
    sale_date: dateValue(order.placedOn as Day),
    warehouse: known.places.get(placeOf(order, world))?.warehouse,
    // What was sold over the counter has left the store: nothing is to be shipped.
    shipment_method: order.copyOfReceipt === undefined ? 'order' : 'manual',
    lines: [
      [
        'create',
        [
          ...order.lines.map((line) => lineOf(line, articleOf(line, catalog), known)),
          ...(order.shipping > 0 ? [lineOf(shipping, catalog.shipping, known)] : []),
        ],
      ],
    ],
  }
}

function headOf(order: WorldOrder, { books, shoppers }: Known): Values {
  const shopper = shoppers.get(order.customer)
  return {
    company: books.company,
    currency: books.currency,
    party: shopper?.party,
    invoice_address: shopper?.address,
    shipment_address: shopper?.address,
    payment_term: books.paymentTerm,
    invoice_method: 'order',
  }
}

/** Where the goods leave from, or where they were sold. */
function placeOf({ deliveries, copyOfReceipt }: WorldOrder, world: World): string {
  const store = world.stores.find(({ tillStore }) => tillStore === copyOfReceipt?.split('-')[0])
  return store?.code ?? deliveries[0]?.from ?? world.warehouse.code
}

function articleOf({ sku }: WorldLine, { articles }: Catalog): Article {
  const article = articles.get(sku)
  if (!article) throw new Error(`expected a product ${sku}`)
  return article
}

type Sellable = Pick<WorldLine, 'quantity' | 'unitPrice' | 'total' | 'taxRate'> & { readonly title?: string }

function lineOf(line: Sellable, article: Article, { books }: Known): Values {
  return {
    type: 'line',
    product: article.product,
    unit: article.unit,
    quantity: Number(line.quantity),
    unit_price: decimalValue(unitPrice(line).toFixed()),
    ...(line.title && { description: line.title }),
    taxes: [['add', [books.taxes.get(line.taxRate)]]],
  }
}

/**
 * The price of one unit, discount taken off, without its VAT, so that quantity, price and VAT make the line's total to
 * the cent: the price the shopper sees where that does it, else its neighbour, else the total by the quantity.
 */
function unitPrice({ quantity, unitPrice: stated, total, taxRate }: Sellable): Big {
  const step = new Big('0.0001')
  const seen = netPrice(new Big(stated), taxRate)
  const exact = netPrice(new Big(total).div(quantity), taxRate)
  const factor = new Big(taxRate).div(100).plus(1)
  const makes = (price: Big) => price.times(quantity).times(factor).times(100).round(0, Big.roundHalfUp)
  const fit = [seen, seen.plus(step), seen.minus(step), exact].find((price) => makes(price).eq(total))
  if (!fit) throw new Error('expected a net price that makes the total')
  return fit
}

/** Adds what net amounts and VAT of whole documents miss, as a line of its own: Tryton rounds each of the two. */
async function roundTo(
  rpc: Rpc,
  sales: readonly number[],
  { amounts, known: { catalog } }: { readonly amounts: readonly number[]; readonly known: Known },
): Promise<void> {
  const rows = await rpc.rows('sale.sale', [['id', 'in', sales]], ['total_amount'])
  const byId = new Map(rows.map((row: Row) => [row.id, new Big(String(row['total_amount']))]))
  const lines = sales.flatMap((sale, at) => {
    const missing = new Big(amounts[at] ?? 0).div(100).minus(byId.get(sale) ?? 0)
    if (missing.eq(0)) return []
    const { product, unit } = catalog.rounding
    const unit_price = decimalValue(missing.toFixed())
    return [{ sale, type: 'line', product, unit, quantity: 1, unit_price, sequence: 99 }]
  })
  await rpc.create('sale.line', lines)
}

/** Makes each return a sale of negative quantities that names the first sale as its origin. */
async function takeBack(
  rpc: Rpc,
  world: World,
  { sales, known }: { readonly sales: readonly number[]; readonly known: Known },
): Promise<ReadonlyMap<WorldOrder, { readonly sale: number; readonly returned: WorldReturn }>> {
  const wanted = world.orders.flatMap((order, at) => {
    const { returned } = order
    return returned ? [{ order, returned, origin: sales[at] ?? 0 }] : []
  })
  const backs = await rpc.create(
    'sale.sale',
    wanted.map(({ order, returned, origin }) => ({
      ...headOf(order, known),
      origin: `sale.sale,${origin}`,
      reference: returned.number,
      description: returned.reason,
      sale_date: dateValue(returned.on as Day),
      warehouse: known.places.get(world.warehouse.code)?.warehouse,
      shipment_method: 'order',
      lines: [['create', returned.lines.map((line) => backLine(order, line, known))]],
    })),
  )
  await roundTo(rpc, backs, { amounts: wanted.map(({ returned }) => -returned.refund), known })
  await rpc.press('sale.sale', 'quote', backs)
  await rpc.press('sale.sale', 'confirm', backs)
  await rpc.press('sale.sale', 'process', backs)
  return new Map(wanted.map(({ order, returned }, at) => [order, { sale: backs[at] ?? 0, returned }]))
}

function backLine(order: WorldOrder, back: WorldReturn['lines'][number], known: Known): Values {
  const line = order.lines.find((each) => each.line === back.line)
  if (!line) throw new Error('expected a return of a line of the order')
  return { ...lineOf(line, articleOf(line, known.catalog), known), quantity: -Number(back.quantity) }
}
