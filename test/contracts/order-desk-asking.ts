import { expect } from 'vitest'
import { isSourceError, type SourceError } from '../../adapters/error.ts'
import type { RecordId } from '../../adapters/ids.ts'
import type { OrderDesk, OrderToPlace } from '../../adapters/ports/order-desk.ts'
import type { Order, OrderKey, Orders } from '../../adapters/ports/orders.ts'
import type { Misbehaviour } from '../../sandbox/server.ts'
import { expectProvenance, found } from './found.ts'
import { type Keeping, type Sold, toPlace } from './orders-to-place.ts'
import type { Opened } from './small-world.ts'

/** An order desk over a system that keeps what is written to it. */
export interface OpenedDesk extends Opened<OrderDesk> {
  /** The order history of the same source: what is placed comes back through it. */
  readonly orders: Orders
  /** A shopper of the source, by its own customer key. */
  readonly customer: RecordId
  /** Two articles the source sells, the first at a place of its own. */
  readonly sold: readonly [Sold, Sold]
  readonly keeps: Keeping
  /** Longest time the adapter gives one write, ms. */
  readonly writeMs: number
  /** Has what is written next to orders go wrong; `{}` ends it. */
  misbehave(how: Misbehaviour): Promise<void>
  /** How many writes the system has been sent since the last look. */
  writes(): number
  /** The retailer's people send an order, or some of its lines. */
  deliver(recordId: RecordId, positions?: readonly number[]): Promise<void>
}

/** Gives a fresh adapter whose system holds the small world; `split`: one that asks for as few keys at once as it can, and repeats no read. */
export type OpenDesk = (how?: { readonly split?: boolean }) => Promise<OpenedDesk>

/** What tests ask of a desk, and of what it has written. */
export function askingDesk(desk: () => OpenedDesk) {
  const placedOf = async (key: OrderKey) => (await desk().port.placed([key])).get(key)
  return {
    desk,
    placedOf,
    records: async (key: OrderKey) => found(await placedOf(key)).value,
    readBack: async (key: OrderKey): Promise<Order> => {
      const read = found((await desk().orders.orders([key])).get(key))
      expectProvenance(read, desk().source)
      return read.value
    },
    failureOf: async (work: Promise<unknown>): Promise<SourceError> => {
      const outcome = await work.catch((error: unknown) => error)
      if (!isSourceError(outcome)) throw new Error('expected a SourceError', { cause: outcome })
      expect(outcome.source).toBe(desk().source)
      return outcome
    },
    place: async (number: string, change: Partial<OrderToPlace> = {}) => {
      const order = toPlace(number, desk(), change)
      return { order, record: await desk().port.place(order) }
    },
  }
}
export type DeskAsking = ReturnType<typeof askingDesk>
