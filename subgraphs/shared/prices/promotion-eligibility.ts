import type { ChannelKind } from '../../../adapters/channel.ts'
import { isSourceError, type SourceError } from '../../../adapters/error.ts'
import type { Audience, Promotion } from '../../../adapters/ports/promotions.ts'
import type { Instant } from '../../../adapters/time.ts'
import type { Entity } from '../../../ledger/port.ts'
import type { Context } from '../../context.ts'
import { membershipOf } from '../points/membership.ts'
import { recordsIn } from '../shoppers/customer-records.ts'
import type { Place } from '../stock/store-directory.ts'
import { standingAt } from './promotion-window.ts'
import { runningFor, type StatedPromotion, segmentsIn } from './running-promotions.ts'

/** Where, when and by whom something is bought. */
export interface Circumstances {
  /** Null: in whichever. */
  readonly channel: ChannelKind | null
  readonly store: Place | null
  readonly at: Instant
  readonly shopper: Entity | null
}

/** Why a promotion does not count for a shopper, before anything is said of goods; words of the schema's `CodeRejection`. */
export type Ineligible = 'EXPIRED' | 'NOT_STARTED' | 'WRONG_CHANNEL' | 'NOT_ELIGIBLE'

/**
 * Whether somebody may have a promotion: null when so, else why not, in this order: time, channel and store, audience. Answers
 * the failure of the system that would know. A promotion with a geofence counts in its store alone: a basket has no position.
 */
export async function ineligibility(
  context: Context,
  { asked, found }: Pick<StatedPromotion, 'asked' | 'found'>,
  circumstances: Circumstances,
): Promise<Ineligible | SourceError | null> {
  const { value } = found
  const standing = standingAt(runningFor(context, value, circumstances.store), circumstances.at)
  if (standing !== 'RUNNING') return standing
  if (!isGoodHere(value, circumstances)) return 'WRONG_CHANNEL'
  const belongs = await isFor(context, value.audience, { source: asked.name, shopper: circumstances.shopper })
  if (isSourceError(belongs)) return belongs
  return belongs ? null : 'NOT_ELIGIBLE'
}

function isGoodHere(promotion: Promotion, { channel, store }: Circumstances): boolean {
  const { channels, stores, geofence } = promotion
  if (channel !== null && channels !== null && !channels.includes(channel)) return false
  return store === null ? stores === null && geofence === null : isGoodIn(promotion, store)
}

/** Whether a promotion counts in a store. */
export function isGoodIn({ stores, geofence }: Promotion, { code }: Place): boolean {
  return (stores?.includes(code) ?? true) && (geofence === null || geofence.store === code)
}

/** The segments of a shopper whose segments do not matter. */
const NOWHERE: readonly string[] = []

/** Whether a shopper belongs to an audience; asks nobody where everybody does, or where there is no shopper. */
export async function isFor(
  context: Context,
  { members, tiers, segments }: Audience,
  { source, shopper }: { readonly source: string; readonly shopper: Entity | null },
): Promise<boolean | SourceError> {
  if (!members && tiers.length === 0 && segments.length === 0) return true
  if (shopper === null) return false
  const [asMember, inSegment] = await Promise.all([
    isMember(context, { members, tiers, shopper }),
    segments.length > 0 ? segmentsIn(context, source, recordsIn(shopper, source)) : NOWHERE,
  ])
  const answers = [
    asMember,
    isSourceError(inSegment) ? inSegment : segments.some((segment) => inSegment.includes(segment)),
  ]
  return answers.includes(true) || (answers.find(isSourceError) ?? false)
}

async function isMember(
  context: Context,
  { members, tiers, shopper }: Pick<Audience, 'members' | 'tiers'> & { readonly shopper: Entity },
): Promise<boolean | SourceError> {
  if (!members && tiers.length === 0) return false
  const membership = await membershipOf(context, shopper)
  if (isSourceError(membership)) return membership
  const { member, tier } = membership
  return (members && member) || (tier !== null && tiers.includes(tier))
}
