import type { World, WorldCase } from '../../world/types.ts'
import { field, type ObjectType, reference, systemFields } from '../object-type.ts'
import { USERS } from './people.ts'

interface CommentRow {
  readonly of: WorldCase
  readonly comment: WorldCase['comments'][number]
}

/** Case and CaseComment. */
export function caseObjects(world: World): readonly [ObjectType<WorldCase>, ObjectType<CommentRow>] {
  return [caseObject(world), commentObject(world)]
}

function caseObject(world: World): ObjectType<WorldCase> {
  return {
    name: 'Case',
    keyPrefix: '500',
    children: [{ relationship: 'CaseComments', type: 'CaseComment', field: 'ParentId' }],
    rows: () => world.cases,
    fields: [
      field('Id', 'id', (row) => row.id),
      field('CaseNumber', 'string', (row) => row.number),
      reference(
        'ContactId',
        { type: 'Contact', relationship: 'Contact' },
        (row) => world.customers[row.customer]?.contactId ?? null,
      ),
      field('Subject', 'string', (row) => row.subject),
      field('Description', 'textarea', (row) => row.comments[0]?.text ?? null),
      field('Status', 'picklist', (row) => row.status),
      field('Priority', 'picklist', () => 'Medium'),
      field('Origin', 'picklist', (row) => row.origin),
      field('IsClosed', 'boolean', (row) => row.status === 'Closed'),
      field('ClosedDate', 'datetime', (row) => (row.status === 'Closed' ? lastTouched(row) : null)),
      ...systemFields<WorldCase>((row) => row.createdAt, lastTouched),
    ],
  }
}

function commentObject(world: World): ObjectType<CommentRow> {
  return {
    name: 'CaseComment',
    keyPrefix: '00a',
    children: [],
    rows: () => world.cases.flatMap((of) => of.comments.map((comment) => ({ of, comment }))),
    fields: [
      field('Id', 'id', (row) => row.comment.id),
      reference('ParentId', { type: 'Case', relationship: 'Parent' }, (row) => row.of.id),
      field('CommentBody', 'textarea', (row) => row.comment.text),
      field('IsPublished', 'boolean', () => true),
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
