import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
import type { OrderStatus } from '../../../../adapters/ports/orders.ts'
import { isFound } from '../../../../adapters/read.ts'
import { openSap, world } from './open-sap.ts'

const ids = (orders: readonly { readonly salesOrder: string }[]) =>
  orders.map(({ salesOrder }) => salesOrder as RecordId)

describe('what S/4HANA wrote for orders', () => {
  let sap: Awaited<ReturnType<typeof openSap>>
  beforeAll(async () => {
    sap = await openSap({ pickupConditions: ['02'] })
  })
  afterAll(() => sap.close())

  it('is their invoices with the day and the total, in two calls whatever their number', async () => {
    const some = world.orders.filter(({ invoice }) => invoice !== null).slice(0, 12)
    sap.calls()
    const reads = await sap.ports.orders.invoices(ids(some))
    expect(sap.calls()).toHaveLength(2)
    for (const { salesOrder, invoice, lines, shipping } of some) {
      const read = reads.get(salesOrder as RecordId)
      const total = lines.reduce((sum, line) => sum + (line.rejected ? 0 : line.total), shipping)
      expect(isFound(read) && read.value).toEqual([
        {
          recordId: invoice?.number,
          kind: 'INVOICE',
          number: invoice?.number,
          issuedOn: invoice?.on,
          issuedAt: null,
          total: { minor: total, currency: 'EUR' },
        },
      ])
    }
  })

  it('is nothing for an order that was not invoiced', async () => {
    const open = world.orders.filter(({ invoice }) => invoice === null).slice(0, 3)
    expect((await sap.ports.orders.invoices(ids(open))).size).toBe(0)
  })

  it('names where they go, as the orders have it, in one call', async () => {
    const some = world.orders.filter(({ customer }) => world.customers[customer]?.address).slice(0, 12)
    sap.calls()
    const reads = await sap.ports.orders.addresses(ids(some))
    expect(sap.calls()).toHaveLength(1)
    for (const { salesOrder, customer } of some) {
      const { address, givenName, familyName } = world.customers[customer] ?? {}
      const read = reads.get(salesOrder as RecordId)
      const expected = {
        familyName: `${givenName} ${familyName}`,
        streetLine1: address?.streetLine1,
        postalCode: address?.postalCode,
        city: address?.city,
        countryCode: address?.countryCode,
      }
      expect(isFound(read) && read.value).toMatchObject({ shipping: expected, billing: expected })
    }
  })

  it('says of a delivery to be collected whether it waits in the store or was fetched', async () => {
    const some = world.orders.filter(({ deliveries }) => deliveries.some(({ pickup }) => pickup))
    expect(some.length).toBeGreaterThan(0)
    const reads = await sap.ports.orders.fulfillments(ids(some))
    for (const { salesOrder, deliveries } of some) {
      const read = reads.get(salesOrder as RecordId)
      expect(isFound(read) && read.value).toMatchObject(
        deliveries.map(({ shippedOn }) => ({
          kind: 'PICKUP',
          status: (shippedOn === null ? 'READY_FOR_PICKUP' : 'COLLECTED') satisfies OrderStatus,
          leftOn: shippedOn,
          tracking: [],
        })),
      )
    }
  })
})
