import { receiptNumber } from '../../adapters/ids.ts'
import { dayIn } from '../../adapters/time.ts'
import type { WorldReceipt } from '../../sandbox/world/sale-types.ts'
import type { World } from '../../sandbox/world/types.ts'
import { variantOf } from './expected.ts'

/** What somebody nobody knows buys over the counter. */
export interface Sale {
  /** Store code. */
  readonly store: string
  readonly sku: string
  readonly units: number
  readonly at: Date
}

/** The receipt of a sale, paid by card, as the store's tills write them; of a number that no receipt of the world has. */
export function tillSale(world: World, { store, sku, units, at }: Sale): WorldReceipt {
  const like = world.receipts.find((one) => one.store === store && one.kind === 'sale')
  const place = world.stores.find(({ code }) => code === store)
  if (!like || !place) throw new RangeError(`expected the tills of ${store} to have sold something`)
  const { product, variant } = variantOf(world, sku)
  const businessDay = dayIn(place.timeZone, at)
  const [till, sequence] = ['9', 9_001]
  const total = variant.tillPrice * units
  const rate = Number(product.taxRate)
  return {
    ...like,
    number: receiptNumber({ store: place.tillStore, till, businessDay, sequence: String(sequence) }),
    till,
    sequence,
    businessDay,
    at: at.toISOString(),
    customer: null,
    namesCustomer: false,
    card: null,
    lines: [
      {
        line: 1,
        sku,
        title: sku,
        quantity: String(units),
        unitPrice: variant.tillPrice,
        total,
        tax: Math.round((total * rate) / (100 + rate)),
        taxRate: product.taxRate,
        discount: 0,
      },
    ],
    tenders: [{ type: 'CreditDebit', amount: total, change: 0, brand: 'CB', last4: '4242' }],
    rounding: 0,
    late: false,
  }
}
