import type { WorldLot, WorldLoyaltyAccount, WorldPoints } from '../../world/programme-types.ts'
import { POINT_VALUE } from '../../world/rewards.ts'
import type { World } from '../../world/types.ts'
import { field, type ObjectType, reference, systemFields } from '../object-type.ts'
import { besideId, numberedId } from '../record-id.ts'
import { rewardObjects, tierId, tierObjects } from './loyalty-tiers.ts'
import { CHANNEL_WORDS } from './people.ts'

/** The one programme of the retailer. */
export const LOYALTY_PROGRAM = { id: numberedId('0lp', 1), name: 'Club Couture' } as const

/** The one group of tiers, and the two currencies: points to spend, and points the tier goes by. */
const TIER_GROUP = { id: numberedId('0lt', 1), name: 'Statut' } as const
const CURRENCIES = [
  { id: numberedId('0lq', 1), name: 'Points', type: 'NonQualifying', cost: POINT_VALUE / 100, group: null },
  { id: numberedId('0lq', 2), name: 'Points statut', type: 'Qualifying', cost: null, group: TIER_GROUP.id },
] as const
type CurrencyRow = (typeof CURRENCIES)[number]

/** The engine's names of the kinds of movement. */
const JOURNAL_TYPES: Readonly<Record<WorldPoints['kind'], string>> = {
  EARN: 'Accrual',
  REDEEM: 'Redemption',
  EXPIRE: 'Expiration',
  ADJUST: 'Manual Points Adjustment',
}

/** Last day of a tier: none for the lowest, the end of the world's present year for the others. */
export function tierExpiration(world: World, { tier }: WorldLoyaltyAccount): string | null {
  return tier === 'Bronze' ? null : `${world.now.getUTCFullYear()}-12-31`
}

interface JournalRow {
  readonly account: WorldLoyaltyAccount
  readonly movement: WorldPoints
}
interface BalanceRow {
  readonly account: WorldLoyaltyAccount
  readonly currency: CurrencyRow
}
interface LotRow {
  readonly account: WorldLoyaltyAccount
  readonly lot: WorldLot
  readonly id: string
}
interface NameRow {
  readonly id: string
  readonly name: string
}

/** LoyaltyProgram, members with their balances and tiers, and the TransactionJournal. */
export function loyaltyObjects(world: World): readonly ObjectType<unknown>[] {
  return [
    programObject(world),
    programCurrencyObject(world),
    memberObject(world),
    currencyObject(world),
    nameObject(world, 'LoyaltyTierGroup', [TIER_GROUP]),
    memberTierObject(world),
    expiryObject(world),
    ...tierObjects(world),
    ...rewardObjects(world),
    nameObject(world, 'JournalType', journalTypes()),
    nameObject(world, 'JournalSubType', journalSubTypes(world)),
    journalObject(world),
  ]
}

function memberObject(world: World): ObjectType<WorldLoyaltyAccount> {
  return {
    name: 'LoyaltyProgramMember',
    keyPrefix: '0lM',
    children: [
      { relationship: 'Loyalty_Member_Currency', type: 'LoyaltyMemberCurrency', field: 'LoyaltyMemberId' },
      { relationship: 'Loyalty_Member_Tier', type: 'LoyaltyMemberTier', field: 'LoyaltyMemberId' },
      { relationship: 'Transaction_Journal', type: 'TransactionJournal', field: 'MemberId' },
    ],
    rows: () => world.loyalty,
    fields: [
      field('Id', 'id', (row) => row.memberId),
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

function currencyObject(world: World): ObjectType<BalanceRow> {
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
    rows: () => world.loyalty.flatMap((account) => CURRENCIES.map((currency) => ({ account, currency }))),
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
      ...systemFields<BalanceRow>(created, (row) => row.account.movements.at(-1)?.at ?? created(row)),
    ],
  }
}

/** What expires when. It is no child of a member that a query could reach: it is asked for by the member's id. */
function expiryObject(world: World): ObjectType<LotRow> {
  const rowsOf = (account: WorldLoyaltyAccount) =>
    account.lots.map((lot, index) => ({
      account,
      lot,
      id: numberedId('0le', account.customer * 100 + index + 1),
    }))
  return {
    name: 'LoyaltyAggrPointExprLedger',
    keyPrefix: '0le',
    children: [],
    rows: () => world.loyalty.flatMap(rowsOf),
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

function memberTierObject(world: World): ObjectType<WorldLoyaltyAccount> {
  return {
    name: 'LoyaltyMemberTier',
    keyPrefix: '0lt',
    children: [],
    rows: () => world.loyalty,
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

function journalObject(world: World): ObjectType<JournalRow> {
  const journalOf = (account: WorldLoyaltyAccount) =>
    account.movements.map((movement) => ({ account, movement }))
  const accounts = new Map(world.loyalty.map((account) => [account.memberId, account]))
  const movementsOf = (memberId: string) => [accounts.get(memberId) ?? []].flat().flatMap(journalOf)
  const types = new Map(journalTypes().map(({ id, name }) => [name, id]))
  const subTypes = new Map(journalSubTypes(world).map(({ id, name }) => [name, id]))
  return {
    name: 'TransactionJournal',
    keyPrefix: '0lV',
    children: [],
    rows: () => world.loyalty.flatMap(journalOf),
    indexes: new Map([['MemberId', movementsOf]]),
    fields: [
      field('Id', 'id', (row) => row.movement.id),
      memberReference('MemberId', 'Member', (row) => row.account.memberId),
      programReference('LoyaltyProgramId', 'LoyaltyProgram'),
      reference(
        'JournalTypeId',
        { type: 'JournalType', relationship: 'JournalType' },
        ({ movement }) => types.get(JOURNAL_TYPES[movement.kind]) ?? null,
      ),
      reference(
        'JournalSubTypeId',
        { type: 'JournalSubType', relationship: 'JournalSubType' },
        ({ movement }) => subTypes.get(movement.reason ?? '') ?? null,
      ),
      field('ActivityDate', 'datetime', (row) => new Date(row.movement.at).toISOString()),
      field('Status', 'picklist', () => 'Processed'),
      field('Points__c', 'double', (row) => row.movement.points),
      field('Channel__c', 'picklist', ({ movement }) => CHANNEL_WORDS[movement.channel] ?? movement.channel),
      field('Order_Number__c', 'string', (row) => row.movement.order),
      field('Points_Expire_On__c', 'date', (row) => row.movement.expiresOn),
      field('Balance_After__c', 'double', (row) => row.movement.balanceAfter),
      reference(
        'Reverses__c',
        { type: 'TransactionJournal', relationship: 'Reverses__r' },
        (row) => row.movement.reverses,
      ),
      ...systemFields<JournalRow>((row) => row.movement.at),
    ],
  }
}

const accountSystemFields = systemFields<WorldLoyaltyAccount>(
  (row) => `${row.enrolledOn}T09:00:00.000Z`,
  (row) => row.movements.at(-1)?.at ?? `${row.enrolledOn}T09:00:00.000Z`,
)

function programReference<Row>(name: string, relationship: string) {
  return reference<Row>(name, { type: 'LoyaltyProgram', relationship }, () => LOYALTY_PROGRAM.id)
}

function groupReference<Row>(read: (row: Row) => string | null) {
  return reference<Row>(
    'LoyaltyTierGroupId',
    { type: 'LoyaltyTierGroup', relationship: 'LoyaltyTierGroup' },
    read,
  )
}

function memberReference<Row>(name: string, relationship: string, read: (row: Row) => string) {
  return reference<Row>(name, { type: 'LoyaltyProgramMember', relationship }, read)
}

function nameObject(world: World, name: string, rows: readonly NameRow[]): ObjectType<NameRow> {
  return {
    name,
    keyPrefix: rows[0]?.id.slice(0, 3) ?? '0lX',
    children: [],
    rows: () => rows,
    fields: [
      field('Id', 'id', (row) => row.id),
      field('Name', 'string', (row) => row.name),
      ...systemFields<NameRow>(() => opening(world)),
    ],
  }
}

function journalTypes(): readonly NameRow[] {
  return Object.values(JOURNAL_TYPES).map((name, i) => ({ id: numberedId('0lE', i + 1), name }))
}

function journalSubTypes(world: World): readonly NameRow[] {
  const reasons = new Set(
    world.loyalty.flatMap(({ movements }) => movements.flatMap(({ reason }) => reason ?? [])),
  )
  return [...reasons].sort().map((name, i) => ({ id: numberedId('0lS', i + 1), name }))
}

/** When the programme was set up: before anybody could enrol. */
function opening(world: World): string {
  const [first] = world.loyalty.map(({ enrolledOn }) => enrolledOn).sort()
  return `${first ?? world.now.toISOString().slice(0, 10)}T00:00:00.000Z`
}
