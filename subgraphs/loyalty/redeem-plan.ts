import type { ChannelKind } from '../../adapters/channel.ts'
import { multiplyMoney } from '../../adapters/money.ts'
import { dayIn } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import { badInput } from '../graphql-error.ts'
import { foundOrThrow } from '../loader.ts'
import type { RedemptionBody } from '../shared/points/redemption-case.ts'
import { MOST_POINTS } from './adjust.ts'
import { accountToMove, deskOf } from './desk.ts'
import { loadersFor } from './loaders.ts'
import type { LoyaltyAccountModel } from './models.ts'
import { refused } from './refused.ts'
import type { RedeemInput } from './resolvers.generated.ts'
import { reasonsAgainst } from './rewards.ts'
import { standingOf } from './standing.ts'

/** A redemption as it would be, and whose. */
export interface PlannedRedemption
  extends Omit<RedemptionBody, 'seed' | 'round' | 'state' | 'expiresAt' | 'orderId' | 'isGoingBack'> {
  readonly customerId: string | null
}

/** Works out which points are to be held. Whether there are so many, the engine alone says. Throws `Refused`. */
export async function planRedemption(
  context: Context,
  { accountId, rewardId = null, points = null, channel }: RedeemInput,
): Promise<PlannedRedemption> {
  if ((rewardId === null) === (points === null))
    throw badInput('expected exactly one of "rewardId" and "points"')
  if (points !== null && (points < 1 || points > MOST_POINTS))
    throw badInput(`expected "points" between 1 and ${MOST_POINTS}`)
  const reward = rewardId === null ? null : rewardIn(context, rewardId)
  const { account, customerId } = await accountToMove(context, accountId, ['input', 'accountId'])
  const { asked, found } = account
  deskOf(context, asked.name, 'redeem')
  const { recordId, cardNumber, customer, program } = found.value
  const what =
    reward === null
      ? await pointsOf(context, account, { points: points ?? 0, channel })
      : await rewardOf(context, account, { reward, channel })
  return {
    customerId,
    source: asked.name,
    account: { recordId, cardNumber, customer, program },
    channel,
    ...what,
  }
}

type What = Pick<RedemptionBody, 'points' | 'value' | 'reason'>

async function pointsOf(
  context: Context,
  account: LoyaltyAccountModel,
  { points, channel }: { readonly points: number; readonly channel: ChannelKind },
): Promise<What> {
  const standing = await standingOf(context, account)
  const channels = standing?.channels ?? null
  if (channels !== null && !channels.includes(channel)) throw refused('WRONG_CHANNEL', 'input', 'channel')
  const worth = standing?.pointValue ?? null
  const value = worth && multiplyMoney(worth, String(points))
  return { points, value, reason: account.found.value.program.name }
}

async function rewardOf(
  context: Context,
  { asked, found }: LoyaltyAccountModel,
  { reward: [source, record], channel }: { readonly reward: RewardKey; readonly channel: ChannelKind },
): Promise<What> {
  const { services } = context
  const read = await loadersFor(context, asked.name)?.rewards.load(found.value.program.id)
  const all = foundOrThrow(read)?.value ?? []
  const reward = source === asked.name ? all.find(({ recordId }) => recordId === record) : undefined
  if (!reward) throw refused('REWARD_NOT_ELIGIBLE', 'input', 'rewardId')
  const today = dayIn(services.retailer.timeZone, services.clock())
  const reasons = reasonsAgainst(reward, { account: found.value, channel, today })
  if (reasons.includes('CHANNEL')) throw refused('WRONG_CHANNEL', 'input', 'channel')
  // The balance that was read may be older than the last purchase.
  if (reasons.some((reason) => reason !== 'POINTS_MISSING'))
    throw refused('REWARD_NOT_ELIGIBLE', 'input', 'rewardId')
  return { points: reward.cost, value: null, reason: reward.name }
}

type RewardKey = readonly [source: string, record: string]

function rewardIn({ services }: Context, id: string): RewardKey {
  const [source = '', record = ''] = services.sealer.unseal('entry', id)
  return [source, record]
}
