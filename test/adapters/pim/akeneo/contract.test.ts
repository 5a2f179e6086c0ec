import { describe } from 'vitest'
import { catalogContract } from '../../../contracts/catalog.ts'
import { faultContract, faultsOfBatches, faultsOverHttp } from '../../../contracts/faults.ts'
import { world } from '../../../contracts/small-world.ts'
import { connectPim } from './open.ts'

describe('Akeneo’s catalogue', () => {
  catalogContract(async () => {
    const { catalog, close } = await connectPim(world)
    return { port: catalog, source: 'pim', close }
  })
})

describe('Akeneo’s faults', () => {
  const open = async () => {
    const { catalog, source, served, records, close } = await connectPim(world, {
      options: { timeoutMs: 300 },
    })
    const skus = world.products.flatMap(({ variants }) =>
      variants.filter(({ inPim }) => inPim).map((variant) => variant.sku),
    )
    const [sku] = skus
    const french = { locales: ['fr-FR'], channel: null }
    return {
      source: 'pim',
      read: async () => (await catalog.variants([sku as never], french)).values(),
      // The PIM's page is 100.
      many: {
        keys: skus.slice(0, 130),
        read: (keys: readonly string[]) => catalog.variants(keys as never[], french),
      },
      diagnose: source.diagnose,
      records,
      misbehave: served.misbehave,
      close,
    }
  }
  faultContract('pim/akeneo', import.meta.url, {
    ...faultsOverHttp(open),
    ...faultsOfBatches(open),
  })
})
