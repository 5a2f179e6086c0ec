import { SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { LoyaltyReward } from '../../ports/loyalty.ts'
import { parseDay } from '../../time.ts'
import type { LoyaltyOptions } from './options.ts'
import { among, own, type Query, throughReference } from './soql.ts'
import { channelsOf } from './standing.ts'
import { numberOf, parentOf, textOf, type WireRecord } from './wire.ts'

type RewardOptions = NonNullable<LoyaltyOptions['rewards']>

const REWARD = 'VoucherDefinition'

/** The vendor's types of vouchers (VoucherDefinition, Loyalty Management object reference), in the graph's words. */
const KINDS: Readonly<Record<string, LoyaltyReward['kind']>> = {
  FixedValue: 'VOUCHER',
  DiscountPercentage: 'DISCOUNT',
  ProductOrService: 'PRODUCT',
}

/** The active voucher definitions of programmes that cost points. */
export function rewardsQuery(programs: readonly string[], { cost, channels, tier }: RewardOptions): Query {
  const level = tier && { relationship: relationshipOf(tier), type: 'LoyaltyTier' }
  return {
    object: REWARD,
    columns: [
      ...own(REWARD, ['Id', 'Name', 'Type', 'EffectiveDate', 'ExpirationDate', 'LoyaltyProgramId']),
      ...own(REWARD, ['LastModifiedDate', cost, channels]),
      ...(level
        ? [throughReference(REWARD, level, 'Name'), throughReference(REWARD, level, 'SequenceNumber')]
        : []),
    ],
    tail: `WHERE ${among('LoyaltyProgramId', programs)} AND IsActive = TRUE AND ${cost} != NULL ORDER BY Id`,
  }
}

/** A voucher definition as a reward. Throws BAD_RESPONSE without name or cost, or for a tier without a rank. */
export function toReward(
  record: WireRecord,
  recordId: RecordId,
  { source, options }: { readonly source: string; readonly options: LoyaltyOptions },
): LoyaltyReward {
  const { cost = '', channels = null, tier = null } = options.rewards ?? {}
  const name = textOf(record, 'Name')
  const points = numberOf(record, cost)
  if (name === null || points === null) {
    throw new SourceError(source, 'BAD_RESPONSE', 'a reward lacks a name or a cost')
  }
  return {
    recordId,
    name,
    cost: Math.ceil(points),
    kind: KINDS[textOf(record, 'Type') ?? ''] ?? 'OTHER',
    channels: channels === null ? [] : channelsOf(textOf(record, channels), options),
    minimumRank: tier === null ? null : rankOf(record, tier, { source, options }),
    from: parseDay(textOf(record, 'EffectiveDate') ?? ''),
    until: parseDay(textOf(record, 'ExpirationDate') ?? ''),
  }
}

function rankOf(
  record: WireRecord,
  tier: string,
  { source, options }: { readonly source: string; readonly options: LoyaltyOptions },
): number | null {
  const level = parentOf(record, relationshipOf(tier))
  if (level === null) return null
  const rank = options.tiers[textOf(level, 'Name') ?? ''] ?? numberOf(level, 'SequenceNumber')
  if (rank !== null) return rank
  throw new SourceError(
    source,
    'BAD_RESPONSE',
    'a reward is for a tier without a rank; map it in loyalty.tiers',
  )
}

/** A retailer's own reference `Tier__c` is followed as `Tier__r`. */
function relationshipOf(reference: string): string {
  return `${reference.slice(0, -3)}__r`
}
