import { createHash } from 'node:crypto'
import { SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { PointsChange } from '../../ports/loyalty-desk.ts'
import { parseInstant } from '../../time.ts'
import { fullId } from './ids.ts'
import { JOURNAL } from './journal.ts'
import type { DeskOptions, LoyaltyOptions } from './options.ts'
import { among, own, parentName, type Query } from './soql.ts'
import { numberOf, parentOf, textOf, type WireRecord } from './wire.ts'

/**
 * A key of ours as the org keeps it. The org compares texts without case, and takes them in a path: a hash is safe in both, and tells nobody
 * what the key was made of.
 */
export function keyText(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** Our own entries of the journal under these keys, as the org keeps them. */
export function changesQuery(
  { points }: LoyaltyOptions,
  { externalId }: DeskOptions,
  keys: readonly string[],
): Query {
  return {
    object: JOURNAL,
    columns: [
      ...own(JOURNAL, ['Id', 'MemberId', 'Status', 'ActivityDate', points, externalId, 'LastModifiedDate']),
      parentName(JOURNAL, 'JournalType'),
    ],
    tail: `WHERE ${among(externalId, keys)} ORDER BY Id`,
  }
}

/** An entry of ours as a change. Throws BAD_RESPONSE without member, time, points or a kind of ours. */
export function toChange(
  record: WireRecord,
  recordId: RecordId,
  {
    key,
    source,
    options,
  }: { readonly key: string; readonly source: string; readonly options: LoyaltyOptions },
): PointsChange {
  const account = fullId(textOf(record, 'MemberId') ?? '')
  const at = parseInstant(textOf(record, 'ActivityDate') ?? '')
  const points = numberOf(record, options.points)
  const kind = options.journalTypes[textOf(parentOf(record, 'JournalType') ?? {}, 'Name') ?? '']
  if (account === null || at === null || points === null) {
    throw new SourceError(source, 'BAD_RESPONSE', 'a points movement lacks its member, time or points')
  }
  if (kind !== 'EARN' && kind !== 'ADJUST' && kind !== 'REDEEM') {
    throw new SourceError(source, 'BAD_RESPONSE', 'a points movement of ours is of another kind')
  }
  const whole = Math.trunc(points)
  const state = kind === 'REDEEM' ? stateOf(textOf(record, 'Status')) : 'DONE'
  return { recordId, key, account, kind, points: kind === 'REDEEM' ? -Math.abs(whole) : whole, state, at }
}

function stateOf(status: string | null): PointsChange['state'] {
  if (status === 'Pending') return 'HELD'
  return status === 'Cancelled' ? 'RELEASED' : 'USED'
}
