import { pathToFileURL } from 'node:url'
import type { Clock } from '../adapters/time.ts'
import { akeneoServer } from './akeneo/server.ts'
import type { RunningSystem } from './describe.ts'
import { type IssuerServer, issuerServer } from './issuer/server.ts'
import { passerelleServer } from './passerelle/server.ts'
import { salesforceServer } from './salesforce/server.ts'
import { sapServer } from './sap/server.ts'
import { serve } from './serve.ts'
import type { SandboxServer, Served, Witness } from './server.ts'
import { ringUp } from './tills/ring-up.ts'
import { writeTillFiles } from './tills/write.ts'
import type { WorldReceipt } from './world/sale-types.ts'
import type { World } from './world/types.ts'

export interface SandboxOptions {
  readonly world: World
  /** Where the till files go; see `writeTillFiles`. An absolute path. */
  readonly folder: string
  readonly ports: Readonly<Record<'erp' | 'crm' | 'pim' | 'psp' | 'issuer', number>>
  /** @default '127.0.0.1' */
  readonly host?: string
  /** The systems' own clock (tokens, Date headers, quotas). @default the machine's */
  readonly clock?: Clock
  readonly witness?: Witness
}

/** The retailer's systems, running. */
export interface RunningSandbox {
  /** The issuer, and the tills last: they are a folder, with a `file:` URL and no admin API. */
  readonly systems: readonly RunningSystem[]
  /** The systems that have a server, to make them misbehave and to count their calls in process. */
  readonly served: Readonly<Record<'erp' | 'crm' | 'pim' | 'psp', Served>>
  /** Who signs the sandbox's tokens: no system of the graph's. */
  readonly issuer: Served & Pick<IssuerServer, 'generation' | 'rotate'>
  /** A sale at a till, or goods that come back to one: its file is dropped, and the ERP's stock of the store is less, or more. */
  ringUp(receipt: WorldReceipt): Promise<void>
  close(): Promise<void>
}

/** Writes the till files and serves ERP, CRM, PIM, the payment provider and the issuer. When one cannot start, those that did are closed again. */
export async function runSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const { world, folder, ports, host = '127.0.0.1', clock = () => new Date(), witness } = options
  await writeTillFiles(world, folder)
  const open: Served[] = []
  const close = async () => {
    await Promise.all(open.map((served) => served.close()))
  }
  const start = async (name: keyof SandboxOptions['ports'], server: SandboxServer) => {
    const { kind, handle, refuse, rotate, advance } = server
    const named = { name, kind, handle, refuse, ...(rotate && { rotate }), ...(advance && { advance }) }
    const served = await serve(named, { port: ports[name], host, ...(witness && { witness }) })
    open.push(served)
    return served
  }
  try {
    const erp = await start('erp', sapServer(world, { clock }))
    const crm = await start('crm', salesforceServer(world, { clock }))
    const pim = await start('pim', akeneoServer(world, { clock }))
    const psp = await start('psp', passerelleServer({ clock }))
    const { generation, rotate, ...keys } = issuerServer()
    const issuer = await start('issuer', { ...keys, rotate })
    return {
      systems: [...[erp, crm, pim, psp, issuer].map(whereabouts), tills(folder)],
      served: { erp, crm, pim, psp },
      issuer: { ...issuer, generation, rotate },
      ringUp: (receipt) => ringUp(receipt, { world, folder, tellErp: erp.advance }),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

function whereabouts({ name, kind, url, adminUrl }: Served): RunningSystem {
  return { name, kind, url, adminUrl }
}

function tills(folder: string): RunningSystem {
  return { name: 'tills', kind: 'POS', url: pathToFileURL(folder).href, adminUrl: null }
}
