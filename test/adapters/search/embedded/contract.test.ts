import { describe } from 'vitest'
import { searchContract } from '../../../contracts/search.ts'
import { clock, world } from '../../../contracts/small-world.ts'
import { memoryCatalog } from '../../../memory/catalog.ts'
import { productsOf } from '../../../memory/of-world.ts'
import { exportOf, openFolder } from '../../pim/csv/folder.ts'
import { openIndex } from './open.ts'

describe('the index over a catalogue in memory', () => {
  searchContract(async () => {
    const catalog = memoryCatalog({ source: 'pim', clock, products: productsOf(world) })
    const { search, job, close } = openIndex([catalog])
    await job.once()
    return { port: search, source: 'search', close }
  })
})

describe('the index over files', () => {
  searchContract(async () => {
    const folder = await openFolder(exportOf(world))
    const { search, job } = openIndex([folder.catalog])
    await job.once()
    return { port: search, source: 'search', close: folder.close }
  })
})
