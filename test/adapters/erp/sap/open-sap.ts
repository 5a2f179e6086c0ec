import type { Tools } from '../../../../adapters/adapter.ts'
import type { CallRecord } from '../../../../adapters/call/scope.ts'
import { sap } from '../../../../adapters/erp/sap/index.ts'
import type { Ports, Source } from '../../../../adapters/source.ts'
import type { Ledger } from '../../../../ledger/port.ts'
import { type SapServerOptions, sapServer } from '../../../../sandbox/sap/server.ts'
import { serve } from '../../../../sandbox/serve.ts'
import type { SandboxServer, Served } from '../../../../sandbox/server.ts'
import type { World } from '../../../../sandbox/world/types.ts'
import { createWorld } from '../../../../sandbox/world/world.ts'
import { freePort } from '../../../sandbox/free-port.ts'

export const now = new Date('2026-05-20T10:00:00Z')
export const world: World = createWorld({ size: 120, now })

const SERVICES = '/sap/opu/odata/sap/'

/** The retailer's own mappings, as a `couture.yaml` would have them. */
export const mappings = {
  auth: { type: 'basic', user: 'COUTURE', password: 'sandbox-sap' },
  salesOrganization: '1010',
  distributionChannel: '10',
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  channels: {
    WEB: { code: 'web-fr', kind: 'WEB' },
    APP: { code: 'app', kind: 'MOBILE_APP' },
    TEL: { code: 'phone', kind: 'CALL_CENTER' },
    POS: { code: 'store', kind: 'STORE_POS', number: 'receipt' },
  },
}

export interface OpenSap {
  readonly source: Source
  readonly ports: Ports
  readonly served: Served
  /** Every call the server got since the last look, as `GET API_PLANT_SRV/A_Plant`. */
  calls(): readonly string[]
  /** The calls as the pipeline tells of them, since the last look. */
  records(): readonly CallRecord[]
  /** Lines written to the operator's log. */
  readonly logged: readonly (readonly [string, Readonly<Record<string, string | number>>])[]
  close(): Promise<void>
}

/** How a test has the sandbox's S/4HANA behave otherwise than it is. */
export interface Otherwise {
  readonly server?: Partial<SapServerOptions>
  /** The retailer, where it is not `world`. */
  readonly of?: World
  /** Changes the text of an answer, by the path and query that was asked. */
  readonly tamper?: (body: string, asked: string) => string
}

/** The adapter on the sandbox's S/4HANA; `options` are the adapter's beyond `mappings`. */
export async function openSap(
  options: Readonly<Record<string, unknown>> = {},
  { server = {}, of = world, tamper = (body) => body }: Otherwise = {},
): Promise<OpenSap> {
  const clock = server.clock ?? (() => now)
  const whole = sapServer(of, { clock, ...server })
  const tampered: SandboxServer = {
    ...whole,
    handle: async (request) => {
      const { pathname, search } = new URL(request.url)
      const answer = await whole.handle(request)
      const body = tamper(await answer.text(), decodeURIComponent(pathname + search))
      // An answer without content has no body, not even an empty one.
      return new Response(body || null, { status: answer.status, headers: answer.headers })
    },
  }
  const served = await serve(tampered, { port: await freePort() })
  const logged: [string, Readonly<Record<string, string | number>>][] = []
  const records: CallRecord[] = []
  const source = openSource(served.url, options, {
    log: (event, values) => logged.push([event, values]),
    observe: (record) => records.push(record),
  })
  return {
    source,
    ports: source.ports as Ports,
    served,
    logged,
    records: () => records.splice(0),
    calls: () => {
      const calls = served.calls().map(({ method, path }) => `${method} ${path.replace(SERVICES, '')}`)
      served.forgetCalls()
      return calls
    },
    close: async () => {
      await source.close()
      await served.close()
    },
  }
}

/** The adapter on any server. */
export function openSource(
  url: string,
  options: Readonly<Record<string, unknown>> = {},
  told: Partial<Pick<Tools, 'log' | 'observe'>> = {},
): Source {
  const parsed = sap.options.parse({ url, ...mappings, ...options })
  const silent = { observe: () => {}, log: () => {} }
  return sap.create('erp', parsed, { clock: () => now, ledger: noLedger, ...silent, ...told })
}

const noLedger = new Proxy({} as Ledger, {
  get: () => {
    throw new Error('the SAP adapter has no business with the ledger')
  },
})
