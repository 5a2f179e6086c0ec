import type { ChannelKind } from '../../channel.ts'
import { type Currency, type Money, money } from '../../money.ts'
import type { LoyaltyStanding, TierTerms } from '../../ports/loyalty.ts'
import type { LoyaltyOptions } from './options.ts'
import { among, own, parentName, type Query, throughReference } from './soql.ts'
import { childrenOf, numberOf, parentOf, textOf, type WireRecord } from './wire.ts'

const BALANCE = 'LoyaltyMemberCurrency'
const TIER = 'LoyaltyTier'
const BENEFIT = 'LoyaltyTierBenefit'
/** The vendor's word for the benefits of a tier. */
const BENEFITS = 'LoyaltyTiers'
const CURRENCY = { relationship: 'LoyaltyProgramCurrency', type: 'LoyaltyProgramCurrency' } as const

/** The channels that a picklist of several values names: `WEB;POS`. Words that are not mapped are left out. */
export function channelsOf(text: string | null, { channels }: LoyaltyOptions): readonly ChannelKind[] {
  const kinds = (text ?? '').split(';').flatMap((word) => channels[word.trim()]?.kind ?? [])
  return [...new Set(kinds)]
}

/**
 * Members' balances in every currency, with what the currency is for (LoyaltyProgramCurrency: `CurrencyType` is
 * `Qualifying` for what a tier group goes by, `CostperUnit` a point's cost; Loyalty Management object reference).
 */
export function balancesQuery(members: readonly string[], options: LoyaltyOptions): Query {
  const { pointValue, programChannels } = options
  const program = `${CURRENCY.relationship}.LoyaltyProgram`
  return {
    object: BALANCE,
    columns: [
      ...own(BALANCE, ['Id', 'Name', 'LoyaltyMemberId', 'PointsBalance']),
      throughReference(BALANCE, CURRENCY, 'CurrencyType'),
      throughReference(BALANCE, CURRENCY, 'LoyaltyTierGroupId'),
      ...(pointValue ? [throughReference(BALANCE, CURRENCY, pointValue.field)] : []),
      ...(programChannels
        ? [
            {
              path: `${program}.${programChannels}`,
              needs: [
                { object: BALANCE, field: 'LoyaltyProgramCurrencyId' },
                { object: CURRENCY.type, field: 'LoyaltyProgramId' },
                { object: 'LoyaltyProgram', field: programChannels },
              ],
            },
          ]
        : []),
    ],
    tail: `WHERE ${among('LoyaltyMemberId', members)} ORDER BY Id`,
  }
}

/** Every tier of the org with its threshold (`MinimumEligibleBalance`, in qualifying points) and its benefits. */
export function tiersQuery(): Query {
  return {
    object: TIER,
    columns: own(TIER, ['Id', 'Name', 'SequenceNumber', 'MinimumEligibleBalance', 'LoyaltyTierGroupId']),
    children: [{ relationship: BENEFITS, columns: [parentName(BENEFIT, 'Benefit')], tail: 'ORDER BY Id' }],
    tail: 'ORDER BY Id',
  }
}

interface Level extends TierTerms {
  /** The threshold. */
  readonly from: number
  readonly sequence: number | null
}

/**
 * Where a member stands. The tiers are those of the group their qualifying currency belongs to; the next one is the lowest
 * with a threshold above the balance. Ranks are the mapped ones, else the vendor's sequence numbers.
 */
export function toStanding(
  balances: readonly WireRecord[],
  tiers: readonly WireRecord[],
  options: LoyaltyOptions,
): LoyaltyStanding {
  const currencyOf = (balance: WireRecord) => parentOf(balance, CURRENCY.relationship) ?? {}
  const typed = (type: string) => balances.find((one) => textOf(currencyOf(one), 'CurrencyType') === type)
  const qualifying = typed('Qualifying')
  const spendable = typed('NonQualifying') ?? balances[0]
  const group = qualifying && textOf(currencyOf(qualifying), 'LoyaltyTierGroupId')
  const levels = levelsOf(
    group ? tiers.filter((tier) => textOf(tier, 'LoyaltyTierGroupId') === group) : [],
    options,
  )
  const program = spendable && parentOf(currencyOf(spendable), 'LoyaltyProgram')
  const words = textOf(program ?? {}, options.programChannels)
  return {
    tiers: levels.map(({ tier, benefits }) => ({ tier, benefits })),
    progress: qualifying && levels.length > 0 ? progressOf(qualifying, levels) : null,
    pointValue: spendable ? worthOf(currencyOf(spendable), options) : null,
    channels: words === null ? null : channelsOf(words, options),
  }
}

/** Lowest threshold first. */
function levelsOf(tiers: readonly WireRecord[], options: LoyaltyOptions): readonly Level[] {
  return tiers
    .flatMap((tier) => levelOf(tier) ?? [])
    .sort((left, right) => left.from - right.from)
    .map((level, index) => withRank(level, options.tiers[level.tier.name] ?? level.sequence ?? index + 1))
}

function progressOf(qualifying: WireRecord, levels: readonly Level[]): LoyaltyStanding['progress'] {
  const counted = numberOf(qualifying, 'PointsBalance')
  if (counted === null) return null
  const next = levels.find(({ from }) => from > counted)
  const metric = textOf(qualifying, 'Name') ?? ''
  return { next: next?.tier ?? null, needed: next ? Math.ceil(next.from - counted) : 0, metric }
}

function levelOf(tier: WireRecord): Level | null {
  const [id, name] = [textOf(tier, 'Id'), textOf(tier, 'Name')]
  const from = numberOf(tier, 'MinimumEligibleBalance')
  if (id === null || name === null || from === null) return null
  const benefits = childrenOf(tier, BENEFITS).flatMap(
    (benefit) => textOf(parentOf(benefit, 'Benefit') ?? {}, 'Name') ?? [],
  )
  return { tier: { id, name, rank: 0 }, benefits, from, sequence: numberOf(tier, 'SequenceNumber') }
}

function withRank(level: Level, rank: number): Level {
  return { ...level, tier: { ...level.tier, rank } }
}

/** A worth that is no whole number of the smallest coin is none that money can say. */
function worthOf(currency: WireRecord, { pointValue }: LoyaltyOptions): Money | null {
  const worth = pointValue && textOf(currency, pointValue.field)
  if (!worth) return null
  // The options checked that the runtime knows the currency.
  const one = money(worth, pointValue.currency as Currency)
  const hundred = money(String(Number(worth) * 100), pointValue.currency as Currency)
  return one.minor * 100 === hundred.minor ? one : null
}
