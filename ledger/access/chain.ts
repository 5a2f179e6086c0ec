import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { AccessEntryRow, AccessHeadRow } from '../schema.ts'
import type { AccessHead } from './port.ts'

/** Makes and checks the hashes of rows and the seal of the head: HMAC-SHA-256 (RFC 2104), lower-case hex. */
export interface Chain {
  /** A row with its hash. */
  hashed(row: Omit<AccessEntryRow, 'hash'>): AccessEntryRow
  isOurs(row: AccessEntryRow): boolean
  /** A head with its seal. */
  sealed(head: AccessHead): AccessHeadRow
  /** The head that a row says, if this chain has sealed it. */
  opened(row: AccessHeadRow): AccessHead | null
}

/** What the first row follows, and the hash of a chain without rows. */
export const START = ''

/** The one row that holds the head. */
export const HEAD_ID = 1

/** The chain under the retailer's lasting key; its own key is derived from that one (HKDF, RFC 5869). */
export function createChain(idKey: string): Chain {
  const key = new Uint8Array(hkdfSync('sha256', idKey, '', 'couture access log 1', 32))
  const mac = (kind: 'row' | 'head', values: readonly unknown[]) =>
    createHmac('sha256', key)
      .update(`${kind}\n${JSON.stringify(values)}`)
      .digest('hex')
  const hashOf = (row: Omit<AccessEntryRow, 'hash'>) =>
    mac(
      'row',
      COLUMNS.map((column) => row[column]),
    )
  const sealOf = ({ rows, hash }: AccessHead) => mac('head', [rows, hash])
  return {
    hashed: (row) => ({ ...row, hash: hashOf(row) }),
    isOurs: (row) => isSame(row.hash, hashOf(row)),
    sealed: (head) => ({ id: HEAD_ID, rows: head.rows, hash: head.hash, seal: sealOf(head) }),
    opened({ rows, hash, seal }) {
      // PostgreSQL's client gives a bigint as text.
      const head = { rows: Number(rows), hash }
      return isSame(seal, sealOf(head)) ? head : null
    },
  }
}

/** Everything a row says, in the order it is hashed; a new column comes last and only with a new key's name. */
const COLUMNS = [
  'previous',
  'seq',
  'at',
  'viewer_kind',
  'subject',
  'store',
  'customer',
  'orders',
  'what',
  'why',
  'origin',
] as const satisfies readonly Exclude<keyof AccessEntryRow, 'hash'>[]

function isSame(found: string, made: string): boolean {
  const [left, right] = [Buffer.from(found), Buffer.from(made)]
  return left.length === right.length && timingSafeEqual(left, right)
}
