import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { keepFresh } from '../adapters/keep-fresh.ts'
import { registry } from '../adapters/registry.ts'
import type { Clock } from '../adapters/time.ts'
import { memoryCache } from '../cache/memory.ts'
import { redisCache } from '../cache/redis.ts'
import { openPostgresLedger } from '../ledger/postgres/open.ts'
import { openSqliteLedger } from '../ledger/sqlite/open.ts'
import { describeSandbox, type RunningSystem } from '../sandbox/describe.ts'
import { SANDBOX_ISSUER_URLS, type SandboxIssuer } from '../sandbox/issuer/keys.ts'
import { castOf, tokenFor } from '../sandbox/issuer/people.ts'
import { runSandbox } from '../sandbox/run.ts'
import { ADMIN_PATH } from '../sandbox/serve/admin.ts'
import type { SandboxKind } from '../sandbox/server.ts'
import { createWorld } from '../sandbox/world/world.ts'
import { CommandError } from './commands/io.ts'
import type { Config } from './config/config.ts'
import type { Parts, Sandbox } from './parts.ts'

const sandbox: Sandbox = {
  describe: (config, clock) =>
    describeSandbox(worldOf(config, clock), { idKey: config.ids.key, systems: whereabouts(config) }),
  start: (config, clock) => {
    const { ports, folder } = expectSandbox(config)
    const world = worldOf(config, clock)
    return runSandbox({ world, folder: resolve(folder), ports: { ...PORTS, ...ports }, clock })
  },
  issuers: Object.values(SANDBOX_ISSUER_URLS),
  token: (config, person, terms) => tokenFor(person, { issuers: issuersOf(config), ...terms }),
  people: (config, clock) => {
    const cast = once(() => castOf(sandbox.describe(config, clock).samples, config.stores))
    return () =>
      cast().map(({ name, person }) => {
        const terms = { issuers: issuersOf(config), now: clock(), seconds: 86_400 }
        return { name, token: person && tokenFor(person, terms) }
      })
  },
}

/** What this build is made of: the one place that names every adapter, driver and sandbox server. */
export const thisBuild: Parts = {
  // Each adapter's factory takes what its own schema returned, which one common type cannot say.
  adapters: registry as unknown as Parts['adapters'],
  openLedger: (options) => ('url' in options ? openPostgresLedger(options) : openSqliteLedger(options)),
  openCache: ({ url, namespace, ...options }) =>
    url === undefined ? memoryCache(options) : redisCache({ ...options, url, prefix: namespace }),
  keepFresh,
  sandbox,
}

/** Makes it when first asked for: a world takes a moment. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The configured world; without a configured `now` that of today, the same for every process that starts today. */
function worldOf(config: Config, clock: Clock) {
  const { seed, size, now } = expectSandbox(config)
  return createWorld({ seed, size, now: new Date(now ?? `${clock().toISOString().slice(0, 10)}T00:00:00Z`) })
}

/** Where the systems will be found: each on its port, its admin API 1000 above, the tills in their folder. */
function whereabouts(config: Config): readonly RunningSystem[] {
  const { ports, folder } = expectSandbox(config)
  const served = Object.entries({ ...PORTS, ...ports }).map(([name, port]) => ({
    name,
    kind: KINDS[name] ?? 'GRAPH',
    url: `http://127.0.0.1:${port}`,
    adminUrl: `http://127.0.0.1:${port + 1_000}${ADMIN_PATH}`,
  }))
  return [...served, { name: 'tills', kind: 'POS', url: pathToFileURL(resolve(folder)).href, adminUrl: null }]
}

const PORTS = { erp: 4_201, crm: 4_202, pim: 4_203, issuer: 4_204, psp: 4_205 }
const KINDS: Readonly<Record<string, SandboxKind>> = {
  erp: 'ERP',
  crm: 'CRM',
  pim: 'PIM',
  issuer: 'ISSUER',
  psp: 'PAYMENT',
}

/** The sandbox's issuers as a configuration knows them, by the same names. Throws a `CommandError` when it lacks one. */
function issuersOf({ issuers }: Config) {
  const named = (name: SandboxIssuer) => {
    const found = issuers[name]
    if (found) return found
    throw new CommandError(
      `expected issuers.${name} as in couture.sandbox.yaml, for the sandbox's tokens; found none`,
    )
  }
  return { accounts: named('accounts'), staff: named('staff'), partners: named('partners') }
}

function expectSandbox({ sandbox: section }: Config) {
  if (!section) throw new Error('expected a configuration with a sandbox section')
  return section
}
