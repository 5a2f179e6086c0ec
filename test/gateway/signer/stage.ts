import type { GraphQLSchema } from 'graphql'
import { onTestFinished } from 'vitest'
import { memoryCache } from '../../../cache/memory.ts'
import { callSigner } from '../../../gateway/execution/call-signer.ts'
import { viewerIn } from '../../../gateway/execution/passed-on.ts'
import { askedFor } from '../../../gateway/graph-context.ts'
import { unauthenticated } from '../../../gateway/identity/refused.ts'
import { createLog } from '../../../gateway/log.ts'
import type { IncomingRequest } from '../../../gateway/request.ts'
import { openUpstream } from '../../../gateway/signer/forward.ts'
import { type SignerServerOptions, startSignerServer } from '../../../gateway/signer/server.ts'
import { startSubgraphServer } from '../../../gateway/subgraph-server.ts'
import { ANONYMOUS, type Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import { keepLines } from '../harness.ts'

export const KEY = { id: 'spring', secret: 'the secret of spring, which nobody else has' }
const clock = () => new Date()
const listening = { host: '127.0.0.1', port: 0, allowedHosts: [], stopGraceMs: 500, clock }

/** A signed subgraph whose context's viewer is who the calls say, and the calls it believed. */
export async function startSignedSubgraph(name: string, schema: GraphQLSchema) {
  const calls: IncomingRequest[] = []
  const log = createLog({ level: 'silent', clock })
  const heard = memoryCache({ maxEntries: 1, clock })
  const server = await startSubgraphServer(
    { ...listening, name, schema, heard, log },
    {
      requestBudgetMs: 2_000,
      trust: { keys: [KEY], shared: null },
      createContext: async (request) => {
        calls.push(request)
        const { kind, subject } = viewerIn(request.headers)
        return { viewer: `${kind} ${subject}`, asked: [], wait: async () => 'done' }
      },
      readiness: async () => ({ ready: true, checks: {} }),
      retire: async () => {},
      close: async () => {},
    },
  )
  onTestFinished(() => server.stop())
  return { url: `${server.url}/graphql`, calls }
}

const shopper: Viewer = { ...ANONYMOUS, kind: 'SHOPPER', subject: 'accounts/ada' }

/** As the gateway's own: one good token, none is nobody, every other is refused. */
async function identify({ headers }: Pick<IncomingRequest, 'headers'>): Promise<Viewer> {
  if (headers['authorization'] === undefined) return ANONYMOUS
  if (headers['authorization'] === 'Bearer good') return shopper
  throw unauthenticated()
}

export interface SignerStage {
  readonly urls: Readonly<Record<string, string>>
  readonly key?: typeof KEY
  readonly requestBudgetMs?: number
  readonly options?: Partial<SignerServerOptions>
}

/** A signer before these subgraphs. */
export async function startSignerBefore({ urls, key = KEY, requestBudgetMs = 2_000, options }: SignerStage) {
  const { stream, lines, text } = keepLines()
  const upstreams = new Map(Object.entries(urls).map(([name, url]) => [name, openUpstream(url)]))
  const sign = callSigner({ key, clock })
  const close = async () => void (await Promise.all([...upstreams.values()].map((one) => one.close())))
  const log = createLog({ level: 'debug', clock, stream })
  const signer = await startSignerServer(
    { ...listening, isAllowed: () => true, log, ...options },
    { requestBudgetMs, upstreams, sign, identify, askedFor, close },
  )
  onTestFinished(() => signer.stop())
  return { signer, lines, logText: text }
}
