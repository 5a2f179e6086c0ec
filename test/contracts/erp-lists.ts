import type { OrderNumber, RecordId } from '../../adapters/ids.ts'
import type { HistoryRequest, OrderKey } from '../../adapters/ports/orders.ts'
import type { PriceKey } from '../../adapters/ports/prices.ts'
import type { Identifier } from '../../adapters/ports/profiles.ts'
import type { StockKey } from '../../adapters/ports/stock.ts'
import type { Ports } from '../../adapters/source.ts'
import type { Day } from '../../adapters/time.ts'
import type { WorldOrder } from '../../sandbox/world/types.ts'
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
  /** Calls by method and by what they are called in records. */
  readonly calls: Readonly<Record<Method, Readonly<Record<string, number>>>>
  /** Customers the system knows. */
  readonly customers: readonly string[]
  /** Orders the system knows, by its own key and by their number. */
  readonly orders: readonly { readonly id: string; readonly key: OrderKey }[]
  /** A place's key in the system. */
  readonly place: string
  /** Where its prices hold. @default the web */
  readonly pricedAt?: Pick<PriceKey, 'channel' | 'store'>
}

/** As many known keys as make the point. */
const SOME = 12
const skus = world.products.slice(0, SOME).flatMap(({ variants }) => variants[0]?.sku ?? [])

/** Every batch read of the ports that ERPs and tills share, asked for many keys. Unknown ones have nine digits, as unlikely as possible. */
export function erpLists<Opened extends ErpPorts>(options: ErpListsOptions): LongLists<Opened> {
  const { keys, calls, customers, orders, place, pricedAt = { channel: 'WEB', store: null } } = options
  const ids = orders.map(({ id }) => id as RecordId)
  const stranger = (n: number) => String(700_000_000 + n) as RecordId
  const list = <Key>(
    method: Method,
    known: readonly Key[],
    unknown: (n: number) => Key,
    read: (opened: Opened, keys: readonly Key[]) => ReturnType<LongList['read']>,
  ) =>
    [
      method,
      (opened: Opened): LongList => ({
        known,
        unknown,
        keys,
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
    list(`orders.${name}`, ids, stranger, ({ ports }, asked) => ports.orders[name](asked))
  const people = customers as readonly RecordId[]
  // Requests enough to be several questions by themselves.
  const histories = people
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
      histories,
      (n) => historyOf(stranger(n)),
      ({ ports }, asked) => ports.orders.history(asked),
    ),
    list(
      'orders.orders',
      orders.map(({ key }) => key),
      strangeOrder,
      ({ ports }, asked) => ports.orders.orders(asked),
    ),
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

/** An order of the world as its system knows it. */
export function orderOf(id: string, { channel, number }: Pick<WorldOrder, 'channel' | 'number'>) {
  return { id, key: { channel, number: number as OrderNumber } }
}

/** Orders with a return first, as few have one. */
export function someOrders(): readonly WorldOrder[] {
  const [returned, others] = [true, false].map((is) =>
    world.orders.filter((order) => (order.returned !== null) === is),
  )
  return [...(returned ?? []).slice(0, 4), ...(others ?? []).slice(0, SOME)]
}

function identifiers(): readonly Identifier[] {
  const mails = world.customers.slice(0, SOME).flatMap(({ email }) => email ?? [])
  return mails.map((value) => ({ type: 'EMAIL', value }))
}

function strangeMail(n: number): Identifier {
  return { type: 'EMAIL', value: `nobody.${n}@example.org` }
}

function strangeOrder(n: number): OrderKey {
  return { channel: 'WEB', number: `NONE-${n}` as OrderNumber }
}

function stockOf(item: string, location: string): StockKey {
  return { item: item as RecordId, location: location as RecordId }
}

function historyOf(customer: RecordId, first = 2): HistoryRequest {
  return { customers: [customer], cards: [], first, until: null, from: null, channels: [] }
}
