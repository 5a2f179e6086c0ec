import { chmod, chown, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '../sandbox/free-port.ts'
import {
  childrenOf,
  identityOf,
  killed,
  postgresFolder,
  run,
  type Server,
  serve,
  untilReady,
} from './programs.ts'

/** A PostgreSQL cluster of our own: trusts everybody on the loopback, and may forget everything when it crashes. */
export interface Postgres {
  readonly port: number
  /** The superuser, who needs no password. */
  readonly user: string
  /** `postgres://` of one of its databases. */
  url(database: string): string
  createDatabase(name: string): Promise<void>
  /** Runs SQL as the superuser. */
  sql(database: string, statement: string): Promise<string>
  dump(database: string, file: string): Promise<void>
  /** Fills an empty database from a dump. */
  restore(database: string, file: string): Promise<void>
  /** Ends every session and the server, tidily: what was written is there after `start`. */
  halt(): Promise<void>
  /** Kills the server and every session where they stand. What is there after `start` its settings decide. */
  crash(): Promise<void>
  start(): Promise<void>
  /** Ends the server without a thought for its data. */
  stop(): Promise<void>
}

/** What a PostgreSQL needs and this machine lacks, with how to get it, in one line; null when it is there. */
export function missingForPostgres(): string | null {
  return postgresFolder() === null ? 'a real PostgreSQL needs apt-get install -y postgresql' : null
}

/** Makes a cluster in `folder` and starts it, with no disk to wait for unless other settings are named. */
export async function startPostgres(
  folder: string,
  user = 'couture',
  named: readonly string[] = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
): Promise<Postgres> {
  const bin = postgresFolder()
  if (bin === null) throw new Error('expected PostgreSQL on this machine, found none')
  const identity = identityOf('postgres')
  const data = join(folder, 'postgres')
  await mkdir(data)
  if (identity.uid !== undefined && identity.gid !== undefined) {
    // The user postgres passes through the folder to its own.
    await chmod(folder, 0o711)
    await chown(data, identity.uid, identity.gid)
  }
  const init = ['-D', data, '-U', user, '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']
  await run(join(bin, 'initdb'), init, identity)
  const port = await freePort()
  const to = ['-h', '127.0.0.1', '-p', String(port), '-U', user]
  const tool = (name: string, ...args: string[]) => run(join(bin, name), [...to, ...args])
  let server: Server | null = null

  const start = async () => {
    const log = join(folder, 'postgres.log')
    const args = ['-D', data, '-p', String(port), ...settings(...HERE_ALONE, ...named)]
    server = await serve(join(bin, 'postgres'), args, { ...identity, log, signal: 'SIGQUIT' })
    await untilReady(() => tool('pg_isready'), 'PostgreSQL')
  }
  await start()
  return {
    port,
    user,
    url: (database) => `postgres://${user}@127.0.0.1:${port}/${database}`,
    createDatabase: async (name) => void (await tool('createdb', '-T', 'template0', '-E', 'UTF8', name)),
    sql: (database, statement) => tool('psql', '-d', database, '-v', 'ON_ERROR_STOP=1', '-tAc', statement),
    dump: async (database, file) => void (await tool('pg_dump', '-Fc', '-Z', '1', '-f', file, database)),
    restore: async (database, file) => void (await tool('pg_restore', '-j', '2', '-d', database, file)),
    halt: async () => server?.stop('SIGINT'),
    crash: async () => {
      const sessions = server ? await childrenOf(server.pid) : []
      await server?.stop('SIGKILL')
      // They would end by themselves, some of them later than the next server starts.
      await Promise.all(sessions.map(killed))
    },
    start,
    stop: async () => server?.stop(),
  }
}

/** No sockets in the file system. */
const HERE_ALONE = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100']

function settings(...all: readonly string[]): readonly string[] {
  return all.flatMap((setting) => ['-c', setting])
}
