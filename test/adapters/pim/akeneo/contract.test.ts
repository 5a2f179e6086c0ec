import { describe } from 'vitest'
import { catalogContract } from '../../../contracts/catalog.ts'
import { faultContract } from '../../../contracts/faults.ts'
import { world } from '../../../contracts/small-world.ts'
import { connectPim } from './open.ts'

describe('Akeneo’s catalogue', () => {
  catalogContract(async () => {
    const { catalog, close } = await connectPim(world)
    return { port: catalog, source: 'pim', close }
  })
})

describe('Akeneo’s faults', () => {
  faultContract(async () => {
    const { catalog, served, close } = await connectPim(world, { options: { timeoutMs: 300 } })
    const [sku] = world.products.flatMap(({ variants }) => variants.map((variant) => variant.sku))
    return {
      source: 'pim',
      read: async () =>
        (await catalog.variants([sku as never], { locales: ['fr-FR'], channel: null })).values(),
      misbehave: served.misbehave,
      close,
    }
  })
})
