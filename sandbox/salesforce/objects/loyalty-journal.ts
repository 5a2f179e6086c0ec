import type { World } from '../../world/types.ts'
import { externalId, field, type ObjectType, reference, systemFields } from '../object-type.ts'
import { numberedId } from '../record-id.ts'
import type { LoyaltyBook, Member } from './loyalty-book.ts'
import {
  JOURNAL_TYPES,
  journalTypes,
  memberReference,
  type NameRow,
  nameObject,
  programReference,
} from './loyalty-program.ts'
import { type JournalRow, journalWrites } from './loyalty-writes.ts'
import { CHANNEL_WORDS } from './people.ts'

/** The TransactionJournal, and the types and subtypes of its entries. */
export function journalObjects(world: World, book: LoyaltyBook): readonly ObjectType<unknown>[] {
  return [
    nameObject(world, 'JournalType', journalTypes()),
    nameObject(world, 'JournalSubType', journalSubTypes(world)),
    journalObject(world, book),
  ]
}

function journalObject(world: World, book: LoyaltyBook): ObjectType<JournalRow> {
  const journalOf = (account: Member) => account.movements.map((movement) => ({ account, movement }))
  const movementsOf = (memberId: string) => [book.member(memberId) ?? []].flat().flatMap(journalOf)
  const types = new Map(journalTypes().map(({ id, name }) => [name, id]))
  const subTypes = new Map(journalSubTypes(world).map(({ id, name }) => [name, id]))
  return {
    name: 'TransactionJournal',
    keyPrefix: '0lV',
    children: [],
    changes: 'POINTS',
    dml: journalWrites(book),
    rows: () => book.members().flatMap(journalOf),
    indexes: new Map([['MemberId', movementsOf]]),
    fields: [
      field('Id', 'id', (row) => row.movement.id),
      externalId('Couture_Key__c', (row) => row.movement.key),
      field('Redemption_Code__c', 'string', (row) => row.movement.code),
      field('Reason__c', 'string', (row) => row.movement.note),
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
      field('Status', 'picklist', (row) => row.movement.status),
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
      ...systemFields<JournalRow>((row) => row.movement.createdAt),
    ],
  }
}

function journalSubTypes(world: World): readonly NameRow[] {
  const reasons = new Set(
    world.loyalty.flatMap(({ movements }) => movements.flatMap(({ reason }) => reason ?? [])),
  )
  return [...reasons].sort().map((name, i) => ({ id: numberedId('0lS', i + 1), name }))
}
