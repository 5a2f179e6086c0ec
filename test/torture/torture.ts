import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { built, root } from '../../bench/built.ts'
import { freePort } from '../sandbox/free-port.ts'
import type { Attempt } from './attempt.ts'
import { type BookedOrder, ordersOf, paymentsOf } from './books.ts'
import { type Break, brokenCopy } from './broken.ts'
import { check } from './checker.ts'
import { configuration, SETTLE_SECONDS } from './configuration.ts'
import { drawing, goodsOf, worldOf } from './goods.ts'
import { graphClient } from './graph-client.ts'
import { type Product, startProduct } from './product.ts'
import { outboxIsEmpty, storeIdOf, tokensFor, untilKnown } from './questions.ts'
import { type Services, startServices } from './services.ts'
import { type Systems, startSystems } from './systems.ts'
import type { Torments, TortureResult } from './terms.ts'
import { startWriters } from './writers.ts'

/** How a run goes. */
export interface TortureOptions {
  readonly seconds: number
  readonly ledger: 'sqlite' | 'postgres'
  /** Draws everything: who buys what, what is lost and late, when what is killed. */
  readonly seed: number
  /** Everything of the run is kept there; it must be empty. */
  readonly folder: string
  /** Breaks the product on purpose. @default null */
  readonly broken?: Break | null
  /** Of a hundred writes so many are carried out late. @default 5 */
  readonly latePercent?: number
  /** Told what happens. */
  readonly tell: (line: string) => void
}

/** What came of it, and what was done to it. */
export interface Tortured {
  readonly result: TortureResult
  readonly torments: Torments
}

const STORE = 'PAR01'
const WRITERS = 64
/** Longest time until everybody was told, and until every system was. */
const TELL_MS = 60_000
const OUTBOX_MS = 240_000
/** How long everything stays as rough, but for blows, once the last shopper was told. */
const REST_MS = 20_000
/**
 * Later than whoever does not wait looks for it, also where the breaker was open meanwhile; and every fourth later than whoever waits, who
 * must look twice.
 */
const LATE_MS = [6_000, SETTLE_SECONDS * 1_000 - 1_000] as const
const TOO_LATE_MS = [SETTLE_SECONDS * 1_000 + 1_000, SETTLE_SECONDS * 2_000 - 2_000] as const
const RUDE = { lostPercent: 20, lateMs: [LATE_MS, LATE_MS, LATE_MS, TOO_LATE_MS] } as const
const RUDE_TO_MONEY = { lostPercent: 20, latePercent: 0, lateMs: [] } as const

/** Has 64 writers order while everything breaks, lets it come to rest, and compares what they were told with what the systems hold. */
export async function torture(options: TortureOptions): Promise<Tortured> {
  const { folder, seed, ledger, tell } = options
  const now = new Date().toISOString()
  const cli = cliOf(options)
  const systems = await startSystems(folder, seed, now)
  const services = await startServices(ledger, folder)
  const products: Product[] = []
  try {
    const config = join(folder, 'couture.yaml')
    await writeFile(config, configuration({ folder, ports: systems.ports, ...services }))
    const names = ledger === 'sqlite' ? ['product'] : ['product-1', 'product-2']
    for (const name of names) {
      const port = await freePort()
      products.push(startProduct({ name, folder, config, port, cli }))
      await products.at(-1)?.ready()
    }
    return await run(options, { systems, services, products, now })
  } finally {
    await Promise.all(products.map((product) => product.stop()))
    await Promise.all([systems.stop(), services.stop()])
    tell(`the systems: ${JSON.stringify(systems.suffered())}`)
  }
}

/** What is run in production, or a broken copy of it. */
function cliOf({ folder, broken, tell }: TortureOptions): string {
  const cli = built('gateway/cli.ts', tell)
  return broken ? brokenCopy({ cli, root, folder }, broken) : cli
}

interface Scene {
  readonly systems: Systems
  readonly services: Services
  readonly products: readonly Product[]
  readonly now: string
}

async function run(options: TortureOptions, scene: Scene): Promise<Tortured> {
  const { seed, ledger, tell } = options
  const { systems, services, products, now } = scene
  const world = worldOf(seed, now)
  const goods = goodsOf(world, STORE)
  const urls = products.map(({ url }) => url)
  const tokens = tokensFor(world)
  await untilKnown(urls, tokens, goods.sent[0]?.sku ?? '')
  let isRough = true
  let isOver = () => false
  const client = graphClient({ urls, isOver: () => isOver(), cutPercent: () => (isRough ? 5 : 0) })
  systems.tell({ rudeness: { erp: { ...RUDE, latePercent: options.latePercent ?? 5 }, psp: RUDE_TO_MONEY } })
  const writers = startWriters(WRITERS, {
    seed,
    goods,
    tokens,
    client,
    storeId: await storeIdOf(urls, STORE),
    pspUrl: systems.pspUrl,
    key: randomUUID,
    mayLeave: () => isRough,
  })
  tell('it begins')
  await blows(options, scene)
  isRough = false
  const latest = performance.now() + TELL_MS
  isOver = () => performance.now() > latest
  const { attempts, operations } = await writers.end()
  tell(`${operations} operations`)
  // What was ordered last is delivered as roughly as the rest.
  await wait(REST_MS)
  systems.tell({ rudeness: { erp: null, psp: null } })
  for (const product of products) await product.kill()
  for (const product of products) await product.ready()
  tell(`met: ${JSON.stringify(Object.fromEntries(client.met))}`)
  tell(`told: ${JSON.stringify(fatesOf(attempts))}`)
  await outboxIsEmpty(urls, { tokens, ms: OUTBOX_MS, tell })
  const [orders, payments] = await Promise.all([ordersOf(systems.erpUrl), paymentsOf(systems.pspUrl)])
  tell(
    `the ERP has ${orders.length} orders, ${orders.filter(({ isCancelled }) => isCancelled).length} of them twins that were cancelled`,
  )
  const shelves = [...goods.sent, ...goods.collected]
  const losses = check({ attempts, orders, payments, shelves }, tell)
  const kills = products.map((product) => product.kills)
  return {
    result: { operations, ...losses, killed: kills.reduce((sum, count) => sum + count, 0) },
    torments: { ledger, kills, suffered: systems.suffered(), struck: services.struck },
  }
}

/** Kills processes and what stands below them at drawn times, until the time is over. */
async function blows(
  { seed, seconds, tell }: TortureOptions,
  { products, services, systems }: Scene,
): Promise<void> {
  const random = drawing(seed, 'blows')
  const end = performance.now() + seconds * 1_000
  const left = () => end - performance.now()
  const delivering = drawing(seed, 'deliveries')
  for (let blow = 1; left() > 0; blow++) {
    await wait(Math.min(Math.max(left(), 0), random.int(1_000, Math.min(8_000, seconds * 250))))
    if (left() <= 0) return
    const struck = random.chance(0.3) ? products : [random.pick(products)]
    await Promise.all(struck.map((product) => product.kill()))
    tell(`${struck.length} killed`)
    if (services.ledgerUrl !== null && blow % 2 === 1) tell(await services.strike(random))
    for (const product of products) await product.ready()
    tell('ready again')
    // The warehouse goes on meanwhile: what has left is no longer counted, and no longer held.
    for (const { salesOrder } of sendable(await ordersOf(systems.erpUrl)).filter(() =>
      delivering.chance(0.2),
    ))
      systems.tell({ deliver: salesOrder })
  }
}

/** What the warehouse may send: of two orders of one number it sends neither, since what has left is not cancelled any more. */
function sendable(orders: readonly BookedOrder[]): readonly BookedOrder[] {
  const live = orders.filter(({ isCancelled }) => !isCancelled)
  return live.filter((one) => live.every((other) => other === one || other.number !== one.number))
}

function fatesOf(attempts: readonly Attempt[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { fate } of attempts) {
    const what = fate.told === 'REFUSED' ? `REFUSED ${fate.codes}` : fate.told
    counts[what] = (counts[what] ?? 0) + 1
  }
  return counts
}
