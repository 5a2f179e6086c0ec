import type { ChannelKind } from '../../adapters/channel.ts'
import type { Gtin, Sku } from '../../adapters/ids.ts'
import type {
  Catalog,
  Category,
  ContentOptions,
  Localized,
  Product,
  Variant,
  VariantPage,
  VariantsRequest,
} from '../../adapters/ports/catalog.ts'
import { type Found, isFound, type Reads } from '../../adapters/read.ts'
import type { SystemKind } from '../../adapters/source.ts'
import { type Context, perRequest } from '../context.ts'
import { firstThatHas } from '../first-that-has.ts'
import { toGraphQLError } from '../graphql-error.ts'
import { type ReadLoader, readLoader } from '../loader.ts'

/** The catalogue's loaders for one choice of texts. */
interface Loaders {
  readonly variants: ReadLoader<Sku, Variant>
  readonly byGtin: ReadLoader<Gtin, Variant>
  readonly products: ReadLoader<string, Product>
  readonly byHandle: ReadLoader<string, Product>
  readonly categories: ReadLoader<string, Category>
  readonly categoriesByHandle: ReadLoader<string, Category>
  readonly variantsOf: ReadLoader<VariantsRequest, VariantPage>
}

/** Channels whose users talk to shoppers. */
const STAFF: ReadonlySet<ChannelKind> = new Set(['ASSOCIATE_APP', 'CALL_CENTER'])

const made = perRequest(() => new Map<string, Loaders>())

/** The loaders for texts in these locales for this channel, shared by every field of the request that wants the same. */
export function contentIn(
  context: Context,
  locales: readonly string[],
  channel: ChannelKind | null,
): Loaders {
  const { catalog } = context.services.estate.answers
  const options: ContentOptions = { locales, channel }
  const key = JSON.stringify(options)
  const known = made(context).get(key)
  if (known) return known
  const from = <K, V>(read: (port: Catalog, keys: readonly K[]) => Promise<Reads<K, V>>) =>
    readLoader<K, V>((keys) => firstThatHas(catalog, keys, ({ port }, missing) => read(port, missing)))
  const fresh: Loaders = {
    variants: from((port, skus: readonly Sku[]) => port.variants(skus, options)),
    byGtin: from((port, gtins: readonly Gtin[]) => port.variantsByGtin(gtins, options)),
    products: from((port, codes: readonly string[]) => port.products(codes, options)),
    byHandle: from((port, handles: readonly string[]) => port.productsByHandle(handles, options)),
    categories: from((port, codes: readonly string[]) => port.categories(codes, options)),
    categoriesByHandle: from((port, handles: readonly string[]) => port.categoriesByHandle(handles, options)),
    variantsOf: readLoader(
      (requests: readonly VariantsRequest[]) =>
        firstThatHas(catalog, requests, ({ port }, missing) => port.variantsOf(missing, options)),
      (request) => JSON.stringify(request),
    ),
  }
  made(context).set(key, fresh)
  return fresh
}

/** Texts in the request's languages for its channel. */
export function content(context: Context): Loaders {
  return contentIn(context, context.locales, context.channel)
}

/** The kind of system a found value comes from. */
export function kindOf({ services }: Context, { source }: Pick<Found<unknown>, 'source'>): SystemKind {
  return services.estate.sources.find(({ name }) => name === source)?.kind ?? 'PIM'
}

/** A product's content for one channel, as the schema shows it; null when the catalogue does not have the product. */
export async function productContent(
  context: Context,
  code: string,
  channel: ChannelKind,
  locales: readonly string[],
) {
  const read = await contentIn(context, locales, channel).products.load(code)
  if (!read) return null
  if (!isFound(read)) throw toGraphQLError(read)
  const { title, shortDescription, longDescription, talkingPoints, attributes } = read.value
  const texts = [longDescription, shortDescription, title].filter((text): text is Localized => text !== null)
  return {
    title: title?.text ?? null,
    shortDescription: shortDescription?.text ?? null,
    longDescription: longDescription?.text ?? null,
    talkingPoints: STAFF.has(channel) ? (talkingPoints?.points ?? null) : null,
    attributes,
    channel,
    locale: texts[0]?.locale ?? locales[0] ?? 'und',
    localeFallback: texts.some(({ localeFallback }) => localeFallback),
    channelFallback: texts.some(({ channelFallback }) => channelFallback),
    found: read,
  }
}
