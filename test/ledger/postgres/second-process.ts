import type { RecordId } from '../../../adapters/ids.ts'
import type { Day, Instant } from '../../../adapters/time.ts'
import { openPostgresLedger } from '../../../ledger/postgres/open.ts'

// A process of its own that opens a ledger and tells it, one at a time, of forty customers and of forty files of two
// receipts: the first the other process tells of too, the second its own. `URL SOURCE`.
const [url = '', source = ''] = process.argv.slice(2)
const at = '2026-05-10T10:00:00.000Z' as Instant
const ledger = await openPostgresLedger({ url, schema: 'couture', idKey: 'test key' })
const receipt = (number: string, file: string) => ({
  number: number as RecordId,
  businessDay: '2026-05-10' as Day,
  placedAt: at,
  customer: null,
  card: null,
  returnsFrom: [],
  body: JSON.stringify({ number }),
  raw: '',
  file,
  readAt: at,
})
for (let n = 0; n < 40; n++) {
  const same = [{ record: { source: 'erp', id: `${n}` as RecordId }, method: 'MANUAL' as const }]
  const said = { record: { source, id: `${n}` as RecordId }, same }
  const file = `${source}-${n}.xml`
  const receipts = [receipt(`shared-${n}`, file), receipt(`${source}-${n}`, file)]
  await Promise.all([
    ledger.identity.observe('customer', [said], source, at),
    ledger.receipts.store('tills', { file, mark: 'read', receipts, quarantined: [] }),
  ])
}
await ledger.close()
