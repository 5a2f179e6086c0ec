import { describe, expect, it } from 'vitest'
import { is, openPim, skusOf } from './client.ts'
import { jeans, scarf } from './world.ts'

const [first = '', second = '', third = ''] = jeans.variants.map(({ sku }) => sku)
const [gtin = ''] = jeans.variants.map((variant) => variant.gtin)
const [uuid = ''] = jeans.variants.map((variant) => variant.uuid)
const all = [first, second, third]

describe('a search', () => {
  it.each([
    ['SKU', { sku: is('IN', [first, third]) }, [first, third]],
    ['exact SKU', { sku: is('=', second) }, [second]],
    ['start of the SKU', { sku: is('STARTS WITH', '1004000') }, all],
    ['EAN', { ean: is('IN', [gtin]) }, [first]],
    ['uuid', { uuid: is('IN', [uuid]) }, [first]],
    ['parent', { parent: is('IN', [jeans.code]) }, all],
    ['descent', { parent: is('=', jeans.code) }, all],
    ['family', { family: is('IN', ['jeans']) }, all],
    ['category', { categories: is('IN', ['pantalons']) }, all],
    ['category below another', { categories: is('IN CHILDREN', ['pantalons']) }, all],
    ['not that category', { categories: is('NOT IN', ['accessoires']) }, all],
    ['option', { color: is('IN', ['bleu_nuit']) }, [first, second]],
    ['not that option', { brand: is('NOT IN', ['fil_trame']) }, all],
    ['part of a text', { name: is('CONTAINS', 'SLIM', { locale: 'fr_FR' }) }, all],
    [
      'a text in a channel',
      { description: is('=', 'Un jean slim.', { locale: 'fr_FR', scope: 'mobile' }) },
      all,
    ],
    ['a text that is there', { name: is('NOT EMPTY', undefined, { locale: 'en_US' }) }, all],
    ['a picture that is there', { image: is('NOT EMPTY') }, all],
    ['number', { vat_rate: is('<', 10) }, all],
    ['metric', { weight: is('=', { amount: 0, unit: 'GRAM' }) }, []],
    ['boolean', { sold_by_weight: is('=', true) }, []],
    ['completeness', { completeness: is('=', 100, { scope: 'ecommerce' }) }, all],
    ['two criteria', { parent: is('NOT EMPTY'), size: is('IN', ['40']) }, [second]],
    ['two on one property', { sku: [...is('IN', all), ...is('NOT IN', [first])] }, [second, third]],
    ['disabled ones', { enabled: is('=', false) }, []],
  ])('finds by %s', async (_, search, skus) => {
    const { find } = await openPim()
    expect(skusOf(await find(search, '?limit=100'))).toEqual(skus)
  })

  it('reads the times of a filter in the zone of the server', async () => {
    const { find } = await openPim()
    // The jeans were changed at 08:00 UTC: 10:00 in Paris.
    const since = (time: string) => ({ parent: is('=', jeans.code), updated: is('>', time) })
    expect(skusOf(await find(since('2026-04-12 09:59:59')))).toEqual(all)
    expect(skusOf(await find(since('2026-04-12 10:00:00')))).toEqual([])
  })

  it('counts days back from its present', async () => {
    const { find } = await openPim()
    const since = (days: number) => ({ parent: is('=', jeans.code), updated: is('SINCE LAST N DAYS', days) })
    expect(skusOf(await find(since(51)))).toEqual(all)
    expect(skusOf(await find(since(49)))).toEqual([])
  })

  it('answers in any order but the asked one: results are to be matched by key', async () => {
    const { find } = await openPim()
    const { body } = await find({ sku: is('IN', [third, first]) })
    const uuids = body._embedded.items.map((item: { uuid: string }) => item.uuid)
    expect(uuids).toEqual([...uuids].sort())
  })

  it('takes the default locale and channel of criteria from search_locale and search_scope', async () => {
    const { find } = await openPim()
    const search = { description: is('CONTAINS', 'ajustée') }
    const told = await find(search, '', { search_locale: 'fr_FR', search_scope: 'ecommerce' })
    expect(skusOf(told)).toEqual(all)
  })
})

describe('a search is refused with 422', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => String(i))
  const twentyOne = { sku: Array.from({ length: 21 }, () => is('IN', [first])[0]) }

  it.each([
    ['more than 800 items', { sku: is('IN', many(801)) }],
    ['more than 20 criteria', twentyOne],
    ['an empty list', { sku: is('IN', []) }],
    ['a list that is none', { sku: is('IN', first) }],
    ['a list of numbers', { sku: is('IN', [10_040_001]) }],
    ['no list of criteria', { sku: { operator: 'IN', value: [first] } }],
    ['no operator', { sku: [{ value: [first] }] }],
    ['a property nobody knows', { ERPNumber: is('=', '1') }],
    ['an operator the type lacks', { name: is('IN', ['x'], { locale: 'fr_FR' }) }],
    ['a text without its locale', { name: is('CONTAINS', 'x') }],
    ['a locale that is not activated', { name: is('CONTAINS', 'x', { locale: 'de_DE' }) }],
    ['a text without its channel', { description: is('CONTAINS', 'x', { locale: 'fr_FR' }) }],
    ['a family nobody made', { family: is('IN', ['none']) }],
    ['a parent nobody made', { parent: is('IN', [jeans.code, 'none']) }],
    ['an option nobody made', { color: is('IN', ['none']) }],
    ['an ISO time', { updated: is('>', '2026-04-12T10:00:00Z') }],
    ['no uuid', { uuid: is('IN', ['1']) }],
    ['completeness without a channel', { completeness: is('=', 100) }],
    ['a text where a boolean belongs', { enabled: is('=', 'true') }],
  ])('for %s', async (_, search) => {
    const { find } = await openPim()
    const { status, body } = await find(search)
    expect(status).toBe(422)
    expect(body).toEqual({ code: 422, message: expect.any(String), _links: expect.any(Object) })
  })

  it('for an option of the body that does not exist', async () => {
    const { find } = await openPim()
    expect((await find({}, '', { limit: 100 })).status).toBe(422)
  })

  it('while 800 items and 20 criteria are fine', async () => {
    const { find } = await openPim()
    const twenty = { sku: Array.from({ length: 20 }, () => is('IN', many(800))[0]) }
    expect((await find(twenty)).status).toBe(200)
  })

  it('and with 400 when the search of a query string is no JSON', async () => {
    const { get } = await openPim()
    expect((await get('products-uuid?search={')).status).toBe(400)
  })
})

describe('paging', () => {
  const inScarf = { parent: is('=', scarf.code) }
  const expected = scarf.variants.map(({ sku }) => sku).sort()

  async function follow(find: Awaited<ReturnType<typeof openPim>>['find'], query: string) {
    const skus: string[] = []
    const sizes: number[] = []
    let next: string | null = query
    while (next !== null) {
      const told = await find(inScarf, next)
      const page = skusOf(told)
      skus.push(...page)
      sizes.push(page.length)
      const { href = null } = told.body._links.next ?? {}
      next = href === null ? null : new URL(href).search
    }
    return { skus: skus.sort(), sizes }
  }

  it('gives ten records unless asked for more', async () => {
    const { find } = await openPim()
    expect(skusOf(await find(inScarf))).toHaveLength(10)
  })

  it('goes through every record once by number of page', async () => {
    const { find } = await openPim()
    expect(await follow(find, '?limit=50')).toEqual({ skus: expected, sizes: [50, 50, 20] })
  })

  it('goes through every record once by cursor', async () => {
    const { find } = await openPim()
    const { skus, sizes } = await follow(find, '?pagination_type=search_after&limit=50')
    expect({ skus, sizes }).toEqual({ skus: expected, sizes: [50, 50, 20] })
  })

  it('links on from a full page though it be the last, for it has not counted', async () => {
    const { find } = await openPim()
    expect((await follow(find, '?pagination_type=search_after&limit=60')).sizes).toEqual([60, 60, 0])
  })

  it('counts only where asked, and never by cursor', async () => {
    const { find } = await openPim()
    expect((await find(inScarf, '?limit=60')).body).not.toHaveProperty('items_count')
    const counted = await find(inScarf, '?limit=60&page=2&with_count=true')
    expect(counted.body).toMatchObject({ items_count: 120, current_page: 2 })
    expect(counted.body._links).not.toHaveProperty('next')
    const cursor = await find(inScarf, '?pagination_type=search_after&with_count=true')
    expect(cursor.body).not.toHaveProperty('items_count')
  })

  it.each([
    '?limit=101',
    '?limit=0',
    '?limit=many',
    '?page=0',
    '?page=101&limit=100',
    '?pagination_type=offset',
    '?pagination_type=search_after&search_after=10',
  ])('refuses %s with 422', async (query) => {
    const { find } = await openPim()
    expect((await find({}, query)).status).toBe(422)
  })

  it('has no cursor for the small lists', async () => {
    const { get } = await openPim()
    expect((await get('families?pagination_type=search_after')).status).toBe(422)
  })
})
