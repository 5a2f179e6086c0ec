import { type Day, type Instant, parseDay, parseInstant } from '../../../adapters/time.ts'
import { readCursor, writeCursor } from '../../connection.ts'

/**
 * A place in a shopper's history. Order: `placedOn` newest first, then `placedAt` newest first (unknown last), then
 * `id` ascending: strict, because ids are unique. One place serves all sources, since every page of a source is cut
 * at whole days: what a source could not tell on an earlier page never reappears out of order.
 */
export interface Position {
  readonly placedOn: Day
  readonly placedAt: Instant | null
  readonly id: string
}

/** Sorts positions in the order of a history: negative when `left` comes first. */
export function comparePositions(left: Position, right: Position): number {
  if (left.placedOn !== right.placedOn) return left.placedOn > right.placedOn ? -1 : 1
  if (left.placedAt !== right.placedAt) return (left.placedAt ?? '') > (right.placedAt ?? '') ? -1 : 1
  if (left.id !== right.id) return left.id < right.id ? -1 : 1
  return 0
}

/** The end of a day: every order of that day and of later days comes before it. */
export function endOfDay(placedOn: Day): Position {
  return { placedOn, placedAt: null, id: '￿' }
}

/** The cursor of a position. */
export function cursorOf({ placedOn, placedAt, id }: Position): string {
  return writeCursor([placedOn, placedAt, id])
}

/** The position of a cursor; BAD_INPUT for a cursor of another list. */
export function positionOf(cursor: string): Position {
  return readCursor(cursor, (value) => {
    if (!Array.isArray(value)) return null
    const [on, at, id] = value as unknown[]
    const placedOn = typeof on === 'string' ? parseDay(on) : null
    const placedAt = typeof at === 'string' ? parseInstant(at) : null
    if (!placedOn || typeof id !== 'string' || (at !== null && !placedAt)) return null
    return { placedOn, placedAt, id }
  })
}
