import { describe, expect, it } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
import type { HistoryRequest, OrderKey } from '../../../../adapters/ports/orders.ts'
import { isFound } from '../../../../adapters/read.ts'
import { changingListContract, everyPage } from '../../../contracts/changing-lists.ts'
import { erpLists, someOrders } from '../../../contracts/erp-lists.ts'
import { faultContract } from '../../../contracts/faults.ts'
import { idListContract, type LongLists } from '../../../contracts/id-lists.ts'
import { clock, world } from '../../../contracts/small-world.ts'
import { type OpenSap, openSap } from './open-sap.ts'

const partners = world.customers.flatMap(({ businessPartner }) => businessPartner ?? []) as RecordId[]
const [shopper] = partners
const ordersOfShopper = world.orders
  .filter(({ customer }) => world.customers[customer]?.businessPartner === shopper)
  .map(({ salesOrder }) => salesOrder)

const mappedTaxes = { taxes: { country: 'FR', rates: { '1': '20', '2': '5.5' } } }

/** An S/4HANA that gives pages of so many records. */
async function inPagesOf(pageSize: number, options: Readonly<Record<string, unknown>> = {}) {
  const sap = await openSap(options, { of: world, server: { clock, pageSize } })
  return { ...sap, misbehave: sap.served.misbehave }
}

const pagesThatChange = () => {
  changingListContract(
    'plants',
    async () => {
      const { ports, ...opened } = await inPagesOf(5)
      const read = async () => (await ports.stores.stores()).map(({ recordId }) => recordId)
      return { ...opened, path: 'A_Plant', read }
    },
    { page: 5, all: [...world.stores, world.warehouse].map(({ plant }) => plant) },
  )

  changingListContract(
    'all partners, page after page',
    async () => {
      const { ports, ...opened } = await inPagesOf(7)
      const read = async () => {
        const pages = await everyPage((after) => ports.profiles.customerReferences(after))
        return pages.flatMap(({ sets }) => sets.map(({ record }) => record.id))
      }
      return { ...opened, path: 'A_BusinessPartner', read }
    },
    { page: 7, all: partners },
  )

  changingListContract(
    'partners by key, several queries in one $batch',
    async () => {
      const { ports, ...opened } = await inPagesOf(4, { chunk: 10 })
      const read = async () => {
        const reads = await ports.profiles.profiles(partners.slice(0, 30))
        return [...reads.values()].map((read) => (isFound(read) ? read.recordId : read.message))
      }
      return { ...opened, path: '$batch', read }
    },
    { page: 4, all: partners.slice(0, 30) },
  )

  changingListContract(
    'the orders of a shopper, newest first',
    async () => {
      const { ports, ...opened } = await inPagesOf(7)
      const request = {
        customers: [shopper as RecordId],
        cards: [],
        first: 100,
        until: null,
        from: null,
        channels: [],
      } satisfies HistoryRequest
      const read = async () => {
        const page = (await ports.orders.history([request])).get(request)
        return isFound(page) ? page.value.orders.map(({ recordId }) => recordId) : []
      }
      return { ...opened, path: 'A_SalesOrder', read }
    },
    { page: 7, all: ordersOfShopper },
  )
}

/** Keys are asked for a hundred in a filter, filters fifty in a `$batch`: 5,001 are 51 filters. */
const KEYS = 5_001
const together = (service: string, more: Readonly<Record<string, number>> = {}) => ({
  [`${service}/$batch`]: 2,
  ...more,
})
const BILLING = together('API_BILLING_DOCUMENT_SRV', { A_BillingDocument: 1 })
const calls = {
  'profiles.profiles': together('API_BUSINESS_PARTNER'),
  'profiles.find': together('API_BUSINESS_PARTNER', { A_BusinessPartnerAddress: 1, A_BusinessPartner: 1 }),
  'prices.prices': together('API_SLSPRICINGCONDITIONRECORD_SRV'),
  'prices.taxRates': together('API_PRODUCT_SRV'),
  // Sixty shoppers' pages are a query each.
  'orders.history': { 'API_BUSINESS_PARTNER/$batch': 1, 'API_SALES_ORDER_SRV/$batch': 2 },
  'orders.orders': together('API_SALES_ORDER_SRV'),
  'orders.fulfillments': together('API_OUTBOUND_DELIVERY_SRV;v=0002', { A_OutbDeliveryHeader: 1 }),
  'orders.payments': BILLING,
  'orders.returns': together('API_CUSTOMER_RETURN_SRV', { 'API_SALES_ORDER_SRV/$batch': 2 }),
  'orders.invoices': BILLING,
  'orders.addresses': together('API_SALES_ORDER_SRV'),
  // Forty materials in a filter, as many as a page of the answer holds rows of.
  'stock.levels': { 'API_MATERIAL_STOCK_SRV/$batch': 3 },
}

/** What writes are found again by. The world's returns name their order's number. */
const deskLists: LongLists<OpenSap> = {
  'orderDesk.placed': ({ ports }) => ({
    known: someOrders(),
    unknown: (n) => ({ channel: 'WEB', number: `NONE-${n}` }),
    keys: KEYS,
    calls: together('API_SALES_ORDER_SRV'),
    read: (keys) => ports.orderDesk.placed(keys as readonly OrderKey[]),
  }),
  'orderDesk.returned': ({ ports }) => ({
    known: world.orders.flatMap(({ returned, number }) => (returned ? [number] : [])).slice(0, 20),
    unknown: (n) => `NONE-${n}`,
    keys: KEYS,
    calls: together('API_CUSTOMER_RETURN_SRV'),
    read: (keys) => ports.orderDesk.returned(keys as readonly string[]),
  }),
}

describe('S/4HANA’s lists', () => {
  faultContract('erp/sap', import.meta.url, {
    'id lists over every limit': () =>
      idListContract(
        async () => {
          const sap = await openSap(mappedTaxes, { of: world, server: { clock } })
          // The token apart, which the first $batch wants.
          return { ...sap, records: () => sap.records().filter(({ route }) => !route.endsWith('/')) }
        },
        {
          ...erpLists<OpenSap>({
            keys: KEYS,
            calls,
            customers: partners,
            orders: someOrders(),
            place: world.stores[0]?.plant ?? '',
          }),
          ...deskLists,
        },
        {
          'profiles.customerReferences': 'a page',
          'stores.stores': 'nothing',
          'stock.falls': 'nothing',
          'orderDesk.capabilities': 'nothing',
          'orderDesk.settleMs': 'nothing',
          'orderDesk.lineIdOf': 'a position',
          'orderDesk.place': 'an order',
          'orderDesk.cancel': 'an order',
          'orderDesk.createReturn': 'a return',
        },
      ),
    'a page that changes while it is read': () => {
      pagesThatChange()
      it('says so when the list never rests, after the fourth time', async () => {
        // Where a page goes on, another record is than was before.
        const tamper = (body: string, asked: string) =>
          asked.includes('$skip') ? body.replaceAll("A_Plant('", "A_Plant('X") : body
        const sap = await openSap({}, { of: world, server: { clock, pageSize: 5 }, tamper })
        await expect(sap.ports.stores.stores()).rejects.toMatchObject({
          code: 'SOURCE_UNAVAILABLE',
          message: 'erp: A_Plant changed each of the 4 times it was read; ask again',
        })
        expect(sap.calls()).toHaveLength(8)
        await sap.close()
      })
    },
  })
})
