import type { Ledger } from '../../../ledger/port.ts'
import { openPostgresLedger } from '../../../ledger/postgres/open.ts'
import { openSqliteLedger } from '../../../ledger/sqlite/open.ts'

/** A ledger in a file, or in the schema `couture` behind a `postgres://`. */
export function openAt(place: string): Promise<Ledger> {
  const idKey = 'test key'
  return place.startsWith('postgres://')
    ? openPostgresLedger({ url: place, schema: 'couture', idKey })
    : openSqliteLedger({ file: place, idKey })
}
