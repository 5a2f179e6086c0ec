import { expect, it } from 'vitest'
import { isFound } from '../../../../adapters/read.ts'
import type { SandboxServer } from '../../../../sandbox/server.ts'
import type { WorldProduct } from '../../../../sandbox/world/shop-types.ts'
import { openPim } from './open.ts'
import { french, inPim, skuOf, world, worldOf } from './retailer.ts'

const styles = world.products.filter(
  ({ variants }) =>
    new Set(variants.map(({ color }) => color)).size > 1 && variants.every(({ inPim }) => inPim),
)
const [style, other] = styles as [WorldProduct, WorldProduct]
const subOf = (code: string, color: string) => `${code}__${color}`

// biome-ignore lint/suspicious/noExplicitAny: the vendor's JSON, taken apart and put together again
type Json = any

/**
 * The sandbox's PIM with one more level: each style has a model per colour, which is its variants' parent. What comes in
 * by the name of such a model goes to the sandbox under the style's, and the other way round.
 */
function withColorLevel(server: SandboxServer): SandboxServer {
  const styleOf = (code: string) => code.split('__')[0] ?? code
  const asked = (search: Json, property: string): readonly string[] | null =>
    search[property]?.[0]?.value ?? null

  async function json(request: Request): Promise<Json> {
    return (await server.handle(request)).json()
  }

  async function models(request: Request): Promise<Response> {
    const url = new URL(request.url)
    const search = JSON.parse(url.searchParams.get('search') ?? '{}')
    const codes = asked(search, 'identifier')
    const wanted = [...new Set((codes ?? asked(search, 'parent') ?? []).map(styleOf))]
    url.searchParams.set('search', JSON.stringify({ identifier: [{ operator: 'IN', value: wanted }] }))
    const page = await json(new Request(url, { headers: request.headers }))
    const all = page._embedded.items.flatMap((root: Json) => {
      const { variants } = styles.find(({ code }) => code === root.code) ?? { variants: [] }
      const colors = [...new Set(variants.map(({ color }) => color))]
      return [root, ...colors.map((color) => ({ ...root, code: subOf(root.code, color), parent: root.code }))]
    })
    const fits = ({ code, parent }: Json) => (codes ? codes.includes(code) : wanted.includes(parent))
    return Response.json({ ...page, _embedded: { items: all.filter(fits) } })
  }

  async function products(request: Request): Promise<Response> {
    const body = JSON.parse(await request.text())
    const parents = asked(body.search, 'parent')
    const value = [...new Set(parents?.map(styleOf))]
    const search = parents ? { ...body.search, parent: [{ operator: 'IN', value }] } : body.search
    const { headers, method, url } = request
    const page = await json(new Request(url, { headers, method, body: JSON.stringify({ ...body, search }) }))
    const items = page._embedded.items.map((item: Json) => {
      const variant = inPim.find((one) => one.variant.uuid === item.uuid)?.variant
      return { ...item, parent: subOf(item.parent, variant?.color ?? '') }
    })
    const fits = ({ parent }: Json) => parents === null || parents.includes(parent)
    return Response.json({ ...page, _embedded: { items: items.filter(fits) } })
  }

  async function kinds(request: Request): Promise<Response> {
    const page = await json(request)
    const items = page._embedded.items.map((kind: Json) => ({
      ...kind,
      variant_attribute_sets: [
        { level: 1, axes: ['color'], attributes: ['color'] },
        { level: 2, axes: ['size'], attributes: ['size', 'sku'] },
      ],
    }))
    return Response.json({ ...page, _embedded: { items } })
  }

  return {
    ...server,
    handle(request) {
      const { pathname } = new URL(request.url)
      if (pathname.endsWith('/product-models')) return models(request)
      if (pathname.endsWith('/products-uuid/search')) return products(request)
      return pathname.endsWith('/variants') ? kinds(request) : server.handle(request)
    },
  }
}

it('names the root of two levels of models as a variant’s style, at one call per 100 parents', async () => {
  const { catalog, calls } = await openPim(worldOf(...styles), { between: withColorLevel })
  const variants = styles.flatMap((product) => product.variants.map((variant) => ({ product, variant })))
  const reads = await catalog.variants(
    variants.map(({ variant }) => skuOf(variant)),
    french,
  )
  expect(variants.length).toBeLessThan(200)
  for (const { product, variant } of variants) {
    const read = reads.get(skuOf(variant))
    expect(isFound(read) && read.value.productCode).toBe(product.code)
  }
  expect(calls()).toMatchObject({ 'products-uuid/search': 2 })
})

it('gathers a style’s variants from the models below it', async () => {
  const { catalog } = await openPim(worldOf(...styles), { between: withColorLevel })
  const requests = [style, other].map(({ code }) => ({ productCode: code, first: 50, after: null }))
  const reads = await catalog.variantsOf(requests, french)
  const skus = requests.map((request) => {
    const read = reads.get(request)
    return isFound(read) && read.value.variants.map(({ sku }) => sku)
  })
  expect(skus).toEqual([style, other].map(({ variants }) => variants.map(({ sku }) => sku).sort()))
})

it('knows styles by their root alone', async () => {
  const { catalog } = await openPim(worldOf(...styles), { between: withColorLevel })
  const sub = subOf(style.code, style.variants[0]?.color ?? '')
  const products = await catalog.products([style.code, sub], french)
  expect([...products.keys()]).toEqual([style.code])
  expect([...products.values()]).toMatchObject([{ value: { axes: ['color', 'size'] } }])
})
