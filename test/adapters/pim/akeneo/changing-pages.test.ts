import { expect, it } from 'vitest'
import { isFound } from '../../../../adapters/read.ts'
import { akeneoServer } from '../../../../sandbox/akeneo/server.ts'
import type { SandboxServer } from '../../../../sandbox/server.ts'
import type { World, WorldProduct, WorldVariant } from '../../../../sandbox/world/types.ts'
import { openPim } from './open.ts'
import { french, many, world, worldOf } from './retailer.ts'

const style = world.products[0] as WorldProduct
const all = many(150)
const of = (variants: readonly WorldVariant[]): World => worldOf({ ...style, variants })
/** As the PIM sorts what it pages by cursor. */
const byUuid = [...all].sort((left, right) => (left.uuid < right.uuid ? -1 : 1))
const [gone] = byUuid as [WorldVariant]

/** A PIM that holds one world until it has answered a page of products, and another from then on. */
const changing =
  (after: World) =>
  (before: SandboxServer): SandboxServer => {
    const changed = akeneoServer(after, { clock: () => world.now })
    let isChanged = false
    return {
      ...before,
      handle: async (request) => {
        const isPage = request.url.includes('products-uuid/search')
        const answer = await (isChanged ? changed : before).handle(request)
        isChanged ||= isPage && answer.status === 200
        return answer
      },
    }
  }

/** The SKUs of the style, as one read of all its pages has them. */
async function skusOf(before: World, after: World): Promise<readonly string[]> {
  const { catalog } = await openPim(before, { between: changing(after) })
  const request = { productCode: style.code, first: 500, after: null }
  const read = (await catalog.variantsOf([request], french)).get(request)
  return isFound(read) ? read.value.variants.map(({ sku }) => sku) : []
}

const sorted = (variants: readonly WorldVariant[]) => variants.map(({ sku }) => sku).sort()

it('a product that goes while a list is read takes no other with it', async () => {
  const without = of(all.filter((variant) => variant !== gone))
  // It was there when its page was read.
  expect(await skusOf(of(all), without)).toEqual(sorted(all))
})

it('a product that comes while a list is read brings no other twice', async () => {
  const later = all.filter((variant) => variant !== gone)
  expect(await skusOf(of(later), of(all))).toEqual(sorted(later))
})
