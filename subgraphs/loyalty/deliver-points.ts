import { isSourceError, SourceError } from '../../adapters/error.ts'
import type { OrderNumber } from '../../adapters/ids.ts'
import type { LoyaltyAccount, OrderOfPoints } from '../../adapters/ports/loyalty.ts'
import type { LoyaltyDesk } from '../../adapters/ports/loyalty-desk.ts'
import { isFound } from '../../adapters/read.ts'
import { instant } from '../../adapters/time.ts'
import { isChannelKind } from '../shared/orders/order-id.ts'
import { placedBody } from '../shared/orders/placed-order.ts'
import { pointsBack, pointsFor } from '../shared/points/earned-points.ts'
import { bodyIn, type OrderPoints, type PointsToTakeBack } from '../shared/points/loyalty-entry.ts'
import { CARD, recordsIn } from '../shared/shoppers/customer-records.ts'
import { type Delivery, NOTHING } from '../shared/writes/outbox-delivery.ts'
import type { LoyaltyDeliveryTools } from './deliveries.ts'

/**
 * Gives the points of an order that its desk has. A guest's earns none, nor does one of who is no member, or one that was cancelled since. The
 * entry's id is the engine's key, so that they are given once.
 */
export function earnPoints(tools: LoyaltyDeliveryTools): Delivery {
  return once(tools, async (entry, desk) => {
    const { orderId } = bodyIn<OrderPoints>(entry)
    const order = (await tools.orders.byIds([orderId])).get(orderId)
    const { earn } = tools.terms
    if (!order || order.customerId === null || earn === null) return
    const { order: placed, status } = placedBody(order)
    const points = pointsFor(placed.total.gross, earn)
    if (status === 'CANCELLED' || points === 0) return
    const account = await accountOf(tools, entry.system, order.customerId)
    if (!account) return
    const { key, placedAt } = placed
    const { channel } = key
    await desk.earn({ key: entry.id, account, at: placedAt, channel, points, order: key })
    await moved(tools, account, key)
  })
}

/** Takes back what an order earned, as far as it was refunded. */
export function takePointsBack(tools: LoyaltyDeliveryTools): Delivery {
  return once(tools, async (entry, desk) => {
    const { customerId, order, total, before, refund, currency } = bodyIn<PointsToTakeBack>(entry)
    const { channel, number } = order
    if (!isChannelKind(channel)) return
    const key: OrderOfPoints = { channel, number: number as OrderNumber }
    const earned = await earnedBy(tools, entry.system, key)
    const cost = { total: { minor: total, currency: currency as never }, before, refund }
    const points = pointsBack(earned, cost)
    const account = points > 0 ? await accountOf(tools, entry.system, customerId) : null
    if (!account) return
    const at = instant(tools.clock())
    const reason = `Retour ${number}`
    await desk.adjust({ key: entry.id, account, at, channel, points: -points, reason, order: key })
    await moved(tools, account, key)
  })
}

type Move = (entry: Parameters<Delivery['deliver']>[0], desk: LoyaltyDesk) => Promise<void>

function once(tools: LoyaltyDeliveryTools, move: Move): Delivery {
  return {
    // The engine does a key once, however often it comes.
    find: null,
    settleMs: ({ system }) => deskNamed(tools, system).settleMs,
    async deliver(entry) {
      await move(entry, deskNamed(tools, entry.system))
      return NOTHING
    },
    // Points that cannot be given or taken back are somebody's to look at.
    refused: async () => null,
  }
}

/** Who moves points, by the configured name. */
export function deskNamed({ estate }: Pick<LoyaltyDeliveryTools, 'estate'>, system: string): LoyaltyDesk {
  const found = estate.answers.loyaltyDesk.find(({ name }) => name === system)
  if (!found) throw new Error(`expected a system "${system}" that answers loyaltyDesk`)
  return found.port
}

/** A shopper's account in an engine; null for who has none. Throws a `SourceError` where nobody knows. */
async function accountOf(
  { estate, identity, identityFilled }: LoyaltyDeliveryTools,
  system: string,
  customerId: string,
): Promise<LoyaltyAccount | null> {
  const shopper = (await identity.resolve('customer', [customerId])).get(customerId)
  if (!shopper && !identityFilled())
    throw new SourceError('identity', 'SOURCE_UNAVAILABLE', 'still being filled')
  const loyalty = estate.answers.loyalty.find(({ name }) => name === system)
  if (!shopper || !loyalty) return null
  const ofCustomer = await loyalty.port.accountsOfCustomers(recordsIn(shopper, system))
  const byCard = await loyalty.port.accountsByCard(recordsIn(shopper, CARD))
  const reads = [...ofCustomer.values(), ...byCard.values()]
  const found = reads.find(isFound)
  const failure = reads.find(isSourceError)
  if (!found && failure) throw failure
  return found?.value ?? null
}

/** The points that an order has earned in an engine. */
async function earnedBy(
  { estate }: LoyaltyDeliveryTools,
  system: string,
  order: OrderOfPoints,
): Promise<number> {
  const loyalty = estate.answers.loyalty.find(({ name }) => name === system)
  const read = (await loyalty?.port.ofOrders([order]))?.get(order)
  if (isSourceError(read)) throw read
  const earned = (read?.value ?? []).filter(({ kind }) => kind === 'EARN' || kind === 'BONUS')
  return earned.reduce((sum, { points }) => sum + points, 0)
}

function moved(
  { forget }: LoyaltyDeliveryTools,
  { recordId, cardNumber, customer }: LoyaltyAccount,
  order: OrderOfPoints,
): Promise<void> {
  return forget({
    records: [recordId, cardNumber, ...(customer === null ? [] : [customer])],
    orders: [order],
  })
}
