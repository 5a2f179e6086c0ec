import { type LineBody, MOST_LINES, MOST_UNITS } from './cart.ts'
import type { CartMergeNote, CartMergeStrategy } from './resolvers.generated.ts'

/** What became of one article. */
export interface MergedLine {
  readonly sku: string
  readonly guestQuantity: number
  readonly customerQuantity: number
  readonly resultQuantity: number
  readonly note: CartMergeNote
}

/** The lines of two carts as those of one, and what became of each article: the shopper's first, in their order. */
export function mergeLines(
  guest: readonly LineBody[],
  theirs: readonly LineBody[],
  strategy: CartMergeStrategy,
): { readonly lines: readonly LineBody[]; readonly report: readonly MergedLine[] } {
  const guestOf = new Map(guest.map((line) => [line.sku, line]))
  const theirOf = new Map(theirs.map((line) => [line.sku, line]))
  const skus = [...new Set([...theirs, ...guest].map(({ sku }) => sku))]
  const lines: LineBody[] = []
  const report = skus.map((sku): MergedLine => {
    const pair = { guest: guestOf.get(sku) ?? null, theirs: theirOf.get(sku) ?? null }
    const meant = decided(pair, strategy)
    const isFull = meant.quantity > 0 && lines.length >= MOST_LINES
    const { quantity, note } = isFull ? ({ quantity: 0, note: 'NO_ROOM' } as const) : meant
    lines.push(...lineOf(pair, strategy, quantity))
    return { sku, ...quantitiesOf(pair), resultQuantity: quantity, note }
  })
  return { lines, report }
}

function quantitiesOf({ guest, theirs }: Pair): Pick<MergedLine, 'guestQuantity' | 'customerQuantity'> {
  return { guestQuantity: guest?.quantity ?? 0, customerQuantity: theirs?.quantity ?? 0 }
}

/** The line of the cart that is kept, else of the one that has it; none of none. */
function lineOf({ guest, theirs }: Pair, strategy: CartMergeStrategy, quantity: number): readonly LineBody[] {
  const line = strategy === 'KEEP_GUEST' ? (guest ?? theirs) : (theirs ?? guest)
  return line && quantity > 0 ? [{ ...line, quantity }] : []
}

interface Pair {
  readonly guest: LineBody | null
  readonly theirs: LineBody | null
}

function decided(
  { guest, theirs }: Pair,
  strategy: CartMergeStrategy,
): { readonly quantity: number; readonly note: CartMergeNote } {
  const [from, into] = [guest?.quantity ?? 0, theirs?.quantity ?? 0]
  const isBoth = from > 0 && into > 0
  if (strategy === 'KEEP_CUSTOMER') return one(into, { isBoth, alone: 'KEPT' })
  if (strategy === 'KEEP_GUEST') return one(from, { isBoth, alone: 'MOVED' })
  if (!isBoth) return { quantity: from + into, note: from > 0 ? 'MOVED' : 'KEPT' }
  if (strategy === 'MERGE_MAX_QUANTITY') return { quantity: Math.max(from, into), note: 'LARGER_TAKEN' }
  const sum = from + into
  return sum > MOST_UNITS ? { quantity: MOST_UNITS, note: 'CUT_TO_LIMIT' } : { quantity: sum, note: 'SUMMED' }
}

function one(
  quantity: number,
  { isBoth, alone }: { readonly isBoth: boolean; readonly alone: 'KEPT' | 'MOVED' },
): { readonly quantity: number; readonly note: CartMergeNote } {
  if (quantity === 0) return { quantity, note: 'DROPPED' }
  return { quantity, note: isBoth ? 'ONE_TAKEN' : alone }
}
