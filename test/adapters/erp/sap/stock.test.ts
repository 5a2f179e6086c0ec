import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
import type { StockKey } from '../../../../adapters/ports/stock.ts'
import { isFound } from '../../../../adapters/read.ts'
import { type OpenSap, openSap, world } from './open-sap.ts'

const places = [world.warehouse, ...world.stores]
const variants = world.products.flatMap((product) => product.variants)
const keyOf = (sku: string, plant: string): StockKey => ({
  item: sku as RecordId,
  location: plant as RecordId,
})
const keys = (skus: readonly string[], plants: readonly string[]) =>
  skus.flatMap((sku) => plants.map((plant) => keyOf(sku, plant)))

/** What the world has there, in whole units; undefined where it keeps none. */
function expected({ item, location }: StockKey): number | undefined {
  const code = places.find(({ plant }) => plant === location)?.code ?? ''
  const quantity = variants.find(({ sku }) => sku === item)?.stock[code]
  return quantity === undefined ? undefined : Math.trunc(Number(quantity))
}

let sap: OpenSap
beforeAll(async () => {
  sap = await openSap()
})
afterAll(() => sap.close())

describe('stock of S/4HANA', () => {
  it('is the unrestricted stock of each place, summed over its storage locations', async () => {
    const asked = keys(
      variants.map(({ sku }) => sku),
      places.map(({ plant }) => plant),
    )
    const reads = await sap.ports.stock.levels(asked)
    const found = asked.map((key) => {
      const read = reads.get(key)
      return isFound(read) ? read.value.onHand : undefined
    })
    expect(found).toEqual(asked.map(expected))
    expect(found).toContain(undefined)
  })

  it('of many items in many places is one call', async () => {
    const skus = variants.slice(0, 8).map(({ sku }) => sku)
    const plants = places.slice(0, 5).map(({ plant }) => plant)
    sap.calls()
    await sap.ports.stock.levels(keys(skus, plants))
    expect(sap.calls()).toEqual(['GET API_MATERIAL_STOCK_SRV/A_MatlStkInAcctMod'])
  })

  it('of more than a page holds is one call still', async () => {
    const skus = variants.slice(0, 50).map(({ sku }) => sku)
    const asked = keys(
      skus,
      places.map(({ plant }) => plant),
    )
    await sap.ports.stock.levels(asked)
    sap.calls()
    await sap.ports.stock.levels(asked)
    expect(sap.calls()).toEqual(['POST API_MATERIAL_STOCK_SRV/$batch'])
  })

  it('rounds kilograms down to whole ones', async () => {
    const weighed = world.products.filter((product) => product.weighed).flatMap((product) => product.variants)
    const asked = keys(
      weighed.map(({ sku }) => sku),
      places.map(({ plant }) => plant),
    )
    const reads = await sap.ports.stock.levels(asked)
    const levels = [...reads.values()].flatMap((read) => (isFound(read) ? [read.value.onHand] : []))
    expect(levels.length).toBeGreaterThan(0)
    expect(levels.every(Number.isInteger)).toBe(true)
  })

  it('counts an ERP unit as the configured number of sale units', async () => {
    const dozens = await openSap({ units: { PC: '12' } })
    const piece = world.products.find(({ weighed }) => !weighed)?.variants[0]
    const [code = '', quantity = ''] = Object.entries(piece?.stock ?? {})[0] ?? []
    const key = keyOf(piece?.sku ?? '', places.find((place) => place.code === code)?.plant ?? '')
    expect((await dozens.ports.stock.levels([key])).get(key)).toMatchObject({
      value: { onHand: Number(quantity) * 12, reserved: null, inbound: null },
    })
    await dozens.close()
  })

  it('is absent for an item or a place the ERP does not know', async () => {
    const [{ sku } = { sku: '' }] = variants
    expect((await sap.ports.stock.levels([keyOf('99999999', '1010'), keyOf(sku, '9999')])).size).toBe(0)
  })
})
