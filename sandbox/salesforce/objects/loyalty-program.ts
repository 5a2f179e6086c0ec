import type { WorldPoints } from '../../world/programme-types.ts'
import type { World } from '../../world/types.ts'
import { field, type ObjectType, reference, systemFields } from '../object-type.ts'
import { numberedId } from '../record-id.ts'

/** The one programme of the retailer. */
export const LOYALTY_PROGRAM = { id: numberedId('0lp', 1), name: 'Club Couture' } as const

/** A record that is nothing but a name. */
export interface NameRow {
  readonly id: string
  readonly name: string
}

/** The reference to the one programme. */
export function programReference<Row>(name: string, relationship: string) {
  return reference<Row>(name, { type: 'LoyaltyProgram', relationship }, () => LOYALTY_PROGRAM.id)
}

/** A reference to a member. */
export function memberReference<Row>(name: string, relationship: string, read: (row: Row) => string) {
  return reference<Row>(name, { type: 'LoyaltyProgramMember', relationship }, read)
}

/** An object whose records are nothing but names. */
export function nameObject(world: World, name: string, rows: readonly NameRow[]): ObjectType<NameRow> {
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

/** When the programme was set up: before anybody could enrol. */
export function opening(world: World): string {
  const [first] = world.loyalty.map(({ enrolledOn }) => enrolledOn).sort()
  return `${first ?? world.now.toISOString().slice(0, 10)}T00:00:00.000Z`
}

/** The engine's names of the kinds of movement. */
export const JOURNAL_TYPES: Readonly<Record<WorldPoints['kind'], string>> = {
  EARN: 'Accrual',
  REDEEM: 'Redemption',
  EXPIRE: 'Expiration',
  ADJUST: 'Manual Points Adjustment',
}

/** JournalType, one record for each. */
export function journalTypes(): readonly NameRow[] {
  return Object.values(JOURNAL_TYPES).map((name, i) => ({ id: numberedId('0lE', i + 1), name }))
}
