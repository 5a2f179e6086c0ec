import { instant } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import { badInput } from '../graphql-error.ts'
import { callerOf, doneBefore, doOnce } from '../shared/writes/command.ts'
import { accountById } from './accounts.ts'
import { deskOf, moved } from './desk.ts'
import type { LoyaltyPayloadModel } from './models.ts'
import { refused, whyRefused } from './refused.ts'
import type { MutationLoyaltyAdjustArgs } from './resolvers.generated.ts'

/** Most points that are moved at once. */
export const MOST_POINTS = 1_000_000

/** What is kept of it: the account's id in the graph. */
interface Kept {
  readonly accountId: string
}

/** Puts a balance right, up or down. */
export async function adjust(
  context: Context,
  { idempotencyKey, ...input }: MutationLoyaltyAdjustArgs,
): Promise<LoyaltyPayloadModel> {
  const { accountId, points } = input
  const reason = input.reason.trim()
  if (points === 0 || Math.abs(points) > MOST_POINTS)
    throw badInput(`expected "points" other than 0, at most ${MOST_POINTS}`)
  if (reason.length < 1 || reason.length > 255)
    throw badInput('expected "reason" to have 1 to 255 characters')
  const wanted = { operation: 'loyaltyAdjust', idempotencyKey, input }
  const answered = (replayed: boolean): LoyaltyPayloadModel => ({
    replayed,
    account: () => accountById(context, accountId),
    userErrors: [],
  })
  if (await doneBefore<Kept>(context, wanted)) return answered(true)
  try {
    const account = await accountById(context, accountId)
    if (!account) throw refused('NOT_FOUND', 'accountId')
    const { asked, found } = account
    const desk = deskOf(context, asked.name, 'adjust')
    const { viewer, services } = context
    const doing = { caller: callerOf(viewer), key: idempotencyKey }
    const adjusting = desk.port.adjust({
      key: services.loyaltyKeys.change('adjust', doing),
      account: found.value,
      at: instant(services.clock()),
      channel: context.channel ?? 'CALL_CENTER',
      points,
      reason,
      order: null,
    })
    const moving = { account: found.value, conflict: 'INSUFFICIENT_POINTS' } as const
    await moved(context, moving, adjusting)
    const kept: Kept = { accountId }
    const outcome = await doOnce(context, { ...wanted, about: [] }, async () => kept)
    return answered('done' in outcome && outcome.done.replayed)
  } catch (error) {
    return { replayed: false, account: async () => null, userErrors: whyRefused(error) }
  }
}
