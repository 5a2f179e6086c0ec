import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RecordId, StoreId } from '../../../../adapters/ids.ts'
import { createStoreDirectory } from '../../../../subgraphs/shared/stock/store-directory.ts'
import { place } from '../../../memory/services.ts'

const louvre = { latitude: 48.8596, longitude: 2.3437 }
const paris = place('PAR01', { geo: louvre })
const lyon = place('LYO01', { geo: { latitude: 45.7579, longitude: 4.8351 } })
const nowhere = place('BDX01')
const depot = place('DEP01', { kind: 'WAREHOUSE', geo: { latitude: 48.86, longitude: 2.34 } })
const directory = createStoreDirectory(
  [paris, depot, nowhere, lyon],
  new Map([['sto_earlier', paris.id as StoreId]]),
)

describe('a store directory', () => {
  it('lists stores by their codes, and warehouses apart', () => {
    expect(directory.stores.map(({ code }) => code)).toEqual(['BDX01', 'LYO01', 'PAR01'])
    expect(directory.warehouses).toEqual([depot])
  })

  it('finds a place by id, earlier id, code, and its record in a source', () => {
    expect([
      directory.byId(paris.id),
      directory.byId('sto_earlier'),
      directory.byCode('PAR01'),
      directory.byRecord('erp', 'par01' as RecordId),
    ]).toEqual([paris, paris, paris, paris])
    expect(directory.byRecord('erp', 'dep01' as RecordId)).toBe(depot)
  })

  it('knows no other', () => {
    expect([
      directory.byId('sto_never'),
      directory.byCode('par01'),
      directory.byRecord('tills', 'par01' as RecordId),
    ]).toEqual([null, null, null])
  })

  it('measures as the crow flies, nearest first, and leaves out who stands nowhere', () => {
    const near = directory.nearest(louvre, 10)
    expect(near.map(({ store }) => store.code)).toEqual(['PAR01', 'LYO01'])
    expect(near[0]?.distanceMeters).toBe(0)
    expect(near[1]?.distanceMeters).toBeGreaterThan(390_000)
    expect(near[1]?.distanceMeters).toBeLessThan(395_000)
  })

  it('gives at most so many, within the radius', () => {
    expect(directory.nearest(louvre, 1)).toHaveLength(1)
    expect(directory.nearest(louvre, 10, 380_000).map(({ store }) => store.code)).toEqual(['PAR01'])
    expect(directory.nearest({ latitude: -48, longitude: -177 }, 10)).toHaveLength(2)
  })

  it('is empty without stores', () => {
    const empty = createStoreDirectory([])
    expect(empty.nearest({ latitude: 0, longitude: 0 }, 10)).toEqual([])
    expect([empty.stores, empty.byCode('PAR01')]).toEqual([[], null])
  })

  it('orders any stores by the distance it states', () => {
    const point = fc.record({
      latitude: fc.double({ min: -89, max: 89, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(point, { maxLength: 30 }), point, (points, from) => {
        const stores = points.map((geo, index) => place(`S${index}`, { geo }))
        const near = createStoreDirectory(stores).nearest(from, 100)
        const metres = near.map(({ distanceMeters }) => distanceMeters ?? -1)
        expect(metres).toEqual([...metres].sort((left, right) => left - right))
        expect(new Set(near.map(({ store }) => store.code)).size).toBe(near.length)
      }),
      { numRuns: 50 },
    )
  })
})
