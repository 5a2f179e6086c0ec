import { createHash } from 'node:crypto'
import type { WorldReceipt } from '../../../sandbox/world/sale-types.ts'
import type { WorldStore, WorldVariant } from '../../../sandbox/world/shop-types.ts'
import type { WorldCustomer } from '../../../sandbox/world/shopper-types.ts'
import type { World } from '../../../sandbox/world/types.ts'
import type { TABLES } from './schema.ts'

type Row = readonly (string | number | boolean | Buffer | null)[]

/** The rows of each table, in the order of its columns. */
export type Rows = Readonly<Record<keyof typeof TABLES, readonly Row[]>>

/** uniCenta's name of a store's till, which is the only trace of the store on a receipt. */
export function hostOf({ tillStore }: WorldStore, till: string): string {
  return `CAISSE-${tillStore}-${till}`
}

/** `LOCATIONS.ID` of a store. */
export function locationOf({ tillStore }: WorldStore): string {
  return uuid('location', tillStore)
}

/** `RECEIPTS.ID` of a receipt of the world. */
export function receiptId({ number }: WorldReceipt): string {
  return uuid('receipt', number)
}

/** The receipts that are in the database: uniCenta deletes what was cancelled and trains on another database. */
export function receiptsIn(world: World, stores: readonly WorldStore[]): readonly WorldReceipt[] {
  const codes = new Set(stores.map(({ code }) => code))
  return world.receipts.filter(
    ({ store, kind }) => codes.has(store) && (kind === 'sale' || kind === 'return'),
  )
}

/** The account a receipt is made out to: a card alone is none, because uniCenta finds the account by it. */
export function accountOf(world: World, receipt: WorldReceipt): WorldCustomer | null {
  const customer = receipt.customer === null ? undefined : world.customers[receipt.customer]
  if (!customer?.tillCustomer || (!receipt.namesCustomer && receipt.card === null)) return null
  return customer
}

const PAYMENTS = { Cash: 'cash', CreditDebit: 'magcard', GiftCard: 'giftcard', Voucher: 'paperin' } as const

/** The world as the tills of these stores have it. */
export function rowsOf(world: World, stores: readonly WorldStore[]): Rows {
  const variants = world.products.flatMap((product) =>
    product.variants.map((variant) => ({ product, variant })),
  )
  const receipts = receiptsIn(world, stores)
  const places = new Map(stores.map((store) => [store.code, store]))
  const storeOf = ({ store }: WorldReceipt) => places.get(store) as WorldStore
  const rates = [...new Set(world.products.map(({ taxRate }) => taxRate))]
  const sessions = new Map(
    receipts.map((receipt) => [sessionOf(storeOf(receipt), receipt), { receipt, store: storeOf(receipt) }]),
  )
  return {
    APPLICATIONS: [['unicentaopos', 'uniCenta oPOS', '3.70']],
    LOCATIONS: stores.map((store) => [locationOf(store), store.name, store.address.city ?? null]),
    TAXES: rates.flatMap((rate): Row[] => [
      [uuid('tax', rate), `TVA ${rate} %`, uuid('taxcat', rate), null, null, Number(rate) / 100, false],
      // A tax for customers of a category alone, as for those abroad: nobody else's price has it.
      [uuid('export', rate), 'Export', uuid('taxcat', rate), uuid('custcat', 'export'), null, 0, false],
    ]),
    PRODUCTS: variants.map(({ product, variant }) => [
      uuid('product', variant.sku),
      variant.sku,
      variant.gtin,
      product.title['fr_FR'] ?? product.code,
      0,
      variant.tillPrice / 100 / (1 + Number(product.taxRate) / 100),
      uuid('category', product.family),
      uuid('taxcat', product.taxRate),
      product.weighed,
    ]),
    CUSTOMERS: customerRows(world),
    CLOSEDCASH: [...sessions].map(([money, { receipt, store }], n) => [
      money,
      hostOf(store, receipt.till),
      n,
      `${receipt.businessDay} 08:00:00`,
    ]),
    RECEIPTS: [
      ...receipts.map((receipt): Row => {
        const store = storeOf(receipt)
        return [receiptId(receipt), sessionOf(store, receipt), localOf(store, receipt.at), null]
      }),
      ...notReceipts(receipts).map(({ id, of }): Row => {
        const store = storeOf(of)
        return [id, sessionOf(store, of), localOf(store, of.at), null]
      }),
    ],
    TICKETS: [
      ...receipts.map((receipt): Row => {
        const customer = accountOf(world, receipt)
        const account = customer && uuid('customer', String(customer.index))
        return [
          receiptId(receipt),
          receipt.kind === 'return' ? 1 : 0,
          receipt.sequence,
          receipt.cashier,
          account,
          0,
        ]
      }),
      ...notReceipts(receipts).map(({ id, type, of }): Row => {
        const customer = accountOf(world, of)
        return [id, type, of.sequence, of.cashier, customer && uuid('customer', String(customer.index)), 0]
      }),
    ],
    TICKETLINES: receipts.flatMap((receipt) =>
      receipt.lines.map((line, n): Row => {
        const units = Number(line.quantity)
        // What the shopper paid for it, without tax: uniCenta has the price after the discount.
        const price = line.total / 100 / units / (1 + Number(line.taxRate) / 100)
        const tax = uuid('tax', line.taxRate)
        const name = Buffer.from(propertiesXml({ 'product.name': line.title }))
        return [receiptId(receipt), n, uuid('product', line.sku), null, units, price, tax, name]
      }),
    ),
    PAYMENTS: receipts.flatMap((receipt) =>
      receipt.tenders.map(({ type, amount, change, brand }, n): Row => {
        const kind = PAYMENTS[type]
        const total = (amount - change) / 100
        const refund = total < 0 && (kind === 'cash' || kind === 'magcard') ? `${kind}refund` : kind
        return [
          uuid('payment', `${receipt.number}/${n}`),
          receiptId(receipt),
          refund,
          total,
          amount / 100,
          brand,
        ]
      }),
    ),
    STOCKCURRENT: stores.flatMap((store) => variants.flatMap(({ variant }) => stockRows(store, variant))),
  }
}

/** Whoever has a number at the tills; and one account that was put away, with the first one's e-mail and card. */
function customerRows({ customers }: World): readonly Row[] {
  const rows = customers.flatMap((customer): Row[] => {
    if (customer.tillCustomer === null) return []
    const { index, givenName, familyName, email, phone, address, card, tillCustomer } = customer
    const id = uuid('customer', String(index))
    const name = `${familyName} ${givenName}`
    const street = [address?.streetLine1 ?? null, null, address?.postalCode ?? null, address?.city ?? null]
    const person = [givenName, familyName, email, phone, null, ...street, null, address?.countryCode ?? null]
    return [[id, tillCustomer, null, name, card, ...person, true]]
  })
  const first = customers.find(({ tillCustomer }) => tillCustomer !== null)
  const away = [null, null, first?.email ?? null, null, null, null, null, null, null, null, null, false]
  return [...rows, [uuid('customer', 'away'), 'T000000', null, 'Ancien compte', null, ...away]]
}

/** An item's count in two attribute sets, whose doubles do not quite make the sum. */
function stockRows(store: WorldStore, { sku, stock }: WorldVariant): readonly Row[] {
  const units = stock[store.code]
  if (units === undefined) return []
  const [location, product] = [locationOf(store), uuid('product', sku)]
  return [
    [location, product, null, Number(units) - 1.1],
    [location, product, uuid('attributes', sku), 1.1],
  ]
}

/** Tickets that are no receipts: a payment of debts, and the drawer opened. */
function notReceipts(receipts: readonly WorldReceipt[]) {
  return receipts.slice(0, 20).map((of, n) => ({ id: uuid('ticket', of.number), type: 2 + (n % 2), of }))
}

function sessionOf(store: WorldStore, { till, businessDay }: WorldReceipt): string {
  return uuid('session', `${hostOf(store, till)}/${businessDay}`)
}

/** A till writes the time on its wall. */
function localOf({ timeZone }: WorldStore, at: string): string {
  return new Date(at).toLocaleString('sv-SE', { timeZone })
}

/** `java.util.Properties.storeToXML`. */
function propertiesXml(properties: Readonly<Record<string, string>>): string {
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  const entries = Object.entries(properties).map(
    ([key, value]) => `<entry key="${escaped(key)}">${escaped(value)}</entry>`,
  )
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>',
    '<!DOCTYPE properties SYSTEM "http://java.sun.com/dtd/properties.dtd">',
    '<properties>',
    '<comment>uniCenta oPOS</comment>',
    ...entries,
    '</properties>',
    '',
  ].join('\n')
}

function uuid(kind: string, key: string): string {
  const hex = createHash('sha256').update(`${kind}\n${key}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}
