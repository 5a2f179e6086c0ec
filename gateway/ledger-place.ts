import type { Clock } from '../adapters/time.ts'
import type { Config } from './config/config.ts'

/** Where a ledger is: a SQLite file, or a schema of a PostgreSQL database. */
export type LedgerPlace =
  | { readonly file: string }
  | { readonly url: string; readonly schema: string; readonly connections: number }

const SCHEMA = 'couture'

/**
 * The configured ledger's place. A sandbox has one per world: another seed, size or day is another retailer, whose orders
 * and receipts must not meet the first one's, so the name says which (`ledger-1-2000-2026-11-22.sqlite`, or the schema
 * `couture_1_2000_2026_11_22`).
 */
export function ledgerPlace(
  { ledger, sandbox }: Pick<Config, 'ledger' | 'sandbox'>,
  clock: Clock,
): LedgerPlace {
  const { file = '', url, connections } = ledger
  const world = sandbox ? worldOf(sandbox, clock) : null
  if (url !== undefined) {
    const schema = world === null ? SCHEMA : `${SCHEMA}-${world}`.replaceAll('-', '_')
    return { url, schema, connections }
  }
  if (world === null) return { file }
  const [, stem = file, ending = ''] = /^(.*[^/\\])(\.\w+)$/.exec(file) ?? []
  return { file: `${stem}-${world}${ending}` }
}

/** What tells one sandbox retailer from another: `1-2000-2026-11-22`. */
export function worldOf({ seed, size, now }: NonNullable<Config['sandbox']>, clock: Clock): string {
  return `${seed}-${size}-${(now ?? clock().toISOString()).slice(0, 10)}`
}
