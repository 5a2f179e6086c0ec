import type { World } from '../../../../sandbox/world/types.ts'
import type { Rpc } from '../rpc.ts'
import { setUpAfterSales } from './after-sales.ts'
import { setUpCatalog } from './catalog.ts'
import { setUpCompany } from './company.ts'
import { setUpPlaces } from './places.ts'
import { setUpSales } from './sales.ts'
import { setUpShoppers } from './shoppers.ts'
import { setUpStock } from './stock.ts'
import { setUpUser } from './user.ts'

/**
 * Keeps the world in an empty Tryton, as its users would have: the ERP's share of it, many records a call. Business
 * partners are party codes, plants warehouse codes, SKUs product codes, the shops' numbers the sales' references.
 */
export async function seed(rpc: Rpc, world: World): Promise<void> {
  const books = await setUpCompany(rpc, world)
  const places = await setUpPlaces(rpc, world, books)
  const catalog = await setUpCatalog(rpc, world, books)
  const shoppers = await setUpShoppers(rpc, world, books)
  await setUpStock(rpc, world, { books, places, catalog })
  const sold = await setUpSales(rpc, world, { books, places, catalog, shoppers })
  await setUpAfterSales(rpc, sold, books)
  await setUpUser(rpc, books)
}
