import type { ChannelKind } from '../../adapters/channel.ts'
import { isSourceError } from '../../adapters/error.ts'
import type { Money } from '../../adapters/money.ts'
import { instant } from '../../adapters/time.ts'
import type { WriteUnit } from '../../ledger/writes/port.ts'
import type { Context } from '../context.ts'
import type { PlacedPoints } from '../shared/orders/placed-order.ts'
import {
  engineKey,
  isOver,
  type Redemption,
  redemptionOf,
  redemptionRecord,
} from '../shared/points/redemption-case.ts'
import { isSameCustomer } from '../shared/shoppers/customer-records.ts'
import type { Cart } from './cart.ts'
import { because, refused } from './refused.ts'

const field = ['input', 'loyaltyRedemptionId']

/** An order that is to be paid with a redemption. */
interface ToPay {
  readonly redemptionId: string
  readonly channel: ChannelKind
  readonly total: Money
}

/**
 * What a redemption pays of an order: the shopper's own, held yet, for this channel, and worth no more than the order costs. Whether it is held, the
 * engine says: a till tells it alone. Throws `Refused`.
 */
export async function pointsFor(
  context: Context,
  { customerId }: Cart,
  { redemptionId, channel, total }: ToPay,
): Promise<PlacedPoints> {
  const { writes, clock } = context.services
  const redemption = redemptionOf((await writes.cases.byIds([redemptionId])).get(redemptionId))
  const owner = redemption?.customerId ?? null
  const isTheirs = owner !== null && customerId !== null && (await isSameCustomer(context, owner, customerId))
  if (!redemption || !isTheirs)
    throw refused([
      because('NOT_FOUND', 'There is no such redemption, or it is not of this cart’s shopper.', { field }),
    ])
  refuseUnlessHeld(redemption, clock())
  const { source: system, points, value } = redemption.body
  if (value === null || value.minor <= 0 || value.currency !== total.currency)
    throw unfit('Nobody says what sum of money it is worth in this currency: show its code where it is used.')
  if (redemption.body.channel !== channel) throw unfit('It was made to be used in another channel.')
  if (value.minor > total.minor) throw unfit('It is worth more than the order costs: redeem fewer points.')
  const key = engineKey(redemption)
  await refuseUnlessHeldBy(context, { system, key })
  return { redemptionId, system, key, points, amount: value, state: 'AUTHORIZED' }
}

/** From now on a redemption pays this order and no other. Throws `Refused` where it was used, or is over, since it was looked at. */
export async function bindPoints(
  { cases }: WriteUnit,
  { redemptionId, key }: PlacedPoints,
  { orderId, now }: { readonly orderId: string; readonly now: Date },
): Promise<void> {
  const redemption = redemptionOf((await cases.byIds([redemptionId])).get(redemptionId))
  if (!redemption || engineKey(redemption) !== key) throw notHeld()
  refuseUnlessHeld(redemption, now)
  await cases.save(redemptionRecord(redemption, { ...redemption.body, orderId }))
}

function refuseUnlessHeld(redemption: Redemption, now: Date): void {
  const { state, orderId, isGoingBack } = redemption.body
  const isFree = state === 'HELD' && orderId === undefined && !isGoingBack
  if (!isFree || isOver(redemption, instant(now))) throw notHeld()
}

async function refuseUnlessHeldBy(
  { services: { estate } }: Context,
  { system, key }: Pick<PlacedPoints, 'system' | 'key'>,
): Promise<void> {
  const desk = estate.answers.loyaltyDesk.find(({ name }) => name === system)
  const read = (await desk?.port.changes([key]))?.get(key)
  if (!desk || isSourceError(read))
    throw refused([
      because('SYSTEM_UNAVAILABLE', 'The loyalty engine does not answer now.', { field, retryable: true }),
    ])
  if (read?.value.state !== 'HELD') throw notHeld()
}

function notHeld(): Error {
  return refused([
    because('REDEMPTION_NOT_HELD', 'Its points are spent, were given back, or pay for another order.', {
      field,
    }),
  ])
}

function unfit(message: string): Error {
  return refused([because('REDEMPTION_NOT_USABLE', message, { field })])
}
