import { describe } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
import { orderDeskContract } from '../../../contracts/order-desk.ts'
import type { OpenedDesk } from '../../../contracts/order-desk-asking.ts'
import { soldAt } from '../../../contracts/orders-to-place.ts'
import { clock, world } from '../../../contracts/small-world.ts'
import { deskMappings } from './desk-mappings.ts'
import { openSap } from './open-sap.ts'

/** The orders' set, below which nothing else is written to it. */
const ORDERS = 'API_SALES_ORDER_SRV/A_SalesOrder'

const customer = world.customers.find(({ businessPartner, erpCustomer }) => businessPartner !== erpCustomer)

async function open({ split = false } = {}): Promise<OpenedDesk> {
  const orderDesk = { ...deskMappings.orderDesk, timeoutMs: 1_500 }
  const options = { ...deskMappings, orderDesk, ...(split && { chunk: 1, retries: 0 }) }
  const sap = await openSap(options, { of: world, server: { clock } })
  const isWrite = ({ method, path }: { readonly method: string; readonly path: string }) =>
    method !== 'GET' && !path.endsWith('$batch')
  return {
    port: sap.ports.orderDesk,
    orders: sap.ports.orders,
    source: 'erp',
    customer: customer?.businessPartner as RecordId,
    sold: [soldAt(world, '20'), soldAt(world, '5.5')],
    keeps: { titleLength: 40, numberLength: 35, discounts: true, lineVat: true },
    writeMs: orderDesk.timeoutMs,
    misbehave: (how) => {
      const path = split ? '$batch' : ORDERS
      return sap.served.misbehave(Object.keys(how).length === 0 ? {} : { ...how, path })
    },
    writes: () => {
      const count = sap.served.calls().filter(isWrite).length
      sap.served.forgetCalls()
      return count
    },
    deliver: async (order, positions) =>
      sap.served.advance({
        order,
        to: 'DELIVERED',
        ...(positions && { items: positions.map((position) => String(position * 10)) }),
      }),
    close: sap.close,
  }
}

describe('S/4HANA’s order desk', () => {
  orderDeskContract(open)
})
