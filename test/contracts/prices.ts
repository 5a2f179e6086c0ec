import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RecordId } from '../../adapters/ids.ts'
import type { PriceKey, Prices } from '../../adapters/ports/prices.ts'
import { dayIn } from '../../adapters/time.ts'
import type { WorldVariant } from '../../sandbox/world/shop-types.ts'
import { expectProvenance, found } from './found.ts'
import { type Opened, world } from './small-world.ts'

interface OpenedPrices extends Opened<Prices> {
  /** Which SKUs this system has, if not all of the world's. */
  readonly skus?: ReadonlySet<string>
  /** Where this system's prices hold, if not everywhere. */
  readonly place?: Pick<PriceKey, 'channel' | 'store'>
  /** Gross cents, where this system says something else than the list. */
  priceOf?(variant: WorldVariant): number
}

/** What every `Prices` must do. `open` gives the port over the small world. */
export function pricesContract(open: () => Promise<OpenedPrices>): void {
  let opened: OpenedPrices
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())

  const variants = () =>
    world.products.flatMap((product) => product.variants).filter(({ sku }) => opened.skus?.has(sku) ?? true)
  const today = dayIn('Europe/Paris', world.now)
  const key = (sku: string): PriceKey => ({
    item: sku as RecordId,
    channel: 'WEB',
    store: null,
    ...opened.place,
    quantity: 1,
    on: today,
  })

  it('states every price of today for one unit, in one batch', async () => {
    const keys = variants().map(({ sku }) => key(sku))
    const reads = await opened.port.prices(keys)
    expect(reads.size).toBe(keys.length)
    for (const [position, variant] of variants().entries()) {
      const read = found(reads.get(keys[position] as PriceKey))
      expectProvenance(read, opened.source)
      expect(read.value.unitPrice.gross).toEqual({
        minor: opened.priceOf?.(variant) ?? variant.price,
        currency: 'EUR',
      })
      const { validFrom, validUntil } = read.value
      expect(validFrom === null || validFrom <= today).toBe(true)
      expect(validUntil === null || validUntil >= today).toBe(true)
    }
  })

  it('leaves out what it has no price for', async () => {
    expect((await opened.port.prices([key('00000000')])).size).toBe(0)
    expect((await opened.port.prices([])).size).toBe(0)
  })
}
