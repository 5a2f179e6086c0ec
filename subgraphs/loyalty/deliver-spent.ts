import Big from 'big.js'
import { SourceError } from '../../adapters/error.ts'
import { addMoney, type Money, subtractMoney } from '../../adapters/money.ts'
import type { PointsChange } from '../../adapters/ports/loyalty-desk.ts'
import { instant } from '../../adapters/time.ts'
import type { OutboxEntry, WriteUnit } from '../../ledger/writes/port.ts'
import {
  changeOrder,
  happened,
  type PlacedOrderBody,
  type PlacedPoints,
  placedBody,
} from '../shared/orders/placed-order.ts'
import {
  engineKey,
  type Redemption,
  redemptionOf,
  redemptionRecord,
} from '../shared/points/redemption-case.ts'
import { type PointsOfOrder, pointsIn } from '../shared/points/spent-points.ts'
import { changeReturn } from '../shared/returns/return-case.ts'
import { both, type Delivery, type Follow, NOTHING } from '../shared/writes/outbox-delivery.ts'
import { heldUnder } from './deliver-expiry.ts'
import { deskNamed } from './deliver-points.ts'
import type { LoyaltyDeliveryTools } from './deliveries.ts'

/**
 * Spends the points that pay for an order, once its desk has it. An order that was cancelled since spends none. Where the engine has spent them
 * before anybody here asked for it, a till did: that is somebody's to look at, as money that cannot be taken is.
 */
export function spendPoints(tools: LoyaltyDeliveryTools): Delivery {
  return {
    settleMs: ({ system }) => deskNamed(tools, system).settleMs,
    async find(entry) {
      const paying = await payingIn(tools, entry)
      if (!paying) return NOTHING
      return (await stateOf(tools, entry, paying.points)) === 'USED'
        ? ended(tools, entry, paying, 'CAPTURED')
        : null
    },
    async deliver(entry, repeated) {
      const paying = await payingIn(tools, entry)
      if (!paying || paying.body.status === 'CANCELLED') return NOTHING
      const { points, redemption } = paying
      if (!repeated && (await stateOf(tools, entry, points)) === 'USED')
        throw new SourceError(entry.system, 'CONFLICT', 'the points of an order were spent elsewhere')
      await deskNamed(tools, entry.system).use(points.key)
      await forgetAccount(tools, redemption)
      return ended(tools, entry, paying, 'CAPTURED')
    },
    refused: async () => null,
  }
}

/**
 * Gives back points that paid for what does not happen, or came back. What is held yet is let go; of what is spent as many are given anew as the
 * amount is worth, counted so that all parts come to all points. The entry's id is the engine's key.
 */
export function giveSpentBack(tools: LoyaltyDeliveryTools): Delivery {
  return {
    // What was let go stays so, and a key gives once.
    find: null,
    settleMs: ({ system }) => deskNamed(tools, system).settleMs,
    async deliver(entry) {
      const paying = await payingIn(tools, entry)
      if (!paying) return NOTHING
      return paying.points.state === 'AUTHORIZED'
        ? letGo(tools, entry, paying)
        : giveAnew(tools, entry, paying)
    },
    refused: async () => null,
  }
}

/** An order, and the points that pay for it. */
interface Paying {
  readonly said: PointsOfOrder
  readonly body: PlacedOrderBody
  readonly points: PlacedPoints
  readonly redemption: Redemption
}

/** Null for an order that no points pay for. */
async function payingIn({ orders, cases }: LoyaltyDeliveryTools, entry: OutboxEntry): Promise<Paying | null> {
  const said = pointsIn(entry)
  const order = (await orders.byIds([said.orderId])).get(said.orderId)
  const body = order ? placedBody(order) : null
  const id = body?.points?.redemptionId ?? ''
  const redemption = redemptionOf((await cases.byIds([id])).get(id))
  return body?.points && redemption ? { said, body, points: body.points, redemption } : null
}

async function stateOf(
  tools: LoyaltyDeliveryTools,
  { system }: OutboxEntry,
  { key }: PlacedPoints,
): Promise<PointsChange['state'] | null> {
  return (await heldUnder(deskNamed(tools, system), key))?.state ?? null
}

/** Points that nobody has spent for this order: all of them go, or none. */
async function letGo(tools: LoyaltyDeliveryTools, entry: OutboxEntry, paying: Paying): Promise<Follow> {
  const { body, points, redemption } = paying
  if (body.status !== 'CANCELLED')
    throw new SourceError(entry.system, 'CONFLICT', 'the points of an order were never spent')
  // What a till has spent meanwhile paid for something else.
  if ((await stateOf(tools, entry, points)) === 'HELD')
    await deskNamed(tools, entry.system).release(points.key)
  await forgetAccount(tools, redemption)
  return ended(tools, entry, paying, 'VOIDED')
}

async function giveAnew(tools: LoyaltyDeliveryTools, entry: OutboxEntry, paying: Paying): Promise<Follow> {
  const { said, body, points, redemption } = paying
  const { amount, refunded = { ...amount, minor: 0 } } = points
  const left = subtractMoney(amount, refunded)
  const back = said.amount && said.amount.minor < left.minor ? said.amount : left
  const after = addMoney(refunded, back)
  const count = partOf(points, after) - partOf(points, refunded)
  if (count > 0) {
    await deskNamed(tools, entry.system).adjust({
      key: entry.id,
      account: redemption.body.account,
      at: instant(tools.clock()),
      channel: redemption.body.channel,
      points: count,
      reason: `Retour ${body.order.key.number}`,
      // What they were spent on was no order yet.
      order: null,
    })
    await forgetAccount(tools, redemption)
  }
  const state = after.minor < amount.minor ? 'PARTIALLY_REFUNDED' : 'REFUNDED'
  const given = changeOrder(said.orderId, (now) => step(tools, entry, now, { state, refunded: after }))
  return said.returned ? both(given, returned(said)) : given
}

/** So many points as a part of what all are worth. */
function partOf({ points, amount }: PlacedPoints, part: Money): number {
  return new Big(points).times(part.minor).div(amount.minor).round(0, Big.roundHalfUp).toNumber()
}

const KINDS = {
  CAPTURED: 'PAYMENT_CAPTURED',
  VOIDED: 'PAYMENT_VOIDED',
  PARTIALLY_REFUNDED: 'PAYMENT_REFUNDED',
  REFUNDED: 'PAYMENT_REFUNDED',
} as const

function step(
  { clock }: LoyaltyDeliveryTools,
  { system }: OutboxEntry,
  body: PlacedOrderBody,
  points: Pick<PlacedPoints, 'refunded'> & { readonly state: keyof typeof KINDS },
): PlacedOrderBody {
  if (!body.points) return body
  const event = { at: instant(clock()), kind: KINDS[points.state], system, note: null }
  return happened({ ...body, points: { ...body.points, ...points } }, event)
}

/** The points are spent, or were let go; the redemption with them, unless it was begun anew since. */
function ended(
  tools: LoyaltyDeliveryTools,
  entry: OutboxEntry,
  { said, points, redemption: { id } }: Paying,
  state: 'CAPTURED' | 'VOIDED',
): Follow {
  return changeOrder(said.orderId, (now) => step(tools, entry, now, { state }), {
    about: [`case/${id}`],
    async apply({ cases }: WriteUnit) {
      const now = redemptionOf((await cases.byIds([id])).get(id))
      if (!now || engineKey(now) !== points.key) return
      const became = state === 'CAPTURED' ? 'USED' : 'CANCELLED'
      await cases.save(redemptionRecord(now, { ...now.body, state: became }))
    },
  })
}

function returned({ orderId, returned: part }: PointsOfOrder): Follow {
  if (!part) return NOTHING
  return changeReturn({ id: part.returnId, orderId }, (body) => ({
    ...body,
    refunds: body.refunds.map((each) => (each.id === part.refundId ? { ...each, state: 'REFUNDED' } : each)),
  }))
}

function forgetAccount({ forget }: LoyaltyDeliveryTools, { body: { account } }: Redemption): Promise<void> {
  const { recordId, cardNumber, customer } = account
  return forget({ records: [recordId, cardNumber, ...(customer === null ? [] : [customer])] })
}
