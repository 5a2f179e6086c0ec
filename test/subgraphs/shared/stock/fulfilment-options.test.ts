import { describe, expect, it } from 'vitest'
import { SourceError } from '../../../../adapters/error.ts'
import type { RecordId } from '../../../../adapters/ids.ts'
import type { Stock } from '../../../../adapters/ports/stock.ts'
import { inventory } from '../../../../subgraphs/inventory/index.ts'
import {
  FULFILMENT_KINDS,
  type FulfilmentKind,
  type LeadTime,
} from '../../../../subgraphs/shared/stock/fulfilment.ts'
import { optionsFor, type Wish } from '../../../../subgraphs/shared/stock/fulfilment-options.ts'
import { createStoreDirectory, type Place } from '../../../../subgraphs/shared/stock/store-directory.ts'
import { ask, contextWith, NOW, place } from '../../../memory/services.ts'
import { counted } from '../../../memory/spy.ts'
import { memoryStock } from '../../../memory/stock.ts'

const SKU = '10040132'
const ALL_DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']
const open = (opens: string) => ALL_DAYS.map((day) => ({ day, date: null, opens, closes: '19:00' }))
const every = ['CLICK_AND_COLLECT', 'CURBSIDE', 'RESERVE', 'SHIP_FROM_STORE', 'ENDLESS_AISLE']
/** NOW is a Monday at noon in Paris: PAR01 opens at one, LYO01 and NCE01 are open. */
const paris = place('PAR01', {
  hours: open('13:00'),
  services: every,
  geo: { latitude: 48.9, longitude: 2.3 },
})
const lyon = place('LYO01', {
  hours: open('09:00'),
  services: every,
  geo: { latitude: 45.8, longitude: 4.8 },
})
const nice = place('NCE01', { hours: open('09:00'), geo: { latitude: 43.7, longitude: 7.3 } })
const depot = place('DEP01', { kind: 'WAREHOUSE' })
const lead: LeadTime = {
  preparationMinutes: 30,
  cutOff: null,
  workingDays: ALL_DAYS,
  carrierDays: { earliest: 1, latest: 2 },
  deliveryHours: { from: '08:00', until: '20:00' },
  cost: null,
  channels: [],
}
const leads = new Map(FULFILMENT_KINDS.map((kind) => [kind, lead]))
const wish = (facts: Partial<Wish> = {}): Wish => ({
  sku: SKU,
  quantity: 1,
  near: null,
  channel: null,
  kinds: null,
  ...facts,
})

interface Facts {
  readonly units?: Readonly<Record<string, number>>
  readonly failing?: readonly string[]
  readonly age?: number
  readonly places?: readonly Place[]
  readonly fulfilment?: ReadonlyMap<FulfilmentKind, LeadTime>
}

function over({
  units = {},
  failing = [],
  age = 0,
  places = [paris, lyon, nice, depot],
  fulfilment = leads,
}: Facts) {
  const stock = Object.fromEntries(Object.entries(units).map(([code, onHand]) => [code, { [SKU]: onHand }]))
  const memory = memoryStock({ source: 'erp', clock: () => new Date(NOW.getTime() - age * 1_000), stock })
  const late = new SourceError('erp', 'SOURCE_TIMEOUT', 'no answer')
  const { port, calls } = counted<Stock>({
    levels: async (keys) => {
      const lost = keys.filter(({ location }) => failing.includes(location))
      return new Map([...(await memory.levels(keys)), ...lost.map((key) => [key, late] as const)])
    },
  })
  const context = contextWith({
    answers: { stock: [{ name: 'erp', kind: 'ERP', port }] },
    services: { stores: createStoreDirectory(places), fulfilment },
  })
  return { context, calls }
}
const options = async (facts: Facts, wanted = wish()) => {
  const { options: all } = await optionsFor(over(facts).context, wanted)
  return Object.fromEntries(
    all.map(({ kind, available, reason, location, promise }) => [
      kind,
      available ? [location?.code, promise?.earliest ?? null, reason] : reason,
    ]),
  )
}

describe('the ways to the shopper', () => {
  it('are open where a place has the item and the service, quickest first', async () => {
    expect(await options({ units: { par01: 5, lyo01: 2, nce01: 9, dep01: 40 } })).toEqual({
      SHIP_FROM_WAREHOUSE: ['DEP01', '2026-06-16T06:00:00.000Z', null],
      SHIP_FROM_STORE: ['LYO01', '2026-06-16T06:00:00.000Z', null],
      PICKUP_IN_STORE: ['LYO01', '2026-06-15T10:30:00.000Z', null],
      CURBSIDE_PICKUP: ['LYO01', '2026-06-15T10:30:00.000Z', null],
      BUY_IN_STORE: ['LYO01', '2026-06-15T10:30:00.000Z', null],
      ENDLESS_AISLE: ['DEP01', '2026-06-16T06:00:00.000Z', null],
      RESERVE_IN_STORE: ['LYO01', '2026-06-15T10:30:00.000Z', null],
    })
  })

  it('lead to the nearest place when there is a point', async () => {
    const near = { latitude: 48.8, longitude: 2.3 }
    const { PICKUP_IN_STORE, BUY_IN_STORE } = await options(
      { units: { par01: 5, lyo01: 2, nce01: 9 } },
      wish({ near }),
    )
    expect([PICKUP_IN_STORE, BUY_IN_STORE]).toEqual(
      Array(2).fill(['PAR01', '2026-06-15T11:30:00.000Z', null]),
    )
  })

  it('are closed with a reason: no stock, too little in any one place, no such service, no warehouse', async () => {
    expect(await options({ units: { nce01: 9 } })).toMatchObject({
      SHIP_FROM_WAREHOUSE: 'OUT_OF_STOCK',
      PICKUP_IN_STORE: 'OUT_OF_STOCK',
      BUY_IN_STORE: ['NCE01', '2026-06-15T10:30:00.000Z', null],
      ENDLESS_AISLE: 'OUT_OF_STOCK',
    })
    expect(await options({ units: { par01: 2, lyo01: 2, dep01: 3 } }, wish({ quantity: 4 }))).toMatchObject({
      SHIP_FROM_WAREHOUSE: 'NOT_ENOUGH_STOCK',
      PICKUP_IN_STORE: 'NOT_ENOUGH_STOCK',
    })
    expect(await options({ units: { nce01: 9 }, places: [nice] })).toEqual({
      SHIP_FROM_WAREHOUSE: 'NO_WAREHOUSE',
      SHIP_FROM_STORE: 'NO_STORE_OFFERS_IT',
      PICKUP_IN_STORE: 'NO_STORE_OFFERS_IT',
      CURBSIDE_PICKUP: 'NO_STORE_OFFERS_IT',
      BUY_IN_STORE: ['NCE01', '2026-06-15T10:30:00.000Z', null],
      ENDLESS_AISLE: 'NO_WAREHOUSE',
      RESERVE_IN_STORE: 'NO_STORE_OFFERS_IT',
    })
  })

  it('are closed in channels they are not offered in', async () => {
    const fulfilment = new Map(leads).set('SHIP_FROM_WAREHOUSE', { ...lead, channels: ['WEB'] as const })
    const ships = async (channel: Wish['channel']) =>
      (await options({ units: { dep01: 1 }, fulfilment }, wish({ channel })))['SHIP_FROM_WAREHOUSE']
    expect(await ships('STORE_POS')).toBe('NOT_IN_THIS_CHANNEL')
    expect(await ships('WEB')).toEqual(['DEP01', expect.any(String), null])
    expect(await ships(null)).toEqual(['DEP01', expect.any(String), null])
  })

  it('promise nothing without lead times or opening hours, and say so', async () => {
    const units = { lyo01: 2 }
    const none = await options({ units, fulfilment: new Map() })
    expect(none['PICKUP_IN_STORE']).toEqual(['LYO01', null, 'NO_LEAD_TIME'])
    const unknown = { ...lyon, hours: null }
    const hours = await options({ units, places: [unknown] })
    expect(hours['PICKUP_IN_STORE']).toEqual(['LYO01', null, 'NO_OPENING_HOURS'])
  })

  it('are told of as wished for, and no others', async () => {
    const kinds: readonly FulfilmentKind[] = ['PICKUP_IN_STORE']
    expect(Object.keys(await options({}, wish({ kinds })))).toEqual(kinds)
  })

  it('are unknown, not closed, while a place that may have the item does not answer', async () => {
    expect(await options({ failing: ['lyo01'] })).toMatchObject({
      SHIP_FROM_WAREHOUSE: 'OUT_OF_STOCK',
      PICKUP_IN_STORE: 'STOCK_UNKNOWN',
    })
    expect(await options({ failing: ['lyo01'], units: { par01: 1 } })).toMatchObject({
      PICKUP_IN_STORE: ['PAR01', '2026-06-15T11:30:00.000Z', null],
    })
  })

  it('ask for every place in one batch', async () => {
    const { context, calls } = over({ units: { par01: 1 } })
    await optionsFor(context, wish())
    expect(calls.levels).toBe(1)
  })
})

const ITEMS = `query ($items: [AvailabilityItemInput!]!, $near: GeoPointInput, $promise: [FulfillmentKind!]) {
  availability(items: $items, near: $near, promise: $promise) {
    sku requested
    summary {
      status confidence
      options { kind available reason promise { earliest } location { kind store { code } } }
      levels { asOf onHand location { name } source { instance } }
      sources { instance outcome }
    }
    bestStore { store { code } availableToSell pickup { earliest cost { amount } } }
  }
}`

describe('the availability of items', () => {
  const item = { sku: SKU, quantity: 2 }
  const run = (facts: Facts, variables: object = {}) =>
    ask(inventory, ITEMS, over(facts).context, { items: [item], promise: ['PICKUP_IN_STORE'], ...variables })

  it('has what ships, the ways and the best store, in one batch for any number of items', async () => {
    const { context, calls } = over({ units: { par01: 5, lyo01: 2, dep01: 7 } })
    const items = [item, { sku: 'other' }]
    const { data, errors } = await ask(inventory, ITEMS, context, { items, promise: ['PICKUP_IN_STORE'] })
    expect(errors).toMatchObject([])
    const [first, second] = data.availability
    expect(first).toMatchObject({
      sku: SKU,
      requested: 2,
      summary: {
        status: 'IN_STOCK',
        options: [{ available: true, location: { kind: 'STORE', store: { code: 'LYO01' } } }],
        levels: [{ onHand: 7, asOf: NOW.toISOString(), source: { instance: 'erp' } }],
        sources: [{ instance: 'erp', outcome: 'OK' }],
      },
      bestStore: {
        store: { code: 'PAR01' },
        availableToSell: 5,
        pickup: { earliest: '2026-06-15T11:30:00.000Z' },
      },
    })
    expect(second).toMatchObject({
      requested: 1,
      summary: { status: 'OUT_OF_STOCK', levels: [] },
      bestStore: null,
    })
    expect(calls.levels).toBe(1)
  })

  it('sends to the nearest store with all the units when there is a point', async () => {
    const near = { latitude: 48.8, longitude: 2.3 }
    const { data } = await run({ units: { par01: 1, lyo01: 2, nce01: 9 } }, { near })
    expect(data.availability[0].bestStore.store.code).toBe('LYO01')
  })

  it('has no summary without a warehouse, and still the best store', async () => {
    const { data, errors } = await run({ units: { lyo01: 2 }, places: [lyon] })
    expect(data.availability[0]).toMatchObject({ summary: null, bestStore: { store: { code: 'LYO01' } } })
    expect(errors).toEqual([])
  })

  it('promises nothing on readings older than the budget, and says so at every path', async () => {
    const { data, errors } = await run({ units: { par01: 5, lyo01: 5, dep01: 5 }, age: 9_000 })
    const [{ summary, bestStore }] = data.availability
    expect(summary).toMatchObject({
      status: 'UNKNOWN',
      confidence: 0,
      options: [{ available: false, reason: 'STOCK_UNKNOWN', promise: null, location: null }],
      sources: [{ instance: 'erp', outcome: 'STALE' }],
    })
    expect(bestStore).toBeNull()
    expect(errors.map(({ path, code }) => [path, code])).toEqual([
      ['availability.0.bestStore', 'SOURCE_UNAVAILABLE'],
      ['availability.0.summary.options.0.location', 'SOURCE_UNAVAILABLE'],
      ['availability.0.summary.options.0.promise', 'SOURCE_UNAVAILABLE'],
    ])
  })

  it('says which system failed for stores alone when the ways were asked for', async () => {
    const { data } = await run({ units: { dep01: 5 }, failing: ['lyo01'] })
    expect(data.availability[0].summary).toMatchObject({
      status: 'IN_STOCK',
      sources: [{ instance: 'erp', outcome: 'PARTIAL' }],
    })
    const without = `query ($items: [AvailabilityItemInput!]!) { availability(items: $items) { summary { sources { outcome } } } }`
    const { data: plain } = await ask(inventory, without, over({ failing: ['lyo01'] }).context, {
      items: [item],
    })
    expect(plain.availability[0].summary.sources).toEqual([{ outcome: 'OK' }])
  })

  it.each([
    [{ items: [] }],
    [{ items: Array(101).fill(item) }],
    [{ items: [{ sku: SKU, quantity: 0 }] }],
    [{ near: { latitude: 99, longitude: 0 } }],
  ])('refuses %# as BAD_INPUT', async (variables) => {
    const { errors } = await run({}, variables)
    expect(errors).toMatchObject([{ path: 'availability', code: 'BAD_INPUT' }])
  })
})

describe('a store with an item', () => {
  const STORES = `query ($sku: String!) {
    _entities(representations: [{ __typename: "ProductVariant", sku: $sku }]) {
      ... on ProductVariant { storeAvailability(first: 5) { edges { node { store { code } pickup { earliest } } } } }
    }
  }`
  const pickups = async (facts: Facts) => {
    const { data, errors } = await ask(inventory, STORES, over(facts).context, { sku: SKU })
    const { edges } = data['_entities'][0].storeAvailability
    return {
      pickups: edges.map(({ node }: { node: { store: Place; pickup: { earliest: string } | null } }) => [
        node.store.code,
        node.pickup?.earliest ?? null,
      ]),
      errors,
    }
  }

  it('promises pick-up where it has some and offers it', async () => {
    expect(await pickups({ units: { par01: 1, nce01: 3 } })).toEqual({
      pickups: [
        ['LYO01', null],
        ['NCE01', null],
        ['PAR01', '2026-06-15T11:30:00.000Z'],
      ],
      errors: [],
    })
  })

  it('promises none while nobody knows, with an error where it might', async () => {
    const { pickups: promised, errors } = await pickups({ failing: ['par01', 'nce01'] })
    expect(promised.map(([, earliest]: [string, string]) => earliest)).toEqual([null, null, null])
    expect(errors.map(({ path, code }) => [path, code])).toEqual([
      ['_entities.0.storeAvailability.edges.2.node.pickup', 'SOURCE_TIMEOUT'],
    ])
  })
})

describe('a location', () => {
  it('is a store or a warehouse, by its id', async () => {
    const { context } = over({})
    const query = `query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Location { id kind store { code } } } }`
    const ids = [paris.id, depot.id, 'sto_unknown'].map((id) => ({
      __typename: 'Location',
      id: id as RecordId,
    }))
    const { data, errors } = await ask(inventory, query, context, { ids })
    expect(errors).toEqual([])
    expect(data['_entities']).toEqual([
      { id: paris.id, kind: 'STORE', store: { code: 'PAR01' } },
      { id: depot.id, kind: 'WAREHOUSE', store: null },
      null,
    ])
  })
})
