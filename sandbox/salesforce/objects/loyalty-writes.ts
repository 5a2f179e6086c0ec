import type { ChannelKind } from '../../../adapters/channel.ts'
import type { WorldPoints } from '../../world/programme-types.ts'
import type { World } from '../../world/types.ts'
import { ApiError, alreadyThere, invalid } from '../api-error.ts'
import type { Dml, Value } from '../object-type.ts'
import type { JournalEntry, LoyaltyBook, Member } from './loyalty-book.ts'
import { JOURNAL_TYPES, journalTypes, LOYALTY_PROGRAM } from './loyalty-program.ts'
import { CHANNEL_WORDS } from './people.ts'

type Values = Readonly<Record<string, Value>>

/** An entry of the journal, and whose it is. */
export interface JournalRow {
  readonly account: Member
  readonly movement: JournalEntry
}

/** Enrolling: a contact is a member once, and a number is one member's. */
export function memberWrites({ customers }: World, book: LoyaltyBook): Dml<Member> {
  return {
    fields: [
      'ContactId',
      'ProgramId',
      'MembershipNumber',
      'MemberStatus',
      'MemberType',
      'EnrollmentDate',
      'Couture_Key__c',
    ],
    required: ['ProgramId', 'MembershipNumber', 'EnrollmentDate'],
    unique: ['Couture_Key__c'],
    insert(values) {
      const customer = customers.findIndex(({ contactId }) => contactId === textOf(values, 'ContactId'))
      if (customer === -1 || textOf(values, 'ProgramId') !== LOYALTY_PROGRAM.id) throw crossReference()
      const card = textOf(values, 'MembershipNumber') ?? ''
      const taken = book.members().find((member) => member.card === card)
      if (taken) throw alreadyThere('MembershipNumber', taken.memberId)
      const on = textOf(values, 'EnrollmentDate') ?? ''
      return book.enrol(customer, { card, on, key: textOf(values, 'Couture_Key__c') }).memberId
    },
    update: () => {
      throw invalid('Members are changed by the programme alone.')
    },
  }
}

/**
 * Points: the programme's process books what is written at once. A redemption may be written as Pending, which holds its points,
 * and ends as Processed or Cancelled. Nothing else of an entry ever changes.
 */
export function journalWrites(book: LoyaltyBook): Dml<JournalRow> {
  return {
    fields: [
      'MemberId',
      'LoyaltyProgramId',
      'JournalTypeId',
      'ActivityDate',
      'Status',
      'Points__c',
      'Channel__c',
      'Order_Number__c',
      'Couture_Key__c',
      'Redemption_Code__c',
      'Reason__c',
    ],
    required: ['MemberId', 'LoyaltyProgramId', 'JournalTypeId', 'ActivityDate', 'Points__c'],
    unique: ['Couture_Key__c'],
    insert(values) {
      if (textOf(values, 'LoyaltyProgramId') !== LOYALTY_PROGRAM.id) throw crossReference()
      const kind = kindOf(textOf(values, 'JournalTypeId'))
      const entry = book.post({
        memberId: textOf(values, 'MemberId') ?? '',
        kind,
        points: pointsOf(kind, Number(values['Points__c'])),
        status: firstStatus(kind, textOf(values, 'Status')),
        at: textOf(values, 'ActivityDate') ?? '',
        channel: channelOf(textOf(values, 'Channel__c')),
        order: textOf(values, 'Order_Number__c'),
        key: textOf(values, 'Couture_Key__c'),
        code: textOf(values, 'Redemption_Code__c'),
        note: textOf(values, 'Reason__c'),
      })
      return entry.id
    },
    update({ account, movement }, values) {
      const { Status: status, ...others } = values
      if (Object.keys(others).length > 0) throw invalid('An entry of the journal does not change.')
      if (status !== 'Processed' && status !== 'Cancelled')
        throw invalid('An entry ends Processed or Cancelled.')
      book.settle(account.memberId, movement.id, status)
    },
  }
}

function textOf(values: Values, name: string): string | null {
  const value = values[name] ?? null
  return value === null ? null : String(value)
}

function kindOf(typeId: string | null): WorldPoints['kind'] {
  const name = journalTypes().find(({ id }) => id === typeId)?.name
  const kinds: readonly WorldPoints['kind'][] = ['EARN', 'REDEEM', 'ADJUST']
  const kind = kinds.find((each) => JOURNAL_TYPES[each] === name)
  if (kind) return kind
  throw crossReference()
}

function pointsOf(kind: WorldPoints['kind'], points: number): number {
  if (!Number.isSafeInteger(points) || points === 0) throw invalid('Points are whole, and not none.')
  if (kind === 'ADJUST') return points
  if (points < 0 && kind === 'EARN') throw invalid('Points earned are gained.')
  return kind === 'REDEEM' ? -Math.abs(points) : points
}

function firstStatus(kind: WorldPoints['kind'], status: string | null): 'Pending' | 'Processed' {
  if (status === null || status === 'Processed') return 'Processed'
  if (status === 'Pending' && kind === 'REDEEM') return 'Pending'
  throw invalid('Only redemptions are held.')
}

function channelOf(word: string | null): ChannelKind {
  const known = Object.entries(CHANNEL_WORDS).find(([, own]) => own === word)?.[0]
  // The table's own keys are kinds; other words are written as they are, and are kinds too.
  return (known ?? word ?? 'WEB') as ChannelKind
}

function crossReference(): ApiError {
  return new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id')
}
