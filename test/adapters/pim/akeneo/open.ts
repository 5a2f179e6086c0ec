import { onTestFinished } from 'vitest'
import type { CallRecord } from '../../../../adapters/call/scope.ts'
import { akeneo, akeneoOptions } from '../../../../adapters/pim/akeneo/index.ts'
import type { Catalog } from '../../../../adapters/ports/catalog.ts'
import type { Source } from '../../../../adapters/source.ts'
import type { Ledger } from '../../../../ledger/port.ts'
import { akeneoServer } from '../../../../sandbox/akeneo/server.ts'
import { serve } from '../../../../sandbox/serve.ts'
import type { SandboxServer, Served } from '../../../../sandbox/server.ts'
import type { World } from '../../../../sandbox/world/types.ts'

/** Where the pictures of the tests' retailer are. */
export const MEDIA = 'https://media.couture.test/pim'

export interface OpenOptions {
  /** Adapter options that differ from the sandbox's. */
  readonly options?: Readonly<Record<string, unknown>>
  /** Stands between the adapter and the sandbox. */
  readonly between?: (server: SandboxServer) => SandboxServer
}

/** `connectPim`, closed when the test ends. */
export async function openPim(world: World, options: OpenOptions = {}) {
  const opened = await connectPim(world, options)
  onTestFinished(opened.close)
  return opened
}

/** A PIM that holds a world, served over loopback, and the adapter on it. Both go by one clock that tests move. */
export async function connectPim(
  world: World,
  { options = {}, between = (server) => server }: OpenOptions = {},
) {
  let offset = 0
  let serverOffset = 0
  const server = akeneoServer(world, {
    clock: () => new Date(world.now.getTime() + offset + serverOffset),
  })
  const served = await serveSomewhere(between(server))
  const records: CallRecord[] = []
  const open = (more: Readonly<Record<string, unknown>> = {}): Source =>
    akeneo.create(
      'pim',
      akeneoOptions.parse({
        url: served.url,
        clientId: '1_couture',
        secret: 'sandbox-pim',
        username: 'couture',
        password: 'sandbox-pim-user',
        mediaBaseUrl: MEDIA,
        ...options,
        ...more,
      }),
      {
        clock: () => new Date(world.now.getTime() + offset),
        // The PIM's adapter keeps nothing in the ledger.
        ledger: {} as Ledger,
        observe: (call) => records.push(call),
        log: () => {},
      },
    )
  const source = open()
  return {
    close: async () => {
      await source.close()
      await served.close()
    },
    served,
    source,
    open,
    catalog: catalogOf(source),
    /** Moves the clock of adapter and PIM. */
    passes: (seconds: number) => {
      offset += seconds * 1000
    },
    /** Moves the PIM's clock alone. */
    runsAhead: (seconds: number) => {
      serverOffset += seconds * 1000
    },
    /** The calls since the last look. */
    records: () => records.splice(0),
    /** How many calls each route had since the last look. */
    calls: (): Readonly<Record<string, number>> => {
      const counts: Record<string, number> = {}
      for (const { route } of records.splice(0)) counts[route] = (counts[route] ?? 0) + 1
      return counts
    },
  }
}

/** The catalogue of a source; the adapter serves it by contract. */
function catalogOf({ ports }: Source): Catalog {
  if (!ports.catalog) throw new Error('the PIM serves no catalogue')
  return ports.catalog
}

async function serveSomewhere(server: SandboxServer, tries = 20): Promise<Served> {
  try {
    return await serve(server, { port: 20_000 + Math.floor(Math.random() * 11_000) })
  } catch (error) {
    if (tries === 0) throw error
    return serveSomewhere(server, tries - 1)
  }
}
