import { type Day, instant } from '../../adapters/time.ts'
import type { World, WorldOrder, WorldReceipt } from '../../sandbox/world/types.ts'

/** How many orders the shopper has, over web and tills; one in ten on one and the same day. */
export const ORDERS = 1_000
const BUSY_DAY_DAYS_AGO = 100

/** The world with a thousand orders of its first shopper in place of what they had. */
export function withThousandOrders(world: World): World {
  const { orders, receipts, now } = world
  const web = orders.find((one) => one.customer === 0 && one.copyOfReceipt === undefined && !one.returned)
  const sale = receipts.find((one) => one.customer === 0 && one.kind === 'sale')
  if (!web || !sale) throw new RangeError('expected the first shopper to have an order and a receipt')
  const dayOf = (index: number): Day => {
    const daysAgo = index % 20 === 0 || index % 20 === 3 ? BUSY_DAY_DAYS_AGO : 5 + Math.floor(index * 0.7)
    return instant(new Date(now.getTime() - daysAgo * 86_400_000)).slice(0, 10) as Day
  }
  const away: WorldOrder[] = []
  const atTill: WorldReceipt[] = []
  for (let index = 0; index < ORDERS; index += 1) {
    if (index % 5 < 3) away.push(orderLike(web, index, dayOf(index)))
    else atTill.push(receiptLike(sale, index, dayOf(index)))
  }
  return {
    ...world,
    orders: [...orders.filter(({ customer }) => customer !== 0), ...away],
    receipts: [...receipts.filter(({ customer }) => customer !== 0), ...atTill],
  }
}

function orderLike(order: WorldOrder, index: number, placedOn: Day): WorldOrder {
  return {
    ...order,
    number: `W-${700_000 + index}`,
    salesOrder: String(3_500_000_000 + index),
    channel: 'WEB',
    placedOn,
    placedAt: `${placedOn}T09:00:00.000Z`,
    status: 'OPEN',
    lines: order.lines.map((line) => ({ ...line, rejected: false })),
    deliveries: [],
    invoice: null,
    returned: null,
  }
}

function receiptLike(receipt: WorldReceipt, index: number, businessDay: Day): WorldReceipt {
  const [store = '', till = ''] = receipt.number.split('-')
  const sequence = 100_000 + index
  return {
    ...receipt,
    number: `${store}-${till}-${businessDay.replaceAll('-', '')}-${sequence}`,
    sequence,
    businessDay,
    at: `${businessDay}T${String(8 + (index % 10)).padStart(2, '0')}:30:00.000Z`,
    returnOf: null,
    late: false,
  }
}
