import { SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { LoyaltyAccount, LoyaltyTier } from '../../ports/loyalty.ts'
import { type Day, parseDay } from '../../time.ts'
import { fullId } from './ids.ts'
import type { LoyaltyOptions } from './options.ts'
import { own, type Query, quoted, throughReference } from './soql.ts'
import { childrenOf, numberOf, parentOf, textOf, type WireRecord } from './wire.ts'

const MEMBER = 'LoyaltyProgramMember'
const CURRENCY = 'LoyaltyMemberCurrency'
const TIER = 'LoyaltyMemberTier'
/** The words that reach a member's lists, as the vendor has them. */
const CURRENCIES = 'Loyalty_Member_Currency'
const TIERS = 'Loyalty_Member_Tier'
const PROGRAM = { relationship: 'Program', type: 'LoyaltyProgram' } as const
/** What a currency is for: `CurrencyType` is `Qualifying` for points a tier goes by, which cannot be spent. */
const TERMS = { relationship: 'LoyaltyProgramCurrency', type: 'LoyaltyProgramCurrency' } as const
const LEVEL = { relationship: 'LoyaltyTier', type: 'LoyaltyTier' } as const

/** Members with their points and tiers in one statement. */
export function memberQuery(where: string, options: LoyaltyOptions): Query {
  const { currency, pendingPoints, reservedPoints } = options
  const named = currency === null ? '' : `WHERE Name = ${quoted(currency)} `
  return {
    object: MEMBER,
    columns: [
      ...own(MEMBER, ['Id', 'MembershipNumber', 'ContactId', 'MemberStatus', 'EnrollmentDate']),
      ...own(MEMBER, ['ProgramId', 'LastModifiedDate']),
      throughReference(MEMBER, PROGRAM, 'Name'),
    ],
    children: [
      {
        relationship: CURRENCIES,
        columns: [
          ...own(CURRENCY, ['Id', 'PointsBalance', pendingPoints, reservedPoints]),
          throughReference(CURRENCY, TERMS, 'CurrencyType'),
        ],
        tail: `${named}ORDER BY Id`,
      },
      {
        relationship: TIERS,
        columns: [
          ...own(TIER, ['Id', 'Name', 'LoyaltyTierId', 'TierExpirationDate']),
          throughReference(TIER, LEVEL, 'SequenceNumber'),
        ],
        tail: 'ORDER BY Id',
      },
    ],
    tail: `${where} ORDER BY Id`,
  }
}

/** Which of several memberships counts: an active one before others, then the oldest. */
export function compareMembers(left: WireRecord, right: WireRecord): number {
  const rank = (record: WireRecord) =>
    [
      textOf(record, 'MemberStatus') === 'Active' ? '0' : '1',
      textOf(record, 'EnrollmentDate') ?? '9999-12-31',
      textOf(record, 'Id') ?? '',
    ].join(' ')
  return rank(left) < rank(right) ? -1 : 1
}

export interface MemberTranslation {
  readonly options: LoyaltyOptions
  readonly source: string
  /** A tier whose last day is before this one has ended. */
  readonly today: Day
}

/**
 * A member as an account. Points are whole: fractions are cut off. Salesforce has no field for reservations: without one of the retailer's none are told.
 * Throws BAD_RESPONSE for a member without number or points.
 */
export function toAccount(
  record: WireRecord,
  recordId: RecordId,
  translation: MemberTranslation,
): LoyaltyAccount {
  const { options, source } = translation
  const currency = spendable(childrenOf(record, CURRENCIES))
  const available = currency && numberOf(currency, 'PointsBalance')
  const cardNumber = textOf(record, 'MembershipNumber')
  if (cardNumber === null) throw lacking(source, 'a membership number')
  if (!currency || available === null || available === undefined) throw lacking(source, 'a points balance')
  const contact = textOf(record, 'ContactId')
  const programId = textOf(record, 'ProgramId')
  return {
    recordId,
    cardNumber,
    customer: contact === null ? null : fullId(contact),
    program: {
      id: programId ?? '',
      name: textOf(parentOf(record, PROGRAM.relationship) ?? {}, 'Name') ?? '',
    },
    balance: {
      available: Math.trunc(available),
      pending: Math.trunc(numberOf(currency, options.pendingPoints) ?? 0),
      reserved: Math.trunc(numberOf(currency, options.reservedPoints) ?? 0),
    },
    tier: currentTier(record, translation),
  }
}

/** The points to spend, in whatever order they came: not those a tier goes by, and of several the oldest record. */
function spendable(currencies: readonly WireRecord[]): WireRecord | undefined {
  const rank = (one: WireRecord) => {
    const type = textOf(parentOf(one, TERMS.relationship) ?? {}, 'CurrencyType')
    return `${type === 'Qualifying' ? '1' : '0'} ${textOf(one, 'Id')}`
  }
  return [...currencies].sort((left, right) => (rank(left) < rank(right) ? -1 : 1))[0]
}

/** The highest tier that has not ended; null without any. */
function currentTier(record: WireRecord, { options, source, today }: MemberTranslation): LoyaltyTier | null {
  const tiers = childrenOf(record, TIERS)
    .map((tier) => toTier(tier, options, source))
    .filter(({ validUntil }) => validUntil === null || validUntil >= today)
  return tiers.reduce<LoyaltyTier | null>(
    (best, tier) => (best === null || tier.rank > best.rank ? tier : best),
    null,
  )
}

function toTier(record: WireRecord, { tiers }: LoyaltyOptions, source: string): LoyaltyTier {
  const name = textOf(record, 'Name')
  if (name === null) throw lacking(source, 'a name for its tier')
  const rank = tiers[name] ?? numberOf(parentOf(record, LEVEL.relationship) ?? {}, 'SequenceNumber')
  if (rank === null) throw lacking(source, 'a rank for its tier (map it in loyalty.tiers)')
  const until = textOf(record, 'TierExpirationDate')
  return {
    id: textOf(record, 'LoyaltyTierId') ?? name,
    name,
    rank,
    validUntil: until === null ? null : parseDay(until),
  }
}

function lacking(source: string, what: string): SourceError {
  return new SourceError(source, 'BAD_RESPONSE', `a loyalty member lacks ${what}`)
}
