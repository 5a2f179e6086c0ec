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
    const { quantity, note } = decided(pair, strategy)
    const kept = quantity > 0 && lines.length >= MOST_LINES ? 0 : quantity
    const line = (strategy === 'KEEP_GUEST' ? (pair.guest ?? pair.theirs) : (pair.theirs ?? pair.guest))
    if (line && kept > 0) lines.push({ ...line, quantity: kept })
    return {
      sku,
      guestQuantity: pair.guest?.quantity ?? 0,
      customerQuantity: pair.theirs?.quantity ?? 0,
      resultQuantity: kept,
      note: kept < quantity ? 'NO_ROOM' : note,
    }
  })
  return { lines, report }
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
  return sum > MOST_UNITS
    ? { quantity: MOST_UNITS, note: 'CUT_TO_LIMIT' }
    : { quantity: sum, note: 'SUMMED' }
}

function one(
  quantity: number,
  { isBoth, alone }: { readonly isBoth: boolean; readonly alone: 'KEPT' | 'MOVED' },
): { readonly quantity: number; readonly note: CartMergeNote } {
  if (quantity === 0) return { quantity, note: 'DROPPED' }
  return { quantity, note: isBoth ? 'ONE_TAKEN' : alone }
}
