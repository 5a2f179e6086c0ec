import { randomBytes } from 'node:crypto'
import { createConnection } from 'mysql2/promise'
import { Client } from 'pg'
import type { WorldStore } from '../../../sandbox/world/shop-types.ts'
import type { World } from '../../../sandbox/world/types.ts'
import { shared } from '../../services/shared.ts'
import { hostOf, locationOf, rowsOf } from './rows.ts'
import { type Dialect, ddl, TABLES } from './schema.ts'

/** A database of a real server with uniCenta's tables, filled with the world. */
export interface Unicenta {
  /** The adapter's options that fit it, for a user who may only read. */
  readonly options: Readonly<Record<string, unknown>> & { readonly url: string }
  /** Runs statements as the database's owner. */
  sql(statement: string): Promise<readonly Record<string, unknown>[]>
  close(): Promise<void>
}

/** A connection for filling a database, in either dialect. */
interface Owner {
  run(statement: string, parameters?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>
  end(): Promise<void>
}

const READER = { user: 'till_reader', password: 'till-secret' }
const ROWS_PER_INSERT = 200

/** Makes a database of its own in the run's shared server. Without stores it holds those of the whole world. */
export async function openUnicenta(
  dialect: Dialect,
  world: World,
  stores: readonly WorldStore[] = world.stores,
): Promise<Unicenta> {
  const { port, user } = await shared(dialect)
  const name = `tills_${randomBytes(6).toString('hex')}`
  const scheme = dialect === 'postgres' ? 'postgres' : 'mysql'
  const own = (database: string) => open(dialect, { port, user, database })
  const server = await own(dialect === 'postgres' ? 'postgres' : 'mysql')
  await server.run(`create database ${name}`)
  const owner = await own(name)
  for (const statement of ddl(dialect)) await owner.run(statement)
  for (const [table, rows] of Object.entries(rowsOf(world, stores))) await insert(owner, dialect, table, rows)
  await admit(owner, dialect, name)
  return {
    options: {
      url: `${scheme}://${READER.user}:${READER.password}@127.0.0.1:${port}/${name}`,
      dayStartsAt: '05:00',
      skuPattern: '^\\d{8}$',
      refundMark: '',
      tenders: { giftcard: 'GIFT_CARD' },
      stores: Object.fromEntries(
        stores.map((store) => [
          store.tillStore,
          {
            location: locationOf(store),
            hosts: Object.fromEntries(['1', '2', '3'].map((till) => [hostOf(store, till), till])),
          },
        ]),
      ),
    },
    sql: (statement) => owner.run(statement),
    close: async () => {
      await owner.end()
      await server.run(
        dialect === 'postgres' ? `drop database ${name} with (force)` : `drop database ${name}`,
      )
      await server.end()
    },
  }
}

/** Lets the reader read, and no more. */
async function admit(owner: Owner, dialect: Dialect, database: string): Promise<void> {
  const { user, password } = READER
  if (dialect === 'mariadb') {
    await owner.run(`create user if not exists ${user}@'%' identified by '${password}'`)
    await owner.run(`grant select on ${database}.* to ${user}@'%'`)
    return
  }
  const made = `do $$ begin create role ${user} login password '${password}'; exception when duplicate_object or unique_violation then null; end $$`
  await owner.run(made)
  await owner.run(`grant select on all tables in schema public to ${user}`)
}

async function insert(
  owner: Owner,
  dialect: Dialect,
  table: string,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const columns = Object.keys(TABLES[table as keyof typeof TABLES].columns)
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    const some = rows.slice(start, start + ROWS_PER_INSERT)
    let n = 0
    const place = () => (dialect === 'postgres' ? `$${++n}` : '?')
    const values = some.map(() => `(${columns.map(place).join(', ')})`).join(', ')
    await owner.run(`insert into ${table} (${columns.join(', ')}) values ${values}`, some.flat())
  }
}

async function open(
  dialect: Dialect,
  at: { readonly port: number; readonly user: string; readonly database: string },
): Promise<Owner> {
  if (dialect === 'postgres') {
    const client = new Client({ host: '127.0.0.1', ...at })
    await client.connect()
    return {
      run: async (statement, parameters = []) => (await client.query(statement, [...parameters])).rows,
      end: () => client.end(),
    }
  }
  const connection = await createConnection({ host: '127.0.0.1', ...at })
  return {
    run: async (statement, parameters = []) => {
      const [rows] = await connection.query(statement, [...parameters])
      return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : []
    },
    end: () => connection.end(),
  }
}
