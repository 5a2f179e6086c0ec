import { daysBefore } from './calendar.ts'
import { MARKDOWN, MARKDOWNS_DRAWN_FROM } from './landmarks.ts'
import type { WorldMarkdown } from './offer-types.ts'
import { stream } from './random.ts'
import type { WorldProduct, WorldVariant } from './shop-types.ts'

/** Days from today, both included, and percent off. */
type Spell = readonly [from: number, until: number, percent: number]

/** What those with a part to play go through. */
const PLAYED: Readonly<Record<number, readonly Spell[]>> = {
  [MARKDOWN.twice]: [
    [-24, -15, 20],
    [-5, 9, 30],
  ],
  [MARKDOWN.long]: [[-100, 20, 25]],
  [MARKDOWN.over]: [[-20, -10, 30]],
  [MARKDOWN.soon]: [[5, 15, 40]],
}

/**
 * Articles sold below their list price, all variants of a style together: some now, some earlier or later, some a second
 * time. The four styles of `MARKDOWN` are the same in every world; the rest is drawn, from a stream of its own.
 */
export function createMarkdowns(
  { seed, today }: { readonly seed: number; readonly today: string },
  products: readonly WorldProduct[],
): readonly WorldMarkdown[] {
  return products.flatMap(({ variants }, index) => {
    const spells = PLAYED[index] ?? (index >= MARKDOWNS_DRAWN_FROM ? drawn(seed, index) : [])
    return spells.flatMap((spell) => variants.map((variant) => markdown(variant, spell, today)))
  })
}

function drawn(seed: number, index: number): readonly Spell[] {
  const random = stream(seed, 'markdown', index)
  if (!random.chance(0.08)) return []
  const from = -random.int(1, 20)
  const now: Spell = [from, random.int(3, 15), random.pick([20, 30, 40, 50])]
  return random.chance(0.4) ? [[from - 20, from - 12, 10], now] : [now]
}

function markdown({ sku, price }: WorldVariant, [from, until, percent]: Spell, today: string): WorldMarkdown {
  const reduced = Math.floor((price * (100 - percent)) / 1000) * 10
  return {
    sku,
    from: daysBefore(today, -from),
    until: daysBefore(today, -until),
    price: Math.max(10, reduced),
  }
}
