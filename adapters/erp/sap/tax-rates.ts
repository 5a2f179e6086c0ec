import type { RecordId } from '../../ids.ts'
import type { TaxRate } from '../../ports/prices.ts'
import type { Read, Reads } from '../../read.ts'
import type { SapClient } from './client.ts'
import { canonicalKey } from './keys.ts'
import type { SapOptions } from './options.ts'
import { allOf, anyOf } from './query.ts'
import { fieldsOf } from './shapes.ts'
import { textLiteral } from './values.ts'
import { salesTax } from './wire.ts'

/**
 * The VAT of articles: their tax classification for the country they are sold from (A_ProductSalesTax), which the retailer's
 * mapping turns into a percentage. An article without one, or with one that is not mapped, has no rate that is known.
 * Without `taxes` in the options nothing is asked.
 */
export async function readTaxRates(
  client: SapClient,
  items: readonly RecordId[],
  { taxes, vatPercent }: Pick<SapOptions, 'taxes' | 'vatPercent'>,
): Promise<Reads<RecordId, TaxRate>> {
  if (!taxes) return vatPercent === undefined ? new Map() : sameForAll(client, items, vatPercent)
  return client.readByKeys('products', items, {
    query: (chunk) => ({
      set: 'A_ProductSalesTax',
      shape: salesTax,
      filter: allOf(
        anyOf('Product', chunk.map(canonicalKey)),
        `Country eq ${textLiteral(taxes.country)}`,
        `TaxCategory eq ${textLiteral(taxes.category)}`,
      ),
      select: fieldsOf(salesTax),
    }),
    entries: (rows, chunk) => {
      const classes = new Map(rows.map((row) => [canonicalKey(row.Product), row.TaxClassification]))
      return chunk.flatMap((item): [RecordId, Read<TaxRate>][] => {
        const percent = taxes.rates[classes.get(canonicalKey(item)) ?? '']
        return percent === undefined ? [] : [[item, client.found({ percent }, canonicalKey(item), null)]]
      })
    },
  })
}

function sameForAll(
  client: SapClient,
  items: readonly RecordId[],
  percent: string,
): Reads<RecordId, TaxRate> {
  return new Map(items.map((item) => [item, client.found({ percent }, canonicalKey(item), null)]))
}
