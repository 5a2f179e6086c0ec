import { mkdir, open } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Kysely } from 'kysely'
import { backupLedger } from '../backup.ts'
import type { LedgerDatabase } from '../database.ts'
import { LedgerError } from '../error.ts'
import { createLedger } from '../ledger.ts'
import type { Ledger } from '../port.ts'
import type { Schema } from '../schema.ts'
import { threadDialect } from './dialect.ts'
import { startThread, type Thread } from './thread.ts'

export interface SqliteLedgerOptions {
  /** Made, with its folder, when it is not there; readable by its owner alone. SQLite keeps `-wal` and `-shm` beside it. */
  readonly file: string
  /** The retailer's lasting key for ids; a ledger takes one for its whole life. */
  readonly idKey: string
  /** How long a write waits for another process that writes. @default 10000 */
  readonly busyTimeoutMs?: number
}

/**
 * Opens a ledger in a SQLite file, migrated to this version. Several processes of one machine may open one file. All
 * of SQLite runs in a worker thread. Throws a `LedgerError`; close what it returns, or the process does not end.
 */
export async function openSqliteLedger(options: SqliteLedgerOptions): Promise<Ledger> {
  const { database, close } = await sqliteDatabase(options)
  try {
    const backup = (to: string) => backupLedger(options.file, to)
    return await createLedger(database, { idKey: options.idKey, backup, close })
  } catch (error) {
    await close()
    throw error
  }
}

/** A SQLite file as the repositories see it, whatever its tables. Throws a `LedgerError` CANNOT_OPEN. */
export async function sqliteDatabase({
  file,
  busyTimeoutMs = 10_000,
}: Omit<SqliteLedgerOptions, 'idKey'>): Promise<{ database: LedgerDatabase; close(): Promise<void> }> {
  await makeFile(file)
  const thread = startThread()
  const close = () => closeThread(thread)
  try {
    await thread.ask({ do: 'open', file: resolve(file), busyTimeoutMs })
  } catch (error) {
    await close()
    throw error
  }
  const on = (connection: 'reader' | 'writer') =>
    new Kysely<Schema>({ dialect: threadDialect({ thread, connection, busyTimeoutMs }) })
  const writer = on('writer')
  const database: LedgerDatabase = {
    columns: { text: 'text', real: 'real', long: 'integer' },
    reader: on('reader'),
    // SQLite has one writer at a time for the whole file, so every scope is held apart from every other.
    write: (_scope, work) => writer.transaction().execute(work),
  }
  return { database, close }
}

/** Ends the thread after what it was asked before; a second time waits for the first. */
async function closeThread(thread: Thread): Promise<void> {
  await thread.ask({ do: 'close' }).catch((error: unknown) => {
    if (!(error instanceof LedgerError)) throw error
  })
  await thread.ended()
}

async function makeFile(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true })
    const made = await open(file, 'a', 0o600)
    await made.close()
  } catch (cause) {
    throw new LedgerError('CANNOT_OPEN', 'expected a folder and file this process may write to', { cause })
  }
}
