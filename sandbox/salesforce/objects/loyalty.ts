import type { World, WorldLoyaltyAccount, WorldPoints } from '../../world/types.ts'
import { field, type ObjectType, reference, systemFields } from '../object-type.ts'
import { besideId, numberedId } from '../record-id.ts'
import { CHANNEL_WORDS } from './people.ts'

/** The one programme of the retailer. */
export const LOYALTY_PROGRAM = { id: numberedId('0lp', 1), name: 'Club Couture' } as const

/** The tiers, lowest first. */
export const LOYALTY_TIERS = [
  { id: numberedId('0lr', 1), name: 'Bronze', sequence: 1 },
  { id: numberedId('0lr', 2), name: 'Argent', sequence: 2 },
  { id: numberedId('0lr', 3), name: 'Or', sequence: 3 },
] as const

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
interface NameRow {
  readonly id: string
  readonly name: string
}

/** LoyaltyProgram, members with their balances and tiers, and the TransactionJournal. */
export function loyaltyObjects(world: World): readonly ObjectType<unknown>[] {
  return [
    nameObject(world, 'LoyaltyProgram', [LOYALTY_PROGRAM]),
    memberObject(world),
    currencyObject(world),
    tierObject(world),
    memberTierObject(world),
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
      { relationship: 'LoyaltyMemberCurrencies', type: 'LoyaltyMemberCurrency', field: 'LoyaltyMemberId' },
      { relationship: 'LoyaltyMemberTiers', type: 'LoyaltyMemberTier', field: 'LoyaltyMemberId' },
      { relationship: 'TransactionJournals', type: 'TransactionJournal', field: 'MemberId' },
    ],
    rows: () => world.loyalty,
    fields: [
      field('Id', 'id', (row) => row.memberId),
      field('MembershipNumber', 'string', (row) => row.card),
      reference('ContactId', { type: 'Contact', relationship: 'Contact' }, (row) =>
        row.registered ? (world.customers[row.customer]?.contactId ?? null) : null,
      ),
      programReference(),
      field('MemberStatus', 'picklist', () => 'Active'),
      field('MemberType', 'picklist', () => 'Individual'),
      field('EnrollmentDate', 'date', (row) => row.enrolledOn),
      ...accountSystemFields,
    ],
  }
}

function currencyObject(world: World): ObjectType<WorldLoyaltyAccount> {
  return {
    name: 'LoyaltyMemberCurrency',
    keyPrefix: '0lc',
    children: [],
    rows: () => world.loyalty,
    fields: [
      field('Id', 'id', (row) => besideId('0lc', row.memberId)),
      field('Name', 'string', () => 'Points'),
      memberReference('LoyaltyMemberId', 'LoyaltyMember', (row) => row.memberId),
      field('PointsBalance', 'double', (row) => row.balance),
      field('PendingPoints__c', 'double', (row) => row.pending),
      ...accountSystemFields,
    ],
  }
}

function tierObject(world: World): ObjectType<(typeof LOYALTY_TIERS)[number]> {
  return {
    name: 'LoyaltyTier',
    keyPrefix: '0lr',
    children: [],
    rows: () => LOYALTY_TIERS,
    fields: [
      field('Id', 'id', (row) => row.id),
      field('Name', 'string', (row) => row.name),
      field('SequenceNumber', 'double', (row) => row.sequence),
      ...systemFields(() => opening(world)),
    ],
  }
}

function memberTierObject(world: World): ObjectType<WorldLoyaltyAccount> {
  const tierOf = (row: WorldLoyaltyAccount) => LOYALTY_TIERS.find(({ name }) => name === row.tier)
  return {
    name: 'LoyaltyMemberTier',
    keyPrefix: '0lt',
    children: [],
    rows: () => world.loyalty,
    fields: [
      field('Id', 'id', (row) => besideId('0lt', row.memberId)),
      field('Name', 'string', (row) => row.tier),
      memberReference('LoyaltyMemberId', 'LoyaltyMember', (row) => row.memberId),
      reference(
        'LoyaltyTierId',
        { type: 'LoyaltyTier', relationship: 'LoyaltyTier' },
        (row) => tierOf(row)?.id ?? null,
      ),
      field('TierSequenceNumber', 'double', (row) => tierOf(row)?.sequence ?? null),
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
      programReference(),
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
      ...systemFields<JournalRow>((row) => row.movement.at),
    ],
  }
}

const accountSystemFields = systemFields<WorldLoyaltyAccount>(
  (row) => `${row.enrolledOn}T09:00:00.000Z`,
  (row) => row.movements.at(-1)?.at ?? `${row.enrolledOn}T09:00:00.000Z`,
)

function programReference<Row>() {
  const parent = { type: 'LoyaltyProgram', relationship: 'LoyaltyProgram' }
  return reference<Row>('LoyaltyProgramId', parent, () => LOYALTY_PROGRAM.id)
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
