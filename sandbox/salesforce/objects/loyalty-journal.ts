import type { WorldLoyaltyAccount, WorldPoints } from '../../world/programme-types.ts'
import type { World } from '../../world/types.ts'
import { field, type ObjectType, reference, systemFields } from '../object-type.ts'
import { numberedId } from '../record-id.ts'
import { memberReference, type NameRow, nameObject, programReference } from './loyalty-program.ts'
import { CHANNEL_WORDS } from './people.ts'

/** The engine's names of the kinds of movement. */
const JOURNAL_TYPES: Readonly<Record<WorldPoints['kind'], string>> = {
  EARN: 'Accrual',
  REDEEM: 'Redemption',
  EXPIRE: 'Expiration',
  ADJUST: 'Manual Points Adjustment',
}

interface JournalRow {
  readonly account: WorldLoyaltyAccount
  readonly movement: WorldPoints
}

/** The TransactionJournal, and the types and subtypes of its entries. */
export function journalObjects(world: World): readonly ObjectType<unknown>[] {
  return [
    nameObject(world, 'JournalType', journalTypes()),
    nameObject(world, 'JournalSubType', journalSubTypes(world)),
    journalObject(world),
  ]
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

function journalTypes(): readonly NameRow[] {
  return Object.values(JOURNAL_TYPES).map((name, i) => ({ id: numberedId('0lE', i + 1), name }))
}

function journalSubTypes(world: World): readonly NameRow[] {
  const reasons = new Set(
    world.loyalty.flatMap(({ movements }) => movements.flatMap(({ reason }) => reason ?? [])),
  )
  return [...reasons].sort().map((name, i) => ({ id: numberedId('0lS', i + 1), name }))
}
