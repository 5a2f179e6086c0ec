import type { Sku } from '../../adapters/ids.ts'
import type { Variant } from '../../adapters/ports/catalog.ts'
import { pageInfo, pageSize, readCursor, writeCursor } from '../connection.ts'
import type { Context } from '../context.ts'
import { foundOrThrow } from '../loader.ts'
import { content } from './content.ts'
import type { ProductVariantConnectionModel } from './models.ts'
import type { ProductVariantsArgs } from './resolvers.generated.ts'

/** Variants asked of the catalogue at a time: more than a style has, but for a few. */
const PAGE = 250

/** Every variant of a style, in SKU order; null when the catalogue does not have the style. */
async function allVariants(context: Context, productCode: string): Promise<readonly Variant[] | null> {
  const all: Variant[] = []
  for (let after: Sku | null = null; ; ) {
    const found: { readonly variants: readonly Variant[]; readonly hasNextPage: boolean } | null =
      foundOrThrow(await content(context).variantsOf.load({ productCode, first: PAGE, after }))?.value ?? null
    if (!found) return null
    all.push(...found.variants)
    after = found.variants.at(-1)?.sku ?? null
    if (!found.hasNextPage || after === null) return all
  }
}

/** A page of a style's variants that fit a filter; null when the catalogue does not have the style. */
export async function variantsOf(
  context: Context,
  productCode: string,
  { first, after, where }: ProductVariantsArgs & { readonly first: number },
): Promise<ProductVariantConnectionModel | null> {
  const size = pageSize(first)
  const start = after ? readCursor(after, lastSku) : null
  const all = await allVariants(context, productCode)
  if (!all) return null
  const fit = all.filter(
    (variant) => isSame(variant.size, where?.size) && isSame(variant.color, where?.color),
  )
  const rest = fit.filter(({ sku }) => start === null || sku > start)
  const edges = rest.slice(0, size).map((node) => ({ node, cursor: writeCursor([node.sku]) }))
  return { edges, pageInfo: pageInfo(edges, rest.length > size), totalCount: fit.length }
}

/** In what a style's variants differ, with the values there are; null when the catalogue does not have the style. */
export async function optionsOf(context: Context, productCode: string, axes: readonly string[]) {
  const all = await allVariants(context, productCode)
  if (!all) return null
  return axes.map((name) => {
    const chosen = all.flatMap(({ selectedOptions }) => selectedOptions.filter((one) => one.name === name))
    return { name, values: [...new Set(chosen.map(({ value }) => value))] }
  })
}

function isSame(value: string | null, wanted: string | null | undefined): boolean {
  if (wanted === null || wanted === undefined) return true
  return value?.toLocaleLowerCase() === wanted.toLocaleLowerCase()
}

function lastSku(position: unknown): string | null {
  const [sku] = Array.isArray(position) ? (position as unknown[]) : []
  return typeof sku === 'string' ? sku : null
}
