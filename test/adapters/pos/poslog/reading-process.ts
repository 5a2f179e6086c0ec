// A process that does nothing but read till files into a ledger, to be killed: `reading-process.ts OPTIONS LEDGER KEY`.
import type { Tools } from '../../../../adapters/adapter.ts'
import { poslog } from '../../../../adapters/pos/poslog/index.ts'
import { poslogOptions } from '../../../../adapters/pos/poslog/options.ts'
import { openSqliteLedger } from '../../../../ledger/sqlite/open.ts'

const [options = '', file = '', idKey = ''] = process.argv.slice(2)
const ledger = await openSqliteLedger({ file, idKey })
const tools: Tools = { clock: () => new Date(), ledger, observe: () => {}, log: () => {} }
const [job] = poslog.create('tills', poslogOptions.parse(JSON.parse(options)), tools).jobs ?? []
process.stdout.write('reading\n')
await job?.run(new AbortController().signal)
