import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { buildSchema } from 'graphql'
import { sent } from '../../graph/people.ts'
import { indexed } from '../../graph/settled.ts'
import { startWhole, type Whole } from '../../graph/whole.ts'
import { type Asker, openAskers, SHOPPERS } from './askers.ts'
import { makeCarts } from './carts.ts'
import { LARGEST } from './choices.ts'
import { faultsIn, leaks, parsed, privateIn, type RawAnswer } from './judge.ts'
import { type Made, makePurchases, privateOfMade } from './made.ts'
import { markedWorld } from './marked-world.ts'
import { type Operation, operationBy } from './operation.ts'
import { type Pools, poolsOf } from './pools.ts'
import { type PrivateValue, privateFinder, privateValues } from './private-values.ts'
import { openReach, type Reach } from './reach.ts'

/** The API's schema as it is committed. */
export const api = buildSchema(readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8'))

/** A graph that random operations are asked of, and everybody who asks. */
export interface Arena {
  readonly whole: Whole
  readonly askers: readonly (Asker & { readonly pools: Pools })[]
  readonly values: readonly PrivateValue[]
  /** Those of them that stand in a text. */
  find(told: string): readonly PrivateValue[]
}

/** Starts the whole graph over the marked world; cost, depth and the other limits of an operation are as shipped. */
export async function openArena(): Promise<Arena> {
  const whole = await startWhole({ world: markedWorld, timeoutMs: 10_000, budgetMs: 20_000 })
  const { world, idKey } = whole
  await indexed(whole.url)
  const purchases = await makePurchases(whole, SHOPPERS)
  const people = await openAskers(whole, purchases)
  const made: Made = { ...purchases, carts: await makeCarts(whole, people) }
  const askers = people.map((one) => ({ ...one, pools: poolsOf(world, idKey, { eyes: one, made }) }))
  const values = privateValues({
    world,
    idKey,
    made: privateOfMade(made),
    everybodys: everybodysText(whole),
  })
  return { whole, askers, values, find: privateFinder(values) }
}

/** What stands in the catalogue, in stores, promotions and the schema: whoever reads it learns of nobody. */
function everybodysText({ world }: Whole): string {
  const { stores, warehouse, products, tiers, rewards, promotions, markdowns } = world
  const schema = readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8')
  return JSON.stringify([stores, warehouse, products, tiers, rewards, promotions, markdowns]) + schema
}

/** What a run came to. */
export interface Tally {
  readonly reach: Reach
  /** How many were asked, executed (not refused as a request), and answered something. */
  asked: number
  executed: number
  answered: number
  /** Executed ones by role. */
  readonly byRole: Map<string, number>
  /** Answers that showed a private value to somebody who may see it, by its kind. */
  readonly shown: Map<string, number>
}

export interface RunOptions {
  readonly seed: number
  readonly operations: number
  /** How many are under way at once. */
  readonly atOnce: number
}

/**
 * Asks so many random operations as random people. Throws at the first that is answered wrongly, made as small as it can be: its
 * text, variables and asker are in the message, and the same seed finds it again.
 */
export async function runRandom(arena: Arena, { seed, operations, atOnce }: RunOptions): Promise<Tally> {
  const tally: Tally = {
    reach: openReach(api),
    asked: 0,
    executed: 0,
    answered: 0,
    byRole: new Map(),
    shown: new Map(),
  }
  const numbers = fc.array(fc.nat(LARGEST), { maxLength: 700, size: 'max' })
  const asked = fc.noBias(fc.tuple(fc.nat(arena.askers.length - 1), numbers)).map(([index, list]) => {
    const asker = arena.askers[index] ?? nobody()
    const operation = operationBy(list, { ...asker, schema: api })
    const told = () => `${asker.name}: ${JSON.stringify(operation)}`
    return { asker, operation, [fc.toStringMethod]: told }
  })
  const lane = (at: number) =>
    fc.assert(
      fc.asyncProperty(asked, async ({ asker, operation }) => {
        const raw = await ask(arena.whole, asker, operation)
        const faults = faultsIn(raw)
        if (faults.length > 0) throw new Error(wrong({ asker, operation, raw, what: faults }))
        const seen = privateIn(raw.body, operation, arena.find)
        const leaked = leaks(seen, asker)
        if (leaked.length > 0) throw new Error(wrong({ asker, operation, raw, what: leaked }))
        count(tally, { asker, operation, raw })
        for (const kind of new Set(seen.map((value) => value.kind))) add(tally.shown, kind)
      }),
      { seed: seed + at, numRuns: Math.ceil(operations / atOnce) },
    )
  await Promise.all(Array.from({ length: atOnce }, (_, at) => lane(at)))
  return tally
}

interface Asked {
  readonly asker: Asker
  readonly operation: Operation
  readonly raw: RawAnswer
}

async function ask({ url }: Whole, { headers }: Asker, operation: Operation): Promise<RawAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...sent(headers) },
    body: JSON.stringify(operation),
  })
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
}

function wrong({ asker, operation, raw, what }: Asked & { readonly what: readonly string[] }): string {
  return [
    `${asker.name} was shown: ${what.slice(0, 5).join('; ')}`,
    operation.query,
    JSON.stringify(operation.variables),
    `HTTP ${raw.status} ${raw.body.slice(0, 2_000)}`,
  ].join('\n')
}

function count(tally: Tally, { asker, operation, raw }: Asked): void {
  const { data } = parsed(raw.body) ?? {}
  tally.asked += 1
  if (data === undefined) return
  tally.executed += 1
  add(tally.byRole, asker.role)
  if (data === null || Object.values(data).every((value) => value === null)) return
  tally.answered += 1
  tally.reach.add(operation.query, data)
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function nobody(): never {
  throw new RangeError('expected somebody who asks')
}
