import { readFileSync } from 'node:fs'
import { ANONYMOUS } from '../subgraphs/shared/access/viewer.ts'
import type { Flags } from './config/overrides.ts'
import { flagsAlone } from './config/overrides.ts'
import { ConfigError } from './config/problem.ts'
import { startForeignGraph } from './foreign-graph.ts'
import { createLog } from './log.ts'
import type { Outside } from './outside.ts'
import { INSECURE_WARNING, refuseToServeOpenly } from './refused.ts'
import { followFiles, type ReloadPace } from './reload.ts'
import { type Gateway, startEdge } from './server.ts'
import type { Serving } from './serving.ts'
import { SupergraphError } from './supergraph.ts'

export interface ForeignGatewayOptions {
  readonly outside: Outside
  readonly insecure: boolean
  readonly flags: Flags
  readonly pace?: ReloadPace
}

/** As much as `@apollo/server`'s own server takes. */
const BODY_BYTES = 52_428_800
const STOP_GRACE_MS = 10_000

/** Nobody waits for a foreign graph's deadline: its calls have none. */
const NO_BUDGET_MS = 86_400_000

/**
 * Serves somebody else's supergraph with its own subgraphs at its own URLs: no configuration, no identity, no limits, this
 * machine only. The file is followed while it changes.
 */
export async function startForeignGateway(
  file: string,
  { outside, insecure, flags, pace }: ForeignGatewayOptions,
): Promise<Pick<Gateway, 'url' | 'stop'>> {
  const { clock, io, env, logTo } = outside
  const { host, port, level, problems } = flagsAlone({ env, flags })
  if (problems.length > 0) throw new ConfigError(problems)
  refuseToServeOpenly({ insecure, host })
  const log = createLog({ level, clock, ...(logTo && { stream: logTo }) })
  const serve = async (): Promise<Serving> => {
    const graph = await startForeignGraph(readText(file), log)
    return {
      graph,
      requestBudgetMs: NO_BUDGET_MS,
      identify: async () => ANONYMOUS,
      createContext: async () => null,
      readiness: async () => ({ ready: true, checks: { supergraph: true } }),
      close: graph.close,
    }
  }
  const limits = { maxBodyBytes: BODY_BYTES, stopGraceMs: STOP_GRACE_MS }
  let refused = () => false
  const gateway = await startEdge(
    {
      host,
      port,
      allowedHosts: [],
      insecure,
      limits,
      noStore: false,
      strictBodies: false,
      notes: () => ({ configuration: !refused() }),
      clock,
      log,
    },
    await serve(),
  )
  const load = async () => gateway.replace(await serve())
  const reloads = followFiles({ files: [file], load, log, onAsked: outside.onReloadAsked, pace })
  refused = reloads.refused
  const stop = async () => {
    await reloads.close()
    await gateway.stop()
  }
  io.tell(`\n${INSECURE_WARNING}\n\n  graph     ${gateway.url}/graphql\n  health    ${gateway.url}/ready\n\n`)
  return { url: gateway.url, stop }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new SupergraphError(`expected a supergraph at ${file}; found none that can be read`, { cause })
  }
}
