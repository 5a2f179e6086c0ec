import { z } from 'zod'
import { SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { Price, PriceKey, Prices, TaxRate } from '../../ports/prices.ts'
import { inChunks, type Read } from '../../read.ts'
import { CHUNK, type TillClient } from './client.ts'
import { grouped } from './grouped.ts'
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
  const readItems = <T>(items: readonly RecordId[], answer: (rows: readonly PriceRow[]) => Read<T> | null) =>
    inChunks(items, CHUNK, async (chunk) => {
      const rows = await client.read(priced(client, chunk), {
        route: 'PRODUCTS',
        tables: ['PRODUCTS', 'TAXES'],
        shape: priceRow,
        keys: chunk.length,
      })
      const byItem = grouped(rows.map((row) => [row.item as RecordId, row] as const))
      return [...byItem].flatMap(([item, own]) => {
        const read = answer(own)
        return read === null ? [] : [[item, read] as const]
      })
    })
  return {
    async prices(keys) {
      const ours = keys.filter(isOurs)
      const items = ours.map(({ item }) => item)
      const reads = await readItems(items, (rows) => toPrice(client, rows, options))
      return new Map(
        ours.flatMap((key) => {
          const read = reads.get(key.item)
          return read ? [[key, read] as const] : []
        }),
      )
    },
    taxRates: (items) => readItems(items, (rows) => toTaxRate(client, rows)),
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

/** The price of now, whose past and end uniCenta does not keep. */
const PLAIN = { validFrom: null, validUntil: null, compareAtPrice: null, lowestPrior30Days: null } as const

function toPrice(client: TillClient, rows: readonly PriceRow[], { currency }: SqlTillOptions): Read<Price> {
  const product = withOneRate(rows)
  if (product === null) {
    const expected = 'expected one tax in TAXES for the category of a product; see to it in uniCenta'
    return new SourceError(client.source, 'BAD_RESPONSE', expected)
  }
  const { price, item, rate } = product
  return client.found({ ...PLAIN, unitPrice: taxed(price, rate, currency) }, item, null)
}

function toTaxRate(client: TillClient, rows: readonly PriceRow[]): Read<TaxRate> | null {
  const product = withOneRate(rows)
  return product && client.found({ percent: product.rate.times(100).round(6).toFixed() }, product.item, null)
}

/** A product with the rate that holds for everybody; null when there is none, or more than one. */
function withOneRate([row, ...more]: readonly PriceRow[]) {
  const rate = row?.rate ?? null
  return row && rate !== null && more.every((other) => other.rate?.eq(rate)) ? { ...row, rate } : null
}
