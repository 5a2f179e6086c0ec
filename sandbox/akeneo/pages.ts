import { unprocessable } from './problem.ts'

/** The vendor's figures: 10 records a page unless asked, never more than 100, and no offset beyond 10,000. */
const DEFAULT_LIMIT = 10
const MAX_LIMIT = 100
const MAX_OFFSET = 10_000

/** A list to page through, and how. */
export interface Listing<T> {
  readonly url: URL
  readonly items: readonly T[]
  /** What the cursor sorts by; null where the vendor has no cursor for this list. */
  readonly key: ((item: T) => string) | null
  show(item: T): unknown
}

/** One page in HAL: `_links`, `_embedded.items`, `current_page` and `items_count` where asked. Throws a `Problem`. */
export function page<T>(listing: Listing<T>): Readonly<Record<string, unknown>> {
  const type = listing.url.searchParams.get('pagination_type') ?? 'page'
  if (type === 'page') return numbered(listing)
  if (type !== 'search_after') throw unprocessable('Pagination type does not exist.')
  if (listing.key === null) throw unprocessable('Pagination type is not supported.')
  return afterCursor(listing, listing.key)
}

function numbered<T>({ url, items, show }: Listing<T>): Readonly<Record<string, unknown>> {
  const limit = limitOf(url)
  const at = positive(url, 'page', 1)
  if (at * limit > MAX_OFFSET) {
    throw unprocessable(
      'You have reached the maximum number of pages you can retrieve with the "page" pagination type. Please use the search after pagination type instead',
    )
  }
  const shown = items.slice((at - 1) * limit, at * limit)
  const to = (target: number) => ({ href: link(url, { page: String(target), limit: String(limit) }) })
  // Without a count the vendor knows no last page: a full page links on, perhaps to an empty one.
  const counted = url.searchParams.get('with_count') === 'true'
  const more = counted ? at * limit < items.length : shown.length === limit
  return {
    _links: {
      self: to(at),
      first: to(1),
      ...(at > 1 && { previous: to(at - 1) }),
      ...(more && { next: to(at + 1) }),
    },
    current_page: at,
    ...(counted && { items_count: items.length }),
    _embedded: { items: shown.map(show) },
  }
}

function afterCursor<T>({ url, items, show }: Listing<T>, key: (item: T) => string) {
  const limit = limitOf(url)
  const after = cursorOf(url)
  const sorted = [...items].sort((left, right) => (key(left) < key(right) ? -1 : 1))
  const shown = sorted.filter((item) => after === null || key(item) > after).slice(0, limit)
  const last = shown.at(-1)
  const more = shown.length === limit && last !== undefined
  const to = (cursor: string | null) => ({
    href: link(url, { search_after: cursor, limit: String(limit) }),
  })
  return {
    _links: {
      self: to(url.searchParams.get('search_after')),
      first: to(null),
      ...(more && { next: to(Buffer.from(key(last)).toString('base64url')) }),
    },
    _embedded: { items: shown.map(show) },
  }
}

/** A cursor that is not one of ours is refused: it "should never be set manually". */
function cursorOf(url: URL): string | null {
  const text = url.searchParams.get('search_after')
  if (text === null || text === '') return null
  const key = Buffer.from(text, 'base64url').toString()
  if (Buffer.from(key).toString('base64url') !== text) {
    throw unprocessable('The search_after parameter is not valid.')
  }
  return key
}

function limitOf(url: URL): number {
  const limit = positive(url, 'limit', DEFAULT_LIMIT)
  if (limit > MAX_LIMIT) throw unprocessable(`You cannot request more than ${MAX_LIMIT} items.`)
  return limit
}

function positive(url: URL, name: 'page' | 'limit', fallback: number): number {
  const text = url.searchParams.get(name)
  if (text === null) return fallback
  if (!/^[1-9]\d{0,8}$/.test(text)) throw unprocessable(`"${text}" is not a valid ${name} number.`)
  return Number(text)
}

function link(url: URL, changes: Readonly<Record<string, string | null>>): string {
  const target = new URL(url)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) target.searchParams.delete(name)
    else target.searchParams.set(name, value)
  }
  return target.href
}
