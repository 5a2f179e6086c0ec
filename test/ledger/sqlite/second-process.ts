import type { RecordId } from '../../../adapters/ids.ts'
import type { Instant } from '../../../adapters/time.ts'
import { openSqliteLedger } from '../../../ledger/sqlite/open.ts'

// A process of its own that opens a ledger and tells it of forty customers, one at a time: `FILE SOURCE`.
const [file = '', source = ''] = process.argv.slice(2)
const ledger = await openSqliteLedger({ file, idKey: 'test key' })
for (let n = 0; n < 40; n++) {
  const same = [{ record: { source: 'erp', id: `${n}` as RecordId }, method: 'MANUAL' as const }]
  const said = { record: { source, id: `${n}` as RecordId }, same }
  await ledger.identity.observe('customer', [said], source, '2026-05-10T10:00:00.000Z' as Instant)
}
await ledger.close()
