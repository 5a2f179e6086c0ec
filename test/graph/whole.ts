import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { CallRecord } from '../../adapters/call/scope.ts'
import type { Cache } from '../../cache/port.ts'
import type { Config } from '../../gateway/config/config.ts'
import { loadConfig } from '../../gateway/config/load.ts'
import type { Parts } from '../../gateway/parts.ts'
import { thisBuild } from '../../gateway/this-build.ts'
import { startUp } from '../../gateway/up.ts'
import { describeSandbox, type SandboxDescription } from '../../sandbox/describe.ts'
import { type RunningSandbox, runSandbox } from '../../sandbox/run.ts'
import type { Witness } from '../../sandbox/server.ts'
import type { WorldReceipt } from '../../sandbox/world/sale-types.ts'
import type { World } from '../../sandbox/world/types.ts'
import { world as smallWorld } from '../contracts/small-world.ts'
import { freePort } from '../sandbox/free-port.ts'
import { CLIENTS_WITHOUT_END } from './endless-budgets.ts'
import { type Details, type Headers, type People, people, type Role, sent } from './people.ts'

/** What one operation answered, and what it cost each system. */
export interface Answer {
  // The tests read answers of many shapes; each says by its expectations what it expects.
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the operation's
  readonly data: any
  readonly errors: readonly AnswerError[]
  /** What it says beside data and errors. */
  readonly extensions: Readonly<Record<string, unknown>>
  /** Calls each system's server got, by the source's name; the payment provider's, which reads do not ask, only where there were some. */
  readonly calls: Readonly<Record<'erp' | 'crm' | 'pim', number>> & { readonly psp?: number }
  /** The same, by method and path. */
  readonly routes: readonly string[]
  readonly status: number
}

export interface AnswerError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions: { readonly code: string; readonly source?: string; readonly retryable?: boolean }
}

/** The whole graph over the sandbox retailer, on ports and folders of its own. */
export interface Whole {
  readonly url: string
  readonly world: World
  readonly samples: SandboxDescription['samples']
  readonly idKey: string
  readonly config: Config
  readonly served: RunningSandbox['served']
  /** Who signs the tokens; its calls are not among an answer's. */
  readonly issuer: RunningSandbox['issuer']
  /** The folder of the till files. */
  readonly tills: string
  /** A sale at a till, now. */
  ringUp(receipt: WorldReceipt): Promise<void>
  /**
   * Asks as somebody with every scope who is the sample shopper, too, unless the headers bring another `authorization`; an
   * empty header is left out: `ask(query, {}, whole.as('associate'))`.
   */
  ask(operation: string, variables?: object, headers?: Headers): Promise<Answer>
  /** The headers of a role, with a token that is valid now. */
  as(role: Role, details?: Details): Headers
  /** A bare token for somebody, valid for an hour from now. */
  token: People['token']
  /** What everybody's clock shows, milliseconds since the epoch. */
  now(): number
  /** Lets so much time pass, for everybody at once. */
  advance(ms: number): void
  /** Empties the cache. */
  forget(): void
  /** Everything logged so far. */
  logs(): string
  close(): Promise<void>
}

export interface WholeOptions {
  readonly world?: World
  /** Edits the sandbox's `couture.yaml` before it is read. */
  readonly edit?: (yaml: string) => string
  /** Lowers what one call may take, so that a hanging system is noticed quickly. @default 2000 */
  readonly timeoutMs?: number
  /** Longest time for one request. @default 5000 */
  readonly budgetMs?: number
  /** Lines of the section `limits`. @default clients that may ask as much as they like */
  readonly limits?: string
  /** Called with the folder of the till files once they are written, before anybody reads them. */
  readonly beforeReading?: (folder: string) => void
  /** Told of every call to every system, also to those that have no sandbox server. */
  readonly observe?: (call: CallRecord) => void
  /** Told of every request that a sandbox server gets, as it came over the wire. */
  readonly witness?: Witness
}

/** An example operation's text. */
export function operation(name: string): string {
  return readFileSync(new URL(`../../schema/operations/${name}.graphql`, import.meta.url), 'utf8')
}

/** Starts it all. The clock starts at the world's now and runs. */
export async function startWhole({
  world = smallWorld,
  edit = (yaml) => yaml,
  timeoutMs = 2_000,
  budgetMs = 5_000,
  limits = CLIENTS_WITHOUT_END,
  observe,
  witness,
  beforeReading = () => {},
}: WholeOptions = {}): Promise<Whole> {
  const folder = mkdtempSync(join(tmpdir(), 'couture-graph-'))
  const ports = {
    erp: await freePort(),
    crm: await freePort(),
    pim: await freePort(),
    psp: await freePort(),
    issuer: await freePort(),
    graph: await freePort(),
  }
  const started = Date.now()
  let later = 0
  const clock = () => new Date(world.now.getTime() + Date.now() - started + later)
  let generation = 0
  let sandbox: RunningSandbox | null = null
  let log = ''
  const parts: Parts = {
    ...thisBuild,
    openCache: (options) => byGeneration(thisBuild.openCache(options), () => generation),
    ...(observe && { adapters: overheard(thisBuild.adapters, observe) }),
    sandbox: {
      ...thisBuild.sandbox,
      describe: (config) => describeSandbox(world, { idKey: config.ids.key, systems: [] }),
      start: async () => {
        const files = join(folder, 'tills')
        sandbox = await runSandbox({ world, folder: files, ports, clock, ...(witness && { witness }) })
        beforeReading(files)
        return sandbox
      },
    },
  }
  const text = edit(sandboxYaml({ ports, folder, timeoutMs, budgetMs, limits }))
  const config = loadConfig({ file: 'couture.yaml', text, env: {}, adapters: parts.adapters })
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      log += chunk.toString()
      done()
    },
  })
  const io = { out: () => {}, tell: () => {} }
  const outside = { env: {}, io, clock, stopAsked: new Promise<void>(() => {}), logTo: stream }
  const gateway = await startUp(config, { parts, outside })
  const { served, issuer, ringUp } = sandbox as unknown as RunningSandbox
  const { samples } = describeSandbox(world, { idKey: config.ids.key, systems: [] })
  const directory = people({
    issuers: config.issuers,
    now: clock,
    shopper: samples.omnichannelShopper.customerId,
    generation: issuer.generation,
  })
  return {
    url: gateway.url,
    world,
    samples,
    idKey: config.ids.key,
    config,
    served,
    issuer,
    tills: join(folder, 'tills'),
    ringUp,
    ask: (query, variables, headers) =>
      ask(gateway.url, served, { query, variables }, { ...directory.as('everything'), ...headers }),
    as: directory.as,
    token: directory.token,
    now: () => clock().getTime(),
    advance(ms) {
      later += ms
    },
    forget() {
      generation += 1
    },
    logs: () => log,
    async close() {
      await gateway.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A cache that forgets everything when its generation changes. */
function byGeneration(cache: Cache, generation: () => number): Cache {
  const now = (key: string) => `${generation()}/${key}`
  return {
    async getMany(keys) {
      const hits = await cache.getMany(keys.map(now))
      return new Map(keys.flatMap((key) => (hits.has(now(key)) ? [[key, hits.get(now(key))]] : [])))
    },
    setMany: (entries) => cache.setMany(entries.map((entry) => ({ ...entry, key: now(entry.key) }))),
    deleteMany: (keys) => cache.deleteMany(keys.map(now)),
    spend: cache.spend,
    once: (key, ttlSeconds) => cache.once(now(key), ttlSeconds),
    publish: cache.publish,
    subscribe: cache.subscribe,
    close: () => cache.close(),
  }
}

/** The adapters, each telling of its calls. */
function overheard(adapters: Parts['adapters'], observe: (call: CallRecord) => void): Parts['adapters'] {
  const entries = Object.entries(adapters).map(([name, adapter]) => {
    const create: typeof adapter.create = (source, options, tools) =>
      adapter.create(source, options, {
        ...tools,
        observe: (call) => {
          tools.observe(call)
          observe(call)
        },
      })
    return [name, { ...adapter, create }] as const
  })
  return Object.fromEntries(entries)
}

/** Where systems, files and the graph are. */
export interface Where {
  readonly ports: Readonly<Record<'erp' | 'crm' | 'pim' | 'psp' | 'issuer' | 'graph', number>>
  readonly folder: string
  readonly timeoutMs: number
  readonly budgetMs: number
  readonly limits: string
}

/** The committed sandbox configuration, on other ports and folders. */
export function sandboxYaml({ ports, folder, timeoutMs, budgetMs, limits }: Where): string {
  const committed = readFileSync(new URL('../../couture.sandbox.yaml', import.meta.url), 'utf8')
  return committed
    .replaceAll(
      /(url: http:\/\/127\.0\.0\.1:4201)/g,
      `url: http://127.0.0.1:${ports.erp}\n    timeoutMs: ${timeoutMs}`,
    )
    .replaceAll(
      /(url: http:\/\/127\.0\.0\.1:4202)/g,
      `url: http://127.0.0.1:${ports.crm}\n    timeoutMs: ${timeoutMs}`,
    )
    .replaceAll(
      /\b(url: http:\/\/127\.0\.0\.1:4203)/g,
      `url: http://127.0.0.1:${ports.pim}\n    timeoutMs: ${timeoutMs}`,
    )
    .replaceAll('http://127.0.0.1:4203/media', `http://127.0.0.1:${ports.pim}/media`)
    .replaceAll('127.0.0.1:4204', `127.0.0.1:${ports.issuer}`)
    .replaceAll(
      'url: http://127.0.0.1:4205',
      `url: http://127.0.0.1:${ports.psp}\n    timeoutMs: ${timeoutMs}`,
    )
    .replaceAll('var/sandbox/tills', join(folder, 'tills'))
    .replaceAll('var/sandbox/ledger.sqlite', join(folder, 'ledger.sqlite'))
    .concat(
      `\nserver:\n  port: ${ports.graph}\nlog:\n  level: info\nlimits:\n  requestBudgetMs: ${budgetMs}\n${limits}`,
    )
}

async function ask(
  url: string,
  served: RunningSandbox['served'],
  body: object,
  headers: Headers,
): Promise<Answer> {
  const systems = Object.entries(served)
  for (const [, system] of systems) system.forgetCalls()
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...sent(headers) },
    body: JSON.stringify(body),
  })
  const { data = null, errors = [], extensions = {} } = (await response.json()) as Partial<Answer>
  const counts = systems.map(([name, system]) => [name, system.calls().length] as const)
  const calls = Object.fromEntries(counts.filter(([name, count]) => name !== 'psp' || count > 0))
  const routes = systems.flatMap(([name, system]) =>
    system.calls().map(({ method, path }) => `${name} ${method} ${path}`),
  )
  // Every served system that reads ask has its entry.
  return { data, errors, extensions, calls: calls as Answer['calls'], routes, status: response.status }
}
