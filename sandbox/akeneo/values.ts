import type { WorldProduct, WorldVariant } from '../world/shop-types.ts'
import { mediaCode } from './media.ts'
import { codeOf, firstSentence, hashOf, talkingPoints } from './text.ts'

/** One value of one attribute: `locale` and `scope` are null where the attribute does not differ by them. */
export interface PimValue {
  readonly locale: string | null
  readonly scope: string | null
  readonly data: unknown
}

/** Values by attribute code: always a list, one entry per locale and channel; an absent attribute has no value. */
export type PimValues = Readonly<Record<string, readonly PimValue[]>>

/** The weight the PIM states for a style, whole grams. The world has none: this one is made from the code. */
export function weightGrams(product: WorldProduct): number {
  return 80 + (Number.parseInt(hashOf(product.code).slice(0, 6), 16) % 1_400)
}

/** What a style's variants share. */
export function modelValues(product: WorldProduct): PimValues {
  const { ecommerce = {}, associate = {} } = product.description
  const scoped = Object.entries(product.description).flatMap(([scope, texts]) => byLocale(texts, scope))
  return filled({
    name: byLocale(product.title),
    description: scoped,
    short_description: byLocale(ecommerce).map((value) => ({
      ...value,
      data: firstSentence(String(value.data)),
    })),
    talking_points: byLocale(associate).map((value) => ({
      ...value,
      data: talkingPoints(String(value.data)).join('\n'),
    })),
    brand: option(product.brand),
    material: option(product.material),
    image: product.image === '' ? [] : global(mediaCode(product)),
    weight: global({ amount: `${weightGrams(product)}.0000`, unit: 'GRAM' }),
    vat_rate: global(fourDecimals(product.taxRate)),
    sold_by_weight: global(product.weighed),
  })
}

/** What a variant has of its own. */
export function variantValues(variant: WorldVariant): PimValues {
  return filled({
    sku: global(variant.sku),
    ean: global(variant.gtin),
    color: option(variant.color),
    size: option(variant.size),
  })
}

/** Axes of a style: those in which its variants have a value, in display order. */
export function axesOf(product: WorldProduct): readonly ('color' | 'size')[] {
  return (['color', 'size'] as const).filter((axis) =>
    product.variants.some((variant) => variant[axis] !== ''),
  )
}

function global(data: unknown): readonly PimValue[] {
  return [{ locale: null, scope: null, data }]
}

function option(label: string): readonly PimValue[] {
  return label === '' ? [] : global(codeOf(label))
}

function byLocale(texts: Readonly<Record<string, string>>, scope: string | null = null): PimValue[] {
  return Object.entries(texts).map(([locale, data]) => ({ locale, scope, data }))
}

function fourDecimals(text: string): string {
  const [whole = '0', fraction = ''] = text.split('.')
  return `${whole}.${fraction.padEnd(4, '0')}`
}

function filled(values: PimValues): PimValues {
  return Object.fromEntries(Object.entries(values).filter(([, entries]) => entries.length > 0))
}
