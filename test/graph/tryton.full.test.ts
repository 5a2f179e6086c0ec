import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tryton } from '../../adapters/erp/tryton/index.ts'
import { examine, report } from '../../gateway/commands/doctor.ts'
import { ledgerPlace } from '../../gateway/ledger-place.ts'
import { world } from '../contracts/small-world.ts'
import { type People, peopleOf } from '../peers/tryton/people.ts'
import { FIRST_START_MS, hasTryton, type RunningTryton, startTryton } from '../peers/tryton/start.ts'
import { openWay, type Way } from '../peers/tryton/way.ts'
import { euros, expectedOrders, nearest, unitsIn, variantOf } from './expected.ts'
import { type Killable, startKillable } from './killable.ts'
import { filled } from './settled.ts'
import { type Ask, goodsOf, prepare, until } from './shopping.ts'
import { type Answer, operation, startWhole, type Whole } from './whole.ts'

const required = process.env['COUTURE_REQUIRE_SERVICES'] === '1'
const near = { latitude: 48.8596, longitude: 2.3437 }

const ORDER = `query ($id: ID!) { order(id: $id) { number status lines { id sku lineTotal { gross { amount } } }
  cost { total { gross { amount centAmount } } shipping { gross { amount } } }
  fulfillments { status store { code } lines { orderLineId } } sources { system instance }
  returns { id status lines { quantity reason } facts { refund } source { system recordId } } invoices { kind total { centAmount } } } }`
const DONE = 'return { id facts { receipt refund } } userErrors { code message }'
const ANNOUNCE = `mutation ($input: ReturnInput!, $key: String!) { returnCreate(input: $input, idempotencyKey: $key) { ${DONE} } }`
const TAKE_IN = `mutation ($input: ReturnReceiveInput!, $key: String!) { returnReceive(input: $input, idempotencyKey: $key) { ${DONE} } }`
const ON_HAND = `query ($sku: String!) { variant(sku: $sku) { storeAvailability(first: 50) { edges { node {
  store { code } level { onHand } } } } } }`
const STATUS = 'query ($id: ID!) { order(id: $id) { number status } }'

describe.skipIf(!hasTryton(required))('with a real Tryton in place of SAP, by configuration alone', () => {
  let erp: RunningTryton
  let people: People
  let whole: Whole
  let store: string
  beforeAll(async () => {
    erp = await startTryton(world)
    people = await peopleOf(erp)
    whole = await startWhole({ edit: (yaml) => withTryton(yaml, erp), timeoutMs: 30_000, budgetMs: 60_000 })
    store =
      whole.config.stores.find(({ services = [] }) => services.includes('CLICK_AND_COLLECT'))?.code ?? ''
  }, FIRST_START_MS)
  afterAll(async () => {
    await whole?.close()
    await erp?.close()
  })

  const SALE = [
    'number',
    'state',
    'shipment_state',
    'invoice_state',
    'total_amount',
    'party.name',
    'lines.quantity',
  ]
  const salesOf = (number: string) =>
    people.rpc.rows('sale.sale', [['reference', '=', `WEB/${number}`]], SALE)

  it('answers the same customer-360, of the same shape, with the world’s values', async () => {
    const id = whole.samples.omnichannelShopper.customerId
    const { data, errors, calls } = await whole.ask(operation('customer-360'), { id, near })
    expect(errors).toEqual([])
    // The sandbox's SAP is there and nobody asks it.
    expect(calls).toMatchObject({ erp: 0, crm: 5 })
    const { customer } = data
    expect(customer.sources.map(({ instance, outcome }: Answer['data']) => [instance, outcome])).toEqual([
      ['crm', 'OK'],
      ['erp', 'OK'],
      ['tills', 'OK'],
    ])
    expect(customer.orders.complete).toBe(true)
    const orders = customer.orders.edges.map(({ node }: Answer['data']) => node)
    expect(orders.map(factsOf)).toEqual(expectedOrders(world, 0, whole.idKey).slice(0, 20).map(expectedFacts))
    const stores = nearest(world, near, 5)
    for (const { variant } of orders.flatMap(({ lines }: Answer['data']) => lines)) {
      const known = variantOf(world, variant.sku).variant
      expect(variant.price.unitPrice.gross.amount).toBe(euros(known.price))
      expect(
        variant.storeAvailability.edges.map(({ node }: Answer['data']) => [
          node.store.code,
          node.availableToSell,
        ]),
      ).toEqual(stores.map((store) => [store.code, unitsIn(store, known)]))
    }
    expect(customer.loyalty.cardNumber).toBe(whole.samples.omnichannelShopper.loyaltyCard)
  })

  describe('asked to check out', () => {
    const ask: Ask = async (query, variables, headers = {}) => {
      const { data, errors } = await whole.ask(query, variables, { ...whole.as('anonymous'), ...headers })
      expect(errors).toEqual([])
      return Object.values(data)[0]
    }
    const onHand = async (sku: string, code = store): Promise<number> => {
      whole.forget()
      const { data, errors } = await whole.ask(ON_HAND, { sku })
      expect(errors).toEqual([])
      const at = data.variant.storeAvailability.edges.find(
        ({ node }: Answer['data']) => node.store.code === code,
      )
      return at.node.level.onHand
    }

    it('makes a confirmed sale, sends it, takes it back and credits it; all of it is read back', {
      timeout: 300_000,
    }, async () => {
      const { file } = ledgerPlace(whole.config, () => new Date(whole.now())) as { readonly file: string }
      await filled({ ...whole.config, ledger: { ...whole.config.ledger, file } })
      const goods = goodsOf(world, store)
      const { stock } = variantOf(world, goods.collected).variant
      const elsewhere = {
        code: world.stores.find(({ code }) => code !== store && Number(stock[code]) > 0)?.code ?? '',
      }
      const before = await onHand(goods.collected)
      const cart = await prepare(ask, {
        goods,
        pspUrl: whole.served.psp?.url ?? '',
        key: 'the-whole-way-of-an-order',
      })
      const done = await cart.checkOut(ask)
      expect(done.userErrors).toEqual([])
      const guest = whole.as('anonymous', { orderToken: done.orderToken })
      const order = () => {
        whole.forget()
        return ask(ORDER, { id: done.orderId }, guest)
      }
      await until(async () => (await order()).status === 'IN_PREPARATION')
      expect(await order()).toMatchObject({
        number: done.orderNumber,
        lines: [{ sku: goods.shipped }, { sku: goods.collected }],
        cost: { total: { gross: { centAmount: cart.total.centAmount } } },
        // What the store has to do the graph knows itself.
        fulfillments: expect.arrayContaining([
          { status: 'IN_PREPARATION', store: null, lines: [{ orderLineId: '1' }] },
          { status: 'CONFIRMED', store: { code: store }, lines: [{ orderLineId: '2' }] },
        ]),
        invoices: [],
      })
      const [sale, ...others] = await salesOf(done.orderNumber)
      expect(others).toEqual([])
      expect(sale).toMatchObject({
        state: 'processing',
        total_amount: cart.total.amount,
        'party.': { name: 'Guest Ofours' },
      })
      expect(await onHand(goods.collected)).toBe(before)

      await people.deliver(String(sale?.['number']))
      const { fulfillments } = await order()
      expect(fulfillments).toContainEqual({ status: 'SHIPPED', store: null, lines: [{ orderLineId: '1' }] })
      expect(await onHand(goods.collected)).toBe(before - 1)

      // It is announced for another store, and handed in there: whoever works there asks for both.
      const clerk = whole.as('associate', { store: elsewhere.code })
      const change = async (query: string, input: object) => {
        const done = await ask(query, { input, key: randomUUID() }, clerk)
        expect(done.userErrors).toEqual([])
        return done.return
      }
      const { id: storeId } = await ask('query ($code: String!) { store(code: $code) { id } }', elsewhere)
      const there = await onHand(goods.collected, elsewhere.code)
      const lines = [{ orderLineId: '2', quantity: '1', reason: 'TOO_SMALL', condition: 'AS_NEW' }]
      const wish = { orderId: done.orderId, channel: 'STORE_POS', storeId, lines }
      const announced = await change(ANNOUNCE, wish)
      expect(announced.facts).toMatchObject({ receipt: 'OPEN', refund: 'OPEN' })
      await until(async () => (await order()).returns[0]?.source.system === 'ERP')
      const [back] = (await order()).returns
      expect(back).toMatchObject({ id: announced.id, status: 'APPROVED' })
      await change(TAKE_IN, { returnId: announced.id, storeId, lines })
      // The store's people take the goods in in Tryton, once it has made the papers of what is confirmed, and accounting posts the credit note.
      const { recordId } = back.source
      const stateOf = () => people.rpc.rows('sale.sale', [['number', '=', recordId]], ['state'])
      await until(async () => (await stateOf())[0]?.['state'] === 'processing')
      await people.takeIn(recordId)
      const credited = await order()
      const given = Math.round(Number(credited.lines[1].lineTotal.gross.amount) * 100)
      expect(credited).toMatchObject({
        returns: [{ id: announced.id, lines: [{ quantity: '1', reason: 'TOO_SMALL' }] }],
        invoices: [{ kind: 'CREDIT_NOTE', total: { centAmount: given } }],
      })
      expect(credited.returns).toHaveLength(1)
      expect(await onHand(goods.collected, elsewhere.code)).toBe(there + 1)
      // The money goes back to the card it came from, once.
      await until(async () => (await order()).returns[0].facts.refund === 'DONE')
      expect((await order()).returns[0].status).toBe('REFUNDED')
      const paid = await paymentOf(whole.served.psp.url, cart.payment)
      expect([paid.amount_captured, paid.amount_refunded]).toEqual([cart.total.centAmount, given])
      expect(await onHand(goods.collected)).toBe(before - 1)
    })
  })

  describe('killed while it tells Tryton of an order', () => {
    /** After its own time limit, and that of what the killed process had for itself. */
    const LATER_MS = 180_000
    let way: Way
    let product: Killable
    beforeAll(async () => {
      way = await openWay(erp)
      product = await startKillable(world, (yaml, secret) => {
        const options = { ...erp.options, url: way.url, password: secret('tryton', erp.password) }
        return withTryton(yaml, { options })
      })
    }, 300_000)
    afterAll(async () => {
      await product?.close()
      await way?.close()
    })

    it.each([
      ['while a sale was begun late', 'model.sale.sale.create', { lateCommitMs: 1_500 }, 'processing'],
      ['between its shipments and its confirmation', 'model.sale.sale.confirm', { hang: true }, 'processing'],
      // What is left to do Tryton has queued with the confirmation; here nobody works its queue off.
      [
        'when it was confirmed and nobody was told',
        'model.sale.sale.confirm',
        { loseReply: true },
        'confirmed',
      ],
    ])(
      '%s, it makes one sale of it and takes the money once',
      async (key, path, how, state) => {
        const goods = goodsOf(world, store)
        const cart = await prepare(product.ask, { goods, pspUrl: product.pspUrl, key })
        await way.misbehave({ ...how, path, times: 1 })
        way.methods()
        const first = cart.checkOut(product.ask).catch(() => null)
        await until(async () => way.methods().includes(path))
        await product.kill()
        await first
        await way.misbehave({})
        await product.restart(LATER_MS)
        const done = await cart.checkOut(product.ask)
        expect(done.userErrors).toEqual([])
        const guest = { 'x-order-token': done.orderToken }
        const order = () => product.ask(STATUS, { id: done.orderId }, guest)
        await until(async () => !['PENDING', 'CANCELLED'].includes((await order()).status))
        expect((await order()).number).toBe(done.orderNumber)
        expect(await salesOf(done.orderNumber)).toMatchObject([{ state, total_amount: cart.total.amount }])
        await until(
          async () =>
            (await paymentOf(product.pspUrl, cart.payment)).amount_captured === cart.total.centAmount,
        )
      },
      180_000,
    )
  })

  it('has a doctor who finds it well, stopped, and shut to a changed password, and says which', async () => {
    const look = async () => {
      const source = tryton.create('erp', tryton.options.parse(erp.options), {
        clock: () => new Date(),
        ledger: {} as never,
        observe: () => {},
        log: () => {},
      })
      try {
        return report(await examine([source], { clock: () => new Date() }))
      } finally {
        await source.close()
      }
    }
    expect(await look()).toMatch(/^ok\s+erp/)
    await erp.changePassword('another')
    expect(await look()).toMatch(/^FAIL\w*\s+erp.*password/im)
    await erp.changePassword(erp.password)
    await erp.stop()
    expect(await look()).toMatch(/^FAIL\w*\s+erp.*(connection|reach)/im)
    await erp.start()
    expect(await look()).toMatch(/^ok\s+erp/)
  })
})

/** What the provider took of a payment and gave back, cents. */
async function paymentOf(url: string, payment: string) {
  const headers = { authorization: 'Bearer sandbox-psp' }
  const response = await fetch(`${url}/v1/payments/${payment}`, { headers })
  return (await response.json()) as { readonly amount_captured: number; readonly amount_refunded: number }
}

function withTryton(yaml: string, { options }: Pick<RunningTryton, 'options'>): string {
  const orderDesk = { settleSeconds: 3 }
  const section = JSON.stringify({ adapter: 'erp/tryton', ...options, orderDesk, timeoutMs: 30_000 })
  return yaml.replace(/ {2}erp:\n {4}adapter: erp\/sap\n[\s\S]*?\n {2}crm:/, `  erp: ${section}\n  crm:`)
}

function factsOf(order: Answer['data']) {
  return {
    number: order.number,
    channel: order.channel.kind,
    placedOn: order.placedOn,
    total: order.cost.total.gross.amount,
    skus: order.lines.map(({ variant }: Answer['data']) => variant.sku).sort(),
  }
}

function expectedFacts({
  number,
  channel,
  placedOn,
  total,
  lines,
}: ReturnType<typeof expectedOrders>[number]) {
  return { number, channel, placedOn, total: euros(total), skus: lines.map(({ sku }) => sku).sort() }
}
