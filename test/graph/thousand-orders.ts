import { type Day, instant } from '../../adapters/time.ts'
import type { WorldLine, WorldOrder, WorldReceipt } from '../../sandbox/world/sale-types.ts'
import type { WorldCustomer } from '../../sandbox/world/shopper-types.ts'
import type { World } from '../../sandbox/world/types.ts'

/** How many orders the shopper has, over web and tills; one in ten on one and the same day. */
export const ORDERS = 1_000
const BUSY_DAY_DAYS_AGO = 100

/**
 * The world with a thousand orders of one shopper (the first unless told) in place of what they had; `skus`: what they bought, in
 * turn, in place of the same few things each time.
 */
export function withThousandOrders(world: World, customer = 0, skus: readonly string[] = []): World {
  return withOrders(world, { customer, count: ORDERS, first: 0, skus })
}

/** The world with one order of a shopper in place of what they had: on the web, two years ago, sent and paid. */
export function withOneOrder(world: World, customer: number): World {
  return withOrders(world, { customer, count: 1, first: ORDERS + 5, skus: [] })
}

interface Wanted {
  /** Whose, by their index in the world. */
  readonly customer: number
  readonly count: number
  /** The serial number of the first: no two orders of a world have the same. */
  readonly first: number
  readonly skus: readonly string[]
}

/** What new orders are like, and whose they are. */
interface Like {
  readonly order: WorldOrder
  readonly receipt: WorldReceipt
  readonly shopper: WorldCustomer
  readonly skus: readonly string[]
}

function withOrders(world: World, { customer, count, first, skus }: Wanted): World {
  const { orders, receipts, now } = world
  const order = orders.find((one) => one.customer === 0 && one.copyOfReceipt === undefined && !one.returned)
  const receipt = receipts.find((one) => one.customer === 0 && one.kind === 'sale')
  const shopper = world.customers[customer]
  if (!order || !receipt || !shopper)
    throw new RangeError('expected the first shopper to have an order and a receipt')
  const like = { order, receipt, shopper, skus }
  const dayOf = (serial: number): Day => {
    const daysAgo = serial % 20 === 0 || serial % 20 === 3 ? BUSY_DAY_DAYS_AGO : 5 + Math.floor(serial * 0.7)
    return instant(new Date(now.getTime() - daysAgo * 86_400_000)).slice(0, 10) as Day
  }
  const away: WorldOrder[] = []
  const atTill: WorldReceipt[] = []
  for (let serial = first; serial < first + count; serial += 1) {
    if (serial % 5 < 3) away.push(orderLike(like, serial, dayOf(serial)))
    else atTill.push(receiptLike(like, serial, dayOf(serial)))
  }
  return {
    ...world,
    orders: [...orders.filter((one) => one.customer !== customer), ...away],
    receipts: [...receipts.filter((one) => one.customer !== customer), ...atTill],
  }
}

function orderLike({ order, shopper, skus }: Like, serial: number, placedOn: Day): WorldOrder {
  const sent = serial % 5 === 0
  const lines = bought(order.lines, serial, skus).map((line) => ({ ...line, rejected: false }))
  return {
    ...order,
    customer: shopper.index,
    number: `W-${700_000 + serial}`,
    salesOrder: String(3_500_000_000 + serial),
    channel: 'WEB',
    placedOn,
    placedAt: `${placedOn}T09:00:00.000Z`,
    status: sent ? 'INVOICED' : 'OPEN',
    lines,
    deliveries: sent
      ? [
          {
            number: String(86_000_000 + serial),
            shippedOn: placedOn,
            from: 'DEP01',
            tracking: `6A${String(serial).padStart(11, '0')}`,
            lines: lines.map(({ line, quantity }) => ({ line, quantity })),
          },
        ]
      : [],
    invoice: sent ? { number: String(96_000_000 + serial), on: placedOn, cleared: true } : null,
    returned: null,
  }
}

function bought(lines: readonly WorldLine[], serial: number, skus: readonly string[]): readonly WorldLine[] {
  return lines.map((line, index) => ({ ...line, sku: skus[(serial * 3 + index) % skus.length] ?? line.sku }))
}

function receiptLike({ receipt, shopper, skus }: Like, serial: number, businessDay: Day): WorldReceipt {
  const [store = '', till = ''] = receipt.number.split('-')
  const sequence = 100_000 + serial
  return {
    ...receipt,
    customer: shopper.index,
    card: receipt.card && shopper.card,
    lines: bought(receipt.lines, serial, skus),
    number: `${store}-${till}-${businessDay.replaceAll('-', '')}-${sequence}`,
    sequence,
    businessDay,
    at: `${businessDay}T${String(8 + (serial % 10)).padStart(2, '0')}:30:00.000Z`,
    returnOf: null,
    late: false,
  }
}
