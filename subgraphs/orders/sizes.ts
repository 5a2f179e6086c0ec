import type { Sku } from '../../adapters/ids.ts'
import type { Variant } from '../../adapters/ports/catalog.ts'
import { type Context, perRequest } from '../context.ts'
import { firstThatHas } from '../first-that-has.ts'
import { foundOrThrow, readLoader } from '../loader.ts'

const variants = perRequest(({ services, locales, channel }) =>
  readLoader<Sku, Variant>((skus) =>
    firstThatHas(services.estate.answers.catalog, skus, ({ port }, missing) =>
      port.variants(missing, { locales, channel }),
    ),
  ),
)

/** The size of a variant, as the first catalogue that has it says; null where none has it, or it has no size. */
export async function sizeOf(context: Context, sku: Sku): Promise<string | null> {
  return (await variantOf(context, sku))?.size ?? null
}

/** A variant, as the first catalogue that has it says; null where none has it. A GraphQL error where nobody knows. */
export async function variantOf(context: Context, sku: Sku): Promise<Variant | null> {
  return foundOrThrow(await variants(context).load(sku))?.value ?? null
}
