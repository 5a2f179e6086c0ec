import type { SourceError } from '../../adapters/error.ts'
import { type CustomerId, parseReceiptNumber, type RecordId } from '../../adapters/ids.ts'
import { dayIn, type Instant, instantIn } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import { type Purchases, purchasesOf } from '../shared/orders/purchases.ts'
import type { CustomerPreferencesModel } from './models.ts'
import { type SizePreference, sizePreferences } from './sizes.ts'
import { wardrobeOf } from './wardrobe.ts'

/** Orders that preferences are drawn from: enough to know a shopper by, and one page of what systems send. */
const ORDERS_OF_PREFERENCES = 50
/** Favourite categories that are shown. */
const MOST_CATEGORIES = 5

/** What a shopper likes, by what they bought and kept of late; null when there is no such shopper. */
export async function preferencesOf(context: Context, id: string): Promise<CustomerPreferencesModel | null> {
  const { services } = context
  const purchases = await purchasesOf(context, id as CustomerId, ORDERS_OF_PREFERENCES)
  if (!purchases) return null
  const { lines } = purchases
  const wardrobe = await wardrobeOf(
    context,
    lines.flatMap(({ sku }) => sku ?? []),
  )
  const nameOf = (code: string) => wardrobe.names.get(code) ?? code
  const today = dayIn(services.retailer.timeZone, services.clock())
  const categories = lines.map((line) => ({
    units: Number(line.quantity),
    code: line.sku && wardrobe.categories.get(line.sku),
  }))
  return {
    shopper: id as CustomerId,
    sizes: sizePreferences(lines, wardrobe.facts, today).map((size) => ({
      ...size,
      category: nameOf(size.category),
      basis: 'PURCHASES' as const,
      lastSeenAt: seenAt(size, services.retailer.timeZone),
    })),
    favouriteCategories: mostOf(categories).slice(0, MOST_CATEGORIES).map(nameOf),
    favouriteStore: favouriteStore(context, purchases),
    sources: [...purchases.sources, ...wardrobe.sources],
  }
}

/** Where only the day is known, its first moment in the retailer's zone. */
function seenAt({ last: { on, at } }: SizePreference, timeZone: string): Instant | null {
  return at ?? instantIn(timeZone, `${on}T00:00:00`)
}

/** Categories by what was kept of them, most first; of which nothing was kept, none. */
function mostOf(
  lines: readonly { readonly units: number; readonly code: string | null | undefined }[],
): readonly string[] {
  const kept = new Map<string, number>()
  for (const { code, units } of lines) if (code) kept.set(code, (kept.get(code) ?? 0) + units)
  return [...kept]
    .filter(([, units]) => units > 0)
    .sort(([left, most], [right, other]) => other - most || (left < right ? -1 : 1))
    .map(([code]) => code)
}

/**
 * The store of most receipts; none when there is no one store with most. A receipt's number tells its store. The failure of
 * a till system whose receipts would count.
 */
function favouriteStore(
  { services }: Context,
  { lines, failures }: Purchases,
): { readonly id: string } | SourceError | null {
  const tills = services.estate.answers.orders.filter(({ kind }) => kind === 'POS')
  const silent = failures.find(({ source }) => tills.some(({ name }) => name === source))
  if (silent) return silent
  const receipts = lines.filter(({ kind, channel }) => kind === 'BOUGHT' && channel === 'STORE_POS')
  const visits = new Map<string, number>()
  for (const number of new Set(receipts.map(({ orderNumber }) => orderNumber))) {
    const key = parseReceiptNumber(number)
    const [place] = tills.flatMap(
      ({ name }) => (key && services.stores.byRecord(name, key.store as RecordId)) ?? [],
    )
    if (place) visits.set(place.id, (visits.get(place.id) ?? 0) + 1)
  }
  const [first, second] = [...visits].sort(([, left], [, right]) => right - left)
  return first && first[1] !== second?.[1] ? { id: first[0] } : null
}
