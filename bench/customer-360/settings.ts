import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'yaml'
import { subgraphs } from '../../subgraphs/all.ts'
import { freePort } from '../../test/sandbox/free-port.ts'
import { root } from '../built.ts'

/** Where everything listens, on 127.0.0.1. */
export interface Ports {
  /** The sandbox's systems; the admin API of each is 1000 above. */
  readonly systems: Readonly<Record<'erp' | 'crm' | 'pim' | 'psp', number>>
  /** Who signs the tokens. */
  readonly issuer: number
  readonly subgraphs: Readonly<Record<string, number>>
  readonly inProcess: number
  readonly overHttp: number
  readonly vanilla: number
}

/** Ports that are free now. */
export async function choosePorts(): Promise<Ports> {
  const taken = new Set<number>()
  const next = async (): Promise<number> => {
    const port = await freePort()
    if (taken.has(port)) return next()
    taken.add(port).add(port + 1_000)
    return port
  }
  const parts = new Map<string, number>()
  for (const { name } of subgraphs) parts.set(name, await next())
  return {
    systems: { erp: await next(), crm: await next(), pim: await next(), psp: await next() },
    issuer: await next(),
    subgraphs: Object.fromEntries(parts),
    inProcess: await next(),
    overHttp: await next(),
    vanilla: await next(),
  }
}

/** Long enough for a busy machine, and far longer than a warm answer takes. */
export const BUDGET_MS = 60_000

/** What is read once stays warm while it is measured: how often readings are made anew is a setting, no property of a gateway. */
const KEPT_SECONDS = 3_600
const KEPT = [
  'catalog',
  'prices',
  'promotions',
  'stock',
  'stores',
  'profiles',
  'orders',
  'loyalty',
  'stockPromise',
]

/** What one client may ask where nobody but it asks. */
const ENDLESS = {
  requestsPerSecond: 1_000_000_000,
  requestBurst: 1_000_000_000,
  costPerSecond: 1_000_000_000,
  costBudget: 1_000_000_000,
}

/**
 * The committed sandbox configuration in two: the sandbox's own, of so many customers, and that of the processes over it,
 * which find it at these ports. Paths in it are relative to the processes' folder. The issuers get other names: nobody but a
 * sandbox may trust those of the sandbox.
 */
export function settings(
  { systems, issuer, subgraphs: parts }: Ports,
  { size }: { readonly size: number },
): { readonly sandbox: string; readonly couture: string } {
  const text = readFileSync(join(root, 'couture.sandbox.yaml'), 'utf8')
    .replaceAll('127.0.0.1:4201', `127.0.0.1:${systems.erp}`)
    .replaceAll('127.0.0.1:4202', `127.0.0.1:${systems.crm}`)
    .replaceAll('127.0.0.1:4203', `127.0.0.1:${systems.pim}`)
    .replaceAll('127.0.0.1:4204', `127.0.0.1:${issuer}`)
    .replaceAll('127.0.0.1:4205', `127.0.0.1:${systems.psp}`)
    .replaceAll('.sandbox.invalid', '.bench.invalid')
  const sandbox = parseDocument(text)
  sandbox.setIn(['sandbox', 'size'], size)
  sandbox.setIn(['sandbox', 'ports'], { ...systems, issuer })
  const couture = parseDocument(text)
  couture.delete('sandbox')
  // The sandbox's own key is for its own configuration.
  couture.setIn(
    ['calls', 'keys'],
    [{ id: 'bench', secret: `bench-own-secret-${randomBytes(32).toString('hex')}` }],
  )
  couture.set('subgraphs', Object.fromEntries(Object.entries(parts).map(([name, port]) => [name, at(port)])))
  couture.set('limits', { requestBudgetMs: BUDGET_MS, clients: { STAFF: ENDLESS, SHOPPER: ENDLESS } })
  couture.set('freshness', Object.fromEntries(KEPT.map((name) => [name, KEPT_SECONDS])))
  for (const system of Object.keys(systems)) couture.setIn(['systems', system, 'timeoutMs'], BUDGET_MS / 2)
  return { sandbox: sandbox.toString(), couture: couture.toString() }
}

/** A subgraph's endpoint. */
export function at(port: number): string {
  return `http://127.0.0.1:${port}/graphql`
}
