import Big from 'big.js'
import type { Clock } from '../../../adapters/time.ts'
import type { KeptOrder } from '../rows/kept.ts'

/** Documents that are numbered here. The world numbers its own below these. */
type NumberRange = 'order' | 'delivery' | 'invoice' | 'return'

/** What was written to one server: new orders, and the world's as they are since. The world itself stays as it is. */
export interface OrderStore {
  /** An order as it is since it was written; undefined where it never was. */
  get(salesOrder: string): KeptOrder | undefined
  /** Adds or replaces it. */
  save(order: KeptOrder): void
  /** How often anything was written. */
  changes(): number
  /** Every order that was written, oldest first. */
  all(): readonly KeptOrder[]
  /** An index over what is and what will be written; lookups answer orders that have the key now. */
  index(
    keysOf: (order: KeptOrder) => readonly (string | null | undefined | false)[],
  ): (key: string) => readonly KeptOrder[]
  /** The next number of a range. */
  next(range: NumberRange): string
  /** The time, later at each call: a change always changes the ETag. */
  now(): string
  /** Takes goods out of a place's stock; minus: puts them there. */
  move(sku: string, code: string, quantity: string): void
  /** How much has left a place since the world. */
  gone(sku: string, code: string): string
}

const FIRST: Readonly<Record<NumberRange, number>> = {
  order: 4_000_000_001,
  delivery: 8_100_000_001,
  invoice: 9_100_000_001,
  return: 6_500_000_001,
}

/** A store in which nothing has been written. */
export function createOrderStore(clock: Clock): OrderStore {
  const orders = new Map<string, KeptOrder>()
  const indexes: ((order: KeptOrder) => void)[] = []
  const moved = new Map<string, string>()
  const numbers = { ...FIRST }
  let latest = 0
  let changes = 0
  return {
    get: (salesOrder) => orders.get(salesOrder),
    save(order) {
      orders.set(order.salesOrder, order)
      changes += 1
      for (const add of indexes) add(order)
    },
    changes: () => changes,
    all: () => [...orders.values()],
    index(keysOf) {
      const found = new Map<string, Set<string>>()
      const keys = (order: KeptOrder) => keysOf(order).filter((key): key is string => Boolean(key))
      const add = (order: KeptOrder) => {
        for (const key of keys(order)) found.set(key, (found.get(key) ?? new Set()).add(order.salesOrder))
      }
      for (const order of orders.values()) add(order)
      indexes.push(add)
      return (key) =>
        [...(found.get(key) ?? [])]
          .flatMap((salesOrder) => orders.get(salesOrder) ?? [])
          .filter((order) => keys(order).includes(key))
    },
    next: (range) => String(numbers[range]++),
    now() {
      latest = Math.max(clock().getTime(), latest + 1)
      return new Date(latest).toISOString()
    },
    move(sku, code, quantity) {
      const place = `${sku}/${code}`
      moved.set(place, new Big(moved.get(place) ?? '0').plus(quantity).toFixed())
    },
    gone: (sku, code) => moved.get(`${sku}/${code}`) ?? '0',
  }
}
