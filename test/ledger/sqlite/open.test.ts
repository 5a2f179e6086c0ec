import { execFile } from 'node:child_process'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import Database from 'libsql'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { RecordId } from '../../../adapters/ids.ts'
import { backupLedger } from '../../../ledger/backup.ts'
import { openSqliteLedger, sqliteDatabase } from '../../../ledger/sqlite/open.ts'
import { sqlitePlace } from './place.ts'

async function newPlace() {
  const place = await sqlitePlace()
  onTestFinished(() => place.destroy())
  return place
}

describe('opening a SQLite ledger', () => {
  it('makes the file and its folder, readable by its owner alone', async () => {
    const { file } = await newPlace()
    const below = join(file, '..', 'var', 'couture', 'ledger.db')
    const ledger = await openSqliteLedger({ file: below, idKey: 'test key' })
    expect((await stat(below)).mode & 0o777).toBe(0o600)
    expect((await stat(`${below}-wal`)).mode & 0o777).toBe(0o600)
    await ledger.close()
  })

  it('refuses a file that is no ledger, and leaves it as it is', async () => {
    const { file } = await newPlace()
    const text = 'a shopping list, long enough to be taken for a database by its size alone '.repeat(20)
    await writeFile(file, text)
    await expect(openSqliteLedger({ file, idKey: 'test key' })).rejects.toMatchObject({
      name: 'LedgerError',
      code: 'CANNOT_OPEN',
    })
    expect(await readFile(file, 'utf8')).toBe(text)
  })

  it('refuses a place it may not write to', async () => {
    const { file } = await newPlace()
    await writeFile(file, '')
    await expect(openSqliteLedger({ file: join(file, 'ledger.db'), idKey: 'k' })).rejects.toMatchObject({
      code: 'CANNOT_OPEN',
    })
  })

  it('works for two processes that make one new file at once', async () => {
    const { file, open } = await newPlace()
    const program = join(import.meta.dirname, 'second-process.ts')
    const run = (source: string) =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', program, file, source])
    await Promise.all([run('crm'), run('web')])
    const ledger = await open()
    const records = Array.from({ length: 40 }, (_, n) => ({ source: 'erp', id: `${n}` as RecordId }))
    const owners = [...(await ledger.identity.ownersOf('customer', records)).values()]
    expect(owners.map((entity) => entity.records.length)).toEqual(Array.from({ length: 40 }, () => 3))
    await ledger.close()
  }, 60_000)
})

describe('the SQLite database', () => {
  it('writes ahead, waits for the disk and checks references', async () => {
    const { file } = await newPlace()
    const { database, close } = await sqliteDatabase({ file })
    const pragma = (name: string) =>
      database.write('marks', async (db) => (await sql`pragma ${sql.raw(name)}`.execute(db)).rows[0])
    expect(await pragma('journal_mode')).toEqual({ journal_mode: 'wal' })
    expect(await pragma('synchronous')).toEqual({ synchronous: 2 })
    expect(await pragma('foreign_keys')).toEqual({ foreign_keys: 1 })
    await close()
  })

  it('lets nobody write through the connection for reads', async () => {
    const { file } = await newPlace()
    const { database, close } = await sqliteDatabase({ file })
    await expect(sql`create table t (id text)`.execute(database.reader)).rejects.toMatchObject({
      code: 'FAILED',
    })
    await close()
  })

  it('undoes a write that throws and keeps the next one', async () => {
    const { file, open } = await newPlace()
    await (await open()).close()
    const { database, close } = await sqliteDatabase({ file })
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
    const rows = await database.reader
      .selectFrom('mark')
      .select('name')
      .where('name', 'in', ['one', 'two'])
      .execute()
    expect(rows).toEqual([{ name: 'two' }])
    await close()
  })
})

describe('while another process writes', () => {
  /** A connection of somebody else's that holds the write lock. */
  function holdLock(file: string) {
    const other = new Database(file)
    onTestFinished(() => void other.close())
    other.exec('begin immediate')
    return other
  }

  it('reads answer, and the event loop runs until the lock is free and the write goes through', async () => {
    const { file, open } = await newPlace()
    const ledger = await open()
    await ledger.marks.write('job', 'before')
    const other = holdLock(file)
    const writing = ledger.marks.write('job', 'after')
    expect(await ledger.marks.read('job')).toBe('before')
    await pause(50)
    expect(await ledger.marks.read('job')).toBe('before')
    other.exec('commit')
    await writing
    expect(await ledger.marks.read('job')).toBe('after')
    await ledger.close()
  })

  it('a write gives up after the busy timeout, and says who was in the way', async () => {
    const { file } = await newPlace()
    const ledger = await openSqliteLedger({ file, idKey: 'test key', busyTimeoutMs: 50 })
    const other = holdLock(file)
    await expect(ledger.marks.write('job', 'after')).rejects.toMatchObject({
      code: 'BUSY',
      message: 'another process is writing to the ledger',
    })
    other.exec('commit')
    await ledger.marks.write('job', 'after')
    await ledger.close()
  })
})

describe('backing a ledger file up', () => {
  it('needs no ledger open, and makes a copy readable by its owner alone', async () => {
    const { file, backupFile, open, openBackup } = await newPlace()
    const ledger = await open()
    await ledger.marks.write('job', 'done')
    await ledger.close()
    await backupLedger(file, backupFile)
    expect((await stat(backupFile)).mode & 0o777).toBe(0o600)
    const copy = await openBackup()
    expect(await copy.marks.read('job')).toBe('done')
    await copy.close()
  })

  it('leaves nothing behind when there is no ledger to copy', async () => {
    const { file, backupFile } = await newPlace()
    await expect(backupLedger(file, backupFile)).rejects.toMatchObject({ code: 'CANNOT_OPEN' })
    await writeFile(file, 'no database '.repeat(200))
    await expect(backupLedger(file, backupFile)).rejects.toMatchObject({ code: 'CANNOT_OPEN' })
    await expect(stat(backupFile)).rejects.toThrow()
    await expect(stat(`${file}-wal`)).rejects.toThrow()
  })
})
