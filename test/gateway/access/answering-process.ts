import { createAccessLog } from '../../../gateway/access/log.ts'
import { createLog } from '../../../gateway/log.ts'
import { startGateway } from '../../../gateway/server.ts'
import { openSqliteLedger } from '../../../ledger/sqlite/open.ts'
import { everything } from '../../memory/viewers.ts'
import { composeNotingGraph, ordersSchema, shoppersSchema } from './noting-graph.ts'

// A process of its own that answers the noting graph over a ledger: `FILE PORT`. Says its URL to whoever started it.
const [file = '', port = ''] = process.argv.slice(2)
const ledger = await openSqliteLedger({ file, idKey: 'test key' })
const clock = () => new Date()
const log = createLog({ level: 'silent', clock })
const { url } = await startGateway({
  supergraphSdl: composeNotingGraph(),
  subgraphs: new Map([
    ['shoppers', shoppersSchema],
    ['orders', ordersSchema],
  ]),
  scalars: {},
  limits: {
    requestBudgetMs: 10_000,
    maxDepth: 8,
    maxTokens: 1_500,
    maxBodyBytes: 20_000,
    stopGraceMs: 1_000,
  },
  clock,
  log,
  host: '127.0.0.1',
  port: Number(port),
  allowedHosts: [],
  accessLog: createAccessLog({ ledger: ledger.access, clock, log }),
  identify: async () => everything(),
  createContext: async (_request, _viewer, access) => ({ access }),
  readiness: async () => ({ ready: true, checks: {} }),
})
process.send?.(url)
