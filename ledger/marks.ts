import type { Kysely } from 'kysely'
import type { LedgerDatabase } from './database.ts'
import type { Marks } from './port.ts'
import type { Schema } from './schema.ts'

/** `Marks` in the ledger's database. */
export function databaseMarks({ reader, write }: LedgerDatabase): Marks {
  return {
    read: (name) => readMark(reader, name),
    write: (name, value) => write('marks', (db) => writeMark(db, name, value)),
    // Writes of one scope never overlap, so what was read is still true when it is replaced.
    swap: (name, expected, value) =>
      write('marks', async (db) => {
        if ((await readMark(db, name)) !== expected) return false
        await writeMark(db, name, value)
        return true
      }),
  }
}

async function readMark(db: Kysely<Schema>, name: string): Promise<string | null> {
  const row = await db.selectFrom('mark').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value ?? null
}

async function writeMark(db: Kysely<Schema>, name: string, value: string): Promise<void> {
  await db
    .insertInto('mark')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
