import { describe } from 'vitest'
import { catalogContract } from '../../../contracts/catalog.ts'
import { world } from '../../../contracts/small-world.ts'
import { exportOf, openFolder } from './folder.ts'

describe('a folder’s catalogue', () => {
  catalogContract(async () => {
    const { catalog, close } = await openFolder(exportOf(world))
    return { port: catalog, source: 'pim', close }
  })
})
