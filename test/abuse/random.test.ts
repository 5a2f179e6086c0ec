import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KINDS } from './random/private-values.ts'
import { type Arena, openArena, runRandom } from './random/run.ts'

/** A small run of what random.long.test.ts does at length. */
const RUN = { seed: 80, operations: 400, atOnce: 8 }

/** Where each kind that somebody may see is shown. */
const SHOWN = `query ($id: ID!) { customer(id: $id) {
  email phone identities { externalId } loyalty { cardNumber } conversations(first: 5) { edges { node { subject } } }
  orders(first: 50) { edges { node { id number } } }
} }`
const SHOWN_OF_ORDER =
  'query ($id: ID!) { order(id: $id) { payments { brand } pickupCodes { code } billingAddress { streetLine1 } } }'

describe('random operations of the whole graph, asked as random people', () => {
  let arena: Arena
  beforeAll(async () => {
    arena = await openArena()
  })
  afterAll(() => arena?.whole.close())

  it('know enough of every sort that is to be kept', () => {
    // Those who ordered here are fewer than those whom the world knows.
    const atLeast = { hidden: 1, placed: 8, checkout: 8, codes: 8 }
    for (const kind of KINDS) {
      const owners = new Set(arena.values.filter((value) => value.kind === kind).map(({ owner }) => owner))
      const least: number = kind in atLeast ? atLeast[kind as keyof typeof atLeast] : 10
      expect([kind, owners.size >= least]).toEqual([kind, true])
    }
  })

  it('know what is to be kept as the graph writes it', async () => {
    const shown = new Set<string>()
    const ask = async (query: string, id: string) => {
      const { data, errors } = await arena.whole.ask(query, { id })
      expect(errors).toEqual([])
      for (const { kind } of arena.find(JSON.stringify(data))) shown.add(kind)
      return data
    }
    for (const { pools } of arena.askers.filter(({ role }) => role === 'shopper')) {
      await ask(SHOWN, pools.customer.own[0] ?? '')
      for (const id of [...pools.order.own.slice(0, 3), ...pools.order.own.slice(-1)])
        await ask(SHOWN_OF_ORDER, id)
    }
    expect([...shown].sort()).toEqual(KINDS.filter((kind) => kind !== 'hidden').sort())
  })

  it('find no value of another person and no error but those that are meant', async () => {
    const tally = await runRandom(arena, RUN)
    expect(tally.asked).toBe(RUN.operations)
    expect(tally.executed / tally.asked).toBeGreaterThan(0.6)
    // Whoever may see them was shown some of most kinds: what they are asked for leads to people.
    expect(tally.shown.size).toBeGreaterThan(KINDS.length / 2)
  }, 300_000)
})
