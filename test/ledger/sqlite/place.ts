import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { openSqliteLedger } from '../../../ledger/sqlite/open.ts'
import type { OpenPlace } from '../../contracts/access.ts'

/** A folder of its own for a SQLite ledger and its backup. */
export async function sqlitePlace(): Promise<OpenPlace & { readonly file: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'couture-ledger-'))
  const file = join(folder, 'ledger.db')
  const backupFile = join(folder, 'backup.db')
  return {
    file,
    backupFile,
    open: ({ idKey = 'test key' } = {}) => openSqliteLedger({ file, idKey }),
    openBackup: () => openSqliteLedger({ file: backupFile, idKey: 'test key' }),
    async tamper(statements) {
      const other = new Database(file, { timeout: 5_000 })
      try {
        other.exec(statements)
      } finally {
        other.close()
      }
    },
    destroy: () => rm(folder, { recursive: true }),
  }
}
