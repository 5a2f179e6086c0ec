import type { Clock } from '../adapters/time.ts'
import type { Config } from './config/config.ts'

/**
 * The ledger's file. A sandbox has one per world: another seed, size or day is another retailer, whose orders and
 * receipts must not meet the first one's, so the name says which (`ledger-1-2000-2026-11-22.sqlite`).
 */
export function ledgerFile({ ledger, sandbox }: Pick<Config, 'ledger' | 'sandbox'>, clock: Clock): string {
  if (!sandbox) return ledger.file
  const { seed, size, now } = sandbox
  const day = (now ?? clock().toISOString()).slice(0, 10)
  const [, stem = ledger.file, ending = ''] = /^(.*[^/\\])(\.\w+)$/.exec(ledger.file) ?? []
  return `${stem}-${seed}-${size}-${day}${ending}`
}
