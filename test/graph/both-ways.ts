import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { secretsInFiles } from '../../bench/secrets-in-files.ts'
import type { Cache } from '../../cache/port.ts'
import type { Config } from '../../gateway/config/config.ts'
import { loadConfig } from '../../gateway/config/load.ts'
import { startGatewayProcess } from '../../gateway/gateway-process.ts'
import type { Outside } from '../../gateway/outside.ts'
import type { Parts } from '../../gateway/parts.ts'
import { startSigner } from '../../gateway/signer-process.ts'
import { startSubgraph } from '../../gateway/subgraph-process.ts'
import { thisBuild } from '../../gateway/this-build.ts'
import { startUp } from '../../gateway/up.ts'
import { describeSandbox } from '../../sandbox/describe.ts'
import { runSandbox } from '../../sandbox/run.ts'
import type { World } from '../../sandbox/world/types.ts'
import { subgraphs } from '../../subgraphs/all.ts'
import { freePort } from '../sandbox/free-port.ts'
import { CLIENTS_WITHOUT_END } from './endless-budgets.ts'
import { type Details, type Headers, people, type Role, sent } from './people.ts'
import { filled, indexed } from './settled.ts'

/** Calls each system's server got; the payment provider's, which reads do not ask, only where there were some. */
export type Calls = Readonly<Record<'erp' | 'crm' | 'pim', number>> & { readonly psp?: number }

/** A graph that is asked and whose calls are counted. */
export interface Way {
  readonly url: string
  /** Asks as `everything` (`people.ts`) unless the headers bring another `authorization`; the body as it came, and what it cost each system. */
  ask(query: string, variables?: object, headers?: Headers): Promise<Answered>
  /** Empties its caches of what systems said. Sessions, and what an adapter learnt of its system for good, stay. */
  forget(): void
  stop(): Promise<void>
}

interface Answered {
  readonly status: number
  /** The text, so that the order of keys counts; without what is left of the budget, which each way has one of. */
  readonly text: string
  readonly calls: Calls
}

/** One sandbox retailer, asked through one process or many (which here share the test's own). */
export interface BothWays {
  readonly world: World
  readonly samples: ReturnType<typeof describeSandbox>['samples']
  /** Seals and mints the graph's ids. */
  readonly idKey: string
  readonly sandbox: Awaited<ReturnType<typeof runSandbox>>
  /** The headers of a role. */
  as(role: Role, details?: Details): Headers
  /** Where the SQLite ledger of that name lies. */
  ledgerFile(name: string): string
  /** Everything in one process; `name` tells its ledger from others'. */
  startOne(name: string): Promise<Way>
  /** A gateway and a subgraph for each domain, each with its own handles on one ledger. */
  startMany(name: string): Promise<Many>
  /** As `startOne`, over a configuration file that is followed; `rewrite` replaces it in one step. */
  startFollowed(
    name: string,
  ): Promise<Way & { rewrite(edit: (yaml: string) => string): void; logs(): string }>
  calls(): Calls
  forgetCalls(): void
  close(): Promise<void>
}

export interface Many extends Way {
  /** Each subgraph's server, by name. */
  readonly parts: Readonly<Record<string, { readonly url: string; stop(): Promise<void> }>>
  /** Starts what signs for a gateway that cannot. */
  startSigner(): Promise<{ readonly url: string; stop(): Promise<void> }>
  logs(): string
}

export interface BothWaysOptions {
  /** Added to the configuration. @default nothing */
  readonly more?: string
  /** Added to the section `server`. @default nothing */
  readonly live?: string
  /** Longest time for one request. @default 60000, since a busy machine must not make an answer look ill */
  readonly budgetMs?: number
  /**
   * Whether time passes, for everybody from the world's now. Where it stands still, a system that asks for a pause (HTTP 429) is
   * never asked again. @default false
   */
  readonly timePasses?: boolean
}

/** Starts the sandbox; its clock and every process's are the same. */
export async function startBothWays(
  world: World,
  { more = '', live = '', budgetMs = 60_000, timePasses = false }: BothWaysOptions = {},
): Promise<BothWays> {
  const folder = mkdtempSync(join(tmpdir(), 'couture-both-'))
  const started = Date.now()
  const clock = () => (timePasses ? new Date(world.now.getTime() + Date.now() - started) : world.now)
  const ports = {
    erp: await freePort(),
    crm: await freePort(),
    pim: await freePort(),
    psp: await freePort(),
    issuer: await freePort(),
  }
  const sandbox = await runSandbox({ world, folder: join(folder, 'tills'), ports, clock })
  const systems = Object.entries(sandbox.served)
  const calls = () => {
    const counts = systems.map(([name, one]) => [name, one.calls().length] as const)
    return Object.fromEntries(counts.filter(([name, count]) => name !== 'psp' || count > 0)) as Calls
  }
  const forgetCalls = () => {
    for (const [, one] of systems) one.forgetCalls()
  }
  let log = ''
  const logTo = new Writable({
    write(chunk: Buffer, _, done) {
      log += chunk.toString()
      done()
    },
  })
  const io = { out: () => {}, tell: () => {} }
  const outside: Outside = { env: {}, io, clock, stopAsked: new Promise<void>(() => {}), logTo }
  const toolsWith = (memory: Memory) => {
    const openCache: Parts['openCache'] = (options) => forgettable(thisBuild.openCache(options), memory)
    return { parts: { ...thisBuild, openCache }, outside }
  }
  const { samples } = describeSandbox(world, { idKey: KEY, systems: [] })
  const write = (secret: string, text: string) => {
    writeFileSync(join(folder, secret), text)
    return join(folder, secret)
  }
  const configOf = (name: string, urls: Readonly<Record<string, string>>, port: number): Config =>
    loadConfig({
      file: 'couture.yaml',
      text: `${secretsInFiles(yaml({ ports, folder, name, urls, port, live, budgetMs }), write)}${more}`,
      env: {},
      adapters: thisBuild.adapters,
    })
  const { as } = people({
    issuers: configOf('people', {}, 0).issuers,
    now: clock,
    shopper: samples.omnichannelShopper.customerId,
    generation: sandbox.issuer.generation,
  })
  const toWay = (url: string, memory: Memory, stop: () => Promise<void>): Way => ({
    url,
    stop,
    forget: () => {
      memory.generation += 1
    },
    async ask(query, variables = {}, headers = {}) {
      forgetCalls()
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...sent({ ...as('everything'), ...headers }) },
        body: JSON.stringify({ query, variables }),
      })
      const text = (await response.text()).replace(/"budgetLeft":\d+,/, '')
      return { status: response.status, text, calls: calls() }
    },
  })
  return {
    world,
    samples,
    idKey: KEY,
    sandbox,
    calls,
    forgetCalls,
    as,
    ledgerFile: (name) => join(folder, `${name}.sqlite`),
    async startOne(name) {
      const config = configOf(name, {}, await freePort())
      const memory = { generation: 0 }
      const up = await startUp(config, toolsWith(memory))
      await filled(config)
      await indexed(up.url)
      return toWay(up.url, memory, up.stop)
    },
    async startFollowed(name) {
      const file = join(folder, `${name}.yaml`)
      const port = await freePort()
      const text = secretsInFiles(yaml({ ports, folder, name, urls: {}, port, live, budgetMs }), write)
      const rewrite = (edit: (yaml: string) => string) => {
        writeFileSync(`${file}.new`, edit(text))
        renameSync(`${file}.new`, file)
      }
      rewrite((same) => same)
      const load = () => loadConfig({ file, env: {}, adapters: thisBuild.adapters })
      const follow = { files: [file], load, pace: { lookMs: 20, settleMs: 5 } }
      const memory = { generation: 0 }
      const up = await startUp(load(), { ...toolsWith(memory), follow })
      await filled(load())
      return { ...toWay(up.url, memory, up.stop), rewrite, logs: () => log }
    },
    async startMany(name) {
      const entries = await Promise.all(
        subgraphs.map(async (one) => [one.name, `http://127.0.0.1:${await freePort()}/graphql`] as const),
      )
      const config = configOf(name, Object.fromEntries(entries), await freePort())
      const memory = { generation: 0 }
      const tools = toolsWith(memory)
      const start = async ({ name: part }: { readonly name: string }) =>
        [part, await startSubgraph(config, { ...tools, name: part })] as const
      // The first one has the ledger to itself and so fills it: which process has logged in where is the same every time.
      const filler = await start({ name: 'customers' })
      await filled(config)
      const others = await Promise.all(subgraphs.filter((one) => one.name !== filler[0]).map(start))
      const parts = [filler, ...others]
      const gateway = await startGatewayProcess(config, tools)
      await indexed(gateway.url)
      const stop = async () => {
        await gateway.stop()
        await Promise.all(parts.map(([, part]) => part.stop()))
      }
      return {
        ...toWay(gateway.url, memory, stop),
        parts: Object.fromEntries(parts),
        startSigner: () => startSigner(config, { ...tools, port: 0 }),
        logs: () => log,
      }
    },
    async close() {
      await sandbox.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Counts how often a way has forgotten what systems said. */
interface Memory {
  generation: number
}

/** A cache whose entries count in the generation they were made in alone. */
function forgettable(cache: Cache, memory: Memory): Cache {
  const own = (key: string) => `${memory.generation} ${key}`
  const plain = (key: string) => key.slice(key.indexOf(' ') + 1)
  return {
    getMany: async (keys) =>
      new Map([...(await cache.getMany(keys.map(own)))].map(([key, value]) => [plain(key), value])),
    setMany: (entries) => cache.setMany(entries.map((entry) => ({ ...entry, key: own(entry.key) }))),
    deleteMany: (keys) => cache.deleteMany(keys.map(own)),
    spend: cache.spend,
    once: (key, ttlSeconds) => cache.once(own(key), ttlSeconds),
    publish: cache.publish,
    subscribe: cache.subscribe,
    close: () => cache.close(),
  }
}

const KEY = 'sandbox-only-key-that-protects-nothing-real'

interface Where {
  readonly ports: Readonly<Record<'erp' | 'crm' | 'pim' | 'psp' | 'issuer', number>>
  readonly folder: string
  readonly name: string
  readonly urls: Readonly<Record<string, string>>
  readonly port: number
  readonly live: string
  readonly budgetMs: number
}

/**
 * The committed sandbox configuration without its sandbox section, on other ports and folders. The issuers get other names,
 * since nobody but a sandbox may trust those of the sandbox.
 */
function yaml({ ports, folder, name, urls, port, live, budgetMs }: Where): string {
  const committed = readFileSync(new URL('../../couture.sandbox.yaml', import.meta.url), 'utf8')
  // A busy machine must not make a system look ill: how systems do is compared, too.
  const patient = '\n    timeoutMs: 30000'
  return committed
    .replace(/^sandbox:\n(?: .*\n)+/m, '')
    .replaceAll('.sandbox.invalid', '.both-ways.invalid')
    .replace('sandbox-only-secret', 'both-ways-own-secret')
    .replaceAll('127.0.0.1:4204', `127.0.0.1:${ports.issuer}`)
    .replace('url: http://127.0.0.1:4201', `url: http://127.0.0.1:${ports.erp}${patient}`)
    .replaceAll('127.0.0.1:4201', `127.0.0.1:${ports.erp}`)
    .replace('url: http://127.0.0.1:4202', `url: http://127.0.0.1:${ports.crm}${patient}`)
    .replaceAll('127.0.0.1:4202', `127.0.0.1:${ports.crm}`)
    .replace('url: http://127.0.0.1:4203', `url: http://127.0.0.1:${ports.pim}${patient}`)
    .replaceAll('127.0.0.1:4203', `127.0.0.1:${ports.pim}`)
    .replace('url: http://127.0.0.1:4205', `url: http://127.0.0.1:${ports.psp}${patient}`)
    .replaceAll('var/sandbox/tills', join(folder, 'tills'))
    .replaceAll('var/sandbox/ledger.sqlite', join(folder, `${name}.sqlite`))
    .concat(
      `\nserver: { port: ${port}${live && `, ${live}`} }\nsubgraphs: ${JSON.stringify(urls)}\nlimits:\n  requestBudgetMs: ${budgetMs}\n${CLIENTS_WITHOUT_END}`,
    )
}
