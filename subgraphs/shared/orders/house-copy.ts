import type { Order, OrderLine, OrderStatus } from '../../../adapters/ports/orders.ts'

/** From the beginning of an order's way to its end. */
const WAY: readonly OrderStatus[] = [
  'UNKNOWN',
  'PENDING',
  'CONFIRMED',
  'IN_PREPARATION',
  'PARTIALLY_FULFILLED',
  'READY_FOR_PICKUP',
  'SHIPPED',
  'DELIVERED',
  'COLLECTED',
  'PARTIALLY_RETURNED',
  'RETURNED',
  'CANCELLED',
]

/** What the graph itself does with a line, and is the first to know. */
const OWN: ReadonlySet<OrderStatus> = new Set([
  'IN_PREPARATION',
  'READY_FOR_PICKUP',
  'SHIPPED',
  'COLLECTED',
  'CANCELLED',
])

/** Goods of lines in these states have left. */
const LEFT: ReadonlySet<OrderStatus> = new Set(['PARTIALLY_FULFILLED', 'SHIPPED', 'DELIVERED', 'COLLECTED'])

/**
 * A system's copy of an order that the graph took, with what the graph knows better. Everything is the system's but how far lines are: what was done
 * through the graph (picked, handed over, cancelled) is true from its acknowledgement on, while the system may be told later, or never. So of both
 * the one further on its way counts, line by line, and the order follows its lines where they say more than its system does. What only the system does
 * (accept, send from a warehouse, take back) it alone tells. The version has both, and changes when either does.
 */
export function withHouse(copy: Order, house: Order): Order {
  if (copy.recordId === house.recordId) return house
  const lines = copy.lines.map((line) => furthest(line, house.lines))
  const isChanged = lines.some(({ status }, at) => status !== copy.lines[at]?.status)
  const [version = null] = copy.version?.split(MARK) ?? []
  return {
    ...copy,
    lines,
    status: house.status === 'CANCELLED' || isChanged ? statusOfLines(lines) : copy.status,
    version: version === null ? null : `${version}${MARK}${house.version}`,
  }
}

/** Between the system's version and the graph's. */
const MARK = '~'

function furthest(line: OrderLine, house: readonly OrderLine[]): OrderLine {
  const own = house.find(({ lineId }) => lineId === line.lineId)
  if (!own || !OWN.has(own.status) || WAY.indexOf(own.status) <= WAY.indexOf(line.status)) return line
  return { ...line, status: own.status }
}

/** How far an order is whose lines are so far; cancelled ones do not count, unless all are. */
export function statusOfLines(lines: readonly Pick<OrderLine, 'status'>[]): OrderStatus {
  const left = lines.map(({ status }) => status).filter((status) => status !== 'CANCELLED')
  const [least, most] = [left.reduce(nearer, 'CANCELLED'), left.reduce(farther, 'UNKNOWN')]
  if (left.length === 0) return 'CANCELLED'
  if (least === most || left.every((status) => LEFT.has(status))) return least
  if (left.some((status) => LEFT.has(status))) return 'PARTIALLY_FULFILLED'
  return most === 'READY_FOR_PICKUP' ? 'IN_PREPARATION' : most
}

function nearer(one: OrderStatus, other: OrderStatus): OrderStatus {
  return WAY.indexOf(one) <= WAY.indexOf(other) ? one : other
}

function farther(one: OrderStatus, other: OrderStatus): OrderStatus {
  return WAY.indexOf(one) >= WAY.indexOf(other) ? one : other
}
