import type { LedgerDatabase } from './database.ts'
import type { Marks } from './port.ts'

/** `Marks` in the ledger's database. */
export function databaseMarks({ reader, write }: LedgerDatabase): Marks {
  return {
    async read(name) {
      const row = await reader.selectFrom('mark').select('value').where('name', '=', name).executeTakeFirst()
      return row?.value ?? null
    },
    async write(name, value) {
      await write('marks', (db) =>
        db
          .insertInto('mark')
          .values({ name, value })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
          .execute(),
      )
    },
  }
}
