import { expect, it } from 'vitest'
import { isFound } from '../../../../adapters/read.ts'
import type { SandboxServer } from '../../../../sandbox/server.ts'
import type { WorldProduct } from '../../../../sandbox/world/shop-types.ts'
import { openPim } from './open.ts'
import { french, inPim, many, skuOf, world, worldOf } from './retailer.ts'

// biome-ignore lint/suspicious/noExplicitAny: the vendor's JSON, taken apart and put together again
type Json = any

/** The sandbox's PIM with its lists of products changed on their way; `search` is what was asked. */
function changing(change: (items: readonly Json[], search: Json) => readonly Json[]) {
  return (server: SandboxServer): SandboxServer => ({
    ...server,
    async handle(request) {
      const url = new URL(request.url)
      if (!url.pathname.includes('/products-uuid')) return server.handle(request)
      const body: Json = request.method === 'POST' ? await request.clone().json() : {}
      const search = body.search ?? JSON.parse(url.searchParams.get('search') ?? '{}')
      const page: Json = await (await server.handle(request)).json()
      return Response.json({ ...page, _embedded: { items: change(page._embedded.items, search) } })
    },
  })
}

const [first, second] = inPim.map(({ variant }) => variant) as [
  WorldProduct['variants'][number],
  WorldProduct['variants'][number],
]

it('products that are switched off are unknown to every read', async () => {
  const isOn = [{ operator: '=', value: true }]
  const between = changing((items, search) =>
    JSON.stringify(search.enabled) === JSON.stringify(isOn)
      ? items.filter(({ uuid }) => uuid !== first.uuid)
      : items,
  )
  const { catalog } = await openPim(world, { between })
  const style = inPim[0]?.product.code ?? ''
  const request = { productCode: style, first: 50, after: null }
  const page = (await catalog.variantsOf([request], french)).get(request)
  const { sets } = await catalog.itemReferences(null)
  expect([...(await catalog.variants([first, second].map(skuOf), french)).keys()]).toEqual([second.sku])
  expect((await catalog.variantsByGtin([first.gtin as never], french)).size).toBe(0)
  expect(isFound(page) && page.value.variants.map(({ sku }) => sku)).not.toContain(first.sku)
  expect(sets.map(({ record }) => record.id)).not.toContain(first.sku)
})

it('a record that cannot be read fails the SKUs that are missing, one of which it is, and no others', async () => {
  const between = changing((items) =>
    items.map((item) => (item.uuid === first.uuid ? { ...item, uuid: 7 } : item)),
  )
  const { catalog } = await openPim(world, { between })
  const reads = await catalog.variants([first, second].map(skuOf), french)
  expect(reads.get(skuOf(first))).toMatchObject({ code: 'BAD_RESPONSE' })
  expect(isFound(reads.get(skuOf(second)))).toBe(true)
})

it('values without entries, which PHP writes as a list, are no values', async () => {
  const between = changing((items) =>
    items.map((item) => ({ ...item, values: { sku: item.values.sku, color: [] } })),
  )
  const { catalog } = await openPim(world, { between })
  const read = (await catalog.variants([skuOf(first)], french)).get(skuOf(first))
  expect(isFound(read) && read.value).toMatchObject({ title: null, color: null, gtin: null, image: null })
  const none = await openPim(world, {
    between: changing((items) => items.map((item) => ({ ...item, values: [] }))),
  })
  expect((await none.catalog.variants([skuOf(first)], french)).size).toBe(0)
})

it('next pages are followed by path, for the PIM may name a host that only it can reach', async () => {
  const jeans = { ...(world.products[4] as WorldProduct), variants: many(230) }
  const between = (server: SandboxServer): SandboxServer => ({
    ...server,
    async handle(request) {
      const response = await server.handle(request)
      const text = (await response.text()).replaceAll(new URL(request.url).origin, 'http://pim.internal:8080')
      return new Response(text, response)
    },
  })
  const { catalog } = await openPim(worldOf(jeans), { between })
  const request = { productCode: jeans.code, first: 500, after: null }
  const read = (await catalog.variantsOf([request], french)).get(request)
  expect(isFound(read) && read.value.variants).toHaveLength(230)
})
