import { amountOf, taxWithin } from './amounts.ts'
import type { Random } from './random.ts'
import type { WorldLine } from './sale-types.ts'
import type { WorldProduct, WorldVariant } from './shop-types.ts'

/** A variant with the style it belongs to. */
export interface Article {
  readonly product: WorldProduct
  readonly variant: WorldVariant
}

/** How many of an article are bought at which price. */
export interface Purchase {
  readonly article: Article
  readonly quantity: string
  /** Gross cents for one unit. */
  readonly unitPrice: number
  /** Whole percent off the line. */
  readonly percentOff: number
}

/** Every variant of every product, in their order. */
export function articles(products: readonly WorldProduct[]): readonly Article[] {
  return products.flatMap((product) => product.variants.map((variant) => ({ product, variant })))
}

/** Draws so many different articles. */
export function pickArticles(random: Random, from: readonly Article[], count: number): readonly Article[] {
  const picked = new Map<string, Article>()
  while (picked.size < Math.min(count, from.length)) {
    const article = random.pick(from)
    picked.set(article.variant.sku, article)
  }
  return [...picked.values()]
}

/** A likely quantity: a bag of tea in kilograms, or one to three pieces. */
export function drawQuantity(random: Random, article: Article): string {
  if (article.product.weighed) return ((random.int(10, 150) * 5) / 1000).toFixed(3)
  return random.chance(0.85) ? '1' : String(random.int(2, 3))
}

/** The lines of a sale, numbered in steps of ten (ERP) or one (tills). */
export function makeLines(purchases: readonly Purchase[], step: 1 | 10): readonly WorldLine[] {
  return purchases.map(({ article, quantity, unitPrice, percentOff }, index) => {
    const full = amountOf(quantity, unitPrice)
    const discount = Math.floor((full * percentOff) / 100)
    const total = full - discount
    return {
      line: (index + 1) * step,
      sku: article.variant.sku,
      title: lineTitle(article),
      quantity,
      unitPrice,
      total,
      tax: taxWithin(total, article.product.taxRate),
      taxRate: article.product.taxRate,
      discount,
    }
  })
}

/** The same goods coming back: quantity, total and tax turn their sign, lines are numbered anew. */
export function takeBack(lines: readonly WorldLine[]): readonly WorldLine[] {
  return lines.map((line, index) => ({
    ...line,
    line: index + 1,
    quantity: `-${line.quantity}`,
    total: -line.total,
    tax: line.tax === 0 ? 0 : -line.tax,
  }))
}

/** Gross cents of all lines. */
export function sumOf(lines: readonly WorldLine[]): number {
  return lines.reduce((sum, line) => sum + line.total, 0)
}

/** As ERP and tills print it: at most 40 characters (API_SALES_ORDER_SRV's SalesOrderItemText). */
function lineTitle({ product, variant }: Article): string {
  const { fr_FR: title = product.code } = product.title
  const size = variant.size === 'TU' ? '' : ` ${variant.size}`
  return `${title} ${variant.color}${size}`.slice(0, 40).trim()
}
