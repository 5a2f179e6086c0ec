import Big from 'big.js'
import { addMoney, type Money, negate } from '../../../adapters/money.ts'
import type { OrderLine, OrderStatus, Return, ReturnStatus } from '../../../adapters/ports/orders.ts'
import type { Context } from '../../context.ts'
import { known } from '../../graphql-error.ts'
import { partOrThrow } from '../../shared/orders/order-parts.ts'
import { isBack } from '../../shared/orders/purchase-lines.ts'
import { type OrderReturn, readReturns } from '../../shared/returns/order-returns.ts'
import type { OrderLineModel, OrderModel } from '../models.ts'

/** Lines in these states are with the shopper, whole. */
const IS_THERE: ReadonlySet<OrderStatus> = new Set([
  'SHIPPED',
  'DELIVERED',
  'COLLECTED',
  'RETURNED',
  'PARTIALLY_RETURNED',
])

/** A line bought, by what it holds: lines that take goods back, and cancelled ones, cannot come back. */
export function isBought({ quantity, status }: OrderLine): boolean {
  return status !== 'CANCELLED' && new Big(quantity).gt(0)
}

/** Whether any of an order came back, by the returns recorded for it. */
export async function returnStatus(
  context: Context,
  order: OrderModel,
): Promise<'NONE' | 'PARTIALLY_RETURNED' | 'RETURNED'> {
  const returns = (await returnsOf(context, order)).filter(isBack)
  if (returns.length === 0) return 'NONE'
  const { lines } = order.copies[0].found.value
  const bought = lines.filter(isBought)
  const back = broughtBack(bought, returns)
  const isAll = bought.every((line) => new Big(back.get(line) ?? 0).gte(line.quantity))
  return isAll ? 'RETURNED' : 'PARTIALLY_RETURNED'
}

/** How much of a line the shopper has and no return is under way or done for; null where nobody says how far it is. */
export async function quantityReturnable(
  context: Context,
  { order, line }: OrderLineModel,
): Promise<string | null> {
  if (!isBought(line)) return '0'
  if (line.status === 'UNKNOWN') return null
  const [has, returns] = await Promise.all([withShopper(context, order, line), knownReturns(context, order)])
  const { lines } = order.copies[0].found.value
  const rest = new Big(has ?? 0).minus(underWay(lines, returns).get(line) ?? 0)
  return (rest.gt(0) ? rest : new Big(0)).toFixed()
}

/** How much of a line the shopper has, or had before it came back; null where no system says how far it is. */
export async function withShopper(
  context: Context,
  order: OrderModel,
  line: OrderLine,
): Promise<string | null> {
  if (line.status === 'UNKNOWN') return null
  return IS_THERE.has(line.status) ? line.quantity : (await hasLeft(context, order, line)).toFixed()
}

/** How much of each line is back or on its way back: refused and called off returns do not count. */
export function underWay(
  lines: readonly OrderLine[],
  returns: readonly OrderReturn[],
): ReadonlyMap<OrderLine, Big> {
  const counted = returns.map(({ back }) => back).filter(({ status }) => !OVER.has(status))
  return broughtBack(lines.filter(isBought), counted)
}

const OVER: ReadonlySet<ReturnStatus> = new Set(['REJECTED', 'CANCELLED'])

/** Whether goods in this state are with the shopper. */
export function isThere(status: OrderStatus): boolean {
  return IS_THERE.has(status)
}

/** What of a line that is not through yet has left in some parcel. */
async function hasLeft(context: Context, order: OrderModel, line: OrderLine): Promise<Big> {
  if (line.status !== 'PARTIALLY_FULFILLED') return new Big(0)
  const read = await partOrThrow(context, order, 'fulfillments')
  const parcels = read ? read.found.value.filter(({ status }) => IS_THERE.has(status)) : []
  return parcels
    .flatMap(({ lines }) => lines)
    .filter(({ lineId }) => lineId === line.lineId)
    .reduce((sum, { quantity }) => sum.plus(quantity), new Big(0))
}

/** Every return of an order; a GraphQL error where nobody knows. */
export async function knownReturns(context: Context, order: OrderModel): Promise<readonly OrderReturn[]> {
  return known(await readReturns(context, order))
}

async function returnsOf(context: Context, order: OrderModel): Promise<readonly Return[]> {
  return (await knownReturns(context, order)).map(({ back }) => back)
}

/** How much of each line came back: of the line a return names, else of the lines with the same SKU in turn. */
function broughtBack(lines: readonly OrderLine[], returns: readonly Return[]): ReadonlyMap<OrderLine, Big> {
  const back = new Map<OrderLine, Big>()
  for (const { lineId, sku, quantity } of returns.flatMap((one) => one.lines)) {
    const named = lines.filter((line) => line.lineId === lineId)
    const own = named.length > 0 ? named : lines.filter((line) => sku !== null && line.sku === sku)
    let rest = new Big(quantity).abs()
    for (const line of own) {
      const known = back.get(line) ?? new Big(0)
      const room = new Big(line.quantity).minus(known)
      const taken = rest.lt(room) ? rest : room
      back.set(line, known.plus(taken))
      rest = rest.minus(taken)
    }
  }
  return back
}

/** Money taken for an order: what payments brought in; null when none is recorded. */
export async function paidFor(context: Context, order: OrderModel): Promise<Money | null> {
  const read = await partOrThrow(context, order, 'payments')
  const amounts = (read?.found.value ?? [])
    .filter(({ state, amount }) => TAKEN.has(state) && amount.minor > 0)
    .map(({ amount }) => amount)
  return sumOf(amounts)
}

/** States of a payment in which the money was taken, whatever was given back later. */
const TAKEN = new Set(['CAPTURED', 'PARTIALLY_REFUNDED', 'REFUNDED'])

/**
 * Money given back for an order: what its returns were refunded, or where none says so what was paid out with the order
 * itself; null when neither is recorded. Not both: a credit note often is the refund of a return.
 */
export async function refundedFor(context: Context, order: OrderModel): Promise<Money | null> {
  const refunds = (await returnsOf(context, order)).flatMap(({ refund }) => refund ?? [])
  if (refunds.length > 0) return sumOf(refunds)
  const read = await partOrThrow(context, order, 'payments')
  const paidOut = (read?.found.value ?? []).filter(({ amount }) => amount.minor < 0)
  return sumOf(paidOut.map(({ amount }) => negate(amount)))
}

function sumOf(amounts: readonly Money[]): Money | null {
  const [first, ...more] = amounts
  return first ? more.reduce(addMoney, first) : null
}
