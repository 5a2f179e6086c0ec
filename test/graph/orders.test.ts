import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WorldOrder } from '../../sandbox/world/sale-types.ts'
import { euros, expectedOrders, variantOf } from './expected.ts'
import { type Answer, operation, startWhole, type Whole } from './whole.ts'

describe('orders over the whole graph', () => {
  let whole: Whole
  let id: string
  beforeAll(async () => {
    // Calls are counted cold.
    const edit = (yaml: string) => `${yaml}\nfreshness:\n  orders: 0\n  profiles: 0\n  staleIfError: 0\n`
    whole = await startWhole({ edit })
    id = whole.samples.omnichannelShopper.customerId
    // Tokens for batches and the partner's customer number are asked for once in a process's life.
    await whole.ask(operation('purchase-summary'), { id, first: 5 })
  })
  afterAll(() => whole.close())

  const ofShopper = () => expectedOrders(whole.world, 0, whole.idKey)
  const worldOrder = (pick: (order: WorldOrder) => boolean): WorldOrder => {
    const found = whole.world.orders.find((order) => order.customer === 0 && pick(order))
    if (!found) throw new Error('expected such an order in the world')
    return found
  }
  const idOf = (number: string) => ofShopper().find((order) => order.number === number)?.id
  const find = (variables: object) => whole.ask(operation('order-lookup'), variables)
  const detail = async (number: string): Promise<Answer> =>
    whole.ask(operation('order-detail'), { id: idOf(number) })

  it('finds a web order by its number in whatever channel, at one call to the ERP', async () => {
    const { data, errors, calls } = await find({ number: ' W-100001 ' })
    expect(errors).toEqual([])
    expect(data.orderLookup.order).toMatchObject({ id: idOf('W-100001'), customer: { id } })
    expect(data.orderLookup.candidates).toHaveLength(1)
    expect(calls.erp).toBeLessThanOrEqual(1)
  })

  it('finds a receipt by its number, padded or not, and by its scanned digits, with and without the copy', async () => {
    const { till } = whole.samples.orderNumbers
    const [store = '', lane = '', day = '', sequence = ''] = till.split('-')
    const padded = [lane.padStart(2, '0'), day, sequence.padStart(6, '0')]
    const wishes = [
      { number: till },
      { number: [store, ...padded].join('-') },
      { receiptBarcode: `]C1${[store, ...padded].join('')}` },
      { receiptBarcode: till },
    ]
    for (const wish of wishes) {
      const { data, errors } = await find(wish)
      expect(errors).toEqual([])
      expect([wish, data.orderLookup.order?.number]).toEqual([wish, till])
    }
  })

  it('offers what an e-mail leads to and is sure of none of it; beside a number it must be the shopper’s', async () => {
    const email = whole.world.customers[0]?.email
    const { data, errors } = await find({ email })
    expect(errors).toEqual([])
    expect(data.orderLookup.order).toBeNull()
    expect(data.orderLookup.candidates.map((order: Answer['data']) => order.id)).toEqual(
      ofShopper()
        .slice(0, 10)
        .map((order) => order.id),
    )
    const both = await find({ number: 'W-100001', email })
    expect(both.data.orderLookup.order.number).toBe('W-100001')
    const other = await find({ number: 'W-100001', email: whole.world.customers[2]?.email })
    expect(other.data.orderLookup).toMatchObject({ order: null, candidates: [] })
  })

  it('refuses a look-up by nothing, by two things that name an order, and by what is no barcode', async () => {
    for (const wish of [{}, { number: 'W-1', receiptBarcode: '0101' }, { receiptBarcode: '12' }]) {
      const { errors } = await find(wish)
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_INPUT'])
    }
  })

  it('shows a shipped and invoiced order whole', async () => {
    const order = worldOrder((one) => one.channel === 'WEB' && one.invoice?.cleared === true && !one.returned)
    const { data, errors } = await detail(order.number)
    expect(errors).toEqual([])
    const [delivery] = order.deliveries
    const { address, givenName, familyName } = whole.world.customers[0] ?? {}
    expect(data.order).toMatchObject({
      returnStatus: 'NONE',
      shippingAddress: {
        familyName: `${givenName} ${familyName}`,
        streetLine1: address?.streetLine1,
        postalCode: address?.postalCode,
        city: address?.city,
        countryCode: address?.countryCode,
      },
      invoices: [{ kind: 'INVOICE', number: order.invoice?.number, issuedOn: order.invoice?.on }],
      fulfillments: [
        {
          kind: 'SHIP',
          status: 'SHIPPED',
          tracking: [
            {
              carrier: 'Colissimo',
              number: delivery?.tracking,
              url: `https://www.laposte.fr/outils/suivre-vos-envois?code=${delivery?.tracking}`,
            },
          ],
        },
      ],
      returns: [],
    })
    expect(data.order.lines).toEqual(
      order.lines.map((line) =>
        expect.objectContaining({
          size: variantOf(whole.world, line.sku).variant.size,
          quantityReturnable: line.quantity,
        }),
      ),
    )
    expect(data.order.cost).toMatchObject({
      paid: data.order.cost.total.gross && { amount: data.order.cost.total.gross.amount },
      refunded: null,
    })
    expect(data.order.timeline.map(({ kind, on }: Answer['data']) => [kind, on])).toEqual([
      ['PLACED', order.placedOn],
      ['SHIPPED', delivery?.shippedOn],
      ['INVOICED', order.invoice?.on],
    ])
  })

  it('shows what came back of an order, and the return by its own id', async () => {
    const order = worldOrder(({ status, returned }) => status !== 'RETURNED' && returned?.done === true)
    const { data, errors } = await detail(order.number)
    expect(errors).toEqual([])
    const [line] = order.returned?.lines ?? []
    expect(data.order).toMatchObject({ returnStatus: 'PARTIALLY_RETURNED' })
    expect(data.order.lines[0]).toMatchObject({ id: String(line?.line), quantityReturnable: '0' })
    expect(data.order.lines[1]).toMatchObject({ quantityReturnable: order.lines[1]?.quantity })
    expect(data.order.cost.refunded).toEqual(data.order.returns[0].refund)
    expect(data.order.timeline).toContainEqual(
      expect.objectContaining({ kind: 'RETURNED', on: order.returned?.on, note: order.returned?.number }),
    )
    const again = await whole.ask(
      'query ($id: ID!) { return(id: $id) { id on order { number } lines { quantity } } }',
      {
        id: data.order.returns[0].id,
      },
    )
    expect(again.errors).toEqual([])
    expect(again.data.return).toMatchObject({
      id: data.order.returns[0].id,
      on: order.returned?.on,
      order: { number: order.number },
    })
    const whollyBack = worldOrder(({ status, returned }) => status === 'RETURNED' && returned?.done === true)
    expect((await detail(whollyBack.number)).data.order.returnStatus).toBe('RETURNED')
  })

  it('shows an order that was collected in the store', async () => {
    const order = worldOrder(({ deliveries }) => deliveries.some(({ pickup }) => pickup))
    const { data, errors } = await detail(order.number)
    expect(errors).toEqual([])
    expect(data.order).toMatchObject({
      status: 'COLLECTED',
      fulfillments: [{ kind: 'PICKUP', status: 'COLLECTED', tracking: [] }],
    })
  })

  it('shows a receipt as its own document, beside the invoice of its copy in the ERP', async () => {
    const copy = worldOrder(({ copyOfReceipt }) => copyOfReceipt !== undefined)
    const { data, errors } = await detail(copy.copyOfReceipt ?? '')
    expect(errors).toEqual([])
    expect(data.order.shippingAddress).toBeNull()
    expect(data.order.invoices.map(({ kind, number }: Answer['data']) => [kind, number])).toEqual([
      ['RECEIPT', copy.copyOfReceipt],
      ['INVOICE', copy.invoice?.number],
    ])
  })

  it('sums a shopper’s orders up as the world has them', async () => {
    const { data, errors, calls } = await whole.ask(operation('purchase-summary'), { id, first: 100 })
    expect(errors).toEqual([])
    const refunds = whole.world.orders
      .filter((order) => order.customer === 0 && order.returned?.done)
      .flatMap(({ lines, returned }) =>
        lines.filter(({ line }) => returned?.lines.some((back) => back.line === line)),
      )
    const bought = ofShopper().filter(({ lines }) =>
      lines.some(({ quantity, rejected }) => !rejected && Number(quantity) > 0),
    )
    const total = ofShopper().reduce((sum, order) => sum + order.total, 0)
    const value = total - refunds.reduce((sum, line) => sum + line.total, 0)
    const { orderStats, purchasedVariants } = data.customer
    expect(orderStats).toMatchObject({
      count: bought.length,
      lifetimeValue: { amount: euros(value), currencyCode: 'EUR' },
      averageOrderValue: { amount: euros(Math.round(value / bought.length)) },
      lastOrderOn: bought[0]?.placedOn,
    })
    const times = new Map<string, Set<string>>()
    for (const { number, lines } of bought) {
      for (const { sku, quantity, rejected } of lines) {
        if (rejected || Number(quantity) < 0) continue
        times.set(sku, (times.get(sku) ?? new Set()).add(number))
      }
    }
    expect(
      Object.fromEntries(purchasedVariants.edges.map((edge: Answer['data']) => [edge.node.sku, edge.times])),
    ).toEqual(Object.fromEntries([...times].map(([sku, numbers]) => [sku, numbers.size])))
    expect(purchasedVariants.complete).toBe(true)
    expect(calls).toEqual({ erp: 3, crm: 0, pim: 0 })
  })

  // The last: the breaker of a system that failed stays open for a while.
  it('says who did not answer a look-up, and is then not sure', async () => {
    await whole.served.erp.misbehave({ down: true })
    try {
      const { data, errors: unsure } = await find({ number: whole.samples.orderNumbers.till })
      expect(data.orderLookup.order).toBeNull()
      expect(unsure).toMatchObject([
        { path: ['orderLookup', 'order'], extensions: { code: 'SOURCE_UNAVAILABLE', source: 'erp' } },
      ])
      expect(data.orderLookup.candidates).toHaveLength(1)
      expect(data.orderLookup.sources).toContainEqual({ instance: 'erp', outcome: 'UNAVAILABLE' })
      const { data: nulls, errors } = await whole.ask(operation('purchase-summary'), { id, first: 5 })
      expect(nulls.customer.orderStats).toMatchObject({ count: null, lifetimeValue: null, byChannel: null })
      const paths = errors.map(({ path, extensions }) => [path?.join('.'), extensions.code])
      for (const field of ['count', 'lifetimeValue', 'averageOrderValue', 'byChannel', 'lastOrderOn']) {
        expect(paths).toContainEqual([`customer.orderStats.${field}`, 'SOURCE_UNAVAILABLE'])
      }
      expect(nulls.customer.purchasedVariants.complete).toBe(false)
    } finally {
      await whole.served.erp.misbehave({})
    }
  })
})
