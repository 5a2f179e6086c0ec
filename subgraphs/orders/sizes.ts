import type { Sku } from '../../adapters/ids.ts'
import type { Variant } from '../../adapters/ports/catalog.ts'
import type { Read } from '../../adapters/read.ts'
import { type Context, perRequest } from '../context.ts'
import { foundOrThrow, readLoader } from '../loader.ts'

const variants = perRequest(({ services, locales, channel }) =>
  readLoader<Sku, Variant>(async (skus) => {
    const all = new Map<Sku, Read<Variant>>()
    for (const { port } of services.estate.answers.catalog) {
      const missing = skus.filter((sku) => !all.has(sku))
      if (missing.length === 0) break
      for (const [sku, read] of await port.variants(missing, { locales, channel })) all.set(sku, read)
    }
    return all
  }),
)

/** The size of a variant, as the first catalogue that has it says; null where none has it, or it has no size. */
export async function sizeOf(context: Context, sku: Sku): Promise<string | null> {
  return foundOrThrow(await variants(context).load(sku))?.value.size ?? null
}
