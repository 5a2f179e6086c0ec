import { type Instant, instant } from '../../adapters/time.ts'
import type { CaseRecord } from '../../ledger/writes/port.ts'
import type { Context } from '../context.ts'
import { EXPIRE, entryBody } from '../shared/points/loyalty-entry.ts'
import {
  engineKey,
  isOver,
  REDEMPTION,
  type Redemption,
  type RedemptionBody,
  redemptionOf,
  redemptionRecord,
} from '../shared/points/redemption-case.ts'
import { callerOf, canonical, doneBefore, doOnce } from '../shared/writes/command.ts'
import { deskOf, moved } from './desk.ts'
import type { RedemptionPayloadModel } from './models.ts'
import { type PlannedRedemption, planRedemption } from './redeem-plan.ts'
import { redemptionAnswer } from './redemption.ts'
import { refused, whyRefused } from './refused.ts'
import type { MutationLoyaltyRedeemArgs } from './resolvers.generated.ts'

/** What is kept of it. */
interface Kept {
  readonly redemptionId: string
}

/**
 * Holds points for a redemption. What is to be held is in the ledger before the engine is asked, with the time at which it is given back: so
 * nothing stays held that nobody was told of. The engine does a key once; whoever asks again gets the same redemption.
 */
export async function redeem(
  context: Context,
  { input, idempotencyKey }: MutationLoyaltyRedeemArgs,
): Promise<RedemptionPayloadModel> {
  const wanted = { operation: 'loyaltyRedeem', idempotencyKey, input }
  const earlier = await doneBefore<Kept>(context, wanted)
  if (earlier) return redemptionAnswer(context, earlier.redemptionId, true)
  try {
    const plan = await planRedemption(context, input)
    const begun = await begin(context, plan, { input, idempotencyKey })
    await hold(context, begun)
    const about = [`case/${begun.id}`] as const
    const outcome = await doOnce<Kept, never>(context, { ...wanted, about }, async ({ cases }) => {
      const now = redemptionOf((await cases.byIds([begun.id])).get(begun.id))
      if (now?.body.round !== begun.body.round) throw refused('NOT_HELD')
      if (now.body.state === 'ASKED') await cases.save(redemptionRecord(now, { ...now.body, state: 'HELD' }))
      else if (now.body.state !== 'HELD') throw refused('NOT_HELD')
      return { redemptionId: begun.id }
    })
    if ('refused' in outcome) return notRedeemed(outcome.refused)
    const { replayed } = outcome.done
    const answer = await redemptionAnswer(context, begun.id, replayed)
    const redemption = answer.redemption && ({ ...answer.redemption, isHeldNow: true } as const)
    return replayed ? answer : { ...answer, redemption }
  } catch (error) {
    return notRedeemed(whyRefused(error))
  }
}

function notRedeemed(userErrors: RedemptionPayloadModel['userErrors']): RedemptionPayloadModel {
  return { replayed: false, redemption: null, account: async () => null, userErrors }
}

/** Writes down what is to be held, or finds what was: under the same key and input the same, until its time is over. */
async function begin(
  { viewer, services }: Context,
  { customerId, ...plan }: PlannedRedemption,
  { input, idempotencyKey }: MutationLoyaltyRedeemArgs,
): Promise<Redemption> {
  const { loyaltyKeys, loyalty, writes, clock } = services
  const seed = loyaltyKeys.seed({
    caller: callerOf(viewer),
    key: idempotencyKey,
    input: canonical(input),
  })
  const id = loyaltyKeys.idOfCode(loyaltyKeys.code(seed))
  const { settleMs } = deskOf({ services }, plan.source, 'redeem').port
  const at = instant(clock())
  return writes.transact([`case/${id}`], async (unit) => {
    const known = redemptionOf((await unit.cases.byIds([id])).get(id))
    const goesOn = known?.body.state === 'ASKED' || known?.body.state === 'HELD'
    if (known && goesOn && !isOver(known, at)) return known
    const expiresAt = later(at, loyalty.redemptionMinutes * 60_000)
    const round = (known?.body.round ?? 0) + 1
    const body: RedemptionBody = { ...plan, seed, round, state: 'ASKED', expiresAt }
    const record = known
      ? redemptionRecord(known, body)
      : newRecord({ id, customerId, createdAt: at, body: JSON.stringify(body) })
    await unit.cases.save(record)
    const key = engineKey({ id, body })
    await unit.send({
      id: `${key}/expire`,
      stream: key,
      system: plan.source,
      kind: EXPIRE,
      body: entryBody({ redemptionId: id, round }),
      at,
      // Later than any call that was made before then.
      notBefore: later(expiresAt, settleMs),
    })
    return { ...record, body }
  })
}

function newRecord(record: Pick<CaseRecord, 'id' | 'customerId' | 'createdAt' | 'body'>): CaseRecord {
  return { ...record, kind: REDEMPTION, orderId: null, location: null, isOpen: true, version: 1 }
}

/** Asks the engine, which alone knows how many points there are. Throws `Refused`. */
async function hold(context: Context, redemption: Redemption): Promise<void> {
  const { loyaltyKeys, clock } = context.services
  const { source, account, points, reason, channel, seed } = redemption.body
  const { port } = deskOf(context, source, 'redeem')
  const holding = port.hold({
    key: engineKey(redemption),
    account,
    at: instant(clock()),
    channel,
    points,
    code: loyaltyKeys.code(seed),
    reason,
  })
  const change = await moved(context, { account, conflict: 'INSUFFICIENT_POINTS' }, holding)
  if (change.state !== 'HELD') throw refused('NOT_HELD')
}

function later(at: Instant, ms: number): Instant {
  return instant(new Date(Date.parse(at) + ms))
}
