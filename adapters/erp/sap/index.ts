import type { Adapter, Tools } from '../../adapter.ts'
import { createCaller } from '../../call/caller.ts'
import { callerOptions, limitsOf } from '../../call/options.ts'
import type { Source } from '../../source.ts'
import { createSapClient } from './client.ts'
import { createCustomers } from './customers.ts'
import { diagnoseSap } from './diagnose.ts'
import { createEndpoint, SERVICES } from './endpoint.ts'
import { type SapOptions, sapOptions } from './options.ts'
import { sapOrderDesk } from './order-desk.ts'
import { orderId, type Unreadable } from './order-rows.ts'
import { sapOrders } from './orders.ts'
import { sapPrices } from './prices.ts'
import { sapProfiles } from './profiles.ts'
import { sapStock } from './stock.ts'
import { sapStores } from './stores.ts'
import { createTransport } from './transport.ts'
import { createSapWriter } from './writer.ts'

/** SAP S/4HANA over OData V2 (API_*_SRV): profiles, prices, order history, orders and returns to write, stock and stores. */
export const sap: Adapter<SapOptions> = {
  kind: 'ERP',
  options: sapOptions,
  create: createSap,
}

function createSap(source: string, options: SapOptions, { clock, observe, log }: Tools): Source {
  const caller = createCaller({ source, clock, observe, ...callerOptions(options) })
  const services = { ...SERVICES, ...definedOnly(options.services) }
  const endpoint = createEndpoint({
    source,
    caller,
    services,
    servicePath: options.servicePath,
    headers: { ...credentials(options), 'accept-language': options.language },
    sapClient: options.sapClient ?? null,
    writeMs: options.orderDesk.timeoutMs,
  })
  const transport = createTransport({ source, endpoint, services, maxUrl: options.maxUrl })
  const client = createSapClient({
    source,
    transport,
    clock,
    chunk: options.chunk,
    maxPages: options.maxPages,
  })
  const customers = createCustomers(client)
  const unreadable: Unreadable = (row, field) =>
    log('sap.order.unreadable', { source, record: orderId(row), field })
  return {
    name: source,
    kind: 'ERP',
    ports: {
      profiles: sapProfiles(client, options),
      prices: sapPrices(client, options),
      orders: sapOrders({ client, customers, mapping: options, unreadable }),
      orderDesk: sapOrderDesk({
        source,
        client,
        writer: createSapWriter(source, endpoint),
        customers,
        mapping: options,
      }),
      stock: sapStock(client, options),
      stores: sapStores(client, options),
    },
    limits: limitsOf(options),
    diagnose: () => diagnoseSap(source, endpoint, services),
    close: () => caller.close(),
  }
}

function credentials({ auth }: SapOptions): Record<string, string> {
  if (auth.type === 'apiKey') return { apikey: auth.key }
  return { authorization: `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}` }
}

function definedOnly<T>(record: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )
}
