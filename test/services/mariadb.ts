import { chmod, chown, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { freePort } from '../sandbox/free-port.ts'
import { firstProgram, identityOf, run, serve, untilReady } from './programs.ts'

/** A MariaDB of our own on the loopback; its user `root` needs no password. */
export interface MariaDb {
  readonly port: number
  readonly user: string
  /** `mysql://` of one of its databases. */
  url(database: string): string
  createDatabase(name: string): Promise<void>
  /** Runs statements, separated by semicolons, as root. */
  sql(database: string, statements: string): Promise<void>
  stop(): Promise<void>
}

const SERVER = firstProgram('/usr/sbin/mariadbd', '/usr/bin/mariadbd', '/usr/local/sbin/mariadbd')
const INSTALL = firstProgram('/usr/bin/mariadb-install-db', '/usr/local/bin/mariadb-install-db')
const USER = 'root'

/** What a MariaDB needs and this machine lacks, with how to get it, in one line; null when it is there. */
export function missingForMariaDb(): string | null {
  if (SERVER && INSTALL) return null
  return 'a real MariaDB needs apt-get install -y --no-install-recommends mariadb-server'
}

/** Makes a data folder in `folder` and starts a server on it. */
export async function startMariaDb(folder: string): Promise<MariaDb> {
  if (!SERVER || !INSTALL) throw new Error('expected MariaDB on this machine, found none')
  const identity = identityOf('mysql')
  const data = join(folder, 'mariadb')
  await mkdir(data)
  if (identity.uid !== undefined && identity.gid !== undefined) {
    await chmod(folder, 0o711)
    await chown(data, identity.uid, identity.gid)
  }
  const auth = ['--auth-root-authentication-method=normal', '--skip-test-db', '--skip-log-bin']
  await run(INSTALL, ['--no-defaults', `--datadir=${data}`, ...auth], identity)
  const port = await freePort()
  const args = [
    '--no-defaults',
    `--datadir=${data}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${join(data, 'mariadb.sock')}`,
    `--pid-file=${join(data, 'mariadb.pid')}`,
    '--skip-log-bin',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-buffer-pool-size=32M',
    // As Linux has them: uniCenta's table names are in capitals.
    '--lower-case-table-names=0',
    '--character-set-server=utf8mb4',
  ]
  const server = await serve(SERVER, args, { ...identity, log: join(folder, 'mariadb.log') })
  const sql = async (database: string | null, statements: string) => {
    const connection = await createConnection({
      host: '127.0.0.1',
      port,
      user: USER,
      multipleStatements: true,
      ...(database !== null && { database }),
    })
    try {
      await connection.query(statements)
    } finally {
      await connection.end()
    }
  }
  await untilReady(() => sql(null, 'select 1'), 'MariaDB')
  return {
    port,
    user: USER,
    url: (database) => `mysql://${USER}@127.0.0.1:${port}/${database}`,
    createDatabase: (name) => sql(null, `create database \`${name}\``),
    sql,
    stop: () => server.stop(),
  }
}
