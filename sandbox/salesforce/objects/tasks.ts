import type { World } from '../../world/types.ts'
import { ApiError } from '../api-error.ts'
import { externalId, field, type ObjectType, reference, systemFields, type Value } from '../object-type.ts'
import { numberedId } from '../record-id.ts'
import type { ContactRow } from './people.ts'

interface TaskRow {
  readonly id: string
  readonly whoId: string
  readonly values: Readonly<Record<string, Value>>
}

/** Task: what is to be done about a contact. There are none but those that the integration user makes, which change no more. */
export function taskObject({ now }: World, contacts: readonly ContactRow[]): ObjectType<TaskRow> {
  const rows: TaskRow[] = []
  const text = (name: string) => (row: TaskRow) => String(row.values[name] ?? '') || null
  return {
    name: 'Task',
    keyPrefix: '00T',
    children: [],
    changes: 'TASKS',
    rows: () => [...rows],
    dml: {
      fields: ['WhoId', 'Subject', 'Status', 'ActivityDate', 'Description', 'Couture_Key__c'],
      // The vendor's own required fields have defaults, `Priority` and `Status` (object reference, Task).
      required: [],
      unique: ['Couture_Key__c'],
      insert(values) {
        const whoId = String(values['WhoId'] ?? '')
        if (!contacts.some(({ contactId }) => contactId === whoId))
          throw new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id')
        const id = numberedId('00T', rows.length + 1)
        rows.push({ id, whoId, values })
        return id
      },
      update() {
        throw new ApiError(400, 'INVALID_OPERATION', 'A task is closed by who does it.')
      },
    },
    fields: [
      field('Id', 'id', ({ id }) => id),
      reference('WhoId', { type: 'Contact', relationship: 'Who' }, ({ whoId }) => whoId),
      field('Subject', 'string', text('Subject')),
      field('Status', 'picklist', (row) => text('Status')(row) ?? 'Not Started'),
      field('Priority', 'picklist', () => 'Normal'),
      field('ActivityDate', 'date', text('ActivityDate')),
      field('Description', 'textarea', text('Description')),
      externalId('Couture_Key__c', text('Couture_Key__c')),
      ...systemFields<TaskRow>(() => now.toISOString()),
    ],
  }
}
