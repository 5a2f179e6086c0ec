import type { Kysely } from 'kysely'
import type { AccessEntryRow, AccessHeadRow, Schema } from '../schema.ts'
import { type Chain, HEAD_ID, START } from './chain.ts'
import type { AccessBreak, AccessHead, AccessVerdict } from './port.ts'
import { numbered } from './rows.ts'

/** Rows looked at in one statement. */
const PAGE = 1_000

/**
 * Walks the chain from its first row. Rows that are added meanwhile are checked too: what is compared with the head was
 * read in one statement with it.
 */
export async function verifyChain(
  db: Kysely<Schema>,
  chain: Chain,
  noted: AccessHead | null,
): Promise<AccessVerdict> {
  let last: AccessHead = { rows: 0, hash: START }
  // Below every number: a row put in front of the first one is seen, too.
  let after = Number.MIN_SAFE_INTEGER
  for (;;) {
    const { rows, head } = await readPage(db, after)
    for (const row of rows) {
      const wrong = breakAt(row, last, chain) ?? breakWith(row, noted)
      if (wrong) return wrong
      last = { rows: row.seq, hash: row.hash }
    }
    if (rows.length < PAGE) return atEnd(last, head && chain.opened(head), noted)
    after = last.rows
  }
}

function breakWith({ seq, hash }: AccessEntryRow, noted: AccessHead | null): AccessVerdict | null {
  return noted?.rows === seq && noted.hash !== hash ? broken(seq, 'REPLACED') : null
}

function breakAt(row: AccessEntryRow, last: AccessHead, chain: Chain): AccessVerdict | null {
  const next = last.rows + 1
  if (row.seq > next) return broken(next, 'MISSING')
  if (row.seq < next) return broken(row.seq, 'INSERTED')
  return row.previous === last.hash && chain.isOurs(row) ? null : broken(row.seq, 'CHANGED')
}

/** The end of the rows against the head, and against the one that was noted. */
function atEnd(last: AccessHead, head: AccessHead | null, noted: AccessHead | null): AccessVerdict {
  if (!head) return broken(last.rows + 1, 'HEAD')
  if (last.rows < head.rows) return broken(last.rows + 1, 'CUT')
  // Rows are whole as far as they go, so an earlier head was put back, or another one.
  if (last.rows > head.rows || last.hash !== head.hash) return broken(head.rows + 1, 'HEAD')
  if (noted && noted.rows > head.rows) return broken(head.rows + 1, 'CUT')
  return { whole: true, head }
}

function broken(seq: number, how: AccessBreak): AccessVerdict {
  return { whole: false, seq, how }
}

interface Page {
  readonly rows: readonly AccessEntryRow[]
  readonly head: AccessHeadRow | null
}

/** The rows behind one of them, and the head as it was at the same instant. */
async function readPage(db: Kysely<Schema>, after: number): Promise<Page> {
  const joined = await db
    .selectFrom('access_head as head')
    .leftJoin('access_entry as entry', (join) => join.on('entry.seq', '>', after))
    .selectAll('entry')
    .select(['head.rows as head_rows', 'head.hash as head_hash', 'head.seal as head_seal'])
    .where('head.id', '=', HEAD_ID)
    .orderBy('entry.seq')
    .limit(PAGE)
    .execute()
  const [first] = joined
  if (!first) return { rows: await rowsAlone(db, after), head: null }
  const head = { id: HEAD_ID, rows: first.head_rows, hash: first.head_hash, seal: first.head_seal }
  // Without a row to join the head stands alone.
  const rows = joined.flatMap(({ head_rows, head_hash, head_seal, ...row }) =>
    row.seq === null ? [] : [numbered(row as AccessEntryRow)],
  )
  return { rows, head }
}

async function rowsAlone(db: Kysely<Schema>, after: number): Promise<AccessEntryRow[]> {
  const query = db.selectFrom('access_entry').selectAll().where('seq', '>', after).orderBy('seq').limit(PAGE)
  return (await query.execute()).map(numbered)
}
