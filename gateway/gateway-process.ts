import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { scalars } from '../schema/scalars.ts'
import { passOnAccess } from './access/passed-on.ts'
import { openCache } from './cache-namespace.ts'
import { callKeys, refuseToSpeakInTheClear } from './calls.ts'
import { CommandError } from './commands/io.ts'
import type { Config } from './config/config.ts'
import { callSigner } from './execution/call-signer.ts'
import { type PassedOn, passOn } from './execution/passed-on.ts'
import { explorerOf } from './explorer-of.ts'
import { supergraphFile } from './files.ts'
import { type Follow, followed } from './follow.ts'
import { askedFor } from './graph-context.ts'
import { createIdentity, type Identity } from './identity/identify.ts'
import { createClients } from './limits/clients.ts'
import type { Log } from './log.ts'
import { nearest } from './nearest.ts'
import { openLog } from './open-log.ts'
import { openInstruments } from './operations/instruments.ts'
import type { Outside } from './outside.ts'
import type { Parts } from './parts.ts'
import { openConfiguredDocuments } from './persisted/of-config.ts'
import { ANONYMOUS_ONLY, refuseSandboxTokens } from './refused.ts'
import { type Gateway, startEdge } from './server.ts'
import { createServing, type Serving } from './serving.ts'
import { readSupergraph } from './supergraph.ts'

/** What the gateway's process is started with besides the configuration. */
export interface GatewayProcessOptions {
  /** The supergraph's file. @default the committed one */
  readonly supergraph?: string | null
  readonly parts: Parts
  readonly outside: Outside
  /** Follows the configuration file and the supergraph's while they change. */
  readonly follow?: Follow
}

/**
 * The edge alone, over subgraphs of other processes. It opens no ledger and reaches no system; of the configuration it
 * takes the edge's own part, whose tokens count, and the cache, in which clients' budgets are.
 */
export async function startGatewayProcess(
  config: Config,
  options: GatewayProcessOptions,
): Promise<Pick<Gateway, 'url' | 'stop'>> {
  const { parts, outside, follow } = options
  const { clock, io } = outside
  const { log, secrets } = openLog(config, outside)
  const file = options.supergraph ?? fileURLToPath(supergraphFile)
  const identity = createIdentity({ fetch, clock, log })
  const serve = async (given: Config) => {
    refuseSandboxTokens(given, parts.sandbox.issuers)
    return openServing(given, { supergraphSdl: readText(file), identity, parts, clock, log })
  }
  const files = follow && { ...follow, files: [...follow.files, file] }
  const following = followed(config, { follow: files, log, secrets, outside })
  const { limits } = config
  const { explorer: hasExplorer, ...server } = config.server
  const explorer = explorerOf(config, { parts, clock })
  const { operations } = explorer
  const instruments = await openInstruments({ config, process: 'gateway', operations, clock, log })
  const gateway = await startEdge(
    {
      ...server,
      instruments,
      limits,
      ...(hasExplorer && { explorer }),
      clock,
      log,
      ...(follow && { notes: following.notes }),
    },
    await serve(config),
  )
  const unfollow = following.start(async (next) => gateway.replace(await serve(next)))
  const stop = async () => {
    await unfollow()
    await gateway.stop()
  }
  const { url } = gateway
  const notice = Object.keys(config.issuers).length === 0 ? `\n${ANONYMOUS_ONLY}\n` : ''
  const page = hasExplorer ? `  explorer  ${url}/\n` : ''
  io.tell(`${notice}\n${page}  graph     ${url}/graphql\n  health    ${url}/ready\n\n`)
  return { url, stop }
}

interface ServingTools {
  readonly supergraphSdl: string
  readonly identity: Identity
  readonly parts: Parts
  readonly clock: Outside['clock']
  readonly log: Log
}

async function openServing(config: Config, tools: ServingTools): Promise<Serving> {
  const { supergraphSdl, identity, clock, log } = tools
  const urls = config.subgraphs
  refuseWrongSubgraphs(supergraphSdl, config)
  const [key] = callKeys(config)
  const { close: closeDocuments, ...documents } = openConfiguredDocuments(config, tools)
  const cache = openCache(config, tools)
  const close = async () => {
    await closeDocuments()
    await cache.close()
  }
  try {
    return await createServing({
      ...documents,
      supergraphSdl,
      subgraphs: new Map(),
      urls,
      scalars,
      limits: config.limits,
      authorisation: config.authorisation,
      clients: createClients({ cache, hmacKey: config.ids.key, limits: config.limits.clients }),
      clock,
      log,
      identify: identity.by(config),
      createContext: async (request, asking): Promise<PassedOn> => ({
        viewer: asking,
        ...askedFor(request),
      }),
      // Made by `createContext`, which the graph hands on as it is.
      told: {
        passOn: ({ graph, access }) => ({ ...passOn(graph as PassedOn), ...passOnAccess(access) }),
        sign: callSigner({ key, clock }),
      },
      readiness: async () => ({ ready: true, checks: { supergraph: true } }),
      cache,
      close,
    })
  } catch (error) {
    await close()
    throw error
  }
}

/** Names that the supergraph does not know, and addresses that personal data must not be sent to. */
function refuseWrongSubgraphs(supergraphSdl: string, config: Config): void {
  const { subgraphs: urls } = config
  const listed = readSupergraph(supergraphSdl).subgraphs
  const names = listed.map(({ name }) => name)
  for (const name of Object.keys(urls)) {
    if (names.includes(name)) continue
    const meant = nearest(name, names)
    const hint = meant ? `did you mean ${meant}?` : `expected one of ${names.join(', ')}`
    throw new CommandError(`subgraphs.${name}: the supergraph has no such subgraph; ${hint}`)
  }
  for (const { name, url } of listed) refuseToSpeakInTheClear(name, urls[name] ?? url, config)
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new CommandError(`expected a supergraph at ${file}; found none that can be read`)
  }
}
