import { describe, expect, it } from 'vitest'
import { isFound } from '../../../../adapters/read.ts'
import { akeneoServer } from '../../../../sandbox/akeneo/server.ts'
import type { SandboxServer } from '../../../../sandbox/server.ts'
import type { WorldProduct } from '../../../../sandbox/world/shop-types.ts'
import { openIndex } from '../../search/embedded/open.ts'
import { openPim } from './open.ts'
import { french, inFrench, many, world, worldOf } from './retailer.ts'

const known = world.products.filter(({ variants }) => variants.some(({ inPim }) => inPim))
const [first, second] = known as [WorldProduct, WorldProduct]

/** A PIM whose content the test changes: each content is a sandbox of its own, behind one address. */
function changing(clock: () => Date) {
  let server: SandboxServer | null = null
  return {
    become: (products: readonly WorldProduct[]) => {
      server = akeneoServer(worldOf(...products), { clock })
    },
    between: (original: SandboxServer): SandboxServer => ({
      ...original,
      // Tokens are the first server's; every content takes them because it checks none.
      handle: async (request) => {
        const asked = new URL(request.url).pathname
        if (server === null || asked.endsWith('/token')) return original.handle(request)
        const body = JSON.stringify({
          grant_type: 'password',
          username: 'couture',
          password: 'sandbox-pim-user',
        })
        const basic = `Basic ${Buffer.from('1_couture:sandbox-pim').toString('base64')}`
        const headers = { 'content-type': 'application/json', authorization: basic }
        const login = new Request(new URL('/api/oauth/v1/token', request.url), {
          method: 'POST',
          headers,
          body,
        })
        const { access_token } = (await (await server.handle(login)).json()) as { access_token: string }
        const own = new Request(request)
        own.headers.set('authorization', `Bearer ${access_token}`)
        return server.handle(own)
      },
    }),
  }
}

/** As if somebody had worked on it so many days ago; the sandbox says a style was changed half its age ago. */
const changed = (product: WorldProduct, daysAgo: number, more: Partial<WorldProduct> = {}): WorldProduct => ({
  ...product,
  createdDaysAgo: daysAgo * 2,
  ...more,
})

describe('a listing', () => {
  it('costs three calls per page of 100 styles and language, and one search per 25 of them', async () => {
    const { catalog, calls } = await openPim(world)
    const page = await catalog.listing({ after: null, since: null }, [french])
    expect(page.products).toHaveLength(known.length)
    const { 'product-models': models, 'products-uuid/search': searches } = calls()
    const chunks = Math.ceil(known.length / 25)
    // The page itself, the texts, and each chunk's own look at its models.
    expect(models).toBe(2 + chunks)
    expect(searches).toBeLessThanOrEqual(chunks * 3)
    const last = await catalog.listing({ after: page.next, since: null }, [french])
    expect(last).toMatchObject({ products: [], gone: [], next: null })
    expect(calls()).toEqual({ 'products-uuid': 1 })
  })

  it('has products without a model, each with itself for its only variant', async () => {
    const single: WorldProduct = {
      ...first,
      code: 'unused',
      variants: many(1, '').map((one) => ({ ...one, size: '' })),
    }
    const { catalog } = await openPim(worldOf(single, second))
    const page = await catalog.listing({ after: null, since: null }, [french])
    const rest = await catalog.listing({ after: page.next, since: null }, [french])
    expect([...page.products, ...rest.products].map(({ code }) => code)).toEqual([
      second.code,
      single.variants[0]?.sku,
    ])
    expect(rest.products[0]?.content[0]?.variants).toHaveLength(1)
  })

  it('since a mark has only what was changed after it, by the clock of the PIM’s server', async () => {
    const pim = changing(() => world.now)
    const old = [changed(first, 100), changed(second, 90)]
    pim.become(old)
    const { catalog } = await openPim(world, { between: pim.between })
    const all = await catalog.listing({ after: null, since: null }, [french])
    const { mark } = await catalog.listing({ after: all.next, since: null }, [french])
    expect(mark).not.toBeNull()
    pim.become([changed(first, 1, { title: { fr_FR: 'Autre nom' } }), changed(second, 90)])
    const page = await catalog.listing({ after: null, since: mark }, [french])
    const names = page.products.map(({ content }) => content[0]?.product.value.title?.text)
    // What was changed last before the mark is told again.
    expect(names.sort()).toEqual(['Autre nom', inFrench(second.title)].sort())
  })

  it('throws when the PIM fails in the middle of a page, which can then be asked for again', async () => {
    // The breaker is not what is tested here.
    const { catalog, served } = await openPim(world, { options: { breakAfter: 100 } })
    await served.misbehave({ path: '/api/rest/v1/products-uuid/search', refuse: 'unavailable' })
    const asked = { after: null, since: null }
    await expect(catalog.listing(asked, [french])).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
    await served.misbehave({})
    expect((await catalog.listing(asked, [french])).products).toHaveLength(known.length)
  })

  it('counts styles that cannot be read', async () => {
    const broken = (server: SandboxServer): SandboxServer => ({
      ...server,
      handle: async (request) => {
        const answer = await server.handle(request)
        if (!request.url.includes('identifier') || answer.status !== 200) return answer
        const page = (await answer.json()) as { _embedded: { items: { family_variant?: unknown }[] } }
        for (const one of page._embedded.items) one.family_variant = 7
        return Response.json(page)
      },
    })
    const { catalog } = await openPim(worldOf(first, second), { between: broken })
    const page = await catalog.listing({ after: null, since: null }, [french])
    expect(page).toMatchObject({ unreadable: 2, products: [], gone: [] })
  })
})

describe('an index over the PIM', () => {
  it('shows what is new and changed at the next look, and what was deleted when all is read again', async () => {
    const pim = changing(() => world.now)
    const [, , third] = known as [WorldProduct, WorldProduct, WorldProduct]
    pim.become([changed(first, 100), changed(second, 90)])
    const { catalog, calls } = await openPim(world, { between: pim.between })
    const index = openIndex([catalog], { rereadSeconds: 3_600 })
    const codes = async (text: string | null) => {
      const request = {
        text,
        category: null,
        filters: [],
        sort: 'NEWEST',
        locales: ['fr-FR'],
        first: 50,
        after: null,
      } as const
      const read = (await index.search.search([request])).get(request)
      return isFound(read) ? read.value.hits.map(({ productCode }) => productCode) : []
    }
    await index.job.once()
    expect(await codes(null)).toEqual([second.code, first.code])
    pim.become([changed(first, 1, { title: { fr_FR: 'Pelisse' } }), changed(second, 90), changed(third, 1)])
    index.passes(300)
    calls()
    await index.job.once()
    expect((await codes(null)).sort()).toEqual([first.code, second.code, third.code].sort())
    expect(await codes('pelisses')).toEqual([first.code])
    pim.become([changed(second, 90), changed(third, 1)])
    index.passes(300)
    await index.job.once()
    expect(await codes('pelisses')).toEqual([first.code])
    index.passes(3_600)
    await index.job.once()
    expect((await codes(null)).sort()).toEqual([second.code, third.code].sort())
  })
})
