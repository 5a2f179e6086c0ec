import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { RecordId } from '../../../adapters/ids.ts'
import type { Instant } from '../../../adapters/time.ts'
import { backupPostgres } from '../../../ledger/postgres/backup.ts'
import { postgresDatabase } from '../../../ledger/postgres/database.ts'
import { freePort } from '../../sandbox/free-port.ts'
import { missingForPostgres } from '../../services/postgres.ts'
import { hasServices } from '../../services/shared.ts'
import { execute, postgresPlace } from './place.ts'

const required = process.env['COUTURE_REQUIRE_SERVICES'] === '1'
const here = hasServices(required, missingForPostgres())

async function newPlace() {
  const place = await postgresPlace()
  onTestFinished(() => place.destroy())
  return place
}

async function openDatabase(url: string, more: { statementTimeoutMs?: number; connections?: number } = {}) {
  const opened = postgresDatabase({ url, schema: 'couture', ...more })
  onTestFinished(opened.close)
  await opened.database.write('migrations', async () => {})
  return opened.database
}

describe.skipIf(!here)('several processes on one PostgreSQL ledger', () => {
  it('make it at once, and lose nothing and keep nothing twice', async () => {
    const { url, open } = await newPlace()
    const program = join(import.meta.dirname, 'second-process.ts')
    const run = (source: string) =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', program, url, source])
    await Promise.all([run('crm'), run('web')])
    const ledger = await open()
    const records = Array.from({ length: 40 }, (_, n) => ({ source: 'erp', id: `${n}` as RecordId }))
    const owners = [...(await ledger.identity.ownersOf('customer', records)).values()]
    expect(owners.map((entity) => entity.records.length)).toEqual(Array.from({ length: 40 }, () => 3))
    expect(await ledger.receipts.count('tills')).toBe(120)
    expect((await ledger.receipts.fileMarks('tills')).size).toBe(80)
    const seqs = await execute(
      url,
      'select count(*), count(distinct seq) as distinct from couture.identity_record',
    )
    expect(seqs).toEqual([{ count: '120', distinct: '120' }])
    await ledger.close()
  })

  it('keep ledgers of other schemas apart, in one database', async () => {
    const { ledger } = await newPlace()
    const [one, other] = await Promise.all([
      ledger(),
      ledger({ schema: 'couture_1_2000', idKey: 'other key' }),
    ])
    await one.marks.write('job', 'mine')
    expect(await other.marks.read('job')).toBeNull()
    await Promise.all([one.close(), other.close()])
  })

  it('wait for each other to write, for as long as they may, and read meanwhile', async () => {
    const { ledger, url } = await newPlace()
    const [one, hasty] = [await ledger(), await ledger({ busyTimeoutMs: 50 })]
    await one.marks.write('job', 'before')
    const database = await openDatabase(url)
    let letGo = () => {}
    const holding = database.write('marks', async () => {
      await new Promise<void>((resolve) => {
        letGo = resolve
      })
    })
    const locks = "select 1 from pg_locks where locktype = 'advisory' and granted"
    onTestFinished(() => letGo())
    await vi.waitFor(async () => expect(await execute(url, locks)).toHaveLength(1))
    const writing = one.marks.write('job', 'after')
    await expect(hasty.marks.write('job', 'never')).rejects.toMatchObject({
      code: 'BUSY',
      message: 'another process is writing to the ledger',
    })
    expect(await one.marks.read('job')).toBe('before')
    letGo()
    await Promise.all([holding, writing])
    expect(await hasty.marks.read('job')).toBe('after')
    await Promise.all([one.close(), hasty.close()])
  })
})

describe.skipIf(!here)('the PostgreSQL database', () => {
  it('undoes a write that throws and keeps the next one', async () => {
    const { url, open } = await newPlace()
    await (await open()).close()
    const database = await openDatabase(url)
    const write = (name: string, then: () => void) =>
      database.write('marks', async (db) => {
        await db.insertInto('mark').values({ name, value: '' }).execute()
        then()
      })
    const fail = () => {
      throw new Error('second thoughts')
    }
    const outcomes = await Promise.allSettled([
      write('one', fail),
      write('two', () => {}),
      write('two', () => {}),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected'])
    const names = database.reader.selectFrom('mark').select('name').where('name', 'in', ['one', 'two'])
    expect(await names.execute()).toEqual([{ name: 'two' }])
  })

  it('begins a write again that collided with another, and gives up on any other failure', async () => {
    const { url } = await newPlace()
    const database = await openDatabase(url)
    const state = (code: string) => sql`do $$ begin raise exception using errcode = ${sql.lit(code)}; end $$`
    let attempts = 0
    const collide = (code: string, times: number) =>
      database.write('marks', async (db) => {
        attempts += 1
        if (attempts <= times) await state(code).execute(db)
      })
    await collide('40001', 2)
    expect(attempts).toBe(3)
    attempts = 0
    await collide('40P01', 1)
    expect(attempts).toBe(2)
    attempts = 0
    await expect(collide('23505', 9)).rejects.toMatchObject({ code: 'FAILED' })
    expect(attempts).toBe(1)
    attempts = 0
    await expect(collide('40001', 99)).rejects.toMatchObject({ code: 'FAILED' })
    expect(attempts).toBe(5)
  })

  it('lets nobody write through the connections for reads', async () => {
    const { url } = await newPlace()
    const { reader } = await openDatabase(url)
    await expect(sql`create table t (id text)`.execute(reader)).rejects.toMatchObject({
      code: 'FAILED',
      message: "the ledger's database refused a statement (25006)",
    })
  })

  it('cuts a statement off that takes too long, and answers the next', async () => {
    const { url } = await newPlace()
    const { reader } = await openDatabase(url, { statementTimeoutMs: 100 })
    await expect(sql`select pg_sleep(60)`.execute(reader)).rejects.toMatchObject({
      code: 'FAILED',
      message: "a statement of the ledger's took longer than it may",
    })
    expect((await sql`select 1 as one`.execute(reader)).rows).toEqual([{ one: 1 }])
  })

  it('takes no more connections than it may, however many read at once', async () => {
    const { url } = await newPlace()
    const { reader } = await openDatabase(url, { connections: 2 })
    const pids = await Promise.all(
      Array.from({ length: 20 }, () => sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(reader)),
    )
    expect(new Set(pids.map(({ rows }) => rows[0]?.pid)).size).toBeLessThanOrEqual(2)
  })

  it('orders text by its bytes, in a database that orders it as French people do', async () => {
    const { url, open } = await newPlace()
    const ledger = await open()
    for (const name of ['a', 'B', 'é', 'z']) await ledger.marks.write(`order:${name}`, '')
    const ordered = 'select name from couture.mark where name like $$order:%$$ order by name'
    expect((await execute(url, ordered)).map(({ name }) => name)).toEqual([
      'order:B',
      'order:a',
      'order:z',
      'order:é',
    ])
    const french = "select name from (values ('a'), ('B'), ('é'), ('z')) as words (name) order by name"
    expect((await execute(url, french)).map(({ name }) => name)).toEqual(['a', 'B', 'é', 'z'])
    await ledger.close()
  })

  it('keeps a file that is no text, with a picture for the character PostgreSQL does not have', async () => {
    const { open } = await newPlace()
    const ledger = await open()
    const at = '2026-05-10T10:00:00.000Z' as Instant
    const bad = { file: 'a.xml', position: 0, reason: 'expected text', raw: 'a\u0000b', at }
    await ledger.receipts.store('tills', { file: 'a.xml', mark: '1', receipts: [], quarantined: [bad] })
    expect(await ledger.receipts.quarantined('tills')).toEqual([{ ...bad, raw: 'a\u2400b' }])
    await ledger.close()
  })
})

describe.skipIf(!here)('a PostgreSQL ledger that cannot be opened', () => {
  it('says that nobody answers there', async () => {
    const { ledger } = await newPlace()
    await expect(
      ledger({ url: `postgres://couture@127.0.0.1:${await freePort()}/none` }),
    ).rejects.toMatchObject({
      name: 'LedgerError',
      code: 'UNAVAILABLE',
      message: expect.not.stringContaining('127.0.0.1'),
    })
  })

  it('says that there is no such database, or no such user', async () => {
    const { url, ledger } = await newPlace()
    await expect(ledger({ url: `${url}_missing` })).rejects.toMatchObject({
      code: 'CANNOT_OPEN',
      message: expect.stringContaining('create it first'),
    })
    await expect(ledger({ url: url.replace('couture@', 'stranger:secret@') })).rejects.toMatchObject({
      code: 'CANNOT_OPEN',
      message: expect.stringContaining('check ledger.url'),
    })
  })

  it('says what a user may not do, and works for one whose schema was made for them', async () => {
    const { url, ledger } = await newPlace()
    const user = `clerk_${Date.now()}`
    await execute(url, `create role ${user} login`)
    onTestFinished(async () => {
      await execute(url, `drop owned by ${user}; drop role ${user}`)
    })
    const theirs = url.replace('couture@', `${user}@`)
    await expect(ledger({ url: theirs })).rejects.toMatchObject({
      code: 'CANNOT_OPEN',
      message: expect.stringContaining('own the ledger'),
    })
    await execute(url, `create schema couture authorization ${user}`)
    const opened = await ledger({ url: theirs })
    await opened.marks.write('job', 'done')
    await opened.close()
  })
})

describe.skipIf(!here)('a backup of a PostgreSQL ledger', () => {
  it('is readable by its owner alone', async () => {
    const { open, backupFile } = await newPlace()
    const ledger = await open()
    await ledger.backup(backupFile)
    expect((await stat(backupFile)).mode & 0o777).toBe(0o600)
    expect((await readFile(backupFile)).subarray(0, 5).toString()).toBe('PGDMP')
    await ledger.close()
  })

  it('says how to make one where pg_dump is not, and leaves nothing behind', async () => {
    const { url, backupFile, open } = await newPlace()
    await (await open()).close()
    const options = { url, schema: 'couture', pgDump: 'pg_dump_of_nobody' }
    await expect(backupPostgres(options, backupFile)).rejects.toMatchObject({
      code: 'FAILED',
      message: expect.stringContaining('run pg_dump --format=custom --schema=couture'),
    })
    await expect(stat(backupFile)).rejects.toThrow()
  })
})
