import { subgraphPort } from '../schema/sdl.ts'
import { subgraphs } from '../subgraphs/all.ts'
import type { Context } from '../subgraphs/context.ts'
import type { Subgraph } from '../subgraphs/define-subgraph.ts'
import { createAccessLog } from './access/log.ts'
import { callKeys, openHeard, openTrust, refuseToListenInTheClear } from './calls.ts'
import { CommandError } from './commands/io.ts'
import type { Config } from './config/config.ts'
import { viewerIn } from './execution/passed-on.ts'
import { type Follow, followed } from './follow.ts'
import { graphContext } from './graph-context.ts'
import { type HouseTools, openHouse } from './house.ts'
import { startJobs } from './jobs.ts'
import { nearest } from './nearest.ts'
import { openLog } from './open-log.ts'
import { type Instruments, openInstruments } from './operations/instruments.ts'
import type { Outside } from './outside.ts'
import type { Parts } from './parts.ts'
import { type SubgraphServer, type SubgraphServing, startSubgraphServer } from './subgraph-server.ts'

/** What a subgraph's process is started with besides the configuration. */
export interface SubgraphOptions {
  readonly name: string
  /** @default where the configuration or the committed supergraph looks for it */
  readonly port?: number | undefined
  readonly parts: Parts
  readonly outside: Outside
  /** Follows this configuration file while it changes. */
  readonly follow?: Follow
}

/**
 * One domain of the graph as a process of its own: its schema over HTTP, a house of its own over the same ledger. The
 * sandbox's systems, if configured, run elsewhere. Background work is done by whichever process holds its lease.
 */
export async function startSubgraph(
  config: Config,
  options: SubgraphOptions,
): Promise<Pick<SubgraphServer, 'url' | 'stop'>> {
  const { name, parts, outside, follow } = options
  const { clock, io } = outside
  const { schema } = known(name)
  const { host, allowedHosts } = config.server
  // Before the ledger is opened for nothing.
  refuseToListenInTheClear(host, config)
  const { log, secrets } = openLog(config, outside)
  const instruments = await openInstruments({
    config,
    process: 'subgraph',
    subgraph: { name, portOffset: subgraphPort(name) - FIRST_PORT },
    operations: [],
    clock,
    log,
  })
  const role = { name, all: subgraphs.map((one) => one.name) }
  const serve = (given: Config) =>
    openServing(given, { parts: instruments.dress(parts), clock, log, role, instruments })
  const following = followed(config, { follow, log, secrets, outside })
  const port = options.port ?? portOf(name, config)
  const heard = openHeard({ parts, clock, log })
  const edge = { name, schema, host, port, allowedHosts, heard, stopGraceMs: config.limits.stopGraceMs }
  const server = await startSubgraphServer(
    { ...edge, instruments, clock, log, ...(follow && { notes: following.notes }) },
    await serve(config),
  )
  const unfollow = following.start(async (next) => server.replace(await serve(next)))
  const stop = async () => {
    await unfollow()
    await server.stop()
  }
  io.tell(`\n  ${name}  ${server.url}/graphql\n  health  ${server.url}/ready\n\n`)
  return { url: server.url, stop }
}

function known(name: string): Subgraph {
  const found = subgraphs.find((one) => one.name === name)
  if (found) return found
  const names = subgraphs.map((one) => one.name)
  const meant = nearest(name, names)
  const hint = meant ? `did you mean ${meant}?` : `expected one of ${names.join(', ')}`
  throw new CommandError(`there is no subgraph ${JSON.stringify(name)}; ${hint}`)
}

/** Where gateways of the same configuration look for it. */
function portOf(name: string, { subgraphs: urls }: Config): number {
  const url = urls[name]
  if (url === undefined) return subgraphPort(name)
  const { port, protocol } = new URL(url)
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
}

/** The committed supergraph's first port is one above it. */
const FIRST_PORT = 4_100

/** Ports that are answered out of a process's own memory, and the domains that ask them. */
const KEPT_IN_MEMORY: Readonly<Record<string, readonly string[]>> = { search: ['catalog'] }

function asksPort(name: string | undefined, port: string): boolean {
  return KEPT_IN_MEMORY[port]?.includes(name ?? '') ?? true
}

/** A house and its background work. */
async function openServing(
  config: Config,
  tools: HouseTools & { readonly instruments: Instruments },
): Promise<SubgraphServing> {
  // Before the ledger is opened for nothing.
  callKeys(config)
  const house = await openHouse(config, tools)
  tools.instruments.watch({ filled: house.identityFill.filled, waiting: house.ledger.writes.outbox.counts })
  const trust = openTrust(config, tools)
  const { services } = house
  const { clock, log } = tools
  return {
    requestBudgetMs: config.limits.requestBudgetMs,
    trust,
    createContext: async (request, access) =>
      graphContext(request, { services, access, viewer: viewerIn(request.headers) }),
    accessLog: createAccessLog({ ledger: house.ledger.access, clock, log }),
    // Made by `createContext`.
    viewerOf: (graph) => (graph as Context).viewer,
    readiness: house.readiness,
    retire: startJobs(house, {
      ...tools,
      asks: (ports) => ports.some((port) => asksPort(tools.role?.name, port)),
    }),
    close: async () => {
      await house.close()
      await trust.close()
    },
  }
}
