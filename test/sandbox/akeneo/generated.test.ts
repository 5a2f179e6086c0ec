import { describe, expect, it } from 'vitest'
import { codeOf } from '../../../sandbox/akeneo/text.ts'
import { createWorld } from '../../../sandbox/world/world.ts'
import { openPim, skusOf, type Told } from './client.ts'
import { NOW } from './world.ts'

const world = createWorld({ now: NOW, size: 800 })
const inPim = world.products.flatMap(({ variants }) => variants.filter((variant) => variant.inPim))

describe('over the generated retailer, the PIM', () => {
  it('holds every variant that is in it, once', async () => {
    const { get } = await openPim({ of: world })
    const skus: string[] = []
    let next: string | undefined = 'products-uuid?pagination_type=search_after&limit=100&attributes=sku'
    while (next !== undefined) {
      const told: Told = await get(next)
      skus.push(...skusOf(told))
      next = told.body._links.next?.href
    }
    expect(skus.sort()).toEqual(inPim.map(({ sku }) => sku).sort())
  })

  it('lacks what the world says is missing, and does not translate what nobody did', async () => {
    const { find } = await openPim({ of: world })
    const subjects = (kind: string) => world.imperfections.filter((each) => each.kind === kind)
    const missing = subjects('PRODUCT_MISSING_IN_PIM').map(({ subject }) => subject)
    expect(missing).not.toEqual([])
    expect(skusOf(await find({ sku: [{ operator: 'IN', value: missing }] }))).toEqual([])
    const [style] = world.products.filter(({ title }) => title['en_US'] === undefined)
    const { body } = await find({ parent: [{ operator: '=', value: style?.code }] }, '?limit=1')
    const locales = body._embedded.items[0].values.name.map(({ locale }: { locale: string }) => locale)
    expect(locales).toEqual(['fr_FR'])
  })

  it('has a code of its own for every label of its selects', () => {
    for (const select of ['color', 'size'] as const) {
      const labels = new Set(inPim.map((variant) => variant[select]))
      expect(new Set([...labels].map(codeOf)).size).toBe(labels.size)
    }
    for (const select of ['brand', 'material'] as const) {
      const labels = new Set(world.products.map((product) => product[select]))
      expect(new Set([...labels].map(codeOf)).size).toBe(labels.size)
    }
  })
})
