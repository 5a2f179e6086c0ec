import type { Sku } from '../../adapters/ids.ts'
import { isFound } from '../../adapters/read.ts'
import type { Context } from '../context.ts'

/** What articles are called, for what is written down; an article that nobody names just now goes by its SKU. */
export async function titlesOf(
  { services: { estate }, locales }: Context,
  skus: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const [catalog] = estate.answers.catalog
  // A title is the shopper's to read and nobody's to rely on: an order does not wait for it.
  const reads = await catalog?.port.variants(skus as readonly Sku[], { locales, channel: null })
  return new Map(
    skus.map((sku) => {
      const read = reads?.get(sku as Sku)
      return [sku, (isFound(read) ? read.value.title?.text : null) ?? sku]
    }),
  )
}
