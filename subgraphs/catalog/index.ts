import type { ChannelKind } from '../../adapters/channel.ts'
import type { Gtin, Sku } from '../../adapters/ids.ts'
import type { Product, Variant, VariantsRequest } from '../../adapters/ports/catalog.ts'
import { pageInfo, pageSize, readCursor, writeCursor } from '../connection.ts'
import type { Context } from '../context.ts'
import { defineSubgraph } from '../define-subgraph.ts'
import { badInput } from '../graphql-error.ts'
import { foundOrThrow } from '../loader.ts'
import { recordOf } from '../source-status.ts'
import { content, contentIn, kindOf, productContent } from './content.ts'
import type { ProductModel, ProductVariantConnectionModel, ProductVariantModel } from './models.ts'
import type { Resolvers } from './resolvers.generated.ts'

const product = async ({ code }: ProductModel, context: Context): Promise<Product | null> =>
  foundOrThrow(await content(context).products.load(code))?.value ?? null
const variant = async ({ sku }: ProductVariantModel, context: Context): Promise<Variant | null> =>
  foundOrThrow(await content(context).variants.load(sku as Sku))?.value ?? null
const codeOf = ({ services }: Context, id: string): string => services.sealer.unseal('product', id)[0] ?? ''

const resolvers: Resolvers = {
  Query: {
    product: (_, { id, handle }, context) => findProduct(context, id ?? null, handle ?? null),
    variant: (_, { sku, gtin }, context) => findVariant(context, sku ?? null, gtin ?? null),
  },
  Product: {
    __resolveReference: ({ id }, context) => ({ code: codeOf(context, id) }),
    id: ({ code }, _, { services }) => services.sealer.seal('product', [code]),
    handle: async (one, _, context) => (await product(one, context))?.handle ?? null,
    title: async ({ code }, { locales }, context) => {
      const texts = contentIn(context, locales?.length ? locales : context.locales, context.channel)
      return foundOrThrow(await texts.products.load(code))?.value.title?.text ?? null
    },
    brand: async (one, _, context) => (await product(one, context))?.brand ?? null,
    content: ({ code }, { channel, locales }, context) => {
      const forWhom = (channel ?? context.channel ?? 'WEB') as ChannelKind
      return productContent(context, code, forWhom, locales?.length ? locales : context.locales)
    },
    variants: ({ code }, { first, after }, context) => variantsOf(context, code, first, after ?? null),
    media: async (one, { first }, context) =>
      (await product(one, context))?.media.slice(0, pageSize(first)) ?? null,
    source: async ({ code }, _, context) => {
      const found = foundOrThrow(await content(context).products.load(code))
      return found && recordOf({ kind: kindOf(context, found) }, found)
    },
  },
  ProductContent: {
    source: ({ found }, _, context) => recordOf({ kind: kindOf(context, found) }, found),
  },
  ProductVariant: {
    __resolveReference: (reference, context) =>
      'sku' in reference ? { sku: reference.sku } : findVariant(context, null, reference.gtin ?? ''),
    gtin: async (one, _, context) => (await variant(one, context))?.gtin ?? null,
    product: async (one, _, context) => {
      const found = await variant(one, context)
      return found && { code: found.productCode }
    },
    title: async (one, _, context) => (await variant(one, context))?.title?.text ?? null,
    size: async (one, _, context) => (await variant(one, context))?.size ?? null,
    sizeSystem: async (one, _, context) => (await variant(one, context))?.sizeSystem ?? null,
    color: async (one, _, context) => (await variant(one, context))?.color ?? null,
    selectedOptions: async (one, _, context) => (await variant(one, context))?.selectedOptions ?? null,
    image: async (one, _, context) => (await variant(one, context))?.image ?? null,
    source: async ({ sku }, _, context) => {
      const found = foundOrThrow(await content(context).variants.load(sku as Sku))
      return found && recordOf({ kind: kindOf(context, found) }, found)
    },
  },
}

async function findProduct(
  context: Context,
  id: string | null,
  handle: string | null,
): Promise<ProductModel | null> {
  if ((id === null) === (handle === null)) throw badInput('expected one of "id" and "handle"')
  const { products, byHandle } = content(context)
  const read = id !== null ? await products.load(codeOf(context, id)) : await byHandle.load(handle ?? '')
  return foundOrThrow(read)?.value ?? null
}

async function findVariant(
  context: Context,
  sku: string | null,
  gtin: string | null,
): Promise<ProductVariantModel | null> {
  if ((sku === null) === (gtin === null)) throw badInput('expected one of "sku" and "gtin"')
  if (gtin !== null && !/^(\d{8}|\d{12,14})$/.test(gtin))
    throw badInput('expected a GTIN of 8, 12, 13 or 14 digits')
  const { variants, byGtin } = content(context)
  const read = sku !== null ? await variants.load(sku as Sku) : await byGtin.load(gtin as Gtin)
  return foundOrThrow(read)?.value ?? null
}

async function variantsOf(
  context: Context,
  productCode: string,
  first: number,
  after: string | null,
): Promise<ProductVariantConnectionModel | null> {
  const start = after && readCursor(after, (value) => (Array.isArray(value) ? String(value[0]) : null))
  const request: VariantsRequest = { productCode, first: pageSize(first), after: start as Sku | null }
  const page = foundOrThrow(await content(context).variantsOf.load(request))?.value
  if (!page) return null
  const edges = page.variants.map((node) => ({ node, cursor: writeCursor([node.sku]) }))
  return { edges, pageInfo: pageInfo(edges, page.hasNextPage) }
}

/** Product content, from the PIM. */
export const catalog = defineSubgraph('catalog', resolvers)
