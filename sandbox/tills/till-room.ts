import type { WorldLine, WorldReceipt } from '../world/sale-types.ts'
import type { WorldProduct, WorldVariant } from '../world/shop-types.ts'
import type { WorldCustomer } from '../world/shopper-types.ts'
import type { World } from '../world/types.ts'

/** What a till knows when it writes a receipt down. */
export interface TillRoom {
  /** The till system's store id of a store code. */
  storeId(code: string): string
  article(sku: string): { readonly product: WorldProduct; readonly variant: WorldVariant }
  customer(index: number): WorldCustomer
  receipt(number: string): WorldReceipt | null
}

/** Indexes a world for the writers of receipts. Unknown keys throw a RangeError: the world is incoherent then. */
export function tillRoom(world: World): TillRoom {
  const stores = new Map(world.stores.map(({ code, tillStore }) => [code, tillStore]))
  const receipts = new Map(world.receipts.map((receipt) => [receipt.number, receipt]))
  const articles = new Map(
    world.products.flatMap((product) =>
      product.variants.map((variant) => [variant.sku, { product, variant }] as const),
    ),
  )
  return {
    storeId: (code) => known(stores.get(code), 'store'),
    article: (sku) => known(articles.get(sku), 'SKU'),
    customer: (index) => known(world.customers[index], 'customer'),
    receipt: (number) => receipts.get(number) ?? null,
  }
}

/** The line of an earlier receipt that sold what this line takes back; null when it is not there. */
export function soldAs(line: WorldLine, origin: WorldReceipt): WorldLine | null {
  return origin.lines.find(({ sku, discount }) => sku === line.sku && discount === 0) ?? null
}

/** Whether this receipt also shows a line that was scanned and taken off again before payment. */
export function hasVoidedLine({ kind, sequence }: WorldReceipt): boolean {
  return kind === 'sale' && sequence % 17 === 0
}

/** Whether this store's tills write the SKU beside the GTIN; the others know articles by their barcode alone. */
export function writesSku(storeId: string): boolean {
  return Number(storeId) % 4 !== 0
}

/** Cents as decimal text. */
export function amount(cents: number): string {
  const size = Math.abs(cents)
  return `${cents < 0 ? '-' : ''}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new RangeError(`expected a ${what} of this world`)
  return value
}
