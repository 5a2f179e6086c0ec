import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { Tools } from '../../../../adapters/adapter.ts'
import { tryton } from '../../../../adapters/erp/tryton/index.ts'
import type { Ports, Source } from '../../../../adapters/source.ts'
import type { Ledger } from '../../../../ledger/port.ts'
import { freePort } from '../../../sandbox/free-port.ts'

const now = new Date('2026-05-20T10:00:00Z')

/** A call as the server got it; `params` without the context. */
interface Asked {
  readonly method: string
  readonly params: readonly unknown[]
  readonly context: unknown
  readonly authorization: string
}

/** What the server answers: a result, an `error`, or a bare status. */
type Answer =
  | { readonly result: unknown }
  | { readonly error: unknown }
  | { readonly status: number; readonly html?: string }

/** How a test has the server answer; undefined: a sign-in that succeeds, and no records. */
export type Script = (asked: Asked) => Answer | undefined

export interface Loopback {
  readonly source: Source
  readonly ports: Ports
  /** Every call since the last look. */
  calls(): readonly Asked[]
  readonly logged: readonly (readonly [string, Readonly<Record<string, string | number>>])[]
  close(): Promise<void>
}

/** The retailer's own mappings, as a `couture.yaml` would have them. */
export const mappings = {
  database: 'retail',
  user: 'couture',
  password: 'sandbox-tryton',
  currency: 'EUR',
  pricesIncludeTax: false,
  timeZone: 'Europe/Paris',
  warehouses: ['1000'],
  partyCategory: 'Clients',
  shippingProducts: ['PORT'],
  roundingProducts: ['ARRONDI'],
  channels: [
    { prefix: 'W-', code: 'web', kind: 'WEB' },
    { code: 'store', kind: 'STORE_POS', number: 'receipt' },
  ],
}

/** The adapter on a server that answers as scripted; sessions are `s1`, `s2`, ... */
export async function openLoopback(
  script: Script,
  options: Readonly<Record<string, unknown>> = {},
): Promise<Loopback> {
  const port = await freePort()
  let asked: Asked[] = []
  let sessions = 0
  const answer = (call: Asked): Answer => {
    const own = script(call)
    if (own) return own
    if (call.method === 'common.db.login') {
      sessions += 1
      return { result: [7, `s${sessions}`] }
    }
    if (call.method === 'model.res.user.get_preferences') return { result: { company: 3, language: 'fr' } }
    return { result: [] }
  }
  const server = createServer(async (request, response) => {
    const call = await readCall(request)
    asked.push(call)
    const said = answer(call)
    if ('status' in said) {
      response.writeHead(said.status, { 'content-type': 'text/html' }).end(said.html ?? '')
      return
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: 1, ...said }))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const logged: [string, Readonly<Record<string, string | number>>][] = []
  const parsed = tryton.options.parse({ url: `http://127.0.0.1:${port}`, ...mappings, ...options })
  const source = tryton.create('erp', parsed, {
    ...tools,
    log: (event, values) => logged.push([event, values]),
  })
  return {
    source,
    ports: source.ports as Ports,
    logged,
    calls: () => {
      const all = asked
      asked = []
      return all
    },
    close: async () => {
      await source.close()
      server.close()
      server.closeAllConnections()
    },
  }
}

async function readCall(request: IncomingMessage): Promise<Asked> {
  let body = ''
  for await (const chunk of request) body += chunk
  const { method, params } = JSON.parse(body)
  const authorization = String(request.headers.authorization ?? '')
  if (method === 'common.db.login') return { method, params, context: null, authorization }
  return { method, params: params.slice(0, -1), context: params.at(-1), authorization }
}

const noLedger = new Proxy({} as Ledger, {
  get: () => {
    throw new Error('the Tryton adapter has no business with the ledger')
  },
})

/** What the house lends, without a ledger. */
export const tools: Tools = { clock: () => now, ledger: noLedger, observe: () => {}, log: () => {} }
