import type { Kysely } from 'kysely'
import type { LedgerDatabase } from '../database.ts'
import type { Schema } from '../schema.ts'
import { cartReads } from './carts.ts'
import { caseReads } from './cases.ts'
import { contentOf, keyOf, overSince, resultText } from './command.ts'
import { holdReads } from './holds.ts'
import { placedOrderReads } from './orders.ts'
import { databaseOutbox } from './outbox.ts'
import { type Command, KeyReused, type Once, type WriteLedger, type WriteUnit } from './port.ts'
import { prune } from './prune.ts'
import { writeUnit } from './unit.ts'

/** `WriteLedger` in the ledger's database. */
export function databaseWrites(database: LedgerDatabase): WriteLedger {
  const { reader, write } = database
  return {
    async once<Result>(command: Command, work: (unit: WriteUnit) => Promise<Result>) {
      const before = await find<Result>(reader, command)
      if (before) return { ...before, replayed: true }
      return write([`command/${keyOf(command)}`, ...command.about], (db) => doOnce(db, command, work))
    },
    done: async <Result>(command: Command) => (await find<Result>(reader, command))?.result ?? null,
    transact: (about, work) => write(about, (db) => work(writeUnit(db))),
    carts: cartReads(reader),
    holds: holdReads(reader),
    orders: placedOrderReads(reader),
    cases: caseReads(reader),
    outbox: databaseOutbox(database),
    prune: (at) => prune(database, at),
  }
}

/** Under the command's lock: whoever had it before may have done the command. */
async function doOnce<Result>(
  db: Kysely<Schema>,
  command: Command,
  work: (unit: WriteUnit) => Promise<Result>,
): Promise<Once<Result>> {
  const meanwhile = await find<Result>(db, command)
  if (meanwhile) return { ...meanwhile, replayed: true }
  const result = resultText(await work(writeUnit(db)))
  const values = { content: contentOf(command), result, at: command.at }
  await db
    .insertInto('command')
    .values({ key: keyOf(command), ...values })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
    .execute()
  // As it will be given again: the first answer is no other.
  return { result: JSON.parse(result) as Result, replayed: false }
}

async function find<Result>(
  db: Kysely<Schema>,
  command: Command,
): Promise<{ readonly result: Result } | null> {
  const row = await db
    .selectFrom('command')
    .select(['content', 'result'])
    .where('key', '=', keyOf(command))
    .where('at', '>', overSince(command.at))
    .executeTakeFirst()
  if (!row) return null
  if (row.content !== contentOf(command)) throw new KeyReused()
  return { result: JSON.parse(row.result) as Result }
}
