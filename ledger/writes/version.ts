import { LedgerError } from '../error.ts'

/** Somebody has written meanwhile, or read it before the transaction that writes it. */
export function notNext(what: string, version: number): LedgerError {
  return new LedgerError(
    'STALE',
    `expected ${what} of the version before ${version}, found another; read it in the transaction that changes it`,
  )
}
