import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RecordId } from '../../adapters/ids.ts'
import { wholeUnits } from '../../adapters/money.ts'
import type { Stock, StockKey } from '../../adapters/ports/stock.ts'
import type { WorldStore } from '../../sandbox/world/shop-types.ts'
import { expectProvenance, found } from './found.ts'
import { type Opened, world } from './small-world.ts'

interface OpenedStock extends Opened<Stock> {
  /** The source's key of a store or the warehouse. */
  idOf(place: WorldStore): string
  /** Which SKUs and places this system has, if not all of the world's. */
  has?(sku: string, place: WorldStore): boolean
}

/** What every `Stock` must do. `open` gives the port over the small world. */
export function stockContract(open: () => Promise<OpenedStock>): void {
  let opened: OpenedStock
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())

  const places = [...world.stores, world.warehouse]
  const all = () =>
    world.products
      .flatMap(({ variants }) => variants)
      .flatMap((variant) => places.map((place) => ({ variant, place })))
      .filter(({ variant, place }) => opened.has?.(variant.sku, place) ?? true)
  const key = (sku: string, place: WorldStore): StockKey => ({
    item: sku as RecordId,
    location: opened.idOf(place) as RecordId,
  })

  it('counts every item in every place, in whole units, and leaves out what is not kept there', async () => {
    const wanted = all().map(({ variant, place }) => ({ variant, place, key: key(variant.sku, place) }))
    const reads = await opened.port.levels(wanted.map((one) => one.key))
    for (const { variant, place, key: asked } of wanted) {
      const expected = variant.stock[place.code]
      if (expected === undefined) {
        expect(reads.has(asked)).toBe(false)
        continue
      }
      const read = found(reads.get(asked))
      expectProvenance(read, opened.source)
      expect(read.value.onHand).toBe(wholeUnits(expected))
    }
  })

  it('leaves out items and places it does not know', async () => {
    const [first] = all()
    if (!first) throw new Error('the world must have stock')
    const unknown = [
      key('00000000', first.place),
      { item: first.variant.sku as RecordId, location: 'NONE' as RecordId },
    ]
    expect((await opened.port.levels(unknown)).size).toBe(0)
    expect((await opened.port.levels([])).size).toBe(0)
  })
}
