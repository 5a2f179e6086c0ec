import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { talkingPoints } from '../../sandbox/akeneo/text.ts'
import { CATEGORY_LABELS } from '../../sandbox/akeneo/translations.ts'
import type { WorldProduct } from '../../sandbox/world/shop-types.ts'
import { variantOf } from './expected.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

describe('what the graph must answer of products', () => {
  let whole: Whole
  beforeAll(async () => {
    whole = await startWhole()
  })
  afterAll(() => whole.close())

  const sold = (one: WorldProduct) => one.variants.some(({ inPim }) => inPim)
  const productLike = (fits: (one: WorldProduct) => boolean): WorldProduct => {
    const found = whole.world.products.find((one) => sold(one) && fits(one))
    if (!found) throw new Error('expected such a product in the world')
    return found
  }

  const jeans = () =>
    productLike(
      ({ categories, variants }) => categories.includes('jeans') && variants.every(({ inPim }) => inPim),
    )

  it('CAP-41: long text for the web, short for phones, points for associates; a text of another channel says so', async () => {
    const query = `query ($handle: String!) { product(handle: $handle) {
      web: content(channel: WEB) { ...texts } phone: content(channel: MOBILE_APP) { ...texts }
      associate: content(channel: ASSOCIATE_APP) { ...texts }
    } }
    fragment texts on ProductContent { longDescription talkingPoints channel locale localeFallback channelFallback }`
    const own = productLike(({ description }) => description['mobile']?.['fr_FR'] !== undefined)
    const { data, errors } = await whole.ask(query, { handle: own.code })
    expect(errors).toEqual([])
    const french = (channel: string) => own.description[channel]?.['fr_FR'] ?? ''
    const inFrench = { locale: 'fr-FR', localeFallback: false, channelFallback: false }
    expect(data.product).toEqual({
      web: { longDescription: french('ecommerce'), talkingPoints: null, channel: 'WEB', ...inFrench },
      phone: { longDescription: french('mobile'), talkingPoints: null, channel: 'MOBILE_APP', ...inFrench },
      associate: {
        longDescription: french('associate'),
        talkingPoints: talkingPoints(french('associate')),
        channel: 'ASSOCIATE_APP',
        ...inFrench,
      },
    })
    expect(french('mobile').length).toBeLessThan(french('ecommerce').length)
    const lacking = productLike(({ description }) => description['mobile'] === undefined)
    const { data: other } = await whole.ask(query, { handle: lacking.code })
    expect(other.product.phone).toMatchObject({
      longDescription: lacking.description['ecommerce']?.['fr_FR'],
      channelFallback: true,
    })
    expect(other.product.web.channelFallback).toBe(false)
  })

  it.todo(
    'CAP-43: a PIM change event reaches a partner feed; missing: change events, webhooks and partner feeds',
  )

  it('walks up the shelves of a product, and shows a shelf by its word', async () => {
    const { data, errors } = await whole.ask(
      `query ($handle: String!, $shelf: String!) {
        product(handle: $handle) { categories { id handle name(locales: ["en-US", "fr-FR"]) ancestors { handle } } }
        category(handle: $shelf) { id handle name ancestors { name } }
        none: category(handle: "no-such-shelf") { id }
        root: category(handle: "master") { id }
      }`,
      { handle: jeans().code, shelf: 'jeans' },
    )
    expect(errors).toEqual([])
    const { categories } = jeans()
    expect(
      data.product.categories.map(({ handle, name, ancestors }: Answer['data']) => [handle, name, ancestors]),
    ).toEqual(
      categories.map((code, depth) => [
        code,
        CATEGORY_LABELS[code]?.['en_US'],
        categories.slice(0, depth).map((handle) => ({ handle })),
      ]),
    )
    expect(data.category).toEqual({
      id: data.product.categories.at(-1).id,
      handle: 'jeans',
      name: 'Jeans',
      ancestors: [{ name: 'Mode' }, { name: 'Bas' }],
    })
    expect([data.none, data.root]).toEqual([null, null])
  })

  it('offers the sizes and colours there are, and the variants that fit', async () => {
    const sold = jeans().variants.filter(({ inPim }) => inPim)
    const [wanted] = sold
    const { data, errors, routes } = await whole.ask(
      `query ($handle: String!, $where: VariantFilter) { product(handle: $handle) {
        options { name values }
        variants(where: $where) { totalCount edges { node { sku } } }
        all: variants { totalCount }
      } }`,
      { handle: jeans().code, where: { size: wanted?.size, color: wanted?.color.toUpperCase() } },
    )
    expect(errors).toEqual([])
    const values = (axis: 'color' | 'size') => [...new Set(sold.map((one) => one[axis]))]
    expect(data.product.options).toEqual([
      { name: 'color', values: values('color') },
      { name: 'size', values: values('size') },
    ])
    expect(data.product.variants).toEqual({ totalCount: 1, edges: [{ node: { sku: wanted?.sku } }] })
    expect(data.product.all.totalCount).toBe(sold.length)
    // The style, and all its variants once for the three of them.
    expect(routes.filter((route) => route.endsWith('/products-uuid/search'))).toHaveLength(1)
  })

  it('cuts pictures for the channel, and they are as wide as it says', async () => {
    const { data, errors } = await whole.ask(
      `query ($handle: String!) { product(handle: $handle) {
        plain: media { url width height } phone: media(channel: MOBILE_APP) { url width height }
      } }`,
      { handle: jeans().code },
    )
    expect(errors).toEqual([])
    expect(data.product.plain).toMatchObject([{ width: null, height: null }])
    const [phone] = data.product.phone
    expect(phone).toMatchObject({ width: 480, height: null })
    const picture = Buffer.from(await (await fetch(phone.url)).arrayBuffer())
    expect(picture.readUInt32BE(16)).toBe(480)
  })

  const SEARCH = `query ($input: SearchInput!, $first: Int! = 24, $after: String) { search(input: $input, first: $first, after: $after) {
    totalCount
    edges { score matchedSku why cursor node { id handle title(locales: ["fr-FR"]) brand media { url } } }
    pageInfo { hasNextPage endCursor }
    facets { key label buckets { value label count } }
    sources { system instance outcome asOf }
  } }`

  it('finds products in any spelling, with the ways to narrow them, from the catalogue as it is', async () => {
    const { data, errors } = await whole.ask(SEARCH, { input: { text: 'chémise oxfords' } })
    expect(errors).toEqual([])
    const wanted = whole.world.products.filter((one) => sold(one) && one.title['fr_FR'] === 'Chemise Oxford')
    const { edges, totalCount, facets, sources } = data.search
    expect(edges.map(({ node }: Answer['data']) => node.handle).sort()).toEqual(
      wanted.map(({ code }) => code).sort(),
    )
    expect(totalCount).toBe(wanted.length)
    for (const { node, why, score } of edges) {
      expect(node).toMatchObject({ title: 'Chemise Oxford', media: [{}] })
      expect(why).toContain('title')
      expect(score).toBeGreaterThan(0)
    }
    const materials = facets.find(({ key }: Answer['data']) => key === 'material')
    const count = (material: string) => wanted.filter((one) => one.material === material).length
    for (const { value, label, count: told } of materials.buckets)
      expect([label, told]).toEqual([value, count(value)])
    expect(facets.find(({ key }: Answer['data']) => key === 'category')?.label).toBe('Catégorie')
    // As the PIM calls the attribute.
    expect(materials.label).toBe('Matière')
    expect(sources).toEqual([{ system: 'PIM', instance: 'pim', outcome: 'OK', asOf: expect.any(String) }])
  })

  it('asks the PIM once for a page of 24, and not at all when the page is warm', async () => {
    const input = { categoryHandle: 'mode', sort: 'NEWEST' }
    const cold = await whole.ask(SEARCH, { input })
    expect(cold.errors).toEqual([])
    const onShelf = whole.world.products.filter((one) => sold(one) && one.categories.includes('mode'))
    expect(cold.data.search.totalCount).toBe(onShelf.length)
    const newest = [...onShelf].sort((left, right) => left.createdDaysAgo - right.createdDaysAgo)
    expect(cold.data.search.edges.slice(0, 3).map(({ node }: Answer['data']) => node.handle)).toEqual(
      newest.slice(0, 3).map(({ code }) => code),
    )
    // Texts in the request's own languages, and in those that the title asks for.
    expect(cold.calls).toMatchObject({ erp: 0, crm: 0 })
    expect(cold.calls.pim).toBeLessThanOrEqual(2)
    const warm = await whole.ask(SEARCH, { input })
    expect(warm.data).toEqual(cold.data)
    expect(warm.calls).toEqual({ erp: 0, crm: 0, pim: 0 })
  })

  it('goes on after a cursor, of the same question alone', async () => {
    const input = { categoryHandle: 'mode' }
    const { data: all } = await whole.ask(SEARCH, { input, first: 100 })
    const handles: string[] = []
    for (let after: string | null = null; ; ) {
      const { data, errors } = await whole.ask(SEARCH, { input, first: 5, after })
      expect(errors).toEqual([])
      handles.push(...data.search.edges.map(({ node }: Answer['data']) => node.handle))
      if (!data.search.pageInfo.hasNextPage) break
      after = data.search.pageInfo.endCursor
    }
    expect(handles).toEqual(all.search.edges.map(({ node }: Answer['data']) => node.handle))
    const other = await whole.ask(SEARCH, { input: { text: 'jean' }, after: all.search.edges[0].cursor })
    expect(other.errors).toMatchObject([{ path: ['search'], extensions: { code: 'BAD_INPUT' } }])
  })

  it('labels facets in the language of the request, by values that are the same in all', async () => {
    const english = { 'accept-language': 'en-US' }
    const { data, errors } = await whole.ask(SEARCH, { input: { text: 'shirts' } }, english)
    expect(errors).toEqual([])
    const colors = data.search.facets.find(({ key }: Answer['data']) => key === 'color')
    expect(colors).toMatchObject({ label: 'Colour' })
    expect(colors.buckets).toContainEqual({ value: 'Blanc', label: 'White', count: expect.any(Number) })
    const filters = [{ key: 'color', values: ['Blanc'] }]
    const { data: white } = await whole.ask(SEARCH, { input: { text: 'shirts', filters } }, english)
    expect(white.search.totalCount).toBe(
      colors.buckets.find(({ value }: Answer['data']) => value === 'Blanc').count,
    )
    const skus = white.search.edges.map(({ matchedSku }: Answer['data']) => matchedSku)
    for (const sku of skus) expect(variantOf(whole.world, sku).variant.color).toBe('Blanc')
  })

  it('finds what it knows while the PIM is down, and says that their texts cannot be read', async () => {
    await whole.served['pim']?.misbehave({ down: true })
    const { data, errors } = await whole.ask(
      '{ search(input: { text: "assiette" }) { totalCount edges { matchedSku node { id brand } } } }',
    )
    await whole.served['pim']?.misbehave({})
    expect(data.search.totalCount).toBeGreaterThan(0)
    const found = data.search.edges.map(({ node }: Answer['data']) => node)
    expect(errors.map(({ path }) => path?.join('.'))).toEqual(
      found.flatMap(({ brand }: Answer['data'], i: number) =>
        brand === null ? [`search.edges.${i}.node.brand`] : [],
      ),
    )
  })
})
