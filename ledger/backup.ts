import { access, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { LedgerError } from './error.ts'
import { reserve } from './reserve.ts'
import { startThread } from './sqlite/thread.ts'

/**
 * Copies a SQLite ledger to a new file, consistent to the last transaction, while any process uses it. The copy is one
 * file, readable by its owner alone, and opens as a ledger. Throws a `LedgerError`: CANNOT_OPEN without a ledger to
 * copy, EXISTS rather than replace a file.
 */
export async function backupLedger(from: string, to: string): Promise<void> {
  await access(from).catch((cause: unknown) => {
    throw new LedgerError('CANNOT_OPEN', 'expected a ledger to copy, found no file', { cause })
  })
  await reserve(to)
  const thread = startThread()
  try {
    await thread.ask({ do: 'copy', from: resolve(from), to: resolve(to) })
  } catch (error) {
    await rm(to, { force: true })
    throw error
  } finally {
    await thread.ended()
  }
}
