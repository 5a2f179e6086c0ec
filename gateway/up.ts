import { readFileSync } from 'node:fs'
import { isSourceError } from '../adapters/error.ts'
import { scalars } from '../schema/scalars.ts'
import { subgraphs } from '../subgraphs/all.ts'
import { createAccessLog } from './access/log.ts'
import type { Config } from './config/config.ts'
import { readOperations } from './example-operations.ts'
import { explorerOf } from './explorer-of.ts'
import { operationsFolder, supergraphFile } from './files.ts'
import { type Follow, followed } from './follow.ts'
import { graphContext } from './graph-context.ts'
import { type House, type HouseTools, openHouse } from './house.ts'
import { createIdentity, type Identity } from './identity/identify.ts'
import { startJobs } from './jobs.ts'
import { createClients } from './limits/clients.ts'
import { openLog } from './open-log.ts'
import { type Instruments, openInstruments } from './operations/instruments.ts'
import type { Outside } from './outside.ts'
import type { Parts } from './parts.ts'
import { openConfiguredDocuments } from './persisted/of-config.ts'
import { ANONYMOUS_ONLY, refuseSandboxTokens } from './refused.ts'
import { type EdgeOptions, type Gateway, startEdge } from './server.ts'
import { createServing, type Serving } from './serving.ts'

/** What `up` is started with besides the configuration. */
export interface UpOptions {
  readonly parts: Parts
  readonly outside: Outside
  /** Follows this configuration file while it changes. */
  readonly follow?: Follow
}

/** Everything `up` runs, in the order it depends on each other; stopped in the reverse. */
export async function startUp(config: Config, options: UpOptions): Promise<Pick<Gateway, 'url' | 'stop'>> {
  const { parts, outside, follow } = options
  const { clock, io } = outside
  // Before the sandbox and the ledger are opened for nothing.
  refuseSandboxTokens(config, parts.sandbox.issuers)
  const { log, secrets } = openLog(config, outside)
  const edge = edgeOptions(config, options)
  const instruments = await openInstruments({
    config,
    process: 'up',
    operations: readOperations(operationsFolder),
    clock,
    log,
  })
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one()
  }
  try {
    const sandbox = config.sandbox ? await parts.sandbox.start(config, clock) : null
    if (sandbox) stops.push(() => sandbox.close())
    const identity = createIdentity({ fetch, clock, log })
    const serve = (given: Config, isFirst: boolean) => {
      // The sandbox's newcomer asks at once: what a retailer's systems told long ago is read before the door opens.
      return openServing(given, {
        parts: instruments.dress(parts),
        clock,
        log,
        identity,
        readFirst: isFirst && sandbox !== null,
        instruments,
      })
    }
    const following = followed(config, { follow, log, secrets, outside })
    const gateway = await startEdge(
      { ...edge, instruments, clock, log, ...(follow && { notes: following.notes }) },
      await serve(config, true),
    )
    stops.push(() => gateway.stop())
    stops.push(following.start(async (next) => gateway.replace(await serve(next, false))))
    io.tell(greeting(gateway.url, config))
    return { url: gateway.url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

interface ServingTools extends HouseTools {
  readonly identity: Identity
  readonly readFirst: boolean
  readonly instruments: Instruments
}

/** A house, the graph over it and its background work. */
async function openServing(config: Config, tools: ServingTools): Promise<Serving> {
  const { parts, clock, log, identity, readFirst } = tools
  refuseSandboxTokens(config, parts.sandbox.issuers)
  const house = await openHouse(config, tools)
  const { close: closeDocuments, ...documents } = openConfiguredDocuments(config, tools)
  try {
    tools.instruments.watch({ filled: house.identityFill.filled, waiting: house.ledger.writes.outbox.counts })
    if (readFirst) await readOnce(house)
    const { services } = house
    const serving = await createServing({
      ...documents,
      supergraphSdl: readFileSync(supergraphFile, 'utf8'),
      subgraphs: new Map(subgraphs.map(({ name, schema }) => [name, schema])),
      scalars,
      limits: config.limits,
      authorisation: config.authorisation,
      clients: createClients({ cache: house.cache, hmacKey: config.ids.key, limits: config.limits.clients }),
      clock,
      log,
      identify: identity.by(config),
      createContext: async (request, viewer, access) => graphContext(request, { services, viewer, access }),
      accessLog: createAccessLog({ ledger: house.ledger.access, clock, log }),
      readiness: house.readiness,
      cache: house.cache,
      close: async () => {
        await closeDocuments()
        await house.close()
      },
    })
    return { ...serving, retire: startJobs(house, { log }) }
  } catch (error) {
    await closeDocuments()
    await house.close()
    throw error
  }
}

/** One round of all background work, to its end. */
async function readOnce({ estate, identityFill }: House): Promise<void> {
  const jobs = estate.sources.flatMap(({ jobs: own = [] }) => own)
  // A system that cannot be read now is read in the background later; that is the job's own to log.
  await Promise.all(jobs.map((job) => job.once().catch(unlessBug)))
  await identityFill.once()
}

function unlessBug(error: unknown): void {
  if (!isSourceError(error)) throw error
}

function edgeOptions(config: Config, { parts, outside }: UpOptions): Omit<EdgeOptions, 'clock' | 'log'> {
  const { explorer, ...server } = config.server
  return {
    ...server,
    limits: config.limits,
    ...(explorer && { explorer: explorerOf(config, { parts, clock: outside.clock }) }),
  }
}

function greeting(url: string, { issuers, server }: Config): string {
  const notice = Object.keys(issuers).length === 0 ? `\n${ANONYMOUS_ONLY}\n` : ''
  const explorer = server.explorer ? `  explorer  ${url}/\n` : ''
  return `${notice}\n${explorer}  graph     ${url}/graphql\n  health    ${url}/ready\n\n`
}
