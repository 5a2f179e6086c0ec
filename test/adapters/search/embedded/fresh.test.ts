import { describe, expect, it } from 'vitest'
import { SourceError } from '../../../../adapters/error.ts'
import type { Catalog, ListingPage } from '../../../../adapters/ports/catalog.ts'
import type { Search, SearchPage } from '../../../../adapters/ports/search.ts'
import { found } from '../../../contracts/found.ts'
import { request } from '../../../contracts/search.ts'
import { clock } from '../../../contracts/small-world.ts'
import { type MemoryProduct, memoryCatalog } from '../../../memory/catalog.ts'
import { openIndex } from './open.ts'

const product = (code: string, title: string): MemoryProduct => ({
  code,
  brand: 'Maison Couture',
  title: { 'fr-FR': title },
  variants: [{ sku: `${code}-1`, gtin: '', color: 'Noir', size: 'M' }],
})
const many = Array.from({ length: 20 }, (_, i) => product(`p${String(i).padStart(2, '0')}`, `Robe ${i}`))

/** A catalogue whose products and listing the test changes. */
function shop(start: readonly MemoryProduct[]) {
  let products = start
  let listing = (page: Promise<ListingPage>): Promise<ListingPage> => page
  const asked: (string | null)[] = []
  const now = () => memoryCatalog({ source: 'pim', clock, products })
  const catalog: Catalog = {
    ...now(),
    listing: (asking, options) => {
      asked.push(asking.after)
      return listing(now().listing(asking, options))
    },
  }
  return {
    catalog,
    asked,
    become: (others: readonly MemoryProduct[]) => {
      products = others
    },
    answer: (how: typeof listing) => {
      listing = how
    },
  }
}

const down = new SourceError('pim', 'SOURCE_UNAVAILABLE', 'is down')

async function ask(search: Search, text: string | null = null): Promise<SearchPage> {
  const asked = request({ text })
  return found((await search.search([asked])).get(asked)).value
}
const codes = ({ hits }: SearchPage) => hits.map(({ productCode }) => productCode).sort()

describe('the index', () => {
  it('says that it knows nothing yet, then how much, then that it knows all', async () => {
    const { catalog, answer } = shop(many)
    const { search, job } = openIndex([catalog])
    expect(await ask(search)).toMatchObject({
      total: 0,
      feeds: [{ source: 'pim', state: 'NONE', asOf: null }],
    })
    let pages = 0
    answer(async (page) => {
      pages += 1
      if (pages === 2) throw down
      return page
    })
    await expect(job.once()).rejects.toBe(down)
    expect(await ask(search)).toMatchObject({ total: 7, feeds: [{ state: 'PARTIAL', asOf: null }] })
    await job.once()
    expect(await ask(search)).toMatchObject({
      total: 20,
      feeds: [{ state: 'WHOLE', asOf: '2026-06-15T10:00:00.000Z' }],
    })
  })

  it('goes on with the page that failed', async () => {
    const { catalog, asked, answer } = shop(many)
    const { job } = openIndex([catalog])
    answer((page) => (asked.length === 2 ? Promise.reject(down) : page))
    await expect(job.once()).rejects.toBe(down)
    await job.once()
    expect(asked).toEqual([null, 'p06', 'p06', 'p13'])
  })

  it('shows what is new, what is called otherwise now, and what is gone', async () => {
    const { catalog, become } = shop(many)
    const { search, job } = openIndex([catalog])
    await job.once()
    become([product('p00', 'Manteau 0'), ...many.slice(2), product('q', 'Manteau long')])
    await job.once()
    expect(codes(await ask(search, 'manteaux'))).toEqual(['p00', 'q'])
    expect(codes(await ask(search, 'robe'))).toEqual(many.slice(2).map(({ code }) => code))
    expect((await ask(search, 'p01-1')).total).toBe(0)
  })

  it('keeps what it knew while the catalogue is down, and says how old that is', async () => {
    const { catalog, answer } = shop(many)
    const { search, job, passes, events } = openIndex([catalog])
    await job.once()
    passes(600)
    answer(() => Promise.reject(down))
    await expect(job.once()).rejects.toBe(down)
    expect(await ask(search)).toMatchObject({
      total: 20,
      feeds: [{ state: 'OUTDATED', asOf: '2026-06-15T10:00:00.000Z' }],
    })
    expect(events).toEqual([{ source: 'search', catalog: 'pim', code: 'SOURCE_UNAVAILABLE' }])
  })

  it('forgets nobody on the word of a listing that could not be read whole', async () => {
    const { catalog, become, answer } = shop(many)
    const { search, job } = openIndex([catalog])
    await job.once()
    become(many.slice(1))
    answer(async (page) => ({ ...(await page), unreadable: 1 }))
    await job.once()
    expect(await ask(search)).toMatchObject({ total: 20, feeds: [{ state: 'PARTIAL' }] })
  })

  it('takes a product that two catalogues have from the better one', async () => {
    const better = shop([product('both', 'Robe du soir')])
    const worse = shop([product('both', 'Peignoir'), product('own', 'Peignoir')])
    const { search, job } = openIndex([better.catalog, worse.catalog])
    await job.once()
    await job.once()
    expect(codes(await ask(search, 'robe'))).toEqual(['both'])
    expect(codes(await ask(search, 'peignoir'))).toEqual(['own'])
  })

  it('is kept up in the background, and stops when it is told to', async () => {
    const { catalog, become } = shop(many)
    const { search, job } = openIndex([catalog], { refreshSeconds: 1 })
    const leave = new AbortController()
    const running = job.run(leave.signal)
    await expect.poll(async () => (await ask(search)).total).toBe(20)
    become([product('q', 'Manteau')])
    await expect.poll(async () => codes(await ask(search)), { timeout: 10_000 }).toEqual(['q'])
    leave.abort()
    await running
  })
})
