import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Stores } from '../../adapters/ports/stores.ts'
import type { WorldStore } from '../../sandbox/world/shop-types.ts'
import { expectProvenance } from './found.ts'
import { type Opened, world } from './small-world.ts'

interface OpenedStores extends Opened<Stores> {
  idOf(place: WorldStore): string
  /** The most characters of a name that this system keeps; all where it does not say. */
  readonly nameLength?: number
  /** Which places this system has. */
  readonly places: readonly WorldStore[]
}

/** What every `Stores` must do. `open` gives the port over the small world. */
export function storesContract(open: () => Promise<OpenedStores>): void {
  let opened: OpenedStores
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())

  it('lists every place once, in the order of its keys, with its name and kind', async () => {
    const listed = await opened.port.stores()
    const expected = [...opened.places]
      .map((place) => ({
        recordId: opened.idOf(place),
        name: place.name.slice(0, opened.nameLength).trim(),
        kind: place.code === world.warehouse.code ? 'WAREHOUSE' : 'STORE',
      }))
      .sort((left, right) => (left.recordId < right.recordId ? -1 : 1))
    expect(listed.map(({ value: { recordId, name, kind } }) => ({ recordId, name, kind }))).toEqual(expected)
    for (const read of listed) expectProvenance(read, opened.source)
  })

  it('knows where a place is, as far as it says', async () => {
    const listed = await opened.port.stores()
    for (const place of opened.places) {
      const { value } = listed.find(({ recordId }) => recordId === opened.idOf(place)) ?? {}
      if (value?.address) expect(value.address.city).toBe(place.address.city)
    }
  })
}
