import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isSourceError } from '../adapters/error.ts'
import { type CustomerId, isIdOf } from '../adapters/ids.ts'
import type { Job } from '../adapters/source.ts'
import { scalars } from '../schema/scalars.ts'
import { subgraphs } from '../subgraphs/all.ts'
import { CommandError } from './commands/io.ts'
import type { Config } from './config/config.ts'
import { graphContext } from './graph-context.ts'
import { type House, openHouse } from './house.ts'
import { createLog, type Log } from './log.ts'
import { readOperations } from './operations.ts'
import type { Outside } from './outside.ts'
import type { Parts, SandboxFacts } from './parts.ts'
import {
  type Gateway,
  type GatewayOptions,
  INSECURE_WARNING,
  refuseToServeOpenly,
  startGateway,
} from './server.ts'

const operationsFolder = new URL('../schema/operations/', import.meta.url)
const supergraphFile = new URL('../schema/supergraph.graphql', import.meta.url)

/** What `up` is started with besides the configuration. */
export interface UpOptions {
  readonly parts: Parts
  readonly outside: Outside
  readonly insecure: boolean
}

/** Everything `up` runs, in the order it depends on each other; stopped in the reverse. */
export async function startUp(config: Config, options: UpOptions): Promise<Gateway> {
  const { parts, outside, insecure } = options
  const { clock, io } = outside
  // Before the sandbox and the ledger are opened for nothing.
  refuseToServeOpenly({ insecure, host: config.server.host })
  const log = createLog({ level: config.log.level, clock, ...(outside.logTo && { stream: outside.logTo }) })
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one()
  }
  try {
    const sandbox = config.sandbox ? await parts.sandbox.start(config, clock) : null
    if (sandbox) stops.push(() => sandbox.close())
    const house = await openHouse(config, { parts, clock, log })
    stops.push(() => house.close())
    const facts = config.sandbox ? parts.sandbox.describe(config, clock) : null
    // The sandbox's newcomer asks at once: what a retailer's systems told long ago is read before the door opens.
    if (sandbox) await readOnce(house)
    const gateway = await startGateway({ ...gatewayOptions(config, house, facts), insecure, clock, log })
    stops.push(() => gateway.stop())
    stops.push(startJobs(house, log))
    io.tell(greeting(gateway.url))
    return { url: gateway.url, stop }
  } catch (error) {
    await stop()
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

/** Runs the background work until it is told to stop: the sources' own jobs and the filling of the identity ledger. */
function startJobs({ estate, identityFill }: House, log: Log): () => Promise<void> {
  const leave = new AbortController()
  const fill: Job = { name: 'fill the identity ledger', run: identityFill.run, once: async () => {} }
  const running = [...estate.sources.flatMap(({ jobs = [] }) => jobs), fill].map((job) =>
    job.run(leave.signal).catch((error) => log.error('job.failed', { job: job.name }, error)),
  )
  return async () => {
    leave.abort()
    await Promise.all(running)
  }
}

function gatewayOptions(
  config: Config,
  house: House,
  facts: SandboxFacts | null,
): Omit<GatewayOptions, 'insecure' | 'clock' | 'log'> {
  const context = { services: house.services, viewer: viewerOf(config, facts) }
  return {
    supergraphSdl: readFileSync(supergraphFile, 'utf8'),
    subgraphs: new Map(subgraphs.map(({ name, schema }) => [name, schema])),
    scalars,
    limits: config.limits,
    ...config.server,
    createContext: async (request) => graphContext(request, context),
    readiness: house.readiness,
    explorer: { folder: explorerFolder(), operations: readOperations(operationsFolder) },
  }
}

/** The configured viewer; a text that is no customer's id would never be found, so it is refused at once. */
function viewerOf({ dev }: Config, facts: SandboxFacts | null): CustomerId | null {
  if (!dev) return null
  const { customerId, sample } = dev.viewer
  const id = sample && facts ? facts.samples[sample].customerId : customerId
  if (id === undefined) return null
  if (isIdOf('customer', id)) return id as CustomerId
  throw new CommandError(
    "expected dev.viewer.customerId to be a customer's id, cus_ and 26 characters; found another text",
  )
}

/** The built pages: beside the built gateway, or in `dist` when it runs from its sources. */
function explorerFolder(): string {
  const beside = new URL('../explorer/', import.meta.url)
  const built = existsSync(new URL('assets/', beside))
    ? beside
    : new URL('../dist/explorer/', import.meta.url)
  return fileURLToPath(built)
}

function greeting(url: string): string {
  return `\n${INSECURE_WARNING}\n\n  explorer  ${url}/\n  graph     ${url}/graphql\n  health    ${url}/ready\n\n`
}
