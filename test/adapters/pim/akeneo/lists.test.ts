import { describe, expect, it } from 'vitest'
import type { Gtin, RecordId, Sku } from '../../../../adapters/ids.ts'
import type { VariantsRequest } from '../../../../adapters/ports/catalog.ts'
import { isFound, type Read } from '../../../../adapters/read.ts'
import type { SandboxServer } from '../../../../sandbox/server.ts'
import type { WorldProduct } from '../../../../sandbox/world/shop-types.ts'
import type { World } from '../../../../sandbox/world/types.ts'
import { changingListContract, everyPage } from '../../../contracts/changing-lists.ts'
import { faultContract } from '../../../contracts/faults.ts'
import { idListContract, type LongList, type LongLists } from '../../../contracts/id-lists.ts'
import { connectPim } from './open.ts'
import { french, inPim, many, world, worldOf } from './retailer.ts'

type Opened = Awaited<ReturnType<typeof connect>>
const connect = async (of: World = world, between?: (server: SandboxServer) => SandboxServer) => {
  const pim = await connectPim(of, between && { between })
  return { ...pim, misbehave: pim.served.misbehave }
}

/** More than the vendor takes in one list of a filter (800). */
const KEYS = 901
/** The vendor's page. */
const PAGES = Math.ceil(KEYS / 100)

function list<Key>(
  known: readonly Key[],
  unknown: (n: number) => Key,
  rest: {
    readonly calls: LongList['calls']
    readonly read: (opened: Opened, keys: readonly Key[]) => Promise<ReadonlyMap<Key, Read<unknown>>>
  },
): (opened: Opened) => LongList {
  const read = (opened: Opened) => (asked: readonly unknown[]) => rest.read(opened, asked as readonly Key[])
  return (opened) => ({ known, unknown, keys: KEYS, calls: rest.calls, read: read(opened) })
}

const sold = inPim.slice(0, 12)
const styles = [...new Set(sold.map(({ product }) => product))]
const codes = styles.map(({ code }) => code)
const styleOf = (productCode: string): VariantsRequest => ({ productCode, first: 50, after: null })
const categories = [...new Set(styles.flatMap((product) => product.categories))] as RecordId[]
/** Styles, and products without one for what is no style: the last key is one, and alone in its page. */
const BOTH = { 'product-models': PAGES, 'products-uuid/search': PAGES - 1 }

const lists: LongLists<Opened> = {
  'catalog.variants': list(
    sold.map(({ variant }) => variant.sku as Sku),
    (n) => `8${n}` as Sku,
    {
      calls: { 'products-uuid/search': PAGES },
      read: ({ catalog }, keys) => catalog.variants(keys, french),
    },
  ),
  'catalog.variantsByGtin': list(
    sold.map(({ variant }) => variant.gtin as Gtin),
    (n) => String(2_900_000_000_000 + n) as Gtin,
    {
      calls: { 'products-uuid/search': PAGES },
      read: ({ catalog }, keys) => catalog.variantsByGtin(keys, french),
    },
  ),
  'catalog.products': list(codes, (n) => `none-${n}`, {
    calls: BOTH,
    read: ({ catalog }, keys) => catalog.products(keys, french),
  }),
  'catalog.productsByHandle': list(codes, (n) => `none-${n}`, {
    calls: BOTH,
    read: ({ catalog }, keys) => catalog.productsByHandle(keys, french),
  }),
  'catalog.variantsOf': list(codes.map(styleOf), (n) => styleOf(`none-${n}`), {
    // Styles are asked for by 25: their variants are many. One search more where some of them are styles.
    calls: { 'product-models': 37, 'products-uuid/search': 36 + codes.length },
    read: ({ catalog }, keys) => catalog.variantsOf(keys, french),
  }),
  // The tree is kept.
  'catalog.categories': list(categories, (n) => `none-${n}`, {
    calls: {},
    read: ({ catalog }, keys) => catalog.categories(keys, french),
  }),
  'catalog.categoriesByHandle': list(categories, (n) => `none-${n}`, {
    calls: {},
    read: ({ catalog }, keys) => catalog.categoriesByHandle(keys, french),
  }),
}

const [style] = world.products as readonly [WorldProduct]
const variants = many(105)
const oneStyle = worldOf({ ...style, variants })
/** As many styles as variants, each with one of its own and in a category of its own. */
const manyStyles = worldOf(
  ...variants.map((variant, n) => ({
    ...style,
    code: `style-${String(n).padStart(3, '0')}`,
    categories: [`category-${String(n).padStart(3, '0')}`],
    variants: [variant],
  })),
)
const names = manyStyles.products.flatMap((product) => product.categories)

const pagesThatChange = () => {
  changingListContract(
    'the variants of a style',
    async () => {
      const { catalog, ...opened } = await connect(oneStyle)
      const read = async () => {
        const request = { productCode: style.code, first: 500, after: null }
        const found = (await catalog.variantsOf([request], french)).get(request)
        // The PIM sorts what it pages by cursor by uuid.
        const uuids = new Map(variants.map(({ sku, uuid }) => [sku, uuid]))
        const its = isFound(found) ? found.value.variants : []
        return its.map(({ sku }) => uuids.get(sku) ?? sku).sort()
      }
      return { ...opened, path: 'products-uuid/search', read }
    },
    { page: 100, all: variants.map(({ uuid }) => uuid) },
  )

  changingListContract(
    'styles, page after page',
    async () => {
      const { catalog, ...opened } = await connect(manyStyles)
      const read = async () => {
        const pages = await everyPage((after) => catalog.listing({ after, since: null }, [french]))
        return pages.flatMap(({ products }) => products.map(({ code }) => code))
      }
      return { ...opened, path: 'pagination_type=search_after&limit=100&search={"parent"', read }
    },
    { page: 100, all: manyStyles.products.map(({ code }) => code) },
  )

  changingListContract(
    'SKUs, page after page',
    async () => {
      const { catalog, ...opened } = await connect(oneStyle)
      const uuids = new Map(variants.map(({ sku, uuid }) => [sku, uuid]))
      const read = async () => {
        const pages = await everyPage((after) => catalog.itemReferences(after))
        return pages.flatMap(({ sets }) => sets.map(({ record }) => uuids.get(record.id) ?? record.id))
      }
      return { ...opened, path: 'products-uuid?', read }
    },
    { page: 100, all: variants.map(({ uuid }) => uuid) },
  )

  changingListContract(
    'categories, whose pages are numbered',
    async () => {
      const { open, ...opened } = await connect(manyStyles)
      const read = async () => {
        // Without what is kept.
        const source = open()
        const reads = await source.ports.catalog?.categories(names as RecordId[], french)
        await source.close()
        return [...(reads ?? new Map()).values()].map((found) =>
          isFound(found) ? found.recordId : found.message,
        )
      }
      return { ...opened, path: 'categories?', read }
    },
    { page: 99, all: names },
  )

  it('says so when a numbered list never rests, after the fourth time', async () => {
    let asked = 0
    // A category goes after every other page, and is back after the next.
    const restless = (server: SandboxServer): SandboxServer => ({
      ...server,
      handle: async (request) => {
        const isPage = request.url.includes('/categories?')
        if (isPage) server.remove?.(asked++ % 4 === 1 ? names.slice(0, 1) : [])
        return server.handle(request)
      },
    })
    const { catalog, calls, close } = await connect(manyStyles, restless)
    const [first = ''] = names
    const read = (await catalog.categories([first as never], french)).get(first as never)
    expect(read).toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: 'pim: categories changed each of the 4 times it was read; ask again',
    })
    expect(calls()['categories']).toBe(8)
    await close()
  })
}

describe('Akeneo’s lists', () => {
  faultContract('pim/akeneo', import.meta.url, {
    'id lists over every limit': () =>
      idListContract(() => connect(), lists, {
        'catalog.listing': 'a page',
        'catalog.itemReferences': 'a page',
      }),
    'a page that changes while it is read': pagesThatChange,
  })
})
