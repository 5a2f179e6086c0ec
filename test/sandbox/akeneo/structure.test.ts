import { describe, expect, it } from 'vitest'
import { openPim, type Told } from './client.ts'

const codes = ({ body }: Told) => body._embedded.items.map(({ code }: { code: string }) => code)

describe('the structure of the PIM', () => {
  it('lists its channels with their locales', async () => {
    const { get } = await openPim()
    const told = await get('channels')
    expect(codes(told)).toEqual(['ecommerce', 'mobile', 'associate'])
    expect(told.body._embedded.items[0]).toMatchObject({ locales: ['fr_FR', 'en_US'], currencies: ['EUR'] })
  })

  it('lists its locales, of which one is not activated', async () => {
    const { get } = await openPim()
    const { body } = await get('locales')
    expect(body._embedded.items.map(({ enabled }: { enabled: boolean }) => enabled)).toEqual([
      true,
      true,
      false,
    ])
  })

  it('tells what kind of value each attribute has', async () => {
    const { get } = await openPim()
    const { body } = await get('attributes/description')
    expect(body).toMatchObject({ type: 'pim_catalog_textarea', localizable: true, scopable: true })
    expect((await get('attributes?limit=100')).body._embedded.items).toHaveLength(14)
  })

  it('finds attributes by code, leaving out those it does not have', async () => {
    const { get } = await openPim()
    const search = JSON.stringify({ code: [{ operator: 'IN', value: ['size', 'none'] }] })
    expect(codes(await get(`attributes?search=${encodeURIComponent(search)}`))).toEqual(['size'])
  })

  it('lists the options of a select with the labels there are', async () => {
    const { get } = await openPim()
    const { body } = await get('attributes/color/options?limit=2')
    expect(body._embedded.items).toEqual([
      expect.objectContaining({ code: 'bleu_nuit', labels: { fr_FR: 'Bleu nuit', en_US: 'Midnight blue' } }),
      expect.objectContaining({ code: 'ecru', labels: { fr_FR: 'Écru' } }),
    ])
    expect((await get('attributes/color/options/ecru')).body).toMatchObject({ sort_order: 1 })
  })

  it('has no options for what is no select', async () => {
    const { get } = await openPim()
    expect((await get('attributes/name/options')).status).toBe(404)
  })

  it('tells in which axes the variants of a family differ', async () => {
    const { get } = await openPim()
    const { body } = await get('families/jeans/variants/jeans_by_color_size')
    expect(body.variant_attribute_sets).toEqual([
      { level: 1, axes: ['color', 'size'], attributes: ['color', 'size', 'ean', 'sku'] },
    ])
    expect(codes(await get('families/jeans/variants'))).toEqual(['jeans_by_color_size'])
  })

  it('has a tree of categories under one root', async () => {
    const { get } = await openPim()
    const { body } = await get('categories?limit=100')
    const parents = body._embedded.items.map((item: { code: string; parent: string }) => [
      item.code,
      item.parent,
    ])
    expect(parents).toEqual([
      ['master', null],
      ['mode', 'master'],
      ['pantalons', 'mode'],
      ['accessoires', 'mode'],
    ])
  })

  it('says 404 for a code it does not have', async () => {
    const { get } = await openPim()
    const paths = [
      'families/x',
      'attributes/x',
      'attributes/color/options/x',
      'media-files/a/b/x.png/download',
    ]
    const told = await Promise.all(paths.map((path) => get(path)))
    expect(told.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  })
})
