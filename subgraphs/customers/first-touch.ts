import { createHash } from 'node:crypto'
import { toGraphQLError } from '../graphql-error.ts'
import { recordOf } from '../source-status.ts'
import type { Gathered } from './profile.ts'

/**
 * How the shopper first came: the earliest entry that any profile records; of two at the same instant the better source's.
 * Null when none does. Throws when none of those that answered does, or an earlier one may be with a source that failed.
 */
export function firstTouchOf({ found, failures }: Gathered) {
  const [failure] = failures
  if (failure) throw toGraphQLError(failure)
  const touches = found.flatMap(({ asked, found: profile }) => {
    const { firstTouch } = profile.value
    return firstTouch === null ? [] : [{ firstTouch, source: recordOf(asked, profile) }]
  })
  const [first] = touches.sort((left, right) => {
    const [one, other] = [left.firstTouch.at, right.firstTouch.at]
    return one === other ? 0 : one < other ? -1 : 1
  })
  if (!first) return null
  const { channel, ...entry } = first.firstTouch
  return { ...entry, channel: { ...channel, name: null }, source: first.source }
}

/**
 * Changes whenever a record of the shopper does, as far as their systems say when that was; null when none does. Says nothing
 * of the records. Throws when a source failed.
 */
export function versionOf({ found, failures }: Gathered): string | null {
  const [failure] = failures
  if (failure) throw toGraphQLError(failure)
  if (found.every((one) => one.found.recordedAt === null)) return null
  // A system may count whole seconds: two changes within one are told apart by what the record says.
  const told = found.map(({ found: { source, recordId, recordedAt, value } }) =>
    JSON.stringify([source, recordId, recordedAt, value]),
  )
  return createHash('sha256').update(JSON.stringify(told.sort())).digest('base64url').slice(0, 22)
}
