import { instant } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import { isOwn } from '../shared/access/known-viewer.ts'
import {
  engineKey,
  isOver,
  type Redemption,
  redemptionOf,
  redemptionRecord,
} from '../shared/points/redemption-case.ts'
import { doneBefore, doOnce } from '../shared/writes/command.ts'
import { deskOf, mayMoveAll, moved } from './desk.ts'
import type { RedemptionPayloadModel } from './models.ts'
import { redemptionAnswer, redemptionById } from './redemption.ts'
import { refused, whyRefused } from './refused.ts'
import type { MutationLoyaltyRedemptionCancelArgs } from './resolvers.generated.ts'

/** What is kept of it. */
interface Kept {
  readonly redemptionId: string
}

/** Gives the points of a redemption back that nobody has used. */
export async function cancelRedemption(
  context: Context,
  { id, idempotencyKey }: MutationLoyaltyRedemptionCancelArgs,
): Promise<RedemptionPayloadModel> {
  try {
    const seen = await ownRedemption(context, id)
    const wanted = { operation: 'loyaltyRedemptionCancel', idempotencyKey, input: { id } }
    if (await doneBefore<Kept>(context, wanted)) return redemptionAnswer(context, id, true)
    await release(context, seen)
    const outcome = await doOnce<Kept, never>(
      context,
      { ...wanted, about: [`case/${id}`] },
      async ({ cases }) => {
        const now = redemptionOf((await cases.byIds([id])).get(id))
        if (now?.body.state === 'HELD')
          await cases.save(redemptionRecord(now, { ...now.body, state: 'CANCELLED' }))
        return { redemptionId: id }
      },
    )
    return redemptionAnswer(context, id, 'done' in outcome && outcome.done.replayed)
  } catch (error) {
    const userErrors = whyRefused(error)
    return { replayed: false, redemption: null, account: async () => null, userErrors }
  }
}

/** What is not theirs and what is not there look alike. */
async function ownRedemption(context: Context, id: string): Promise<Redemption> {
  const redemption = await redemptionById(context, id)
  const owner = redemption?.customerId ?? null
  const isTheirs = mayMoveAll(context) || (owner !== null && (await isOwn(context, owner as never)))
  if (!redemption || !isTheirs) throw refused('NOT_FOUND', 'id')
  return redemption
}

/**
 * Asks the engine; what was given back before stays so. From the first word of it on no order can be paid with the redemption, and of one that
 * pays an order nothing is given back. Throws `Refused`.
 */
async function release(context: Context, seen: Redemption): Promise<void> {
  const { writes, clock } = context.services
  const { source, account } = seen.body
  const held = await writes.transact([`case/${seen.id}`], async ({ cases }) => {
    const now = redemptionOf((await cases.byIds([seen.id])).get(seen.id)) ?? seen
    const { state, orderId, isGoingBack } = now.body
    if (state === 'CANCELLED') return null
    if (state !== 'HELD' || orderId !== undefined || isOver(now, instant(clock())))
      throw refused('NOT_HELD', 'id')
    if (!isGoingBack) await cases.save(redemptionRecord(now, { ...now.body, isGoingBack: true }))
    return engineKey(now)
  })
  if (held === null) return
  const { port } = deskOf(context, source, 'redeem')
  await moved(context, { account, conflict: 'NOT_HELD' }, port.release(held))
}
