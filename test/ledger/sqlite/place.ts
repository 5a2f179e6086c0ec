import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteLedger } from '../../../ledger/sqlite/open.ts'
import type { LedgerPlace } from '../../contracts/ledger.ts'

/** A folder of its own for a SQLite ledger and its backup. */
export async function sqlitePlace(): Promise<LedgerPlace & { readonly file: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'couture-ledger-'))
  const file = join(folder, 'ledger.db')
  const backupFile = join(folder, 'backup.db')
  return {
    file,
    backupFile,
    open: ({ idKey = 'test key' } = {}) => openSqliteLedger({ file, idKey }),
    openBackup: () => openSqliteLedger({ file: backupFile, idKey: 'test key' }),
    destroy: () => rm(folder, { recursive: true }),
  }
}
