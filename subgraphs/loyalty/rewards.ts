import type { ChannelKind } from '../../adapters/channel.ts'
import type { LoyaltyAccount, LoyaltyReward } from '../../adapters/ports/loyalty.ts'
import { type Day, dayIn } from '../../adapters/time.ts'
import { pageInfo, pageSize, readCursor, writeCursor } from '../connection.ts'
import type { Context } from '../context.ts'
import { foundOrThrow } from '../loader.ts'
import { loadersFor } from './loaders.ts'
import type { LoyaltyAccountModel, RewardConnectionModel } from './models.ts'

/** Why a member may not have a reward: words a client may act on. */
type Reason = 'POINTS_MISSING' | 'TIER' | 'CHANNEL' | 'NOT_YET' | 'EXPIRED'

/** What decides beside the reward itself. `channel` is where it would be used; null for anywhere. */
export interface Claim {
  readonly account: Pick<LoyaltyAccount, 'balance' | 'tier'>
  readonly channel: ChannelKind | null
  readonly today: Day
}

/** Everything that stands between a member and a reward; empty when they may have it. */
export function reasonsAgainst(reward: LoyaltyReward, { account, channel, today }: Claim): readonly Reason[] {
  const { cost, minimumRank, channels, from, until } = reward
  const found: readonly (readonly [boolean, Reason])[] = [
    [account.balance.available < cost, 'POINTS_MISSING'],
    [minimumRank !== null && (account.tier?.rank ?? 0) < minimumRank, 'TIER'],
    [channel !== null && channels.length > 0 && !channels.includes(channel), 'CHANNEL'],
    [from !== null && from > today, 'NOT_YET'],
    [until !== null && until < today, 'EXPIRED'],
  ]
  return found.flatMap(([stands, reason]) => (stands ? [reason] : []))
}

/**
 * A page of what an account's points may be spent on, cheapest first. With `available` what is over or has not begun is left
 * out; what is too dear, or for another tier or channel, stays and says so. Throws why when the engine did not answer.
 */
export async function rewardsOf(
  context: Context,
  { asked, found }: LoyaltyAccountModel,
  {
    available,
    first,
    after,
  }: { readonly available: boolean; readonly first: number; readonly after: string | null },
): Promise<RewardConnectionModel> {
  const { services, channel } = context
  const size = pageSize(first)
  const read = await loadersFor(context, asked.name)?.rewards.load(found.value.program.id)
  const claim: Claim = {
    account: found.value,
    channel,
    today: dayIn(services.retailer.timeZone, services.clock()),
  }
  const all = (foundOrThrow(read)?.value ?? []).map((reward) => ({
    asked,
    reward,
    reasons: reasonsAgainst(reward, claim),
  }))
  const wanted = all.filter(
    ({ reasons }) => !available || !(reasons.includes('EXPIRED') || reasons.includes('NOT_YET')),
  )
  const start = after ? readCursor(after, placeIn(all)) : -1
  const rest = wanted.filter((one) => all.indexOf(one) > start)
  const edges = rest.slice(0, size).map((node) => ({ node, cursor: writeCursor([idOf(node)]) }))
  return { edges, pageInfo: pageInfo(edges, rest.length > size) }

  function idOf({ reward }: { readonly reward: LoyaltyReward }): string {
    return services.sealer.seal('entry', [asked.name, reward.recordId])
  }

  function placeIn(list: typeof all) {
    return (position: unknown): number | null => {
      const [id] = Array.isArray(position) ? (position as unknown[]) : []
      const index = list.findIndex((one) => idOf(one) === id)
      return index < 0 ? null : index
    }
  }
}
