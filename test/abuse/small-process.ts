import { connect } from 'node:net'
import { createLog } from '../../gateway/log.ts'
import { startGateway } from '../../gateway/server.ts'
import { ANONYMOUS } from '../../subgraphs/shared/access/viewer.ts'
import { composeSmallGraph, dateScalar, ordersSchema, peopleSchema } from '../gateway/small-graph.ts'

/** A gateway over the small graph in a process of its own, for as long as somebody reads its URL: whose environment is another one. */
const gateway = await startGateway({
  supergraphSdl: composeSmallGraph(),
  subgraphs: new Map([
    ['people', peopleSchema],
    ['orders', ordersSchema],
  ]),
  scalars: { Date: dateScalar },
  limits: { requestBudgetMs: 2_000, maxDepth: 8, maxTokens: 1_500, maxBodyBytes: 20_000, stopGraceMs: 100 },
  clock: () => new Date(),
  log: createLog({ level: 'silent', clock: () => new Date() }),
  host: '127.0.0.1',
  port: 0,
  allowedHosts: [],
  timeouts: { headersMs: 1_000, requestMs: 2_000 },
  identify: async () => ANONYMOUS,
  createContext: async () => ({ viewer: 'nobody', asked: [], wait: async () => 'done' }),
  readiness: async () => ({ ready: true, checks: {} }),
})
process.stdout.write(`${gateway.url}\n`)
process.stdin.resume()
process.stdin.once('end', () => {
  void gateway.stop()
  // An address outside that is nobody's (RFC 5737), so that whoever watches the sockets knows to have seen all.
  connect(9, '192.0.2.1')
    .on('error', () => {})
    .destroy()
})
