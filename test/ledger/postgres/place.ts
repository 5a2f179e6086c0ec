import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { openPostgresLedger, type PostgresLedgerOptions } from '../../../ledger/postgres/open.ts'
import type { OpenPlace } from '../../contracts/access.ts'
import { postgresFolder, run } from '../../services/programs.ts'
import { shared } from '../../services/shared.ts'

/** A database of its own in the shared server, with the schema `couture` for a ledger. */
export interface PostgresPlace extends OpenPlace {
  readonly url: string
  ledger(options?: Partial<PostgresLedgerOptions>): ReturnType<typeof openPostgresLedger>
}

/**
 * An empty database for a ledger and a folder for its backup. It sorts text as French people do, not as bytes: what the
 * ledger promises of order must not depend on how an operator made the database.
 */
export async function postgresPlace(): Promise<PostgresPlace> {
  const { port, user } = await shared('postgres')
  const name = `ledger_${randomBytes(6).toString('hex')}`
  const server = `postgres://${user}@127.0.0.1:${port}`
  const create = (database: string) =>
    execute(
      `${server}/postgres`,
      `create database ${database} template template0 encoding 'UTF8' locale_provider icu icu_locale 'fr-FR' locale 'C.UTF-8'`,
    )
  await create(name)
  const folder = await mkdtemp(join(tmpdir(), 'couture-ledger-'))
  const backupFile = join(folder, 'ledger.dump')
  const url = `${server}/${name}`
  const ledger = (options: Partial<PostgresLedgerOptions> = {}) =>
    openPostgresLedger({ url, schema: 'couture', idKey: 'test key', ...options })
  const copies: string[] = []
  return {
    url,
    backupFile,
    ledger,
    open: ({ idKey = 'test key' } = {}) => ledger({ idKey }),
    openBackup: async () => {
      const copy = `${name}_copy`
      await create(copy)
      copies.push(copy)
      await run(join(postgresFolder() ?? '', 'pg_restore'), ['-d', `${server}/${copy}`, backupFile])
      return ledger({ url: `${server}/${copy}` })
    },
    tamper: async (statements) => void (await execute(url, `set search_path to couture; ${statements}`)),
    destroy: async () => {
      for (const database of [...copies, name]) {
        await execute(`${server}/postgres`, `drop database ${database} with (force)`)
      }
      await rm(folder, { recursive: true })
    },
  }
}

/** Runs one statement. */
export async function execute(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client(url)
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
