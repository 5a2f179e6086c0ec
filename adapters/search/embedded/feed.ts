import { isSourceError } from '../../error.ts'
import type { Catalog, Category, ContentOptions, ListedProduct } from '../../ports/catalog.ts'
import type { SearchFeed } from '../../ports/search.ts'
import { isFound } from '../../read.ts'
import { type Clock, type Instant, instant } from '../../time.ts'
import { type Shelves, toEntry } from './entry.ts'
import type { Library } from './library.ts'
import type { EmbeddedOptions } from './options.ts'

/** Brings one catalogue into the library and keeps it fresh. */
export interface Feed {
  state(): SearchFeed
  /**
   * Reads what there is, or what has changed, to its end. Throws the catalogue's `SourceError`; the next round then goes on
   * with the page that failed. Stops between two pages when the signal aborts.
   */
  round(signal?: AbortSignal): Promise<void>
}

export interface FeedTools {
  readonly name: string
  readonly port: Catalog
  /** Its place among the catalogues, 0 the best. */
  readonly rank: number
  readonly library: Library
  readonly options: Pick<EmbeddedOptions, 'locales' | 'facets' | 'rereadSeconds'>
  readonly clock: Clock
}

/** A listing under way. */
interface Listing {
  readonly since: string | null
  readonly startedAt: Instant
  after: string | null
  /** Codes seen; what a listing of everything did not see is gone. */
  readonly seen: Set<string>
  unreadable: number
}

/** A feed that has read nothing yet. */
export function createFeed(tools: FeedTools): Feed {
  const { name, port, rank, library, options, clock } = tools
  const content = contentOptions(options.locales)
  let listing: Listing | null = null
  let mark: string | null = null
  let wholeAt: Instant | null = null
  let asOf: Instant | null = null
  let failed = false
  let unreadable = 0

  const begin = (): Listing => {
    const now = instant(clock())
    const age = wholeAt === null ? Number.POSITIVE_INFINITY : Date.parse(now) - Date.parse(wholeAt)
    const since = age < options.rereadSeconds * 1_000 ? mark : null
    return { since, startedAt: now, after: null, seen: new Set(), unreadable: 0 }
  }
  const take = async (one: Listing): Promise<boolean> => {
    const page = await port.listing({ after: one.after, since: one.since }, content)
    const shelves = await shelvesOf(port, page.products, content)
    for (const product of page.products) {
      const entry = toEntry(product, { shelves, facets: options.facets })
      if (entry) library.put(rank, entry)
      one.seen.add(product.code)
      await breathe()
    }
    for (const code of page.gone) library.drop(rank, code)
    one.unreadable += page.unreadable
    one.after = page.next
    if (page.next !== null) return false
    mark = page.mark
    return true
  }
  const end = (one: Listing) => {
    if (one.since === null) {
      // Who could not be read may be anybody that was not seen.
      const gone = one.unreadable > 0 ? [] : library.codesOf(rank).filter((code) => !one.seen.has(code))
      for (const code of gone) library.drop(rank, code)
      wholeAt = one.startedAt
      unreadable = one.unreadable
    } else unreadable += one.unreadable
    asOf = one.startedAt
    listing = null
  }
  return {
    state() {
      if (asOf === null) return { source: name, state: listing?.seen.size ? 'PARTIAL' : 'NONE', asOf }
      if (failed) return { source: name, state: 'OUTDATED', asOf }
      return { source: name, state: unreadable > 0 ? 'PARTIAL' : 'WHOLE', asOf }
    },
    async round(signal) {
      listing ??= begin()
      try {
        for (let done = false; !done; ) {
          if (signal?.aborted) return
          done = await take(listing)
        }
        end(listing)
        failed = false
      } catch (error) {
        if (isSourceError(error)) failed = true
        throw error
      }
    },
  }
}

/** Texts in each language of the index, and where it has none in the next best. */
function contentOptions(locales: readonly string[]): readonly ContentOptions[] {
  return locales.map((locale) => ({ locales: [...new Set([locale, ...locales])], channel: null }))
}

/** The shelves of a page's products and those above them, in each language. Throws why they cannot be read. */
async function shelvesOf(
  port: Catalog,
  products: readonly ListedProduct[],
  content: readonly ContentOptions[],
): Promise<readonly Shelves[]> {
  const codes = [...new Set(products.flatMap((one) => one.content[0]?.product.value.categories ?? []))]
  const shelves: Shelves[] = []
  for (const options of content) {
    const own = await readShelves(port, codes, options)
    const above = [...own.values()].flatMap(({ ancestors }) => ancestors).filter((code) => !own.has(code))
    shelves.push(new Map([...own, ...(await readShelves(port, [...new Set(above)], options))]))
  }
  return shelves
}

async function readShelves(
  port: Catalog,
  codes: readonly string[],
  options: ContentOptions,
): Promise<ReadonlyMap<string, Category>> {
  if (codes.length === 0) return new Map()
  const reads = await port.categories(codes, options)
  return new Map(
    [...reads].map(([code, read]) => {
      if (!isFound(read)) throw read
      return [code, read.value] as const
    }),
  )
}

/** Lets requests through between two products. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
