import type { CustomerId, RecordId } from '../../../adapters/ids.ts'
import { negate, subtractMoney, sumMoney, type TaxedMoney } from '../../../adapters/money.ts'
import type { LineToPlace } from '../../../adapters/ports/order-desk.ts'
import type {
  Fulfillment,
  Order,
  OrderAddresses,
  OrderLine,
  Orders,
  Payment,
} from '../../../adapters/ports/orders.ts'
import type { Found, Reads } from '../../../adapters/read.ts'
import type { Answerer } from '../../../adapters/source.ts'
import { type Clock, type Day, instant } from '../../../adapters/time.ts'
import type { PlacedOrder, PlacedOrderReads } from '../../../ledger/writes/port.ts'
import { HOUSE } from '../shoppers/customer-records.ts'
import { statusOfLines } from './house-copy.ts'
import { type PlacedOrderBody, placedBody, standing } from './placed-order.ts'
import { stateInStore, statusOfGroup } from './store-work.ts'

/** What the graph's own orders are shown with. */
interface HouseTools {
  readonly clock: Clock
  /** The systems that take orders: each line is shown by the id that it has, or will have, there. */
  readonly desks: readonly Answerer<'orderDesk'>[]
}

/** The orders that the graph took, as a source of order history like any other: they are there before any system has them. */
export function placedOrders(orders: PlacedOrderReads, { clock, desks }: HouseTools): Answerer<'orders'> {
  const shownAs = (order: PlacedOrder) => orderOf(order, desks)
  const found = <T>(order: PlacedOrder, value: T): Found<T> => ({
    value,
    source: HOUSE,
    recordId: order.id as RecordId,
    recordedAt: placedBody(order).order.placedAt,
    fetchedAt: instant(clock()),
    fromCache: false,
  })
  const parts = async <T>(
    ids: readonly RecordId[],
    part: (body: PlacedOrderBody, order: PlacedOrder) => T | null,
  ): Promise<Reads<RecordId, T>> => {
    const placed = await orders.byIds(ids)
    return new Map(
      ids.flatMap((id) => {
        const order = placed.get(id)
        const value = order ? part(placedBody(order), order) : null
        return order && value !== null ? [[id, found(order, value)] as const] : []
      }),
    )
  }
  const port: Orders = {
    async history(requests) {
      const pages = await Promise.all(
        requests.map(async (request) => {
          const { customers, first, until, from, channels } = request
          const page = await orders.ofCustomers(customers, { first, until, from })
          const all = page.orders.map(shownAs)
          const wanted = all.filter(({ channel }) => channels.length === 0 || channels.includes(channel.kind))
          const value = { orders: wanted, unreadable: [], more: page.more }
          const at = instant(clock())
          const read = { value, source: HOUSE, recordId: '' as RecordId, recordedAt: null }
          return [request, { ...read, fetchedAt: at, fromCache: false }] as const
        }),
      )
      return new Map(pages)
    },
    async orders(keys) {
      const placed = await orders.byNumbers(keys)
      return new Map(
        keys.flatMap((key) => {
          const order = placed.find(({ channel, number }) => channel === key.channel && number === key.number)
          return order ? [[key, found(order, shownAs(order))] as const] : []
        }),
      )
    },
    fulfillments: (ids) => parts(ids, (body) => fulfillmentsOf(body, lineIdsOf(body, desks))),
    payments: (ids) => parts(ids, paymentsOf),
    returns: async () => new Map(),
    invoices: async () => new Map(),
    addresses: (ids) =>
      parts<OrderAddresses>(ids, ({ order: { shippingAddress: shipping, billingAddress: billing } }) =>
        shipping || billing ? { shipping, billing } : null,
      ),
  }
  return { name: HOUSE, kind: 'GRAPH', port }
}

/** An order that the graph took, as it is shown where no system shows it. */
export function orderOf(placed: PlacedOrder, desks: HouseTools['desks']): Order {
  const body = placedBody(placed)
  const { order } = body
  const { key, placedOn, placedAt } = order
  const lines = order.lines.map((line) => toLine(line, { body, idOf: lineIdsOf(body, desks) }))
  return {
    recordId: placed.id as RecordId,
    channel: { code: key.channel.toLowerCase().replaceAll('_', '-'), kind: key.channel },
    number: key.number,
    status: statusOfLines(lines),
    statusDetail: null,
    placedOn,
    placedAt,
    store: null,
    // The graph's own key of a shopper is their id.
    customer: placed.customerId as (CustomerId & RecordId) | null,
    card: null,
    lines,
    cost: costOf(body),
    promotions: order.promotions,
    version: String(placed.version),
  }
}

interface Showing {
  readonly body: PlacedOrderBody
  idOf(position: number): string
}

/** How lines are keyed: as the desk that has the order, or will have it, keys them. */
export function lineIdsOf(
  { desk: { system } }: PlacedOrderBody,
  desks: HouseTools['desks'],
): Showing['idOf'] {
  const desk = desks.find(({ name }) => name === system)
  return desk ? desk.port.lineIdOf : String
}

function toLine(line: LineToPlace, { body, idOf }: Showing): OrderLine {
  const { position, sku, title, quantity, unitPrice, lineTotal } = line
  return {
    lineId: idOf(position),
    sku,
    gtin: null,
    title,
    quantity: String(quantity),
    unitPrice: { gross: unitPrice, net: null, tax: null },
    lineTotal,
    status: standing(body).includes(line) ? (stateInStore(body, position) ?? body.status) : 'CANCELLED',
    returnOf: null,
  }
}

function costOf({ order }: PlacedOrderBody): Order['cost'] {
  const { lines, shippingCost, total, promotions } = order
  const { currency } = total.gross
  const gross = sumMoney(
    lines.map(({ lineTotal }) => lineTotal.gross),
    currency,
  )
  const tax = taxOf(lines.map(({ lineTotal }) => lineTotal))
  const subtotal: TaxedMoney = { gross, tax, net: tax && subtractMoney(gross, tax) }
  const discount = sumMoney(
    promotions.map(({ amount }) => amount),
    currency,
  )
  return {
    subtotal,
    shipping: shippingCost,
    discount: discount.minor > 0 ? discount : null,
    total,
    roundingAdjustment: null,
  }
}

/** The tax of all together; null where one does not say. */
function taxOf(amounts: readonly TaxedMoney[]) {
  const taxes = amounts.flatMap(({ tax }) => tax ?? [])
  const [first] = taxes
  return first && taxes.length === amounts.length ? sumMoney(taxes, first.currency) : null
}

/** What leaves from one place in one way, by the graph's own keys of fulfilment and place. */
function fulfillmentsOf(body: PlacedOrderBody, idOf: Showing['idOf']): readonly Fulfillment[] | null {
  const { groups = [], order } = body
  const there = standing(body)
  if (groups.length === 0) return null
  return groups.map((group): Fulfillment => {
    const { id, kind, place, positions, work } = group
    const lines = order.lines.filter(({ position }) => positions.includes(position))
    const isGone = !lines.some((line) => there.includes(line))
    const leftAt = work?.leftAt ?? null
    return {
      recordId: id as RecordId,
      kind,
      status: isGone ? 'CANCELLED' : (statusOfGroup(group) ?? body.status),
      location: place as string as RecordId,
      leftOn: leftAt && (leftAt.slice(0, 10) as Day),
      leftAt,
      lines: lines.map(({ position, quantity }) => ({ lineId: idOf(position), quantity: String(quantity) })),
      tracking: work?.parcel ? [{ carrier: null, number: work.parcel, url: null }] : [],
    }
  })
}

/** The card first, as money goes back. */
function paymentsOf(
  { payment, points, events }: PlacedOrderBody,
  { id }: PlacedOrder,
): readonly Payment[] | null {
  if (!payment && !points) return null
  const capturedBy = (system: string) =>
    events.find((event) => event.kind === 'PAYMENT_CAPTURED' && event.system === system)?.at ?? null
  return [
    ...(payment ? tenderOf(payment, { ids: cardIds(id), capturedAt: capturedBy(payment.system) }) : []),
    ...(points
      ? tenderOf(
          { ...points, method: 'LOYALTY_POINTS', brand: null, last4: null },
          { ids: pointsIds(id), capturedAt: capturedBy(points.system) },
        )
      : []),
  ]
}

type Paid = NonNullable<PlacedOrderBody['payment']>

function tenderOf(
  { method, brand, last4, amount, state, refunded }: Omit<Paid, 'system' | 'reference'>,
  {
    ids,
    capturedAt,
  }: { readonly ids: readonly [RecordId, RecordId]; readonly capturedAt: Payment['capturedAt'] },
): readonly Payment[] {
  const tender = { method, brand, last4 }
  const [recordId, refundId] = ids
  const taken: Payment = { ...tender, recordId, amount, state, capturedAt }
  if (!refunded) return [taken]
  return [
    taken,
    { ...tender, recordId: refundId, amount: negate(refunded), state: 'REFUNDED', capturedAt: null },
  ]
}

const cardIds = (id: string) => [`${id}/payment` as RecordId, `${id}/refund` as RecordId] as const
const pointsIds = (id: string) => [`${id}/points` as RecordId, `${id}/points-refund` as RecordId] as const
