import { mintId, type RecordId } from '../adapters/ids.ts'
import { beginAccess, databaseAccess } from './access/access.ts'
import { createChain } from './access/chain.ts'
import type { LedgerDatabase } from './database.ts'
import { LedgerError } from './error.ts'
import { databaseIdentity } from './identity.ts'
import { databaseMarks } from './marks.ts'
import { migrate } from './migrations/migrate.ts'
import { databaseOrderTokens } from './order-tokens.ts'
import type { Ledger } from './port.ts'
import { databaseReceipts } from './receipts.ts'
import { databaseWrites } from './writes/writes.ts'

export interface LedgerOptions extends Pick<Ledger, 'backup' | 'close'> {
  /** The retailer's lasting key for ids; a ledger takes one for its whole life. */
  readonly idKey: string
}

/**
 * A ledger over a driver's database: migrates it and serves it. Throws a `LedgerError` NEWER for a database of a later
 * version, OTHER_KEY for one whose ids were minted under another key.
 */
export async function createLedger(
  database: LedgerDatabase,
  { idKey, backup, close }: LedgerOptions,
): Promise<Ledger> {
  await migrate(database)
  await refuseOtherKey(database, idKey)
  const chain = createChain(idKey)
  await beginAccess(database, chain)
  return {
    identity: databaseIdentity(database, idKey),
    receipts: databaseReceipts(database),
    marks: databaseMarks(database),
    access: databaseAccess(database, chain),
    orderTokens: databaseOrderTokens(database),
    writes: databaseWrites(database),
    backup,
    close,
  }
}

const KEY_MARK = 'ledger:id-key'

/** Keeps an id of nothing as the key's fingerprint: under another key every record would be given a second id. */
async function refuseOtherKey({ reader, write }: LedgerDatabase, idKey: string): Promise<void> {
  const fingerprint = mintId(idKey, 'item', { source: 'ledger', id: 'fingerprint' as RecordId })
  const held = reader.selectFrom('mark').select('value').where('name', '=', KEY_MARK)
  if (!(await held.executeTakeFirst())) {
    const mark = { name: KEY_MARK, value: fingerprint }
    await write('marks', (db) =>
      db
        .insertInto('mark')
        .values(mark)
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    )
  }
  const { value } = await held.executeTakeFirstOrThrow()
  if (value !== fingerprint) {
    throw new LedgerError(
      'OTHER_KEY',
      'expected the id key this ledger was filled under, found another; ' +
        'configure the key it was filled under, or start with an empty ledger',
    )
  }
}
