import type { Adapter, Tools } from '../../adapter.ts'
import { createCaller } from '../../call/caller.ts'
import { callerOptions, limitsOf } from '../../call/options.ts'
import type { Source } from '../../source.ts'
import { createTrytonClient } from './client.ts'
import { diagnoseTryton } from './diagnose.ts'
import { type TrytonOptions, trytonOptions } from './options.ts'
import { orderId, type Unreadable } from './order-rows.ts'
import { trytonOrders } from './orders.ts'
import { trytonPrices } from './prices.ts'
import { trytonProfiles } from './profiles.ts'
import { trytonStock } from './stock.ts'
import { trytonStores } from './stores.ts'
import { createWarehouses } from './warehouses.ts'

export { type TrytonOptions, trytonOptions }

/** Tryton 6.0 and later over JSON-RPC: profiles, prices, order history, stock and stores. */
export const tryton: Adapter<TrytonOptions> = {
  kind: 'ERP',
  options: trytonOptions,
  create: createTryton,
}

function createTryton(source: string, options: TrytonOptions, { clock, observe, log }: Tools): Source {
  const caller = createCaller({ source, clock, observe, ...callerOptions(options) })
  const { database, user, password, language, chunk } = options
  const client = createTrytonClient({ source, caller, clock, database, user, password, language, chunk })
  const warehouses = createWarehouses(client, clock)
  const unreadable: Unreadable = (row, field) =>
    log('tryton.sale.unreadable', { source, record: orderId(row), field })
  return {
    name: source,
    kind: 'ERP',
    ports: {
      profiles: trytonProfiles(client, options),
      prices: trytonPrices(client, options),
      orders: trytonOrders({ client, mapping: options, unreadable }),
      stock: trytonStock({ client, warehouses, mapping: options }),
      stores: trytonStores(client, warehouses, options),
    },
    limits: limitsOf(options),
    diagnose: () => diagnoseTryton(client),
    close: () => caller.close(),
  }
}
