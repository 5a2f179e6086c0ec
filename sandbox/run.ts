import { pathToFileURL } from 'node:url'
import type { Clock } from '../adapters/time.ts'
import { akeneoServer } from './akeneo/server.ts'
import type { RunningSystem } from './describe.ts'
import { salesforceServer } from './salesforce/server.ts'
import { sapServer } from './sap/server.ts'
import { serve } from './serve.ts'
import type { SandboxServer, Served } from './server.ts'
import { writeTillFiles } from './tills/write.ts'
import type { World } from './world/types.ts'

export interface SandboxOptions {
  readonly world: World
  /** Where the till files go; see `writeTillFiles`. An absolute path. */
  readonly folder: string
  readonly ports: { readonly erp: number; readonly crm: number; readonly pim: number }
  /** @default '127.0.0.1' */
  readonly host?: string
  /** The systems' own clock (tokens, Date headers, quotas). @default the machine's */
  readonly clock?: Clock
}

/** The retailer's systems, running. */
export interface RunningSandbox {
  /** The tills last: they are a folder, with a `file:` URL and no admin API. */
  readonly systems: readonly RunningSystem[]
  /** The systems that have a server, to make them misbehave and to count their calls in process. */
  readonly served: Readonly<Record<'erp' | 'crm' | 'pim', Served>>
  close(): Promise<void>
}

/** Writes the till files and serves ERP, CRM and PIM. When one cannot start, those that did are closed again. */
export async function runSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const { world, folder, ports, host = '127.0.0.1', clock = () => new Date() } = options
  await writeTillFiles(world, folder)
  const open: Served[] = []
  const close = async () => {
    await Promise.all(open.map((served) => served.close()))
  }
  const start = async (name: 'erp' | 'crm' | 'pim', server: SandboxServer) => {
    const { kind, handle, refuse } = server
    const served = await serve({ name, kind, handle, refuse }, { port: ports[name], host })
    open.push(served)
    return served
  }
  try {
    const erp = await start('erp', sapServer(world, { clock }))
    const crm = await start('crm', salesforceServer(world, { clock }))
    const pim = await start('pim', akeneoServer(world, { clock }))
    return { systems: [...[erp, crm, pim].map(whereabouts), tills(folder)], served: { erp, crm, pim }, close }
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
