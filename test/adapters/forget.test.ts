import { describe, expect, it } from 'vitest'
import { CACHED_READS, type Freshness } from '../../adapters/cached-reads.ts'
import type { Changed } from '../../adapters/changed.ts'
import { createForgetting } from '../../adapters/forget.ts'
import type { OrderNumber, RecordId } from '../../adapters/ids.ts'
import { cachedPort } from '../../adapters/keep-fresh.ts'
import type { HistoryRequest, OrderKey } from '../../adapters/ports/orders.ts'
import type { Found } from '../../adapters/read.ts'
import { instant } from '../../adapters/time.ts'
import { memoryCache } from '../../cache/memory.ts'

const START = Date.parse('2026-06-15T10:00:00Z')
const ages = Object.entries(CACHED_READS).map(([port, { maxAge }]) => [port, maxAge])
// Every port has its age, and a failing system a span of its own.
const freshness = { ...Object.fromEntries(ages), staleIfError: 3_600 } as Freshness
const key = (number: string): OrderKey => ({ channel: 'WEB', number: number as OrderNumber })
const page = (customer: string): HistoryRequest => ({
  customers: [customer as RecordId],
  cards: [],
  first: 5,
  until: null,
  from: null,
  channels: [],
})

/** Orders, an account and stock behind a cache, with how often each was asked for; what the system says can be changed. */
function setUp() {
  let now = START
  const clock = () => new Date(now)
  const cache = memoryCache({ maxEntries: 1_000, clock })
  const said = new Map<string, string>()
  const asked: string[] = []
  const kept = { cache, freshness, hmacKey: 'a key for tests', clock }
  const { forget, changes } = createForgetting(kept)
  const tools = { ...kept, changes, source: 'erp' }
  let slow: Promise<void> | null = null
  const read =
    (method: string) =>
    async <K>(keys: readonly K[]) => {
      const answers = keys.flatMap((one): (readonly [K, Found<string>])[] => {
        const name = JSON.stringify(one)
        asked.push(method)
        const value = said.get(name)
        const found = {
          source: 'erp',
          recordId: 'r' as RecordId,
          recordedAt: null,
          fetchedAt: instant(clock()),
          fromCache: false,
        }
        return value === undefined ? [] : [[one, { ...found, value }] as const]
      })
      await slow
      return new Map(answers)
    }
  const methods = <Names extends string>(...names: readonly Names[]) =>
    Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Names, ReturnType<typeof read>>
  const orders = cachedPort(methods('orders', 'history', 'fulfillments'), { ...tools, port: 'orders' })
  const stock = cachedPort(methods('levels'), { ...tools, port: 'stock' })
  const firstOf = async (all: Promise<ReadonlyMap<unknown, Found<string>>>) =>
    [...(await all).values()][0]?.value
  return {
    asked,
    say: (one: unknown, value: string) => void said.set(JSON.stringify(one), value),
    pass: (ms: number) => {
      now += ms
    },
    forget: (changed: Changed) => forget(changed),
    /** Holds the next answers until it is called. */
    gate: () => {
      let open = () => {}
      slow = new Promise((resolve) => {
        open = resolve
      })
      return () => {
        slow = null
        open()
      }
    },
    // The stand-ins answer texts where the ports answer records.
    order: (number: string) => firstOf(orders.orders([key(number)]) as never),
    history: (customer: string) => firstOf(orders.history([page(customer)]) as never),
    sent: (record: string) => firstOf(orders.fulfillments([record]) as never),
    level: (item: string) => firstOf(stock.levels([{ item, location: 'P1' }]) as never),
  }
}

describe('what the graph changed somewhere', () => {
  it('is read anew: an order that was not there, its shopper’s history and the stock of its articles', async () => {
    const here = setUp()
    const all = async () => [await here.order('W1'), await here.history('17'), await here.level('jean')]
    here.say({ item: 'jean', location: 'P1' }, 'ten')
    here.say(page('17'), 'nothing')
    expect(await all()).toEqual([undefined, 'nothing', 'ten'])
    here.say(key('W1'), 'an order')
    here.say(page('17'), 'an order')
    here.say({ item: 'jean', location: 'P1' }, 'nine')
    here.pass(1)
    expect(await all()).toEqual([undefined, 'nothing', 'ten'])
    expect(here.asked).toEqual(['orders', 'history', 'levels'])
    await here.forget({ orders: [key('W1')], records: ['17'], items: ['jean'] })
    here.pass(1)
    expect(await all()).toEqual(['an order', 'an order', 'nine'])
    expect(here.asked).toEqual(['orders', 'history', 'levels', 'orders', 'history', 'levels'])
    expect(await all()).toEqual(['an order', 'an order', 'nine'])
    expect(here.asked).toHaveLength(6)
  })

  it('is nobody else’s: other orders, shoppers and articles stay kept', async () => {
    const here = setUp()
    const all = () =>
      Promise.all([here.order('W2'), here.history('18'), here.sent('4000000002'), here.level('mug')])
    await all()
    await here.forget({ orders: [key('W1')], records: ['17', '4000000001'], items: ['jean'] })
    here.pass(1)
    await all()
    expect(here.asked).toHaveLength(4)
  })

  it('is read anew by its record as well', async () => {
    const here = setUp()
    await here.sent('4000000001')
    await here.forget({ records: ['4000000001'] })
    here.pass(1)
    await here.sent('4000000001')
    expect(here.asked).toEqual(['fulfillments', 'fulfillments'])
  })

  it('is not kept from a read that was begun before the change and answered after it', async () => {
    const here = setUp()
    const open = here.gate()
    const early = here.order('W1')
    here.pass(1)
    await here.forget({ orders: [key('W1')] })
    here.pass(1)
    open()
    expect(await early).toBeUndefined()
    here.say(key('W1'), 'an order')
    expect(await here.order('W1')).toBe('an order')
  })

  it('is marked for as long as anything may be told of it', async () => {
    const here = setUp()
    here.say(key('W1'), 'an order')
    await here.order('W1')
    await here.forget({ orders: [key('W1')] })
    here.pass((freshness.orders + freshness.staleIfError) * 1_000 - 1)
    here.say(key('W1'), 'a cancelled order')
    expect(await here.order('W1')).toBe('a cancelled order')
  })
})
