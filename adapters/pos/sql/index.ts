import type { Adapter } from '../../adapter.ts'
import { createTillClient } from './client.ts'
import { diagnoseTills } from './diagnose.ts'
import { mariadbTills } from './mariadb.ts'
import { type SqlTillOptions, sqlTillOptions } from './options.ts'
import { tillOrders } from './orders.ts'
import { postgresTills } from './postgres.ts'
import { tillPrices } from './prices.ts'
import { tillProfiles } from './profiles.ts'
import { tillStock } from './stock.ts'

/**
 * Tills that keep uniCenta's tables (3.70 and its kin) in PostgreSQL or MariaDB, read live and never written: receipts, customer
 * accounts, the tills' own prices and stock.
 */
export const sqlTills: Adapter<SqlTillOptions> = {
  kind: 'POS',
  options: sqlTillOptions,
  create: (name, options, { clock, observe }) => {
    const server = /^postgres/.test(options.url) ? postgresTills(options) : mariadbTills(options)
    const client = createTillClient(name, options, { server, clock, observe })
    return {
      name,
      kind: 'POS',
      ports: {
        orders: tillOrders(client, options),
        profiles: tillProfiles(client),
        stock: tillStock(client, options),
        prices: tillPrices(client, options),
      },
      diagnose: () => diagnoseTills(client, options),
      close: client.close,
    }
  },
}
