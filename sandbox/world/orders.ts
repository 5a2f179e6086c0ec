import { daysAfter, daysBefore, parisInstant } from './calendar.ts'
import { CUSTOMER } from './landmarks.ts'
import { type Article, drawQuantity, makeLines, pickArticles, sumOf } from './lines.ts'
import { type Random, stream } from './random.ts'
import type { WorldDelivery, WorldLine, WorldOrder, WorldOrderStatus, WorldReturn } from './sale-types.ts'
import type { WorldStore } from './shop-types.ts'
import type { WorldCustomer } from './shopper-types.ts'

/** What every generator of sales needs to know. */
export interface Trade {
  readonly seed: number
  /** Calendar day in Paris. */
  readonly today: string
  readonly articles: readonly Article[]
  /** The articles of the omnichannel shopper: in the PIM, by the piece. */
  readonly plainArticles: readonly Article[]
  readonly stores: readonly WorldStore[]
  readonly warehouse: WorldStore
}

/** When and how an order is placed and what became of it. */
interface Plan {
  readonly channel: WorldOrder['channel']
  readonly daysAgo: number
  readonly status: WorldOrderStatus
  readonly lines: number
  /** Some goods came back though the order is not `RETURNED`. */
  readonly partlyReturned?: boolean
  /** Shipped from a store rather than from the warehouse. */
  readonly fromStore?: boolean
}

const PREFIX = { WEB: 'W', MOBILE_APP: 'A', CALL_CENTER: 'T', STORE_POS: 'P' } as const

const web = (daysAgo: number, status: WorldOrderStatus, more: Partial<Plan> = {}): Plan => ({
  channel: 'WEB',
  daysAgo,
  status,
  lines: 3,
  ...more,
})

/** The omnichannel shopper's orders: three lines each, every status once. */
const SHOPPER: readonly Plan[] = [
  web(2, 'OPEN'),
  web(6, 'PARTLY_SHIPPED', { channel: 'MOBILE_APP' }),
  web(12, 'SHIPPED', { fromStore: true }),
  web(25, 'INVOICED', { channel: 'MOBILE_APP' }),
  web(40, 'INVOICED', { channel: 'CALL_CENTER' }),
  web(55, 'RETURNED'),
  web(70, 'CANCELLED'),
  web(90, 'INVOICED', { channel: 'MOBILE_APP', partlyReturned: true }),
  web(110, 'INVOICED'),
  web(140, 'INVOICED'),
  web(170, 'INVOICED', { channel: 'MOBILE_APP' }),
  web(210, 'INVOICED'),
  web(260, 'INVOICED', { channel: 'MOBILE_APP' }),
  web(330, 'INVOICED'),
  web(420, 'INVOICED'),
]

/**
 * The orders of the shoppers the ERP knows. An order's numbers come from its shopper and its place among their orders,
 * so they depend on neither the size of the world nor its now.
 */
export function createOrders(trade: Trade, customers: readonly WorldCustomer[]): readonly WorldOrder[] {
  return customers.flatMap((customer) => (customer.businessPartner ? ordersOf(trade, customer) : []))
}

function ordersOf(trade: Trade, customer: WorldCustomer): readonly WorldOrder[] {
  const random = stream(trade.seed, 'orders', customer.index)
  const plans = customer.index === CUSTOMER.omnichannel ? SHOPPER : drawPlans(random, customer)
  return plans.map((plan, index) =>
    orderOf(trade, customer, { plan, serial: customer.index * 100 + index + 1 }),
  )
}

function drawPlans(random: Random, customer: WorldCustomer): readonly Plan[] {
  const least = customer.duplicateOf === null && customer.index > CUSTOMER.disagrees ? 0 : 2
  const count = Math.max(least, random.pick([0, 1, 1, 2, 2, 3, 4, 7]))
  return Array.from({ length: count }, () => {
    const daysAgo = random.chance(0.2) ? random.int(1, 30) : random.int(1, 730)
    return {
      channel: channelOf(random, customer),
      daysAgo,
      status: statusAfter(random, daysAgo),
      lines: random.pick([1, 1, 2, 2, 3, 4]),
      partlyReturned: random.chance(0.05),
      fromStore: random.chance(0.12),
    }
  })
}

function channelOf(random: Random, { webAccount }: WorldCustomer): WorldOrder['channel'] {
  const draw = random.next()
  if (webAccount === null || draw > 0.95) return 'CALL_CENTER'
  return draw < 0.6 ? 'WEB' : 'MOBILE_APP'
}

function statusAfter(random: Random, daysAgo: number): WorldOrderStatus {
  const draw = random.next()
  if (daysAgo <= 2) return 'OPEN'
  if (daysAgo <= 6) return draw < 0.4 ? 'PARTLY_SHIPPED' : 'SHIPPED'
  if (draw < 0.04) return 'CANCELLED'
  return draw < 0.1 && daysAgo > 20 ? 'RETURNED' : 'INVOICED'
}

function orderOf(
  trade: Trade,
  customer: WorldCustomer,
  { plan, serial }: { readonly plan: Plan; readonly serial: number },
): WorldOrder {
  const random = stream(trade.seed, 'order', serial)
  const placedOn = daysBefore(trade.today, plan.daysAgo)
  const own = customer.index === CUSTOMER.omnichannel
  const purchases = pickArticles(random, own ? trade.plainArticles : trade.articles, plan.lines).map(
    (article) => ({
      article,
      quantity: drawQuantity(random, article),
      unitPrice: article.variant.price,
      percentOff: random.chance(0.12) ? random.pick([10, 20, 30]) : 0,
    }),
  )
  const bought = makeLines(purchases, 10)
  const lines = plan.status === 'CANCELLED' ? bought.map((line) => ({ ...line, rejected: true })) : bought
  const ordered = { placedOn, serial, plan, lines, random }
  return {
    number: `${PREFIX[plan.channel]}-${100_000 + serial}`,
    salesOrder: String(1_000_000 + serial),
    channel: plan.channel,
    customer: customer.index,
    placedOn,
    placedAt: parisInstant(placedOn, random.int(7 * 3600, 23 * 3600)),
    status: plan.status,
    lines,
    shipping: sumOf(lines) >= 6000 ? 0 : 490,
    deliveries: deliveriesOf(trade, ordered),
    invoice: invoiceOf(trade, ordered),
    returned: returnOf(trade, ordered),
  }
}

interface Ordered {
  readonly placedOn: string
  readonly serial: number
  readonly plan: Plan
  readonly lines: readonly WorldLine[]
  readonly random: Random
}

function deliveriesOf(
  trade: Trade,
  { placedOn, serial, plan, lines, random }: Ordered,
): readonly WorldDelivery[] {
  const from = plan.fromStore ? random.pick(trade.stores).code : trade.warehouse.code
  const shippedOn = daysAfter(placedOn, random.int(1, 2), trade.today)
  const delivery = (part: number, of: readonly WorldLine[], shipped: boolean): WorldDelivery => ({
    number: String(80_000_000 + serial * 2 + part),
    shippedOn: shipped ? shippedOn : null,
    from,
    tracking: shipped ? `6A${String(serial * 2 + part).padStart(11, '0')}` : null,
    lines: of.map(({ line, quantity }) => ({ line, quantity })),
  })
  if (plan.status === 'CANCELLED' || plan.status === 'OPEN') return []
  if (plan.status === 'PARTLY_SHIPPED') {
    const shipped = lines.slice(0, Math.max(1, lines.length - 1))
    const waiting = lines.slice(shipped.length)
    // A single line is partly shipped when its delivery is made out but has not left.
    if (waiting.length === 0) return [delivery(0, lines, false)]
    return [delivery(0, shipped, true), delivery(1, waiting, false)]
  }
  return [delivery(0, lines, true)]
}

function invoiceOf(trade: Trade, { placedOn, serial, plan }: Ordered): WorldOrder['invoice'] {
  if (plan.status !== 'INVOICED' && plan.status !== 'RETURNED') return null
  return {
    number: String(90_000_000 + serial),
    on: daysAfter(placedOn, 3, trade.today),
    cleared: plan.daysAgo > 14,
  }
}

const REASONS = ['Taille trop petite', 'Taille trop grande', 'Ne convient pas', 'Article abîmé']

function returnOf(trade: Trade, { placedOn, serial, plan, lines, random }: Ordered): WorldReturn | null {
  const back = plan.status === 'RETURNED' ? lines : plan.partlyReturned ? lines.slice(0, 1) : []
  const daysLater = random.int(7, 18)
  if (back.length === 0 || plan.daysAgo < daysLater || plan.status === 'CANCELLED') return null
  return {
    number: String(6_000_000_000 + serial),
    on: daysAfter(placedOn, daysLater, trade.today),
    reason: random.pick(REASONS),
    lines: back.map(({ line, quantity }) => ({ line, quantity })),
    refund: sumOf(back),
    done: plan.status === 'RETURNED' || plan.daysAgo > daysLater + 10,
  }
}
