import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { World } from '../../../sandbox/world/types.ts'
import { world as smallWorld } from '../../contracts/small-world.ts'
import { freePort } from '../../sandbox/free-port.ts'
import { type Postgres, startPostgres } from '../../services/postgres.ts'
import { dumpFile, keepDump } from './dump.ts'
import { missingForTryton } from './programs.ts'
import { openRpc } from './rpc.ts'
import { seed } from './seed/seed.ts'
import { READER } from './seed/user.ts'
import { ADMIN, createTrytond, type Trytond } from './trytond.ts'

/** A real Tryton that runs, with the world in it. */
export interface RunningTryton {
  /** The server; databases are paths below it. */
  readonly url: string
  readonly database: string
  readonly user: string
  readonly password: string
  /** The adapter's options that fit the seed, as a `couture.yaml` would have them under `systems.erp`. */
  readonly options: Readonly<Record<string, unknown>>
  /** Gives the user another password; its sessions end. */
  changePassword(password: string): Promise<void>
  /** Ends every session, as idling does. */
  endSessions(): Promise<void>
  /** Stops the server alone, as an outage does. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Stops everything and removes what was written; the dump stays. */
  close(): Promise<void>
}

/** How long to wait for the first start of a world on a busy machine; later ones take seconds. */
export const FIRST_START_MS = 1_500_000

const DATABASE = 'retail'

/**
 * Whether tests with a real Tryton can run here: when something is missing they are skipped with one line that says
 * what and how to get it, or fail where they are required (`COUTURE_REQUIRE_SERVICES=1`).
 */
export function hasTryton(isRequired: boolean): boolean {
  const missing = missingForTryton()
  if (missing === null) return true
  if (isRequired) throw new Error(missing)
  process.stdout.write(`skipped: ${missing}\n`)
  return false
}

/**
 * Starts a Tryton of its own, with its own PostgreSQL, on free ports of the loopback. The first time for a world
 * fills its database, which takes minutes, and keeps a dump of it; after that it is restored in seconds.
 */
export async function startTryton(world: World = smallWorld): Promise<RunningTryton> {
  const file = await prepareDump(world)
  const opened = await open()
  const { postgres, trytond } = opened
  try {
    await postgres.restore(DATABASE, file)
    await trytond.start()
  } catch (error) {
    await opened.close()
    throw error
  }
  const endSessions = async () => void (await postgres.sql(DATABASE, 'DELETE FROM ir_session'))
  return {
    ...READER,
    url: trytond.url,
    database: DATABASE,
    options: optionsOf(trytond.url, world),
    changePassword: async (password) => {
      const rpc = await openRpc(trytond.url, DATABASE, ADMIN)
      const [user] = await rpc.rows('res.user', [['login', '=', READER.user]])
      await rpc.write('res.user', [user?.id], { password })
      // An administrator's change leaves the sessions of the user as they are.
      await endSessions()
    },
    endSessions,
    stop: trytond.stop,
    start: trytond.start,
    close: opened.close,
  }
}

/** The dump of a world's database: kept, made now, or awaited from another process that is making it. */
export async function prepareDump(world: World = smallWorld): Promise<string> {
  const file = dumpFile(world)
  await keepDump(file, (part) =>
    inFolder(async ({ postgres, trytond }) => {
      await trytond.initialise()
      await trytond.start()
      await seed(await openRpc(trytond.url, DATABASE, ADMIN), world)
      await trytond.stop()
      await postgres.sql(DATABASE, 'DELETE FROM ir_queue; DELETE FROM ir_session')
      await postgres.dump(DATABASE, part)
    }),
  )
  return file
}

interface Opened {
  readonly postgres: Postgres
  readonly trytond: Trytond
  close(): Promise<void>
}

/** An empty database and a server for it. The folder is a temporary one: the user postgres may not see ours. */
async function open(): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'couture-tryton-'))
  const postgres = await startPostgres(folder, 'tryton')
  const options = { folder, database: DATABASE, postgresPort: postgres.port, port: await freePort() }
  await postgres.createDatabase(DATABASE)
  const trytond = await createTrytond(options)
  return {
    postgres,
    trytond,
    close: async () => {
      await trytond.stop()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function inFolder(work: (opened: Opened) => Promise<void>): Promise<void> {
  const opened = await open()
  try {
    await work(opened)
  } finally {
    await opened.close()
  }
}

function optionsOf(url: string, world: World): Readonly<Record<string, unknown>> {
  return {
    url,
    database: DATABASE,
    user: READER.user,
    password: READER.password,
    currency: 'EUR',
    channels: [
      { prefix: 'W-', code: 'web', kind: 'WEB' },
      { prefix: 'A-', code: 'app', kind: 'MOBILE_APP' },
      { prefix: 'T-', code: 'phone', kind: 'CALL_CENTER' },
      // The graph numbers its own orders alike in every channel.
      { prefix: 'WEB/', strip: true, code: 'web', kind: 'WEB' },
      { prefix: 'APP/', strip: true, code: 'app', kind: 'MOBILE_APP' },
      { prefix: 'TEL/', strip: true, code: 'phone', kind: 'CALL_CENTER' },
      { number: 'receipt', code: 'store', kind: 'STORE_POS' },
    ],
    units: { u: '1', kg: '1' },
    shippingProducts: ['PORT'],
    roundingProducts: ['ARRONDI'],
    shipmentReference: 'tracking',
    warehouses: [world.warehouse.plant],
    timeZone: 'Europe/Paris',
    partyCategory: 'Clients',
  }
}
