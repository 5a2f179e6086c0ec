import { canonicalGtin, type RecordId } from '../../ids.ts'
import type { CrossReferencePage } from '../../ports/profiles.ts'
import { PAGE } from './models.ts'
import type { Pim } from './pim.ts'
import { gtinOf, skuOf } from './translate.ts'
import { productShape } from './wire.ts'

/** Where a walk over the products begins: by cursor, which does not shift when products are added. */
function firstPage(attributes: readonly string[]): string {
  const query = new URLSearchParams({
    pagination_type: 'search_after',
    limit: String(PAGE),
    search: JSON.stringify({ enabled: [{ operator: '=', value: true }] }),
    attributes: attributes.join(','),
  })
  return `products-uuid?${query}`
}

/**
 * One page of SKUs with their GTINs; `next` is the PIM's own link, which stays good. An item is known here by its SKU.
 * Products without an SKU are left out, as is a record that cannot be read.
 */
export async function readReferences(pim: Pim, after: string | null): Promise<CrossReferencePage> {
  const { source, client, structure, options } = pim
  const { sku, gtin } = options.attributes
  const known = await structure.attributes()
  const wanted = [sku, gtin].filter((code) => code !== null && known.has(code)).map(String)
  const path = after?.startsWith('products-uuid?') ? after : firstPage(wanted)
  const { items, next } = await client.page({ path, route: 'products-uuid', batchSize: PAGE }, productShape)
  const sets = items.flatMap((product) => {
    const id = skuOf(product, sku)
    const code = gtinOf(product, gtin)
    if (id === null) return []
    const record = { source, id: id as string as RecordId }
    const same =
      code === null
        ? []
        : [
            {
              record: { source: 'gs1', id: canonicalGtin(code) as string as RecordId },
              method: 'MANUAL' as const,
            },
          ]
    return [{ record, same }]
  })
  return { sets, next }
}
