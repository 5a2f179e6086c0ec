import { open } from 'node:fs/promises'
import { LedgerError } from './error.ts'

/**
 * Makes a file for a backup, empty and readable by its owner alone, so that nobody else can. Throws a `LedgerError`: EXISTS rather than
 * replace a file.
 */
export async function reserve(file: string): Promise<void> {
  try {
    const made = await open(file, 'wx', 0o600)
    await made.close()
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') {
      throw new LedgerError('EXISTS', 'expected a new file for the backup, found one; name another', {
        cause,
      })
    }
    throw new LedgerError('CANNOT_OPEN', 'expected a folder this process may write to', { cause })
  }
}
