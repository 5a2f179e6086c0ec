import { z } from 'zod'
import { SourceError } from '../../error.ts'
import type { Price, PriceKey, Prices } from '../../ports/prices.ts'
import { inChunks, type Read } from '../../read.ts'
import { CHUNK, type TillClient } from './client.ts'
import type { SqlTillOptions } from './options.ts'
import { number, text } from './shapes.ts'
import { taxed } from './taxed.ts'

const priceRow = z.object({ item: text, price: number, rate: number.nullable() })
type PriceRow = z.output<typeof priceRow>

/**
 * What the tills charge: PRODUCTS.PRICESELL, which is net, with the tax of the product's category. It is the price of now, for any
 * quantity, in the tills' own channel and stores and nowhere else. A product whose category has no tax, or several that hold for
 * everybody, has a price nobody can state: BAD_RESPONSE.
 */
export function tillPrices(client: TillClient, options: SqlTillOptions): Prices {
  const { channel, stores } = options
  const isOurs = ({ channel: asked, store }: PriceKey) =>
    asked === channel.kind && (store === null || Object.hasOwn(stores, store))
  return {
    async prices(keys) {
      const ours = keys.filter(isOurs)
      const items = [...new Set(ours.map(({ item }) => item))]
      const read = await inChunks(items, CHUNK, async (chunk) => {
        const rows = await client.read(priced(client, chunk), {
          route: 'PRODUCTS',
          tables: ['PRODUCTS', 'TAXES'],
          shape: priceRow,
          keys: chunk.length,
        })
        return chunk.flatMap((item) => {
          const own = rows.filter((row) => row.item === item)
          return own.length === 0 ? [] : [[item, toRead(client, own, options)] as const]
        })
      })
      return new Map(
        ours.flatMap((key) => {
          const answer = read.get(key.item)
          return answer ? [[key, answer] as const] : []
        }),
      )
    },
  }
}

/** Products with every tax that holds for everybody. */
function priced({ build }: TillClient, items: readonly string[]) {
  return build
    .selectFrom('products')
    .leftJoin('taxes', (join) =>
      join
        .onRef('taxes.category', '=', 'products.taxcat')
        .on('taxes.custcategory', 'is', null)
        .on('taxes.parentid', 'is', null),
    )
    .select(['products.reference as item', 'products.pricesell as price', 'taxes.rate as rate'])
    .where('products.reference', 'in', [...items])
}

function toRead(client: TillClient, rows: readonly PriceRow[], { currency }: SqlTillOptions): Read<Price> {
  const [row, ...more] = rows
  if (!row || row.rate === null || more.some(({ rate }) => !row.rate || !rate?.eq(row.rate))) {
    const expected = 'expected one tax in TAXES for the category of a product; see to it in uniCenta'
    return new SourceError(client.source, 'BAD_RESPONSE', expected)
  }
  const unitPrice = taxed(row.price, row.rate, currency)
  return client.found({ unitPrice, validFrom: null, validUntil: null }, row.item, null)
}
