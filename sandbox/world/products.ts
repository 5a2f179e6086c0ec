import { NEGATIVE_STOCK_STORE, OUT_OF_STOCK, PRODUCT } from './landmarks.ts'
import { gtin13, uuidOf } from './numbers.ts'
import { FAMILIES, type Family } from './product-families.ts'
import { at, type Random, stream } from './random.ts'
import type { WorldProduct, WorldStore, WorldVariant } from './shop-types.ts'

/** The most styles there can be: the SKU has four digits for them. */
const MOST = 8_999

/** How many products a world of this many customers has: 600 for 2000. */
export function productCount(size: number): number {
  return Math.min(MOST, Math.max(40, Math.round(size * 0.3)))
}

/** The first `count` styles; the style at an index is the same in every size of world with the same seed. */
export function createProducts(
  seed: number,
  count: number,
  places: { readonly stores: readonly WorldStore[]; readonly warehouse: WorldStore },
): readonly WorldProduct[] {
  return Array.from({ length: count }, (_, index) => product(seed, index, places))
}

function product(
  seed: number,
  index: number,
  places: { readonly stores: readonly WorldStore[]; readonly warehouse: WorldStore },
): WorldProduct {
  const random = stream(seed, 'product', index)
  const family = at(FAMILIES, index)
  const [slug, french, english] = at(family.styles, Math.floor(index / FAMILIES.length))
  const number = String(1000 + index)
  const brand = random.pick(family.brands)
  const material = random.pick(family.materials)
  const translated = index % 30 !== PRODUCT.untranslated
  const code = `${slug}-${number}`
  return {
    code,
    family: family.code,
    categories: family.categories,
    brand,
    title: translated ? { fr_FR: french, en_US: english } : { fr_FR: french },
    description: descriptions({ french, english, brand, material, translated, index }),
    material,
    taxRate: family.taxRate,
    weighed: family.weighed,
    image: `${code}.jpg`,
    createdDaysAgo: random.int(120, 1400),
    variants: variants({ seed, index, number, family, places, random }),
  }
}

function descriptions(text: {
  readonly french: string
  readonly english: string
  readonly brand: string
  readonly material: string
  readonly translated: boolean
  readonly index: number
}): WorldProduct['description'] {
  const { french, english, brand, material, translated } = text
  const inEnglish = (value: string) => (translated ? { en_US: value } : {})
  const ecommerce = {
    fr_FR: `${french} signé ${brand}. Matière : ${material}. Dessiné dans notre atelier, pensé pour durer et facile à accorder, il se porte en toute saison.`,
    ...inEnglish(
      `${english} by ${brand}. Designed in our workshop, made to last and easy to match all year round.`,
    ),
  }
  const associate = {
    fr_FR: `Points forts : ${material} ; fabrication suivie par ${brand} ; échange possible sous 30 jours dans tous les magasins.`,
  }
  // Some styles have no text of their own for phones: the graph must say that another channel's stands in.
  if (text.index % 11 === 6) return { ecommerce, associate }
  const mobile = { fr_FR: `${french}, ${material.toLowerCase()}.`, ...inEnglish(`${english} by ${brand}.`) }
  return { ecommerce, mobile, associate }
}

interface Making {
  readonly seed: number
  readonly index: number
  readonly number: string
  readonly family: Family
  readonly places: { readonly stores: readonly WorldStore[]; readonly warehouse: WorldStore }
  readonly random: Random
}

function variants({ seed, index, number, family, places, random }: Making): readonly WorldVariant[] {
  const sizeCount = Math.min(3, family.sizes.length)
  const first = random.int(0, family.sizes.length - sizeCount)
  const sizes = family.sizes.slice(first, first + sizeCount)
  const most = sizes.length > 1 ? 2 : family.colors.length
  const colors = family.colors.slice(0, random.int(sizes.length > 1 ? 1 : 2, most))
  const [low, high] = family.price
  const price = random.int(low, high) * 100 - (random.chance(0.7) ? 10 : 0)
  const pricePer = random.chance(0.04) ? random.pick([10, 100]) : 1
  return colors
    .flatMap((color) => sizes.map((size) => ({ color, size })))
    .map(({ color, size }, position) => {
      const sku = `${number}${color[0]}${size[0]}`
      return {
        sku,
        gtin: gtin13(`3760990${String(index * 8 + position).padStart(5, '0')}`),
        uuid: uuidOf(`${seed}/${sku}`),
        color: color[1],
        size: size[1],
        price,
        tillPrice: price + drift(index),
        pricePer,
        inPim: !missing(index, position),
        stock: stock({ seed, index, position, sku, weighed: family.weighed, places }),
      }
    })
}

function drift(index: number): number {
  if (index === PRODUCT.priceDrift) return 500
  return index % 40 === 13 ? -300 : 0
}

function missing(index: number, position: number): boolean {
  return index === PRODUCT.missingInPim || (index % 100 === 57 && position === 1)
}

function stock(of: {
  readonly seed: number
  readonly index: number
  readonly position: number
  readonly sku: string
  readonly weighed: boolean
  readonly places: { readonly stores: readonly WorldStore[]; readonly warehouse: WorldStore }
}): Readonly<Record<string, string>> {
  const random = stream(of.seed, 'stock', of.sku)
  const amount = (most: number) =>
    of.weighed ? (random.int(0, most * 1000) / 1000).toFixed(3) : String(random.int(0, most))
  const levels: Record<string, string> = { [of.places.warehouse.code]: amount(80) }
  for (const { code } of of.places.stores) if (random.chance(0.85)) levels[code] = amount(9)
  if (of.position > 0) return levels
  if (of.index === PRODUCT.outOfStockNearby) {
    for (const code of OUT_OF_STOCK.stores) levels[code] = '0'
    levels[OUT_OF_STOCK.instead] = '4'
  }
  if (of.index === PRODUCT.negativeStock) levels[NEGATIVE_STOCK_STORE] = '-2'
  return levels
}
