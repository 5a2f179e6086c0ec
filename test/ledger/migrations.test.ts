import { describe, expect, it, onTestFinished } from 'vitest'
import type { LedgerDatabase } from '../../ledger/database.ts'
import { MIGRATIONS, type Migration, migrate } from '../../ledger/migrations/migrate.ts'
import { sqliteDatabase } from '../../ledger/sqlite/open.ts'
import { sqlitePlace } from './sqlite/place.ts'

async function openDatabase(): Promise<LedgerDatabase> {
  const place = await sqlitePlace()
  const { database, close } = await sqliteDatabase({ file: place.file })
  onTestFinished(async () => {
    await close()
    await place.destroy()
  })
  return database
}

const step = (name: string): Migration => ({
  name,
  up: (db) => db.schema.createTable(`made_by_${name}`).addColumn('id', 'text').execute(),
})
const broken: Migration = {
  name: 'c',
  up: async (db) => {
    await db.schema.createTable('half').addColumn('id', 'text').execute()
    throw new Error('half-way')
  },
}
const done = async ({ reader }: LedgerDatabase) =>
  (await reader.selectFrom('migration').select('name').orderBy('name').execute()).map(({ name }) => name)

describe('migrating', () => {
  it('runs the steps that are missing, in order, and those alone', async () => {
    const database = await openDatabase()
    await migrate(database, [step('a')])
    await migrate(database, [step('a'), step('b')])
    await migrate(database, [step('a'), step('b')])
    expect(await done(database)).toEqual(['a', 'b'])
  })

  it('keeps all steps of a start or none', async () => {
    const database = await openDatabase()
    await migrate(database, [step('a')])
    await expect(migrate(database, [step('a'), step('b'), broken])).rejects.toThrow('half-way')
    expect(await done(database)).toEqual(['a'])
    await migrate(database, [step('a'), step('b')])
    expect(await done(database)).toEqual(['a', 'b'])
  })

  it('refuses a ledger of a newer version, and says what to do', async () => {
    const database = await openDatabase()
    await migrate(database, [...MIGRATIONS, step('9999-later')])
    await expect(migrate(database)).rejects.toMatchObject({
      name: 'LedgerError',
      code: 'NEWER',
      message: expect.stringMatching(
        /expected a ledger migrated up to 0007-ended-holds, found 9999-later .*; start the newer/,
      ),
    })
  })

  it('has steps whose names sort in the order they run', () => {
    const names = MIGRATIONS.map(({ name }) => name)
    expect(names).toEqual([...names].sort())
  })
})
