import type { ChannelKind } from '../../adapters/channel.ts'
import type { Gtin, Sku } from '../../adapters/ids.ts'
import type { Product, Variant } from '../../adapters/ports/catalog.ts'
import { pageSize } from '../connection.ts'
import type { Context } from '../context.ts'
import { defineSubgraph } from '../define-subgraph.ts'
import { badInput } from '../graphql-error.ts'
import { foundOrThrow } from '../loader.ts'
import { recordOf } from '../source-status.ts'
import { category, categoryByHandle, categoryName, shelves } from './categories.ts'
import { content, contentIn, kindOf, productContent } from './content.ts'
import type { CategoryModel, ProductModel, ProductVariantModel } from './models.ts'
import type { Resolvers } from './resolvers.generated.ts'
import { searchProducts } from './search.ts'
import { optionsOf, variantsOf } from './variants.ts'

const product = async ({ code }: ProductModel, context: Context): Promise<Product | null> =>
  foundOrThrow(await content(context).products.load(code))?.value ?? null
const variant = async ({ sku }: ProductVariantModel, context: Context): Promise<Variant | null> =>
  foundOrThrow(await content(context).variants.load(sku as Sku))?.value ?? null
const shelf = ({ code }: CategoryModel, context: Context) => category(context, code)
const codeOf = ({ services }: Context, id: string): string => services.sealer.unseal('product', id)[0] ?? ''

const codeOfCategory = ({ services }: Context, id: string): string =>
  services.sealer.unseal('category', id)[0] ?? ''

const resolvers: Resolvers = {
  Query: {
    product: (_, { id, handle }, context) => findProduct(context, id ?? null, handle ?? null),
    variant: (_, { sku, gtin }, context) => findVariant(context, sku ?? null, gtin ?? null),
    search: (_, args, context) => searchProducts(context, args),
    category: (_, { handle }, context) => categoryByHandle(context, handle),
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
    categories: async (one, _, context) => {
      const found = await product(one, context)
      return found && shelves(context, found.categories)
    },
    options: async (one, _, context) => {
      const found = await product(one, context)
      return found && optionsOf(context, found.code, found.axes)
    },
    variants: ({ code }, args, context) => variantsOf(context, code, args),
    media: async ({ code }, { channel, first }, context) => {
      const cut = contentIn(context, context.locales, (channel ?? context.channel) as ChannelKind | null)
      return foundOrThrow(await cut.products.load(code))?.value.media.slice(0, pageSize(first)) ?? null
    },
    source: async ({ code }, _, context) => {
      const found = foundOrThrow(await content(context).products.load(code))
      return found && recordOf({ kind: kindOf(context, found) }, found)
    },
  },
  Category: {
    __resolveReference: async ({ id }, context) => {
      const found = await category(context, codeOfCategory(context, id))
      return found && { code: found.code }
    },
    id: ({ code }, _, { services }) => services.sealer.seal('category', [code]),
    handle: async (one, _, context) => (await shelf(one, context))?.handle ?? null,
    name: ({ code }, { locales }, context) =>
      categoryName(context, code, locales?.length ? locales : context.locales),
    ancestors: async (one, _, context) => {
      const found = await shelf(one, context)
      return found?.ancestors.map((code) => ({ code })) ?? null
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
    image: async ({ sku }, { channel }, context) => {
      const cut = contentIn(context, context.locales, (channel ?? context.channel) as ChannelKind | null)
      return foundOrThrow(await cut.variants.load(sku as Sku))?.value.image ?? null
    },
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

/** Product content, from the PIM. */
export const catalog = defineSubgraph('catalog', resolvers)
