import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Search, SearchPage, SearchRequest } from '../../adapters/ports/search.ts'
import type { WorldProduct } from '../../sandbox/world/shop-types.ts'
import { expectProvenance, found } from './found.ts'
import { type Opened, world } from './small-world.ts'

const sold = world.products.filter(({ variants }) => variants.some(({ inPim }) => inPim))
const codes = (products: readonly WorldProduct[]) => products.map(({ code }) => code).sort()
const titled = (pattern: RegExp) => codes(sold.filter(({ title }) => pattern.test(title['fr_FR'] ?? '')))

/** Everything, in French, one page of a hundred. */
export function request(more: Partial<SearchRequest> = {}): SearchRequest {
  const plain = { text: null, category: null, filters: [], sort: 'RELEVANCE', after: null } as const
  return { ...plain, locales: ['fr-FR'], first: 100, ...more }
}

/** What every `Search` must do. `open` gives an engine that knows the small world's catalogue to its end. */
export function searchContract(open: () => Promise<Opened<Search>>): void {
  let opened: Opened<Search>
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())

  const ask = async (more: Partial<SearchRequest>): Promise<SearchPage> => {
    const asked = request(more)
    const read = found((await opened.port.search([asked])).get(asked))
    expectProvenance(read, opened.source)
    return read.value
  }
  const find = async (more: Partial<SearchRequest>) =>
    (await ask(more)).hits.map(({ productCode }) => productCode).sort()
  const counted = async (key: string, more: Partial<SearchRequest> = {}) =>
    new Map(
      (await ask(more)).facets.find((one) => one.key === key)?.buckets.map((one) => [one.value, one.count]),
    )

  it('answers every request of a batch, and without words has everything that can be bought', async () => {
    const asked = [request(), request({ text: 'zzzzzzzz' })]
    const reads = await opened.port.search(asked)
    expect(reads.size).toBe(2)
    const [all, none] = asked.map((one) => found(reads.get(one)).value)
    expect(all?.hits.map(({ productCode }) => productCode).sort()).toEqual(codes(sold))
    expect(all).toMatchObject({ total: sold.length, hasNextPage: false })
    expect(none).toMatchObject({ hits: [], total: 0 })
    expect(all?.feeds.map(({ state }) => state)).toEqual(['WHOLE'])
  })

  it.each([
    ['écharpe', /^Écharpe/],
    ['ECHARPES', /^Écharpe/],
    ["l'écharpe", /^Écharpe/],
    ['tasses emaillees', /^Tasse émaillée/],
    ['robes chemises', /^Robe chemise/],
    ['marinieres', /^Marinière/],
  ])('finds %s whatever its accents, number and gender', async (text, pattern) => {
    const wanted = titled(pattern)
    expect(wanted.length).toBeGreaterThan(0)
    expect(await find({ text })).toEqual(expect.arrayContaining(wanted))
    const [best] = (await ask({ text })).hits
    expect(wanted).toContain(best?.productCode)
  })

  it.each([
    ['echrape', /^Écharpe/],
    ['portefeulle', /^Robe portefeuille/],
    ['bessace', /^Besace/],
  ])('forgives the slip in %s', async (text, pattern) => {
    expect(await find({ text })).toEqual(titled(pattern))
    expect((await ask({ text })).hits[0]?.why).toContain('resembling')
  })

  it('takes English words of those who read English', async () => {
    const wanted = codes(sold.filter(({ title }) => /shirt/i.test(title['en_US'] ?? '')))
    expect(wanted.length).toBeGreaterThan(0)
    const hits = await find({ text: 'shirts', locales: ['en-US', 'fr-FR'] })
    expect(hits).toEqual(expect.arrayContaining(wanted))
  })

  it('finds nothing that has only some of the words', async () => {
    const both = titled(/^Jean slim/)
    expect(both.length).toBeGreaterThan(0)
    expect(await find({ text: 'jean slim' })).toEqual(both)
    expect(await find({ text: 'jean porcelaine' })).toEqual([])
  })

  it('finds a product by a variant’s SKU or GTIN, and names the variant', async () => {
    const [product] = sold
    const variant = product?.variants.find(({ inPim }) => inPim)
    for (const text of [variant?.sku, variant?.gtin]) {
      const { hits } = await ask({ text: text ?? '' })
      expect(hits).toMatchObject([{ productCode: product?.code, matchedSku: variant?.sku }])
    }
  })

  it('counts what the catalogue has', async () => {
    const count = (values: (one: WorldProduct) => readonly string[]) => {
      const counts = new Map<string, number>()
      for (const one of sold)
        for (const value of new Set(values(one))) counts.set(value, (counts.get(value) ?? 0) + 1)
      return counts
    }
    const inPim = ({ variants }: WorldProduct) => variants.filter((one) => one.inPim)
    expect(await counted('brand')).toEqual(count(({ brand }) => [brand]))
    expect(await counted('color')).toEqual(count((one) => inPim(one).map(({ color }) => color)))
    expect(await counted('size')).toEqual(count((one) => inPim(one).map(({ size }) => size)))
    const shelves = await counted('category')
    expect([...shelves.values()].sort()).toEqual([...count(({ categories }) => categories).values()].sort())
  })

  it('narrows by one variant’s colour and size, and still counts what else could be chosen', async () => {
    const product = sold.find(({ variants }) => new Set(variants.map(({ color }) => color)).size > 1)
    const [first] = product?.variants.filter(({ inPim }) => inPim) ?? []
    const filters = [
      { key: 'color', values: [first?.color ?? ''] },
      { key: 'size', values: [first?.size ?? ''] },
    ]
    const fits = sold.filter(({ variants }) =>
      variants.some((one) => one.inPim && one.color === first?.color && one.size === first?.size),
    )
    const { hits, total } = await ask({ filters })
    expect(hits.map(({ productCode }) => productCode).sort()).toEqual(codes(fits))
    expect(total).toBe(fits.length)
    expect(hits.find(({ productCode }) => productCode === product?.code)?.matchedSku).toBe(first?.sku)
    const ofColor = sold.filter(({ variants }) =>
      variants.some((one) => one.inPim && one.color === first?.color && one.size !== first?.size),
    )
    const sizes = await counted('size', { filters })
    expect([...sizes.keys()].length).toBeGreaterThan(ofColor.length > 0 ? 1 : 0)
    expect(await find({ filters: [{ key: 'color', values: ['no such colour'] }] })).toEqual([])
    expect(await find({ filters: [{ key: 'no such facet', values: ['x'] }] })).toEqual([])
  })

  const everyPage = async (more: Partial<SearchRequest>, first: number) => {
    const seen: SearchPage[] = []
    for (let after: string | null = null; ; ) {
      const page: SearchPage = await ask({ ...more, first, after })
      seen.push(page)
      if (!page.hasNextPage) return seen
      expect(page.hits).toHaveLength(first)
      after = page.hits.at(-1)?.cursor ?? null
    }
  }

  it.each([1, 3, 7, 100])(
    'goes through a shelf in pages of %i, nothing lost and nothing twice',
    async (first) => {
      const shelves = await counted('category')
      const [category = '', size = 0] = [...shelves].sort(([, left], [, right]) => right - left)[0] ?? []
      for (const sort of ['RELEVANCE', 'NEWEST'] as const) {
        const pages = await everyPage({ category, sort }, first)
        const seen = pages.flatMap(({ hits }) => hits.map(({ productCode }) => productCode))
        expect(pages.every(({ total }) => total === size)).toBe(true)
        expect(new Set(seen).size).toBe(size)
        expect(seen).toEqual((await ask({ category, sort })).hits.map(({ productCode }) => productCode))
      }
      expect(await find({ category: 'no-such-shelf' })).toEqual([])
    },
  )
}
