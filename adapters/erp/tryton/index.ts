import type { Adapter, Tools } from '../../adapter.ts'
import { createCaller } from '../../call/caller.ts'
import { callerOptions, limitsOf } from '../../call/options.ts'
import type { Source } from '../../source.ts'
import { createTrytonClient } from './client.ts'
import { createConnection } from './connection.ts'
import { diagnoseTryton } from './diagnose.ts'
import { type TrytonOptions, trytonOptions } from './options.ts'
import { trytonOrderDesk } from './order-desk.ts'
import { orderId, type Unreadable } from './order-rows.ts'
import { trytonOrders } from './orders.ts'
import { trytonPrices } from './prices.ts'
import { trytonProfiles } from './profiles.ts'
import { trytonStock } from './stock.ts'
import { trytonStores } from './stores.ts'
import { createWarehouses } from './warehouses.ts'
import { createTrytonWriter } from './writer.ts'

export { type TrytonOptions, trytonOptions }

/** Tryton 6.0 and later over JSON-RPC: profiles, prices, order history, orders and returns to write, stock and stores. */
export const tryton: Adapter<TrytonOptions> = {
  kind: 'ERP',
  options: trytonOptions,
  create: createTryton,
}

function createTryton(source: string, options: TrytonOptions, { clock, observe, log }: Tools): Source {
  const caller = createCaller({ source, clock, observe, ...callerOptions(options) })
  const { database, user, password, language, chunk } = options
  const connection = createConnection({ source, caller, clock, database, user, password, language })
  const client = createTrytonClient({ source, connection, clock, chunk })
  const writer = createTrytonWriter({
    source,
    connection,
    timeoutMs: options.orderDesk.timeoutMs,
    warned: (what) => log('tryton.warning.acknowledged', { source, what }),
  })
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
      orderDesk: trytonOrderDesk({ client, writer, connection, mapping: options }),
      stock: trytonStock({ client, warehouses, mapping: options }),
      stores: trytonStores(client, warehouses, options),
    },
    limits: limitsOf(options),
    diagnose: () => diagnoseTryton(client),
    close: () => caller.close(),
  }
}
