import { describe, expect, it } from 'vitest'
import { SourceError } from '../../adapters/error.ts'
import type { Gtin, RecordId, Sku } from '../../adapters/ids.ts'
import { keepFresh } from '../../adapters/keep-fresh.ts'
import type { Catalog, ContentOptions } from '../../adapters/ports/catalog.ts'
import { isFound } from '../../adapters/read.ts'
import type { Ports, Source } from '../../adapters/source.ts'
import type { Day } from '../../adapters/time.ts'
import { memoryCache } from '../../cache/memory.ts'
import { memoryCatalog } from '../memory/catalog.ts'
import { memoryPrices } from '../memory/prices.ts'
import { memoryProfiles, plainProfile } from '../memory/profiles.ts'
import { counted } from '../memory/spy.ts'
import { memoryStock } from '../memory/stock.ts'
import { memoryStores } from '../memory/stores.ts'

const SKU = '10040132' as Sku
const freshness = {
  catalog: 300,
  prices: 60,
  promotions: 60,
  stock: 30,
  stores: 3_600,
  profiles: 60,
  orders: 30,
  loyalty: 15,
  conversations: 15,
  staleIfError: 120,
}
const french: ContentOptions = { locales: ['fr-FR'], channel: null }
const store = { name: 'Paris', kind: 'STORE', address: null, geo: null, timeZone: null, phone: null } as const

/** A source that serves everything there is to keep, and shoppers, behind a cache. */
function keptSource(trouble: { failure: SourceError | null } = { failure: null }) {
  let now = Date.parse('2026-06-15T10:00:00Z')
  const memory = { source: 'all', clock: () => new Date(now) }
  const variant = { sku: SKU, gtin: '4006381333931', color: 'red', size: 'M' }
  const product = {
    code: 'jean',
    brand: 'B',
    title: { 'fr-FR': 'Jean', 'en-US': 'Jeans' },
    variants: [variant],
  }
  const stock = memoryStock({ ...memory, stock: { '1010': { [SKU]: 3 } } })
  const stores = memoryStores({ ...memory, stores: [{ ...store, recordId: '1010' as RecordId }] })
  const ports = {
    catalog: counted(memoryCatalog({ ...memory, products: [product] })),
    prices: counted(memoryPrices({ ...memory, prices: [{ item: SKU, cents: 4990 }] })),
    stock: counted({
      levels: async (keys: Parameters<typeof stock.levels>[0]) =>
        trouble.failure
          ? new Map(keys.map((key) => [key, trouble.failure as SourceError]))
          : stock.levels(keys),
    }),
    stores: counted({
      stores: async () => {
        if (trouble.failure) throw trouble.failure
        return stores.stores()
      },
    }),
    profiles: counted(memoryProfiles({ ...memory, records: [{ id: '1', profile: plainProfile() }] })),
  }
  const source: Source = {
    name: 'all',
    kind: 'ERP',
    ports: Object.fromEntries(Object.entries(ports).map(([name, { port }]) => [name, port])),
    diagnose: async () => ({ version: null, clock: null, budget: null, warnings: [] }),
    close: async () => {},
  }
  const cache = memoryCache({ maxEntries: 1_000, clock: memory.clock })
  const kept = keepFresh(source, { cache, freshness, hmacKey: 'a key', clock: memory.clock })
  return {
    calls: (name: keyof typeof ports) => Object.values(ports[name].calls).reduce((sum, one) => sum + one, 0),
    // The source above serves every port these tests ask for.
    port: <P extends keyof typeof ports>(name: P) => kept.ports[name] as Ports[P],
    kept,
    pass: (seconds: number) => {
      now += seconds * 1_000
    },
  }
}
type Kept = ReturnType<typeof keptSource>

const level = { item: SKU as string as RecordId, location: '1010' as RecordId }
const price = {
  item: SKU as string as RecordId,
  channel: 'WEB',
  store: null,
  quantity: 1,
  on: '2026-06-15' as Day,
} as const
const READS: readonly (readonly [
  'catalog' | 'prices' | 'stock' | 'stores' | 'profiles',
  number,
  (kept: Kept) => Promise<unknown>,
])[] = [
  ['catalog', freshness.catalog, ({ port }) => port('catalog').variants([SKU], french)],
  [
    'catalog',
    freshness.catalog,
    ({ port }) => port('catalog').variantsByGtin(['4006381333931' as Gtin], french),
  ],
  ['catalog', freshness.catalog, ({ port }) => port('catalog').products(['jean'], french)],
  ['catalog', freshness.catalog, ({ port }) => port('catalog').productsByHandle(['jean'], french)],
  [
    'catalog',
    freshness.catalog,
    ({ port }) => port('catalog').variantsOf([{ productCode: 'jean', first: 5, after: null }], french),
  ],
  ['prices', freshness.prices, ({ port }) => port('prices').prices([{ ...price }])],
  ['stock', freshness.stock, ({ port }) => port('stock').levels([{ ...level }])],
  ['stores', freshness.stores, ({ port }) => port('stores').stores()],
  ['profiles', freshness.profiles, ({ port }) => port('profiles').profiles(['1' as RecordId])],
]

describe('what a source said of things', () => {
  it.each(READS.map((read, index) => [index, ...read] as const))(
    'read %i, of its %s, is asked for once in %i seconds',
    async (_, name, seconds, read) => {
      const kept = keptSource()
      await read(kept)
      kept.pass(seconds - 1)
      await read(kept)
      expect(kept.calls(name)).toBe(1)
      kept.pass(2)
      await read(kept)
      expect(kept.calls(name)).toBe(2)
    },
  )

  it('is the same from the cache, but says so and keeps the time it was read at', async () => {
    const kept = keptSource()
    const first = (await kept.port('stock').levels([level])).get(level)
    kept.pass(10)
    const second = (await kept.port('stock').levels([level])).get(level)
    expect(isFound(first) && isFound(second) && second).toEqual({ ...first, fromCache: true })
    const [listed] = await kept.port('stores').stores()
    const [again] = await kept.port('stores').stores()
    expect(again).toEqual({ ...listed, fromCache: true })
  })

  it('keeps that there is none, too', async () => {
    const kept = keptSource()
    const nowhere = { ...level, location: '1099' as RecordId }
    for (let round = 0; round < 2; round += 1) {
      expect((await kept.port('stock').levels([nowhere])).has(nowhere)).toBe(false)
    }
    expect(kept.calls('stock')).toBe(1)
  })

  it('asks only for what is not kept', async () => {
    const kept = keptSource()
    await kept.port('stock').levels([level])
    const other = { ...level, location: '1020' as RecordId }
    expect((await kept.port('stock').levels([level, other])).has(level)).toBe(true)
    expect(kept.calls('stock')).toBe(2)
  })

  it('never keeps a failure', async () => {
    const trouble: { failure: SourceError | null } = {
      failure: new SourceError('all', 'SOURCE_TIMEOUT', 'late'),
    }
    const kept = keptSource(trouble)
    expect((await kept.port('stock').levels([level])).get(level)).toBe(trouble.failure)
    await expect(kept.port('stores').stores()).rejects.toBe(trouble.failure)
    trouble.failure = null
    expect(isFound((await kept.port('stock').levels([level])).get(level))).toBe(true)
    expect(await kept.port('stores').stores()).toHaveLength(1)
  })

  it('tells prices of other days, channels and quantities apart', async () => {
    const kept = keptSource()
    const others = [
      price,
      { ...price, on: '2026-06-16' as Day },
      { ...price, channel: 'KIOSK' },
      { ...price, quantity: 2 },
    ] as const
    for (const one of others) await kept.port('prices').prices([one])
    expect(kept.calls('prices')).toBe(others.length)
  })
})

describe('a catalogue’s texts', () => {
  const titleIn = async (catalog: Catalog, options: ContentOptions) => {
    const read = (await catalog.variants([SKU], options)).get(SKU)
    return isFound(read) ? read.value.title?.text : null
  }

  it('are kept apart by locales and channel', async () => {
    const kept = keptSource()
    const catalog = kept.port('catalog')
    const english: ContentOptions = { locales: ['en-US', 'fr-FR'], channel: null }
    expect([await titleIn(catalog, french), await titleIn(catalog, english)]).toEqual(['Jean', 'Jeans'])
    expect([await titleIn(catalog, { ...french, channel: 'WEB' }), await titleIn(catalog, english)]).toEqual([
      'Jean',
      'Jeans',
    ])
    expect(kept.calls('catalog')).toBe(3)
  })

  it('stay right for more choices than are kept apart', async () => {
    const kept = keptSource()
    const catalog = kept.port('catalog')
    for (let index = 0; index < 400; index += 1) {
      expect(await titleIn(catalog, { locales: [`x-${index}`, 'fr-FR'], channel: null })).toBe('Jean')
    }
    expect(await titleIn(catalog, { locales: ['x-0', 'fr-FR'], channel: null })).toBe('Jean')
    expect(kept.calls('catalog')).toBe(400)
  })
})

describe('while a source fails, what it said before', () => {
  const failure = new SourceError('all', 'SOURCE_UNAVAILABLE', 'HTTP 503')

  it('is shown past its age, says so, and keeps the time it was read at', async () => {
    const trouble: { failure: SourceError | null } = { failure: null }
    const kept = keptSource(trouble)
    const first = (await kept.port('stock').levels([level])).get(level)
    const [store] = await kept.port('stores').stores()
    trouble.failure = failure
    kept.pass(freshness.stock + 1)
    const stale = (await kept.port('stock').levels([level])).get(level)
    expect(stale).toEqual({ ...first, fromCache: true, stale: true })
    kept.pass(freshness.stores)
    expect(await kept.port('stores').stores()).toEqual([{ ...store, fromCache: true, stale: true }])
  })

  it('is shown no longer than allowed', async () => {
    const trouble: { failure: SourceError | null } = { failure: null }
    const kept = keptSource(trouble)
    await kept.port('stock').levels([level])
    trouble.failure = failure
    kept.pass(freshness.stock + freshness.staleIfError - 1)
    expect(isFound((await kept.port('stock').levels([level])).get(level))).toBe(true)
    kept.pass(2)
    expect((await kept.port('stock').levels([level])).get(level)).toBe(failure)
  })

  it('is not shown while the source answers, and is new again once it does', async () => {
    const trouble: { failure: SourceError | null } = { failure: null }
    const kept = keptSource(trouble)
    await kept.port('stock').levels([level])
    kept.pass(freshness.stock + 1)
    trouble.failure = failure
    await kept.port('stock').levels([level])
    trouble.failure = null
    const fresh = (await kept.port('stock').levels([level])).get(level)
    expect(isFound(fresh) && [fresh.fromCache, fresh.stale, fresh.fetchedAt]).toEqual([
      false,
      undefined,
      '2026-06-15T10:00:31.000Z',
    ])
  })

  it('is not that there was none: nobody knows whether there is one by now', async () => {
    const trouble: { failure: SourceError | null } = { failure: null }
    const kept = keptSource(trouble)
    const nowhere = { ...level, location: '1099' as RecordId }
    await kept.port('stock').levels([nowhere])
    trouble.failure = failure
    kept.pass(freshness.stock + 1)
    expect((await kept.port('stock').levels([nowhere])).get(nowhere)).toBe(failure)
  })

  it('is not shown for what the source never could answer', async () => {
    const trouble: { failure: SourceError | null } = { failure: null }
    const kept = keptSource(trouble)
    await kept.port('stock').levels([level])
    trouble.failure = new SourceError('all', 'UNSUPPORTED', 'grant it')
    kept.pass(freshness.stock + 1)
    expect((await kept.port('stock').levels([level])).get(level)).toBe(trouble.failure)
  })
})

it('what says which record is which is read anew each time', async () => {
  const kept = keptSource()
  for (let round = 0; round < 2; round += 1) {
    await kept.port('profiles').customerReferences(null)
    await kept.port('catalog').itemReferences(null)
  }
  expect([kept.calls('profiles'), kept.calls('catalog')]).toEqual([2, 2])
})

it('a source with work of its own in the background is asked each time: it holds its answers itself', async () => {
  const { kept } = keptSource()
  const job = { name: 'read files', run: async () => {}, once: async () => {} }
  const tools = {
    cache: memoryCache({ maxEntries: 1, clock: () => new Date() }),
    freshness,
    hmacKey: 'a key',
  }
  const source = { ...kept, jobs: [job] }
  expect(keepFresh(source, { ...tools, clock: () => new Date() })).toBe(source)
})

it('a source keeps its name, and gains no port it did not have', () => {
  const { kept } = keptSource()
  expect(kept.name).toBe('all')
  expect(Object.keys(kept.ports).sort()).toEqual(['catalog', 'prices', 'profiles', 'stock', 'stores'])
})
