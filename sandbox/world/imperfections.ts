import { NEGATIVE_STOCK_STORE } from './landmarks.ts'
import type { WorldProduct } from './shop-types.ts'
import type { Imperfection, World } from './types.ts'

/** Reads off the world what is wrong with it, so that the list is never longer or shorter than the truth. */
export function findImperfections(world: Omit<World, 'imperfections'>): readonly Imperfection[] {
  return [
    ...world.products.flatMap(ofProduct),
    ...ofCustomers(world),
    ...world.loyalty
      .filter(({ customer }) => (world.customers[customer]?.email ?? null) === null)
      .map(({ card }) =>
        imperfection('CARD_WITHOUT_EMAIL', card, 'the card is in use and nobody knows whose it is'),
      ),
    ...world.receipts
      .filter(({ late }) => late)
      .map(({ number, businessDay }) =>
        imperfection('LATE_TILL_FILE', number, `the file of ${businessDay} came long after its day`),
      ),
    ...world.orders.flatMap(({ copyOfReceipt, salesOrder }) =>
      copyOfReceipt === undefined
        ? []
        : [
            imperfection(
              'ORDER_IN_TWO_SYSTEMS',
              copyOfReceipt,
              `the ERP holds it too, as order ${salesOrder}`,
            ),
          ],
    ),
    ...oversold(world),
  ]
}

function imperfection(kind: Imperfection['kind'], subject: string, detail: string): Imperfection {
  return { kind, subject, detail }
}

function ofProduct({ code, title, variants }: WorldProduct): readonly Imperfection[] {
  const untranslated = 'en_US' in title ? [] : [imperfection('MISSING_TRANSLATION', code, 'no text in en_US')]
  const drifting = variants
    .filter(({ price, tillPrice }) => price !== tillPrice)
    .map(({ sku, price, tillPrice }) =>
      imperfection('PRICE_DRIFT', sku, `the ERP lists ${euros(price)}, the tills charge ${euros(tillPrice)}`),
    )
  const missing = variants
    .filter(({ inPim }) => !inPim)
    .map(({ sku }) => imperfection('PRODUCT_MISSING_IN_PIM', sku, 'sold and stocked, unknown to the PIM'))
  return [...untranslated, ...drifting, ...missing]
}

function ofCustomers({ customers }: Pick<World, 'customers'>): readonly Imperfection[] {
  return customers.flatMap(({ index, duplicateOf, erpDiffers }) => [
    ...(duplicateOf === null
      ? []
      : [imperfection('DUPLICATE_CUSTOMER', String(index), `the same person as customer ${duplicateOf}`)]),
    ...(erpDiffers === null
      ? []
      : [
          imperfection(
            'PROFILE_DISAGREES',
            String(index),
            `ERP and CRM differ in ${Object.keys(erpDiffers).join(' and ')}`,
          ),
        ]),
  ])
}

/** Goods the tills sold in a store where the ERP counts fewer than none. */
function oversold({ products, receipts }: Pick<World, 'products' | 'receipts'>): readonly Imperfection[] {
  const below = products
    .flatMap(({ variants }) => variants)
    .filter(({ stock }) => Number(stock[NEGATIVE_STOCK_STORE] ?? '0') < 0)
  const sold = new Set(
    receipts
      .filter(({ store, kind }) => store === NEGATIVE_STOCK_STORE && kind === 'sale')
      .flatMap(({ lines }) => lines.map(({ sku }) => sku)),
  )
  return below
    .filter(({ sku }) => sold.has(sku))
    .map(({ sku, stock }) =>
      imperfection(
        'STOCK_DISAGREES',
        sku,
        `the ERP counts ${stock[NEGATIVE_STOCK_STORE]} in ${NEGATIVE_STOCK_STORE}, where the tills sold it`,
      ),
    )
}

function euros(cents: number): string {
  return `${(cents / 100).toFixed(2)} EUR`
}
