import Big from 'big.js'
import type { WorldStore } from '../../world/shop-types.ts'
import type { Row, View } from '../edm.ts'
import type { Article, Book } from './book.ts'
import { lot, padded, scaled } from './text.ts'
import { exactly, viewOf } from './views.ts'

/**
 * The views of API_MATERIAL_STOCK_SRV. What the world has in a place is the sum of the rows of unrestricted stock ('01')
 * without special stock; other rows (quality '02', blocked '07', an order's 'E') must not be counted with it.
 */
export function stockViews(book: Book) {
  const rows = (article: Article) =>
    Object.entries(article.variant.stock).flatMap(([code, quantity]) =>
      book.placeByCode(code).flatMap((place) => {
        const left = new Big(quantity).minus(book.store.gone(article.variant.sku, code)).toFixed()
        return rowsOf({ article, place, quantity: left, book })
      }),
    )
  const materials = (article: Article) =>
    Object.keys(article.variant.stock).length === 0 ? [] : [materialRow(article)]
  const over = (make: (article: Article) => readonly Row[]): View =>
    viewOf(book.articles, make, { Material: exactly('Material', book.article, make) })
  return { stock: over(rows), materials: over(materials) }
}

interface Kept {
  readonly article: Article
  readonly place: WorldStore
  readonly quantity: string
  readonly book: Book
}

function materialRow({ product, variant }: Article): Row {
  return { Material: padded(variant.sku, 18), MaterialBaseUnit: product.weighed ? 'KG' : 'PC' }
}

function rowsOf(kept: Kept): readonly Row[] {
  const { article, place, quantity } = kept
  const kind = lot(`${article.variant.sku}/${place.code}`, 12)
  const whole = article.product.weighed ? '0.500' : '2'
  const row = (amount: string, more: Row = {}) => stockRow(article, place, { amount, more })
  return [
    ...unrestricted(quantity, kind, whole).map(([location, amount]) =>
      row(amount, { StorageLocation: location }),
    ),
    ...(kind === 2 ? [row(whole, { InventoryStockType: '02' })] : []),
    ...(kind === 3 ? [row(whole, { InventoryStockType: '07' })] : []),
    ...orderStock(kept).map(([order, item, amount]) =>
      row(amount, { InventorySpecialStockType: 'E', SDDocument: order, SDDocumentItem: item }),
    ),
  ]
}

/** Some places keep an article in two storage locations; in some of these one is booked below zero. */
function unrestricted(quantity: string, kind: number, whole: string): readonly (readonly [string, string])[] {
  const total = new Big(quantity)
  if (kind === 0)
    return [
      ['0001', total.plus(whole).toFixed()],
      ['0002', `-${whole}`],
    ]
  if (kind === 1 && total.gt(whole))
    return [
      ['0001', total.minus(whole).toFixed()],
      ['0002', whole],
    ]
  return [['0001', quantity]]
}

/** What the warehouse has set aside for open orders: their own stock, outside the unrestricted one. */
function orderStock({ article, place, book }: Kept): readonly (readonly [string, string, string])[] {
  if (place.code !== book.world.warehouse.code) return []
  const { sku } = article.variant
  return book
    .openOrdersOf(sku)
    .flatMap((order) =>
      order.lines
        .filter((line) => line.sku === sku && !line.rejected)
        .map(
          ({ line, quantity }) => [padded(order.salesOrder, 10), padded(String(line), 6), quantity] as const,
        ),
    )
}

function stockRow(
  { product, variant }: Article,
  { plant }: WorldStore,
  { amount, more }: { readonly amount: string; readonly more: Row },
): Row {
  return {
    Material: padded(variant.sku, 18),
    Plant: plant,
    StorageLocation: '0001',
    Batch: '',
    Supplier: '',
    Customer: '',
    WBSElementInternalID: '0',
    SDDocument: '',
    SDDocumentItem: '0',
    InventorySpecialStockType: '',
    InventoryStockType: '01',
    MaterialBaseUnit: product.weighed ? 'KG' : 'PC',
    MatlWrhsStkQtyInMatlBaseUnit: scaled(amount, 14),
    ...more,
  }
}
