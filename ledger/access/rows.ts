import type { Instant } from '../../adapters/time.ts'
import type { AccessEntryRow } from '../schema.ts'
import type { AccessEntry, AccessRow } from './port.ts'

/** An entry as a row, but for its hash. What it says is stored as it is hashed: databases must not spell it anew. */
export function toRow(
  entry: AccessEntry,
  { seq, previous }: Pick<AccessEntryRow, 'seq' | 'previous'>,
): Omit<AccessEntryRow, 'hash'> {
  const { at, viewer, customerId, orderIds, what, why, from } = entry
  return {
    seq,
    at,
    viewer_kind: plain(viewer.kind),
    subject: viewer.subject === null ? null : plain(viewer.subject),
    store: viewer.store === null ? null : plain(viewer.store),
    customer: customerId === null ? null : plain(customerId),
    orders: JSON.stringify(sorted(orderIds)),
    what: JSON.stringify(sorted(what)),
    why: JSON.stringify({
      scopes: sorted(why.scopes).map(plain),
      reached: why.reached.map(plain),
      reason: why.reason === null ? null : plain(why.reason),
    }),
    origin: JSON.stringify(
      Object.fromEntries(
        ORIGIN.map((name) => {
          const value = from[name]
          return [name, value === null ? null : plain(value)]
        }),
      ),
    ),
    previous,
  }
}

const ORIGIN = ['client', 'clientVersion', 'address', 'requestId', 'operation'] as const

/** A row as it is hashed: PostgreSQL's client gives a bigint as text. */
export function numbered(row: AccessEntryRow): AccessEntryRow {
  return { ...row, seq: Number(row.seq) }
}

/** A row that `toRow` made. */
export function toAccessRow(row: AccessEntryRow): AccessRow {
  // The four texts are JSON as `toRow` wrote it: whose hash is not ours is not read.
  return {
    seq: row.seq,
    hash: row.hash,
    at: row.at as Instant,
    viewer: { kind: row.viewer_kind, subject: row.subject, store: row.store },
    customerId: row.customer,
    orderIds: JSON.parse(row.orders) as string[],
    what: JSON.parse(row.what) as string[],
    why: JSON.parse(row.why) as AccessEntry['why'],
    from: JSON.parse(row.origin) as AccessEntry['from'],
  }
}

/** Longer than any id, subject or name that is one. */
const LONGEST = 300

/** A text that every database gives back as it was: no NUL, no half character; and no terminal obeys it. */
function plain(text: string): string {
  return text.slice(0, LONGEST).replaceAll(/\p{C}/gu, '\uFFFD')
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort()
}
