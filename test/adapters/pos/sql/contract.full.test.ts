import { afterAll, beforeAll, describe } from 'vitest'
import { ordersContract } from '../../../contracts/orders.ts'
import { pricesContract } from '../../../contracts/prices.ts'
import { profilesContract } from '../../../contracts/profiles.ts'
import { world } from '../../../contracts/small-world.ts'
import { stockContract } from '../../../contracts/stock.ts'
import { openUnicenta, type Unicenta } from '../../../peers/unicenta/open.ts'
import { accountOf, receiptsIn } from '../../../peers/unicenta/rows.ts'
import { missingForMariaDb } from '../../../services/mariadb.ts'
import { missingForPostgres } from '../../../services/postgres.ts'
import { hasServices } from '../../../services/shared.ts'
import { openTills } from './open-tills.ts'

const required = process.env['COUTURE_REQUIRE_SERVICES'] === '1'

describe.each([
  ['postgres', missingForPostgres()],
  ['mariadb', missingForMariaDb()],
] as const)('tills with uniCenta’s tables on %s', (dialect, missing) => {
  describe.skipIf(!hasServices(required, missing))('serve', () => {
    let database: Unicenta
    beforeAll(async () => {
      database = await openUnicenta(dialect, world)
    })
    afterAll(() => database?.close())
    const open = () => {
      const { source, ports } = openTills(database.options)
      return { source: 'tills', close: source.close, ports }
    }

    describe('orders', () => {
      const shopper = world.customers[0]
      const expected = receiptsIn(world, world.stores)
        .filter((receipt) => accountOf(world, receipt)?.index === 0)
        .map(({ number, businessDay, lines }) => ({
          number,
          channel: 'STORE_POS' as const,
          placedOn: businessDay,
          total: lines.reduce((sum, { total }) => sum + total, 0),
          skus: lines.map(({ sku }) => sku),
        }))
      ordersContract(async () => {
        const { ports, ...opened } = open()
        const cards = shopper?.card ? [shopper.card] : []
        return { ...opened, port: ports.orders, customers: [shopper?.tillCustomer ?? ''], cards, expected }
      })
    })

    describe('profiles', () => {
      profilesContract(async () => {
        const { ports, ...opened } = open()
        return { ...opened, port: ports.profiles, names: true, idOf: ({ tillCustomer }) => tillCustomer }
      })
    })

    describe('stock', () => {
      stockContract(async () => {
        const { ports, ...opened } = open()
        return {
          ...opened,
          port: ports.stock,
          idOf: ({ tillStore }) => tillStore || 'NONE',
          has: (_, { tillStore }) => tillStore !== '',
        }
      })
    })

    describe('prices', () => {
      pricesContract(async () => {
        const { ports, ...opened } = open()
        return {
          ...opened,
          port: ports.prices,
          place: { channel: 'STORE_POS', store: null },
          priceOf: ({ tillPrice }) => tillPrice,
        }
      })
    })
  })
})
