import type { WorldCase } from '../../world/shopper-types.ts'
import { createThreads, type WorldThread } from '../../world/threads.ts'
import type { World } from '../../world/types.ts'
import { field, type ObjectType, reference, systemFields } from '../object-type.ts'
import { CHANNEL_WORDS, USERS } from './people.ts'

/** A case with what was said about it. */
export interface CaseRow extends WorldCase {
  readonly thread: WorldThread
}

interface CommentRow {
  readonly of: WorldCase
  readonly comment: WorldCase['comments'][number]
  /** False: agents among themselves. */
  readonly published: boolean
}

/** The world's cases with their threads. */
export function caseRows(world: World): readonly CaseRow[] {
  const none: WorldThread = { order: null, emails: [], sessions: [], notes: [] }
  const threads = createThreads(world)
  return world.cases.map((one) => ({ ...one, thread: threads.get(one.id) ?? none }))
}

/** Case and CaseComment. */
export function caseObjects(
  world: World,
  rows: () => readonly CaseRow[],
): readonly [ObjectType<CaseRow>, ObjectType<CommentRow>] {
  return [caseObject(world, rows), commentObject(rows)]
}

function caseObject(world: World, rows: () => readonly CaseRow[]): ObjectType<CaseRow> {
  return {
    name: 'Case',
    keyPrefix: '500',
    children: [
      { relationship: 'CaseComments', type: 'CaseComment', field: 'ParentId' },
      { relationship: 'EmailMessages', type: 'EmailMessage', field: 'ParentId' },
    ],
    rows,
    fields: [
      field('Id', 'id', (row) => row.id),
      field('CaseNumber', 'string', (row) => row.number),
      reference(
        'ContactId',
        { type: 'Contact', relationship: 'Contact' },
        (row) => world.customers[row.customer]?.contactId ?? null,
      ),
      reference('OwnerId', { type: 'User', relationship: 'Owner' }, () => USERS.agent.id),
      field('Subject', 'string', (row) => row.subject),
      field('Description', 'textarea', (row) => row.comments[0]?.text ?? null),
      field('Status', 'picklist', (row) => row.status),
      field('Priority', 'picklist', () => 'Medium'),
      field('Origin', 'picklist', (row) => row.origin),
      field('IsClosed', 'boolean', (row) => row.status === 'Closed'),
      field('ClosedDate', 'datetime', (row) => (row.status === 'Closed' ? lastTouched(row) : null)),
      field('ContactEmail', 'email', (row) => world.customers[row.customer]?.email ?? null),
      field('SuppliedEmail', 'email', () => null),
      field('Order_Number__c', 'string', (row) => row.thread.order?.number ?? null),
      field('Order_Channel__c', 'picklist', ({ thread: { order } }) =>
        order === null ? null : (CHANNEL_WORDS[order.channel] ?? order.channel),
      ),
      ...systemFields<CaseRow>((row) => row.createdAt, lastTouched),
    ],
  }
}

function commentObject(rows: () => readonly CaseRow[]): ObjectType<CommentRow> {
  const comments = (of: CaseRow): readonly CommentRow[] => [
    ...of.comments.map((comment) => ({ of, comment, published: true })),
    ...of.thread.notes.map((note) => ({ of, comment: { ...note, byAgent: true }, published: false })),
  ]
  return {
    name: 'CaseComment',
    keyPrefix: '00a',
    children: [],
    rows: () => rows().flatMap(comments),
    fields: [
      field('Id', 'id', (row) => row.comment.id),
      reference('ParentId', { type: 'Case', relationship: 'Parent' }, (row) => row.of.id),
      field('CommentBody', 'textarea', (row) => row.comment.text),
      field('IsPublished', 'boolean', (row) => row.published),
      reference('CreatedById', { type: 'User', relationship: 'CreatedBy' }, ({ comment }) =>
        comment.byAgent ? USERS.agent.id : USERS.shopper.id,
      ),
      ...systemFields<CommentRow>((row) => row.comment.at),
    ],
  }
}

function lastTouched(row: WorldCase): string {
  return new Date(row.comments.at(-1)?.at ?? row.createdAt).toISOString()
}
