import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { LedgerError } from '../error.ts'
import { reserve } from '../reserve.ts'

export interface PostgresBackupOptions {
  readonly url: string
  readonly schema: string
  /** PostgreSQL's own program for it, of the server's version or later. @default pg_dump */
  readonly pgDump?: string
}

/** Where programs are found: nothing of this process's environment goes to another program. */
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/**
 * Has `pg_dump` write the ledger's schema to a new file in its custom format, consistent to the last transaction while any
 * process uses it; `pg_restore` fills an empty database from it. Throws a `LedgerError`: EXISTS rather than replace a
 * file, FAILED when there is no `pg_dump` or it refuses.
 */
export async function backupPostgres(options: PostgresBackupOptions, file: string): Promise<void> {
  await reserve(file)
  try {
    await dump(options, file)
  } catch (error) {
    await rm(file, { force: true })
    throw error
  }
}

function dump({ url, schema, pgDump = 'pg_dump' }: PostgresBackupOptions, file: string): Promise<void> {
  const server = new URL(url)
  const password = decodeURIComponent(server.password)
  // Every user of a machine sees the arguments of its programs.
  server.password = ''
  const args = ['--format=custom', '--no-owner', `--schema=${schema}`, `--file=${file}`, server.href]
  return new Promise((resolve, reject) => {
    const env = { PATH, ...(password && { PGPASSWORD: password }) }
    const program = spawn(pgDump, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    program.stderr.on('data', (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-2_000)
    })
    program.on('error', (cause) => reject(refused('it is not installed here', schema, cause)))
    program.on('close', (code) => {
      if (code === 0) resolve()
      else reject(refused(`it ended with ${code}`, schema, new Error(said.trim())))
    })
  })
}

function refused(why: string, schema: string, cause: Error): LedgerError {
  return new LedgerError(
    'FAILED',
    `expected pg_dump to back the ledger up; ${why}. Install the postgresql-client of the server's version, ` +
      `or run pg_dump --format=custom --schema=${schema} where it is`,
    { cause },
  )
}
