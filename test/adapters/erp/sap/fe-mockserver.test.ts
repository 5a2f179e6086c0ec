import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type FEMockserver from '@sap-ux/fe-mockserver-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OrderNumber, RecordId } from '../../../../adapters/ids.ts'
import type { HistoryRequest } from '../../../../adapters/ports/orders.ts'
import type { Ports, Source } from '../../../../adapters/source.ts'
import type { Day } from '../../../../adapters/time.ts'
import { freePort } from '../../../sandbox/free-port.ts'
import { edmxOf, readFieldLists } from './edmx.ts'
import { DATA, JOINS, SERVICES } from './mock-data.ts'
import { openSource } from './open-sap.ts'

/*
 * SAP's own mock server, with metadata derived from the published field lists, answers the adapter: proof that what the adapter
 * asks is OData V2 as SAP's tools read it, and not only as our sandbox does. The lists stay where they are.
 */
// biome-ignore lint/style/noProcessEnv: a test that reads material kept beside the repository must be told where it is
const { COUTURE_SHARED } = process.env
const shared = COUTURE_SHARED ?? resolve(import.meta.dirname, '../../../../../shared')
const lists = join(shared, 'data/sap-fields.txt')
const present = existsSync(lists)
if (!present) process.stdout.write(`skipped: SAP's mock server needs the field lists at ${lists}\n`)

describe.skipIf(!present)("SAP's own mock server", () => {
  let folder: string
  let mock: InstanceType<typeof FEMockserver.default>
  let server: Server
  let source: Source
  let ports: Ports

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'couture-sap-'))
    const fieldLists = new Map(readFieldLists(await readFile(lists, 'utf8')))
    const items = fieldLists.get('A_SalesOrderItemPrElement')
    if (!items) throw new Error('expected A_SalesOrderItemPrElement in the field lists')
    // Not in the lists: the head's pricing elements, which are the items' without the item.
    fieldLists.set('A_SalesOrderHeaderPrElement', {
      ...items,
      set: 'A_SalesOrderHeaderPrElement',
      keys: items.keys.filter((key) => key !== 'SalesOrderItem'),
    })
    const services = Object.entries(SERVICES).map(async ([name, sets]) => {
      const own = sets.map(
        (set) => fieldLists.get(set) ?? { set, keys: [], navigations: [], fields: new Map() },
      )
      const metadataPath = join(folder, name, 'metadata.xml')
      await mkdir(join(folder, name))
      await writeFile(metadataPath, edmxOf(name, own, JOINS))
      await Promise.all(
        sets.map((set) => writeFile(join(folder, name, `${set}.json`), JSON.stringify(DATA[set] ?? []))),
      )
      return { urlPath: `/sap/opu/odata/sap/${name}`, metadataPath, mockdataPath: join(folder, name) }
    })
    const { default: Mockserver } = createRequire(import.meta.url)(
      '@sap-ux/fe-mockserver-core',
    ) as typeof FEMockserver
    mock = new Mockserver({ services: await Promise.all(services) })
    await mock.isReady
    server = createServer((request, response) => {
      mock.getRouter()(request, response, () => response.writeHead(404).end())
    })
    const port = await freePort()
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
    source = openSource(`http://127.0.0.1:${port}`, { services: { deliveries: 'API_OUTBOUND_DELIVERY_SRV' } })
    ports = source.ports as Ports
  })
  afterAll(async () => {
    await source?.close()
    await new Promise((done) => (server ? server.close(done) : done(null)))
    await mock?.dispose()
    await rm(folder, { recursive: true, force: true })
  })

  const camille = '17100001' as RecordId
  const order = '1000001' as RecordId
  const jeans = '10040132' as RecordId

  it('answers profiles with their addresses', async () => {
    const reads = await ports.profiles.profiles([camille, '17100002' as RecordId, '17100009' as RecordId])
    expect(reads.size).toBe(2)
    expect(reads.get(camille)).toMatchObject({
      recordId: camille,
      value: {
        givenName: 'Camille',
        email: 'Camille.Moreau@example.com',
        phone: '+33639980000',
        birthDate: '1960-04-09',
        addresses: [{ streetLine1: '9 rue de Rivoli', city: 'Paris' }],
      },
    })
  })

  it('answers who has an e-mail or a phone', async () => {
    const email = { type: 'EMAIL', value: 'camille.moreau@EXAMPLE.com' } as const
    const phone = { type: 'PHONE', value: '06 39 98 00 00' } as const
    const reads = await ports.profiles.find([email, phone])
    expect(reads.get(email)).toMatchObject({ value: [{ recordId: camille }] })
    expect(reads.get(phone)).toMatchObject({ value: [{ recordId: camille }] })
  })

  it('answers every partner for the cross-references', async () => {
    const { sets, next } = await ports.profiles.customerReferences(null)
    expect({ ids: sets.map(({ record }) => record.id), next }).toEqual({
      ids: ['17100001', '17100002'],
      next: null,
    })
  })

  it('answers order history by whole days, with items and prices', async () => {
    const asked: HistoryRequest = {
      customers: [camille],
      cards: [],
      first: 1,
      until: null,
      from: null,
      channels: ['WEB'],
    }
    expect((await ports.orders.history([asked])).get(asked)).toMatchObject({
      value: {
        unreadable: [],
        more: true,
        orders: [
          {
            recordId: order,
            number: 'W-100001',
            customer: camille,
            placedOn: '2026-05-18',
            lines: [
              {
                lineId: '10',
                sku: '10040132',
                quantity: '2',
                unitPrice: { gross: { minor: 6500 } },
                lineTotal: { gross: { minor: 12000 } },
              },
            ],
            cost: { total: { gross: { minor: 12000 } }, discount: { minor: 1000 } },
          },
        ],
      },
    })
    const older: HistoryRequest = { ...asked, until: '2026-05-17' as Day }
    expect((await ports.orders.history([older])).get(older)).toMatchObject({
      value: { more: false, orders: [{ placedOn: '2026-05-14' }, { placedOn: '2026-05-14' }] },
    })
  })

  it('answers orders by number, and several histories in one $batch', async () => {
    const key = { channel: 'WEB', number: 'W-100003' as OrderNumber } as const
    expect((await ports.orders.orders([key])).get(key)).toMatchObject({ recordId: '1000003' })
    const base = { cards: [], first: 10, until: null, from: null, channels: [] }
    const both: HistoryRequest[] = [
      { ...base, customers: [camille] },
      { ...base, customers: ['17100002' as RecordId] },
    ]
    const reads = await ports.orders.history(both)
    expect(both.map((each) => reads.get(each))).toMatchObject([
      { value: { orders: [{}, {}, {}] } },
      { value: { orders: [] } },
    ])
  })

  it('answers deliveries and cleared invoices of an order', async () => {
    expect((await ports.orders.fulfillments([order])).get(order)).toMatchObject({
      value: [{ recordId: '80000001', status: 'SHIPPED', lines: [{ lineId: '10', quantity: '2' }] }],
    })
    expect((await ports.orders.payments([order])).get(order)).toMatchObject({
      value: [{ recordId: '90000001', amount: { minor: 12500 }, state: 'CAPTURED' }],
    })
  })

  it('answers the price that holds on a day', async () => {
    const key = { item: jeans, channel: 'WEB', store: null, quantity: 1, on: '2026-05-20' as Day } as const
    const before = { ...key, on: '2025-06-01' as Day }
    const reads = await ports.prices.prices([key, before])
    expect(reads.get(key)).toMatchObject({
      value: { unitPrice: { gross: { minor: 6500 } }, validUntil: null },
    })
    expect(reads.get(before)).toMatchObject({ value: { unitPrice: { gross: { minor: 5500 } } } })
  })

  it('answers unrestricted stock', async () => {
    const key = { item: jeans, location: '1010' as RecordId }
    expect((await ports.stock.levels([key])).get(key)).toMatchObject({ value: { onHand: 7 } })
  })
})
