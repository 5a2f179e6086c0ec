import { type OrderNumber, parseReceiptNumber, type RecordId, receiptNumber } from '../../adapters/ids.ts'
import type { HistoryRequest, OrderKey } from '../../adapters/ports/orders.ts'
import type { PriceKey } from '../../adapters/ports/prices.ts'
import type { Identifier } from '../../adapters/ports/profiles.ts'
import type { StockKey } from '../../adapters/ports/stock.ts'
import { isFound } from '../../adapters/read.ts'
import type { Ports } from '../../adapters/source.ts'
import type { Day } from '../../adapters/time.ts'
import type { LongList, LongLists } from './id-lists.ts'
import { world } from './small-world.ts'

/** The ports that ERPs and tills share. */
export interface ErpPorts {
  readonly ports: Pick<Ports, 'profiles' | 'prices' | 'orders' | 'stock'>
}

type Method =
  | 'profiles.profiles'
  | 'profiles.find'
  | 'prices.prices'
  | 'prices.taxRates'
  | `orders.${'history' | 'orders' | 'fulfillments' | 'payments' | 'returns' | 'invoices' | 'addresses'}`
  | 'stock.levels'

export interface ErpListsOptions {
  /** How many keys each read is asked for. */
  readonly keys: number
  /** Shoppers' pages, where each is a call of its own. @default as many as `keys` */
  readonly histories?: number
  /** Calls by method and by what they are called in records. */
  readonly calls: Readonly<Record<Method, Readonly<Record<string, number>>>>
  /** Customers the system knows. */
  readonly customers: readonly string[]
  /** Orders the system knows; what follows them is asked for by the keys it has for them. */
  readonly orders: readonly OrderKey[]
  /** The number of an order it does not know. @default one of the web */
  readonly strangeOrder?: (n: number) => OrderKey
  /** A place's key in the system. */
  readonly place: string
  /** Where its prices hold. @default the web */
  readonly pricedAt?: Pick<PriceKey, 'channel' | 'store'>
}

const WEB = { channel: 'WEB', store: null } as const

/** As many known keys as make the point. */
const SOME = 12
const skus = world.products.slice(0, SOME).flatMap(({ variants }) => variants[0]?.sku ?? [])

/** Every batch read of the ports that ERPs and tills share, asked for many keys. Unknown ones have nine digits, as unlikely as possible. */
export function erpLists<Opened extends ErpPorts>(options: ErpListsOptions): LongLists<Opened> {
  const { keys, calls, customers, orders, place, pricedAt = WEB, histories = keys } = options
  const { strangeOrder = (n: number) => ({ channel: 'WEB', number: `NONE-${n}` as OrderNumber }) } = options
  const idsIn = async ({ ports }: Opened) => {
    const reads = [...(await ports.orders.orders(orders)).values()]
    return reads.flatMap((read) => (isFound(read) ? [read.recordId] : []))
  }
  const stranger = (n: number) => String(700_000_000 + n) as RecordId
  const list = <Key>(
    method: Method,
    known: readonly Key[] | ((opened: Opened) => Promise<readonly Key[]>),
    unknown: (n: number) => Key,
    read: (opened: Opened, keys: readonly Key[]) => ReturnType<LongList['read']>,
  ) =>
    [
      method,
      (opened: Opened): LongList => ({
        known: typeof known === 'function' ? () => known(opened) : known,
        unknown,
        keys: method === 'orders.history' ? histories : keys,
        calls: calls[method],
        read: (asked) => read(opened, asked as readonly Key[]),
      }),
    ] as const
  const price = (item: string): PriceKey => ({
    item: item as RecordId,
    ...pricedAt,
    quantity: 1,
    on: world.now.toISOString().slice(0, 10) as Day,
  })
  const ofOrders = (name: 'fulfillments' | 'payments' | 'returns' | 'invoices' | 'addresses') =>
    list(`orders.${name}`, idsIn, stranger, ({ ports }, asked) => ports.orders[name](asked))
  const people = customers as readonly RecordId[]
  // Requests enough to be several questions by themselves.
  const pages = people
    .slice(0, 20)
    .flatMap((customer) => [1, 2, 3].map((first) => historyOf(customer, first)))
  return Object.fromEntries([
    list('profiles.profiles', people.slice(0, SOME), stranger, ({ ports }, asked) =>
      ports.profiles.profiles(asked),
    ),
    list('profiles.find', identifiers(), strangeMail, ({ ports }, asked) => ports.profiles.find(asked)),
    list(
      'prices.prices',
      skus.map(price),
      (n) => price(stranger(n)),
      ({ ports }, asked) => ports.prices.prices(asked),
    ),
    list('prices.taxRates', skus as RecordId[], stranger, ({ ports }, asked) => ports.prices.taxRates(asked)),
    list(
      'orders.history',
      pages,
      (n) => historyOf(stranger(n)),
      ({ ports }, asked) => ports.orders.history(asked),
    ),
    list('orders.orders', orders, strangeOrder, ({ ports }, asked) => ports.orders.orders(asked)),
    ofOrders('fulfillments'),
    ofOrders('payments'),
    ofOrders('returns'),
    ofOrders('invoices'),
    ofOrders('addresses'),
    list(
      'stock.levels',
      skus.map((sku) => stockOf(sku, place)),
      (n) => stockOf(stranger(n), place),
      ({ ports }, asked) => ports.stock.levels(asked),
    ),
  ])
}

/** Orders with a return first, as few have one. */
export function someOrders(): readonly OrderKey[] {
  const [returned, others] = [true, false].map((is) =>
    world.orders.filter((order) => (order.returned !== null) === is),
  )
  const some = [...(returned ?? []).slice(0, 4), ...(others ?? []).slice(0, SOME)]
  return some.map(({ channel, number, copyOfReceipt }) => {
    const receipt = copyOfReceipt === undefined ? null : parseReceiptNumber(copyOfReceipt)
    return { channel, number: receipt ? receiptNumber(receipt) : (number as OrderNumber) }
  })
}

function identifiers(): readonly Identifier[] {
  const mails = world.customers.slice(0, SOME).flatMap(({ email }) => email ?? [])
  return mails.map((value) => ({ type: 'EMAIL', value }))
}

function strangeMail(n: number): Identifier {
  return { type: 'EMAIL', value: `nobody.${n}@example.org` }
}

function stockOf(item: string, location: string): StockKey {
  return { item: item as RecordId, location: location as RecordId }
}

function historyOf(customer: RecordId, first = 2): HistoryRequest {
  return { customers: [customer], cards: [], first, until: null, from: null, channels: [] }
}
