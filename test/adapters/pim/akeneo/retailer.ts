import type { Gtin, Sku } from '../../../../adapters/ids.ts'
import type { ContentOptions, Localized } from '../../../../adapters/ports/catalog.ts'
import { mediaCode } from '../../../../sandbox/akeneo/media.ts'
import type { WorldProduct, WorldVariant } from '../../../../sandbox/world/shop-types.ts'
import type { World } from '../../../../sandbox/world/types.ts'
import { createWorld } from '../../../../sandbox/world/world.ts'
import { MEDIA } from './open.ts'

/** The tests' retailer: 45 styles, some of them with what estates have: no translation, no text for phones, no record. */
export const world: World = createWorld({ seed: 11, size: 150, now: new Date('2026-05-20T10:00:00.000Z') })

export const french: ContentOptions = { locales: ['fr-FR'], channel: 'WEB' }

/** Every variant, with its style. */
export const variants: readonly { readonly product: WorldProduct; readonly variant: WorldVariant }[] =
  world.products.flatMap((product) => product.variants.map((variant) => ({ product, variant })))
export const inPim = variants.filter(({ variant }) => variant.inPim)

export const skuOf = ({ sku }: WorldVariant): Sku => sku as Sku
export const gtinOf = ({ gtin }: WorldVariant): Gtin => gtin as Gtin

/** A text that was found where it was looked for. */
export function text(value: string, more: Partial<Localized> = {}): Localized {
  return { text: value, locale: 'fr-FR', localeFallback: false, channelFallback: false, ...more }
}

/** The French text of a world's texts; empty when nobody wrote one. */
export function inFrench({ fr_FR = '' }: Readonly<Record<string, string>> = {}): string {
  return fr_FR
}

/** The English text of a world's texts; empty when nobody wrote one. */
export function inEnglish({ en_US = '' }: Readonly<Record<string, string>> = {}): string {
  return en_US
}

/** A style's descriptions by channel. */
export function descriptionOf(product: WorldProduct) {
  const { ecommerce, mobile, associate } = product.description
  return { ecommerce, mobile, associate }
}

/** The picture of a style, for showing. */
export function pictureOf(product: WorldProduct) {
  return {
    url: `${MEDIA}/${mediaCode(product)}`,
    alt: inFrench(product.title),
    kind: 'IMAGE',
    width: null,
    height: null,
  }
}

/** A world with other products. */
export function worldOf(...products: readonly WorldProduct[]): World {
  return { ...world, products }
}

/** `count` variants of a style, all in the PIM, in SKU order. */
export function many(count: number, color = 'Noir'): readonly WorldVariant[] {
  return Array.from({ length: count }, (_, i) => ({
    sku: String(90_000_000 + i),
    gtin: String(3_000_000_000_000 + i),
    uuid: `00000000-0000-4000-8000-${String((i * 7919) % 1_000_000).padStart(12, '0')}`,
    color,
    size: `T${i % 50}`,
    price: 1_000,
    tillPrice: 1_000,
    pricePer: 1,
    inPim: true,
    stock: {},
  }))
}
