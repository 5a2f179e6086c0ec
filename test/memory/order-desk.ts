import { SourceError, type SourceErrorCode } from '../../adapters/error.ts'
import type { RecordId } from '../../adapters/ids.ts'
import { type Currency, type Money, sumMoney, type TaxedMoney } from '../../adapters/money.ts'
import type { LineToPlace, OrderDesk, OrderToPlace, PlacedRecord } from '../../adapters/ports/order-desk.ts'
import type { Fulfillment, Order, OrderKey, Orders, Return } from '../../adapters/ports/orders.ts'
import { inChunks, type Reads } from '../../adapters/read.ts'
import { instant } from '../../adapters/time.ts'
import { misconduct } from '../../sandbox/serve/misconduct.ts'
import type { Misbehaviour } from '../../sandbox/server.ts'
import { foundIn, type MemorySource, readEach } from './found.ts'
import { memoryOrders } from './orders.ts'

export interface MemoryDeskOptions extends MemorySource {
  /** What may be ordered, by whom, from where. */
  readonly skus: readonly string[]
  readonly customers: readonly string[]
  readonly places: readonly string[]
  /** Keys asked for at once. @default 100 */
  readonly chunk?: number
  /** @default 90000 */
  readonly settleMs?: number
}

/** The plainest `OrderDesk`, with the order history that shows what was placed. */
export interface MemoryDesk {
  readonly desk: OrderDesk
  readonly orders: Orders
  /** Has writes, and reads of `placed`, go wrong: refuse, loseReply, lateCommitMs, with nth and times. */
  misbehave(how: Misbehaviour): void
  /** How many writes there were since the last look. */
  writes(): number
  deliver(recordId: RecordId, positions?: readonly number[]): void
}

interface Kept {
  readonly recordId: RecordId
  readonly order: OrderToPlace
  readonly cancelled: Set<number>
  readonly delivered: Set<number>
  readonly returns: (Return & { readonly reference: string })[]
}

/** As long as a customer's reference is in an ERP. */
const LONGEST_NUMBER = 35

/** An order desk that holds nothing yet. */
export function memoryOrderDesk(options: MemoryDeskOptions): MemoryDesk {
  const { source, clock, skus, customers, places, chunk = 100, settleMs = 90_000 } = options
  const kept: Kept[] = []
  let manners = misconduct({})
  let writes = 0
  let numbered = 0
  const next = (letter: string) => `${letter}${String(++numbered).padStart(6, '0')}` as RecordId
  const failure = (code: SourceErrorCode) => new SourceError(source, code, 'as it was told to')
  const conflict = (why: string) => new SourceError(source, 'CONFLICT', why)

  async function write<T>(work: () => T): Promise<T> {
    writes += 1
    const how = manners.meet('')
    if (how.refuse) throw failure('SOURCE_UNAVAILABLE')
    if (how.lateCommitMs !== undefined) {
      setTimeout(work, how.lateCommitMs)
      throw failure('SOURCE_TIMEOUT')
    }
    const result = work()
    if (how.loseReply) throw failure('SOURCE_UNAVAILABLE')
    return result
  }
  const keptOrder = (recordId: RecordId): Kept => {
    const found = kept.find((one) => one.recordId === recordId)
    if (!found) throw conflict('there is no such order')
    return found
  }
  const ofKey = ({ channel, number }: OrderKey) =>
    kept.filter(({ order: { key } }) => key.channel === channel && key.number === number)
  const ofReference = (reference: string) =>
    kept.flatMap(({ returns }) => returns).filter((one) => one.reference === reference)
  const recordedAt = () => instant(clock())
  const toRecord = (one: Kept): PlacedRecord => ({
    recordId: one.recordId,
    recordedAt: recordedAt(),
    cancelled: isCancelled(one),
    total: costOf(one).gross,
  })

  const desk: OrderDesk = {
    capabilities: { place: true, cancel: true, cancelLines: true, createReturn: true },
    lineIdOf: String,
    settleMs,
    place: (order) =>
      write(() => {
        const isKnown = (line: LineToPlace) =>
          skus.includes(line.sku) && (line.location === null || places.includes(line.location))
        if (!order.lines.every(isKnown)) throw conflict('an article or place is not known')
        if (order.customer !== null && !customers.includes(order.customer))
          throw conflict('nobody knows them')
        if (order.key.number.length > LONGEST_NUMBER) throw conflict('its number is too long')
        const one = {
          recordId: next('O'),
          order,
          cancelled: new Set<number>(),
          delivered: new Set<number>(),
          returns: [],
        }
        kept.push(one)
        return toRecord(one)
      }),
    placed: (keys) =>
      inChunks(keys, chunk, async (some) => {
        if (manners.meet('').refuse) throw failure('SOURCE_UNAVAILABLE')
        return lists(options, some, (key) => ofKey(key).map(toRecord))
      }),
    cancel: ({ recordId, positions }) =>
      write(() => {
        const { order, cancelled, delivered } = keptOrder(recordId)
        const wanted = positions ?? order.lines.map(({ position }) => position)
        if (!wanted.every((one) => order.lines.some(({ position }) => position === one)))
          throw conflict('there is no such line')
        if (wanted.some((one) => delivered.has(one))) throw conflict('it is too late')
        for (const one of wanted) cancelled.add(one)
      }),
    createReturn: (request) =>
      write(() => {
        const { order, delivered, returns } = keptOrder(request.order.recordId)
        for (const { lineId, quantity } of request.lines) {
          const line = order.lines.find(({ position }) => String(position) === lineId)
          const back = returns
            .flatMap(({ lines }) => lines)
            .filter((each) => each.lineId === lineId)
            .reduce((sum, each) => sum + Number(each.quantity), quantity)
          if (!line || !delivered.has(line.position) || back > line.quantity)
            throw conflict('no more comes back than left')
        }
        const recordId = next('R')
        returns.push({
          recordId,
          reference: request.reference,
          channel: { code: request.channel.toLowerCase(), kind: request.channel },
          status: 'REQUESTED',
          on: request.on,
          at: null,
          receivedAt: request.store,
          lines: request.lines.map(({ lineId, sku, quantity, reason }) => ({
            lineId,
            sku,
            reason,
            quantity: String(quantity),
          })),
          refund: null,
        })
        return { recordId, recordedAt: recordedAt(), cancelled: false }
      }),
    returned: async (references) =>
      lists(options, references, (reference) =>
        ofReference(reference).map(({ recordId }) => ({
          recordId,
          recordedAt: recordedAt(),
          cancelled: false,
        })),
      ),
  }
  return {
    desk,
    orders: historyOf(options, kept),
    misbehave: (how) => {
      manners = misconduct(how)
    },
    writes: () => {
      const count = writes
      writes = 0
      return count
    },
    deliver: (recordId, positions) => {
      const { order, delivered } = keptOrder(recordId)
      for (const { position } of order.lines) {
        if (positions?.includes(position) ?? true) delivered.add(position)
      }
    },
  }
}

/** Lists by key; an empty one is an absent key. */
function lists<K, T extends { readonly recordId: RecordId }>(
  memory: MemorySource,
  keys: readonly K[],
  of: (key: K) => readonly T[],
): Reads<K, readonly T[]> {
  return new Map(
    keys.flatMap((key) => {
      const [first, ...rest] = of(key)
      return first ? [[key, foundIn(memory, [first, ...rest], first.recordId)] as const] : []
    }),
  )
}

/** The history as it is when it is asked for. */
function historyOf(memory: MemorySource, kept: readonly Kept[]): Orders {
  const now = () =>
    memoryOrders({
      ...memory,
      orders: kept.map(toOrder),
      returns: Object.fromEntries(
        kept.flatMap(({ recordId, returns }) => (returns.length > 0 ? [[recordId, returns]] : [])),
      ),
    })
  return {
    history: (requests) => now().history(requests),
    orders: (keys) => now().orders(keys),
    fulfillments: async (ids) =>
      readEach(memory, ids, (id) => {
        const one = kept.find(({ recordId }) => recordId === id)
        const left = one ? leftOf(one) : []
        return left.length > 0 ? [left, id] : null
      }),
    payments: (ids) => now().payments(ids),
    returns: (ids) => now().returns(ids),
    invoices: (ids) => now().invoices(ids),
    addresses: async (ids) =>
      readEach(memory, ids, (id) => {
        const order = kept.find(({ recordId }) => recordId === id)?.order
        return order ? [{ shipping: order.shippingAddress, billing: order.billingAddress }, id] : null
      }),
  }
}

/** What has left, line by line. */
function leftOf({ recordId, order, delivered }: Kept): readonly Fulfillment[] {
  return order.lines
    .filter(({ position }) => delivered.has(position))
    .map(({ position, quantity, location, fulfilment: kind }) => ({
      recordId: `${recordId}-${position}` as RecordId,
      kind,
      status: 'SHIPPED',
      location,
      leftOn: order.placedOn,
      leftAt: null,
      lines: [{ lineId: String(position), quantity: String(quantity) }],
      tracking: [],
    }))
}

function isCancelled({ order, cancelled }: Kept): boolean {
  return order.lines.every(({ position }) => cancelled.has(position))
}

function toOrder(one: Kept): Order {
  const { recordId, order, cancelled, delivered } = one
  const statusOf = ({ position }: LineToPlace) =>
    cancelled.has(position) ? 'CANCELLED' : delivered.has(position) ? 'SHIPPED' : 'CONFIRMED'
  const lines = order.lines.map((line) => ({
    lineId: String(line.position),
    sku: line.sku,
    gtin: null,
    title: line.title,
    quantity: String(line.quantity),
    unitPrice: { gross: line.unitPrice, net: null, tax: null },
    lineTotal: line.lineTotal,
    status: statusOf(line),
    returnOf: null,
  })) satisfies Order['lines']
  const { currency } = order.total.gross
  const off = sumMoney(
    order.promotions.map(({ amount }) => amount),
    currency,
  )
  return {
    recordId,
    channel: { code: order.key.channel.toLowerCase(), kind: order.key.channel },
    number: order.key.number,
    status: isCancelled(one)
      ? 'CANCELLED'
      : (lines.find(({ status }) => status !== 'CANCELLED')?.status ?? 'UNKNOWN'),
    statusDetail: null,
    placedOn: order.placedOn,
    placedAt: order.placedAt,
    store: null,
    customer: order.customer,
    card: null,
    lines,
    cost: {
      subtotal: added(
        standing(one).map(({ lineTotal }) => lineTotal),
        currency,
      ),
      shipping: order.shippingCost,
      discount: off.minor === 0 ? null : off,
      total: costOf(one),
      roundingAdjustment: null,
    },
    promotions: order.promotions,
    version: null,
  }
}

function standing({ order, cancelled }: Kept): readonly LineToPlace[] {
  return order.lines.filter(({ position }) => !cancelled.has(position))
}

/** What is to be paid of an order: nothing once all of it is cancelled. */
function costOf(one: Kept): TaxedMoney {
  const { shippingCost, total } = one.order
  const lines = standing(one)
  const parts = lines.length > 0 && shippingCost ? [shippingCost] : []
  return added([...lines.map(({ lineTotal }) => lineTotal), ...parts], total.gross.currency)
}

function added(parts: readonly TaxedMoney[], currency: Currency): TaxedMoney {
  const sum = (of: (part: TaxedMoney) => Money | null) =>
    sumMoney(
      parts.flatMap((part) => of(part) ?? []),
      currency,
    )
  return { gross: sum(({ gross }) => gross), net: sum(({ net }) => net), tax: sum(({ tax }) => tax) }
}
