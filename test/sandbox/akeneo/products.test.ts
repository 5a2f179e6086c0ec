import { describe, expect, it } from 'vitest'
import { mediaCode } from '../../../sandbox/akeneo/media.ts'
import { weightGrams } from '../../../sandbox/akeneo/values.ts'
import { is, openPim, skusOf } from './client.ts'
import { jeans } from './world.ts'

const [first, second, third, absent] = jeans.variants.map(({ sku }) => sku)
const entry = (data: unknown, locale: string | null = null, scope: string | null = null) =>
  expect.objectContaining({ locale, scope, data })

describe('a variant', () => {
  it('carries its own values and those of its model, each as a list by locale and channel', async () => {
    const { find } = await openPim()
    const { body } = await find({ sku: is('IN', [first]) })
    const [product] = body._embedded.items
    expect(product).toMatchObject({
      uuid: jeans.variants[0]?.uuid,
      family: 'jeans',
      parent: jeans.code,
      categories: ['mode', 'pantalons'],
      enabled: true,
    })
    expect(product.values).toEqual({
      sku: [entry(first)],
      ean: [entry(jeans.variants[0]?.gtin)],
      name: [entry('Jean slim', 'fr_FR'), entry('Slim jeans', 'en_US')],
      description: [
        entry('Un jean slim. Coupe ajustée.', 'fr_FR', 'ecommerce'),
        entry('Slim jeans. Close fit.', 'en_US', 'ecommerce'),
        entry('Un jean slim.', 'fr_FR', 'mobile'),
        entry('Points forts : denim japonais.', 'fr_FR', 'associate'),
      ],
      short_description: [entry('Un jean slim.', 'fr_FR'), entry('Slim jeans.', 'en_US')],
      talking_points: [entry('denim japonais.', 'fr_FR')],
      brand: [entry('maison_couture')],
      material: [entry('100_coton')],
      color: [entry('bleu_nuit')],
      size: [entry('38')],
      image: [entry(mediaCode(jeans))],
      weight: [entry({ amount: `${weightGrams(jeans)}.0000`, unit: 'GRAM' })],
      vat_rate: [entry('5.5000')],
      sold_by_weight: [entry(false)],
    })
  })

  it('says when it was made and changed in the offset of the server, winter or summer', async () => {
    const { find } = await openPim()
    const [product] = (await find({ sku: is('IN', [first]) })).body._embedded.items
    // 100 and 50 days before 2026-06-01T08:00Z.
    expect(product.created).toBe('2026-02-21T09:00:00+01:00')
    expect(product.updated).toBe('2026-04-12T10:00:00+02:00')
  })

  it('is left out where the PIM does not have it, as are SKUs that nobody has', async () => {
    const { find } = await openPim()
    expect(skusOf(await find({ sku: is('IN', [absent, second, '99999999']) }))).toEqual([second])
  })

  it('links its picture, which can be downloaded', async () => {
    const { find, get } = await openPim()
    const [product] = (await find({ sku: is('IN', [first]) })).body._embedded.items
    const { href } = product.values.image[0]._links.download
    const told = await get(href)
    expect([told.status, told.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(told.body.slice(1, 4)).toBe('PNG')
    const told2 = await get(`media-files/${mediaCode(jeans)}`)
    expect(told2.body).toMatchObject({ mime_type: 'image/png', _links: { download: { href } } })
  })

  it('is found by its uuid and by its identifier', async () => {
    const { get } = await openPim()
    const uuid = jeans.variants[0]?.uuid
    expect((await get(`products-uuid/${uuid}`)).body).toMatchObject({ uuid })
    expect((await get(`products/${first}`)).body).toMatchObject({ uuid, identifier: first })
    expect(await get(`products/${absent}`)).toMatchObject({ status: 404, body: { code: 404 } })
  })
})

describe('a model', () => {
  it('carries what its variants share and names its family variant', async () => {
    const { get } = await openPim()
    const { body } = await get(`product-models/${jeans.code}`)
    expect(body).toMatchObject({
      code: jeans.code,
      parent: null,
      family: 'jeans',
      family_variant: 'jeans_by_color_size',
    })
    expect(body.values.name).toHaveLength(2)
    expect(Object.keys(body.values)).not.toContain('sku')
  })

  it('is absent where none of its variants is in the PIM', async () => {
    const { get } = await openPim()
    expect((await get('product-models/absent-3001')).status).toBe(404)
    expect((await get('families/absents')).status).toBe(404)
  })

  it('is found among others by identifier', async () => {
    const { get } = await openPim()
    const search = encodeURIComponent(JSON.stringify({ identifier: is('IN', [jeans.code, 'none']) }))
    const { body } = await get(`product-models?search=${search}`)
    expect(body._embedded.items.map(({ code }: { code: string }) => code)).toEqual([jeans.code])
  })
})

describe('pruning', () => {
  it('keeps the asked channel, locales and attributes, and what differs by none', async () => {
    const { find } = await openPim()
    const { body } = await find({ sku: is('IN', [first]) }, '', {
      scope: 'ecommerce',
      locales: ['fr_FR'],
      attributes: ['sku', 'description', 'name'],
    })
    expect(body._embedded.items[0].values).toEqual({
      sku: [entry(first)],
      name: [entry('Jean slim', 'fr_FR')],
      description: [entry('Un jean slim. Coupe ajustée.', 'fr_FR', 'ecommerce')],
    })
  })

  it('leaves an attribute out when no text in the asked locale exists', async () => {
    const { find } = await openPim()
    const search = { parent: is('=', 'foulard-2001') }
    const { body } = await find(search, '?limit=1', { locales: ['en_US'] })
    expect(body._embedded.items[0].values).not.toHaveProperty('name')
  })

  it('adds the labels of options where asked, without those nobody translated', async () => {
    const { find } = await openPim()
    const { body } = await find({ sku: is('IN', [third]) }, '', { with_attribute_options: true })
    expect(body._embedded.items[0].values.color[0].linked_data).toEqual({
      attribute: 'color',
      code: 'ecru',
      labels: { fr_FR: 'Écru' },
    })
  })

  it('tells how complete a product is where asked', async () => {
    const { find } = await openPim()
    const { body } = await find({ sku: is('IN', [first]) }, '', { with_completenesses: true })
    expect(body._embedded.items[0].completenesses).toContainEqual({
      scope: 'mobile',
      locale: 'en_US',
      data: 75,
    })
  })

  it.each([
    ['channel', { scope: 'print' }, 'Scope "print" does not exist.'],
    ['locale', { locales: ['de_DE'] }, 'Locale "de_DE" does not exist or is not activated.'],
    ['attribute', { attributes: ['sku', 'none'] }, 'Attribute "none" does not exist.'],
  ])('refuses a %s that does not exist with 422', async (_, options, message) => {
    const { find } = await openPim()
    expect(await find({}, '', options)).toMatchObject({ status: 422, body: { code: 422, message } })
  })
})
