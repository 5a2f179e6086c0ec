import { describe, expect, it } from 'vitest'
import { SourceError } from '../../../adapters/error.ts'
import type { RecordId } from '../../../adapters/ids.ts'
import type { Stock } from '../../../adapters/ports/stock.ts'
import { storeAvailability } from '../../../subgraphs/inventory/store-availability.ts'
import { createStoreDirectory } from '../../../subgraphs/shared/stock/store-directory.ts'
import { contextWith, NOW, place } from '../../memory/services.ts'
import { counted } from '../../memory/spy.ts'
import { memoryStock } from '../../memory/stock.ts'

const SKU = '10040132'
/** Stores along one meridian, a degree apart: S01 stands nearest to the pole. */
const code = (number: number) => `S${String(number).padStart(3, '0')}`
const along = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    place(code(index), {
      geo: { latitude: 80 - index, longitude: 2 },
      records: new Map([['erp', code(index) as RecordId]]),
    }),
  )
const pole = { latitude: 89, longitude: 2 }

function over(units: Readonly<Record<string, number>>, count = 6, failing: readonly string[] = []) {
  const held = Object.fromEntries(Object.entries(units).map(([store, onHand]) => [store, { [SKU]: onHand }]))
  const memory = memoryStock({ source: 'erp', clock: () => NOW, stock: held })
  const late = new SourceError('erp', 'SOURCE_TIMEOUT', 'no answer')
  const levels: Stock['levels'] = async (keys) => {
    const lost = keys.filter(({ location }) => failing.includes(location))
    return new Map([...(await memory.levels(keys)), ...lost.map((key) => [key, late] as const)])
  }
  const { port, calls } = counted<Stock>({ levels })
  const request = () =>
    contextWith({
      answers: { stock: [{ name: 'erp', kind: 'ERP', port }] },
      services: { stores: createStoreDirectory(along(count)) },
    })
  return { request, calls, held }
}
const codes = ({ edges }: Awaited<ReturnType<typeof storeAvailability>>) =>
  edges.map(({ node }) => node.place.code)

describe('an item in stores', () => {
  it('comes nearest store first with its distance, and in the order of codes without a point', async () => {
    const { request } = over({})
    const south = { latitude: 70, longitude: 2 }
    const near = await storeAvailability(request(), SKU, { first: 3, near: south })
    expect(codes(near)).toEqual(['S005', 'S004', 'S003'])
    expect(near.edges[0]?.distanceMeters).toBeGreaterThan(500_000)
    const plain = await storeAvailability(request(), SKU, { first: 3 })
    expect(codes(plain)).toEqual(['S000', 'S001', 'S002'])
    expect(plain.edges.map(({ distanceMeters }) => distanceMeters)).toEqual([null, null, null])
  })

  it('asks for the stores of the page alone, in one batch', async () => {
    const { request, calls } = over({})
    await storeAvailability(request(), SKU, { first: 3 })
    expect(calls.levels).toBe(1)
  })

  it.each([1, 2, 4, 50])('is paged by %i without loss or repeats', async (first) => {
    const { request } = over({})
    const seen: string[] = []
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof storeAvailability>> = await storeAvailability(request(), SKU, {
        first,
        after,
        near: pole,
      })
      seen.push(...codes(page))
      if (!page.pageInfo.hasNextPage) break
      after = page.pageInfo.endCursor
    }
    expect(seen).toEqual(['S000', 'S001', 'S002', 'S003', 'S004', 'S005'])
  })

  it('refuses more than 50 at once, a cursor of another list and a point that is none', async () => {
    const { request } = over({})
    const refused = expect.objectContaining({ extensions: { code: 'BAD_INPUT' } })
    await expect(storeAvailability(request(), SKU, { first: 51 })).rejects.toEqual(refused)
    await expect(storeAvailability(request(), SKU, { first: 5, after: 'WyJYIl0' })).rejects.toEqual(refused)
    const beyond = { latitude: 91, longitude: 0 }
    await expect(storeAvailability(request(), SKU, { first: 5, near: beyond })).rejects.toEqual(refused)
  })
})

describe('an item in the stores that have it', () => {
  it('leaves out those that have none, and those that keep none', async () => {
    const { request, calls } = over({ S001: 3, S002: 0, S004: 1 })
    const page = await storeAvailability(request(), SKU, { first: 5, near: pole, inStockOnly: true })
    expect(codes(page)).toEqual(['S001', 'S004'])
    expect(page.pageInfo.hasNextPage).toBe(false)
    expect(calls.levels).toBe(1)
  })

  it('keeps a store nobody answers for, and says who failed, on whichever page it stands', async () => {
    const { request } = over({ S000: 1, S001: 3 }, 6, ['S003'])
    const page = await storeAvailability(request(), SKU, { first: 5, near: pole, inStockOnly: true })
    expect(codes(page)).toEqual(['S000', 'S001', 'S003'])
    expect(page.sources).toMatchObject([{ instance: 'erp', outcome: 'PARTIAL' }])
    const first = await storeAvailability(request(), SKU, { first: 1, near: pole, inStockOnly: true })
    expect(first.sources).toMatchObject([{ outcome: 'PARTIAL' }])
  })

  it('goes on after a store that has sold out between two pages', async () => {
    const { request, held } = over({ S001: 3, S002: 1, S004: 1 })
    const wish = { first: 2, near: pole, inStockOnly: true }
    const first = await storeAvailability(request(), SKU, wish)
    expect(codes(first)).toEqual(['S001', 'S002'])
    held['S002'] = { [SKU]: 0 }
    const second = await storeAvailability(request(), SKU, { ...wish, after: first.pageInfo.endCursor })
    expect(codes(second)).toEqual(['S004'])
  })

  it('looks no further than the nearest 100', async () => {
    const { request } = over({ S099: 1, S100: 1 }, 120)
    const page = await storeAvailability(request(), SKU, { first: 5, near: pole, inStockOnly: true })
    expect(codes(page)).toEqual(['S099'])
  })
})
