import type { Clock } from '../../../adapters/time.ts'
import type { WorldLot, WorldLoyaltyAccount } from '../../world/programme-types.ts'
import { POINT_VALUE } from '../../world/rewards.ts'
import type { World } from '../../world/types.ts'
import { externalId, field, type ObjectType, reference, systemFields } from '../object-type.ts'
import { besideId, numberedId } from '../record-id.ts'
import { createLoyaltyBook, type LoyaltyBook, type Member } from './loyalty-book.ts'
import { journalObjects } from './loyalty-journal.ts'
import {
  LOYALTY_PROGRAM,
  memberReference,
  type NameRow,
  nameObject,
  opening,
  programReference,
} from './loyalty-program.ts'
import { rewardObjects, tierId, tierObjects } from './loyalty-tiers.ts'
import { memberWrites } from './loyalty-writes.ts'

/** The one group of tiers, and the two currencies: points to spend, and points the tier goes by. */
const TIER_GROUP = { id: numberedId('0lt', 1), name: 'Statut' } as const
const CURRENCIES = [
  { id: numberedId('0lq', 1), name: 'Points', type: 'NonQualifying', cost: POINT_VALUE / 100, group: null },
  { id: numberedId('0lq', 2), name: 'Points statut', type: 'Qualifying', cost: null, group: TIER_GROUP.id },
] as const
type CurrencyRow = (typeof CURRENCIES)[number]

/** Last day of a tier: none for the lowest, the end of the world's present year for the others. */
export function tierExpiration(world: World, { tier }: WorldLoyaltyAccount): string | null {
  return tier === 'Bronze' ? null : `${world.now.getUTCFullYear()}-12-31`
}

interface BalanceRow {
  readonly account: Member
  readonly currency: CurrencyRow
}
interface LotRow {
  readonly account: Member
  readonly lot: WorldLot
  readonly id: string
}
/** LoyaltyProgram, members with their balances and tiers, and the TransactionJournal. */
export function loyaltyObjects(world: World, clock: Clock): readonly ObjectType<unknown>[] {
  const book = createLoyaltyBook(world, clock)
  return [
    programObject(world),
    programCurrencyObject(world),
    memberObject(world, book),
    currencyObject(book),
    nameObject(world, 'LoyaltyTierGroup', [TIER_GROUP]),
    memberTierObject(world, book),
    expiryObject(book),
    ...tierObjects(world),
    ...rewardObjects(world),
    ...journalObjects(world, book),
  ]
}

function memberObject(world: World, book: LoyaltyBook): ObjectType<Member> {
  return {
    name: 'LoyaltyProgramMember',
    keyPrefix: '0lM',
    children: [
      { relationship: 'Loyalty_Member_Currency', type: 'LoyaltyMemberCurrency', field: 'LoyaltyMemberId' },
      { relationship: 'Loyalty_Member_Tier', type: 'LoyaltyMemberTier', field: 'LoyaltyMemberId' },
      { relationship: 'Transaction_Journal', type: 'TransactionJournal', field: 'MemberId' },
    ],
    rows: () => book.members(),
    changes: 'POINTS',
    dml: memberWrites(world, book),
    fields: [
      field('Id', 'id', (row) => row.memberId),
      externalId('Couture_Key__c', (row) => row.key),
      field('MembershipNumber', 'string', (row) => row.card),
      reference('ContactId', { type: 'Contact', relationship: 'Contact' }, (row) =>
        row.registered ? (world.customers[row.customer]?.contactId ?? null) : null,
      ),
      programReference('ProgramId', 'Program'),
      field('MemberStatus', 'picklist', () => 'Active'),
      field('MemberType', 'picklist', () => 'Individual'),
      field('EnrollmentDate', 'date', (row) => row.enrolledOn),
      ...accountSystemFields,
    ],
  }
}

function programObject(world: World): ObjectType<NameRow> {
  const names = nameObject(world, 'LoyaltyProgram', [LOYALTY_PROGRAM])
  const channels = field<NameRow>('Channels__c', 'picklist', () => 'WEB;APP;TEL;POS')
  return { ...names, fields: [...names.fields, channels] }
}

function programCurrencyObject(world: World): ObjectType<CurrencyRow> {
  return {
    name: 'LoyaltyProgramCurrency',
    keyPrefix: '0lq',
    children: [],
    rows: () => CURRENCIES,
    fields: [
      field('Id', 'id', (row) => row.id),
      field('Name', 'string', (row) => row.name),
      field('CurrencyType', 'picklist', (row) => row.type),
      field('CostperUnit', 'double', (row) => row.cost),
      field('IsActive', 'boolean', () => true),
      field('IsPrimary', 'boolean', (row) => row.type === 'NonQualifying'),
      programReference('LoyaltyProgramId', 'LoyaltyProgram'),
      groupReference((row) => row.group),
      ...systemFields<CurrencyRow>(() => opening(world)),
    ],
  }
}

function currencyObject(book: LoyaltyBook): ObjectType<BalanceRow> {
  const created = (row: BalanceRow) => `${row.account.enrolledOn}T09:00:00.000Z`
  // Points to spend come first in the order of ids, as the currency that was set up first.
  const idOf = ({ account, currency }: BalanceRow) =>
    currency.type === 'NonQualifying'
      ? besideId('0lc', account.memberId)
      : numberedId('0lc', 900_000_000_000 + account.customer)
  return {
    name: 'LoyaltyMemberCurrency',
    keyPrefix: '0lc',
    children: [],
    changes: 'POINTS',
    rows: () => book.members().flatMap((account) => CURRENCIES.map((currency) => ({ account, currency }))),
    fields: [
      field('Id', 'id', idOf),
      field('Name', 'string', (row) => row.currency.name),
      memberReference('LoyaltyMemberId', 'LoyaltyMember', (row) => row.account.memberId),
      reference(
        'LoyaltyProgramCurrencyId',
        { type: 'LoyaltyProgramCurrency', relationship: 'LoyaltyProgramCurrency' },
        (row) => row.currency.id,
      ),
      field('PointsBalance', 'double', ({ account, currency }) =>
        currency.type === 'NonQualifying' ? account.balance : account.earned,
      ),
      field('PendingPoints__c', 'double', ({ account, currency }) =>
        currency.type === 'NonQualifying' ? account.pending : null,
      ),
      field('ReservedPoints__c', 'double', ({ account, currency }) =>
        currency.type === 'NonQualifying' ? account.reserved : null,
      ),
      ...systemFields<BalanceRow>(created, (row) => row.account.movements.at(-1)?.at ?? created(row)),
    ],
  }
}

/** What expires when. It is no child of a member that a query could reach: it is asked for by the member's id. */
function expiryObject(book: LoyaltyBook): ObjectType<LotRow> {
  const rowsOf = (account: Member) =>
    account.lots.map((lot, index) => ({
      account,
      lot,
      id: numberedId('0le', account.customer * 100 + index + 1),
    }))
  return {
    name: 'LoyaltyAggrPointExprLedger',
    keyPrefix: '0le',
    children: [],
    changes: 'POINTS',
    rows: () => book.members().flatMap(rowsOf),
    fields: [
      field('Id', 'id', (row) => row.id),
      memberReference('LoyaltyProgramMemberId', 'LoyaltyProgramMember', (row) => row.account.memberId),
      reference(
        'LoyaltyProgramCurrencyId',
        { type: 'LoyaltyProgramCurrency', relationship: 'LoyaltyProgramCurrency' },
        () => CURRENCIES[0].id,
      ),
      field('ExpirationDate', 'date', (row) => row.lot.on),
      field('ExpirationPoints', 'double', (row) => row.lot.points),
      field('RedeemedPoints', 'double', (row) => row.lot.spent),
      ...systemFields<LotRow>((row) => `${row.account.enrolledOn}T09:00:00.000Z`),
    ],
  }
}

function memberTierObject(world: World, book: LoyaltyBook): ObjectType<Member> {
  return {
    name: 'LoyaltyMemberTier',
    keyPrefix: '0lt',
    children: [],
    changes: 'POINTS',
    rows: () => book.members(),
    fields: [
      field('Id', 'id', (row) => besideId('0lt', row.memberId)),
      field('Name', 'string', (row) => row.tier),
      memberReference('LoyaltyMemberId', 'LoyaltyMember', (row) => row.memberId),
      reference('LoyaltyTierId', { type: 'LoyaltyTier', relationship: 'LoyaltyTier' }, (row) =>
        tierId(world, row.tier),
      ),
      groupReference(() => TIER_GROUP.id),
      field('EffectiveDate', 'date', (row) => row.enrolledOn),
      field('TierExpirationDate', 'date', (row) => tierExpiration(world, row)),
      ...accountSystemFields,
    ],
  }
}

const accountSystemFields = systemFields<Member>(
  (row) => `${row.enrolledOn}T09:00:00.000Z`,
  (row) => row.movements.at(-1)?.at ?? `${row.enrolledOn}T09:00:00.000Z`,
)

function groupReference<Row>(read: (row: Row) => string | null) {
  return reference<Row>(
    'LoyaltyTierGroupId',
    { type: 'LoyaltyTierGroup', relationship: 'LoyaltyTierGroup' },
    read,
  )
}
