import { readFileSync } from 'node:fs'
import { callKeys, refuseToListenInTheClear, refuseToSpeakInTheClear } from './calls.ts'
import type { Config } from './config/config.ts'
import { callSigner } from './execution/call-signer.ts'
import { supergraphFile } from './files.ts'
import { type Follow, followed } from './follow.ts'
import { askedFor } from './graph-context.ts'
import { createIdentity, type Identity } from './identity/identify.ts'
import { openLog } from './open-log.ts'
import type { Outside } from './outside.ts'
import type { Parts } from './parts.ts'
import { refuseSandboxTokens } from './refused.ts'
import { allowedAddresses } from './signer/allowed.ts'
import { openUpstream } from './signer/forward.ts'
import { type SignerServer, type SignerServing, startSignerServer } from './signer/server.ts'
import { readSupergraph } from './supergraph.ts'

/** What the signer is started with besides the configuration. */
export interface SignerOptions {
  /** @default where the configuration says */
  readonly port?: number | undefined
  readonly parts: Parts
  readonly outside: Outside
  /** Follows this configuration file while it changes. */
  readonly follow?: Follow
}

/** Signs the calls of a router that cannot, on the same machine. It opens no ledger and reaches no system. */
export async function startSigner(
  config: Config,
  options: SignerOptions,
): Promise<Pick<SignerServer, 'url' | 'stop'>> {
  const { parts, outside, follow } = options
  const { clock, io } = outside
  const { host, port, from } = config.calls.signer
  // Tokens come in here, and go no further.
  refuseToListenInTheClear(host, config)
  const { log, secrets } = openLog(config, outside)
  const identity = createIdentity({ fetch, clock, log })
  const serve = (given: Config): SignerServing => {
    refuseSandboxTokens({ ...given, server: { ...given.server, host } }, parts.sandbox.issuers)
    return openServing(given, identity, clock)
  }
  const following = followed(config, { follow, log, secrets, outside })
  const server = await startSignerServer(
    {
      host,
      port: options.port ?? port,
      allowedHosts: config.server.allowedHosts,
      isAllowed: allowedAddresses(from),
      stopGraceMs: config.limits.stopGraceMs,
      clock,
      log,
      ...(follow && { notes: following.notes }),
    },
    serve(config),
  )
  const unfollow = following.start(async (next) => server.replace(serve(next)))
  const stop = async () => {
    await unfollow()
    await server.stop()
  }
  io.tell(`\n  signer  ${server.url}/NAME for the subgraph NAME\n  health  ${server.url}/ready\n\n`)
  return { url: server.url, stop }
}

function openServing(config: Config, identity: Identity, clock: Outside['clock']): SignerServing {
  const [key] = callKeys(config)
  const { subgraphs } = readSupergraph(readFileSync(supergraphFile, 'utf8'))
  const urls = subgraphs.map(({ name, url }) => [name, config.subgraphs[name] ?? url] as const)
  for (const [name, url] of urls) refuseToSpeakInTheClear(name, url, config)
  const upstreams = new Map(urls.map(([name, url]) => [name, openUpstream(url)]))
  return {
    requestBudgetMs: config.limits.requestBudgetMs,
    upstreams,
    sign: callSigner({ key, clock }),
    identify: identity.by(config),
    askedFor,
    close: async () => void (await Promise.all([...upstreams.values()].map((one) => one.close()))),
  }
}
