import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../../sandbox/free-port.ts'
import { postgresFolder, postgresIdentity, run } from './programs.ts'

/** A PostgreSQL cluster of our own: trusts everybody on the loopback, and forgets everything when it crashes. */
export interface Postgres {
  readonly port: number
  createDatabase(name: string): Promise<void>
  /** Runs SQL as the superuser `tryton`. */
  sql(database: string, statement: string): Promise<string>
  dump(database: string, file: string): Promise<void>
  /** Fills an empty database from a dump. */
  restore(database: string, file: string): Promise<void>
  stop(): Promise<void>
}

const USER = 'tryton'

/** Makes a cluster in `folder` and starts it. */
export async function startPostgres(folder: string): Promise<Postgres> {
  const bin = postgresFolder()
  if (bin === null) throw new Error('expected PostgreSQL on this machine, found none')
  const identity = postgresIdentity()
  const data = join(folder, 'postgres')
  await mkdir(data)
  if (identity.uid !== undefined && identity.gid !== undefined) {
    // The user postgres passes through the folder to its own.
    await chmod(folder, 0o711)
    await chown(data, identity.uid, identity.gid)
  }
  const init = ['-D', data, '-U', USER, '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']
  await run(join(bin, 'initdb'), init, identity)
  const port = await freePort()
  const log = await open(join(folder, 'postgres.log'), 'a')
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...SETTINGS], {
    ...identity,
    cwd: '/',
    stdio: ['ignore', log.fd, log.fd],
  })
  const ended = once(server, 'close')
  const kill = () => server.kill('SIGQUIT')
  process.once('exit', kill)
  await log.close()

  const to = ['-h', '127.0.0.1', '-p', String(port), '-U', USER]
  const tool = (name: string, ...args: string[]) => run(join(bin, name), [...to, ...args])
  await untilReady(() => tool('pg_isready'), 'PostgreSQL')
  return {
    port,
    createDatabase: async (name) => void (await tool('createdb', '-T', 'template0', '-E', 'UTF8', name)),
    sql: (database, statement) => tool('psql', '-d', database, '-v', 'ON_ERROR_STOP=1', '-tAc', statement),
    dump: async (database, file) => void (await tool('pg_dump', '-Fc', '-Z', '1', '-f', file, database)),
    restore: async (database, file) => void (await tool('pg_restore', '-j', '2', '-d', database, file)),
    stop: async () => {
      process.off('exit', kill)
      kill()
      await ended
    },
  }
}

/** No sockets in the file system, and no disk to wait for. */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=50',
].flatMap((setting) => ['-c', setting])

/** Asks until the answer is no failure; gives up after a minute. */
export async function untilReady(ask: () => Promise<unknown>, what: string): Promise<void> {
  let failure: unknown
  for (let tries = 0; tries < 300; tries += 1) {
    try {
      await ask()
      return
    } catch (error) {
      failure = error
      await wait(200)
    }
  }
  throw new Error(`${what} did not answer within a minute`, { cause: failure })
}
