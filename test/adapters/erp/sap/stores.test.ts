import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenSap, openSap, world } from './open-sap.ts'

let sap: OpenSap
beforeAll(async () => {
  sap = await openSap()
})
afterAll(() => sap.close())

describe('stores of S/4HANA', () => {
  it('are its plants with their addresses, in the order of their keys, in one call', async () => {
    const stores = await sap.ports.stores.stores()
    const places = [...world.stores, world.warehouse].sort((left, right) =>
      left.plant.localeCompare(right.plant),
    )
    expect(stores.map(({ recordId }) => recordId)).toEqual(places.map(({ plant }) => plant))
    expect(stores.map(({ value }) => value)).toMatchObject(
      places.map(({ plant, name, address }) => ({
        recordId: plant,
        name: name.slice(0, 30),
        kind: plant === world.warehouse.plant ? 'WAREHOUSE' : 'STORE',
        address: {
          streetLine1: address.streetLine1,
          postalCode: address.postalCode,
          city: address.city,
          countryCode: address.countryCode,
        },
        geo: null,
        timeZone: 'Europe/Paris',
      })),
    )
    expect(sap.calls()).toEqual(['GET API_PLANT_SRV/A_Plant'])
  })

  it('leave out plants of other categories', async () => {
    const shops = await openSap({ plantKinds: { A: 'STORE' } })
    const kinds = (await shops.ports.stores.stores()).map(({ value }) => value.kind)
    expect(new Set(kinds)).toEqual(new Set(['STORE']))
    await shops.close()
  })

  it('are not guessed when the system is out of service', async () => {
    await sap.served.misbehave({ refuse: 'unavailable' })
    await expect(sap.ports.stores.stores()).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      source: 'erp',
    })
    await sap.served.misbehave({})
  })
})
