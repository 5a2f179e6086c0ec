// Reads the till files of a folder into a new ledger and prints what it took: `poslog-reading.ts FOLDER LEDGER`.
import { ingest } from '../adapters/pos/poslog/ingest.ts'
import { poslogOptions } from '../adapters/pos/poslog/options.ts'
import { openSqliteLedger } from '../ledger/sqlite/open.ts'

const [folder = '', file = ''] = process.argv.slice(2)
const ledger = await openSqliteLedger({ file, idKey: 'a key of at least thirty-two bytes' })
const tools = { clock: () => new Date(), ledger, observe: () => {}, log: () => {} }
const options = poslogOptions.parse({ folder, skuPattern: '^[1-9]\\d{7}$' })
const cpu = process.cpuUsage()
const from = performance.now()
const { stored, skipped } = await ingest('tills', options, tools)
const ms = performance.now() - from
const { user, system } = process.cpuUsage(cpu)
await ledger.close()
const maxRssMb = process.resourceUsage().maxRSS / 1_024
process.stdout.write(
  JSON.stringify({ transactions: stored + skipped, ms, cpuMs: (user + system) / 1_000, maxRssMb }),
)
