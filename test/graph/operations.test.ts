import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOperations } from '../../gateway/example-operations.ts'
import { euros, expectedOrders, nearest, unitsIn, variantOf } from './expected.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

const operations = readOperations(new URL('../../schema/operations/', import.meta.url))
const example = (name: string) => {
  const found = operations.find((one) => one.name === name)
  if (!found) throw new Error(`expected an example operation ${name}`)
  return found
}

describe('the example operations', () => {
  let whole: Whole
  beforeAll(async () => {
    whole = await startWhole()
  })
  afterAll(() => whole.close())

  const run = (name: string): Promise<Answer> => {
    const { query, variables } = example(name)
    return whole.ask(query, variables)
  }

  it.each(operations)(
    '$name answers without an error, with the sandbox’s variables beside it',
    async ({ name }) => {
      const { errors, status } = await run(name)
      expect(errors).toEqual([])
      expect(status).toBe(200)
    },
  )

  it.each([
    ['begin-cart', 'associate'],
    ['begin-cart', 'callCentre'],
    ['begin-cart', 'shopper'],
    ['my-cart', 'shopper'],
    ['order-actions', 'associate'],
    ['order-actions', 'callCentre'],
    ['order-actions', 'shopper'],
    ['return-quote', 'associate'],
    ['return-quote', 'callCentre'],
    ['return-quote', 'shopper'],
  ] as const)('%s is done whole for %s of the explorer', async (name, role) => {
    const { query, variables } = example(name)
    const { data, errors } = await whole.ask(query, variables, whole.as(role))
    expect(errors).toEqual([])
    const [answer] = Object.values<Answer['data']>(data)
    expect(answer).not.toBeNull()
    expect(answer.userErrors ?? []).toEqual([])
  })

  it('begin with customer-360, whose variables are the sandbox’s samples', () => {
    const { omnichannelShopper, outOfStockNearby } = whole.samples
    expect(operations[0]).toMatchObject({
      name: 'customer-360',
      variables: { id: omnichannelShopper.customerId, near: outOfStockNearby.near },
    })
    expect(example('store-finder').variables).toEqual(outOfStockNearby)
    expect(example('find-customer').variables).toEqual({
      card: omnichannelShopper.loyaltyCard,
      email: omnichannelShopper.email,
    })
  })

  it('put into the shopper’s cart what my-cart and customer-360 then show, once, whoever repeats it', async () => {
    const quantities = ({ lines }: Answer['data']) =>
      Object.fromEntries(lines.map(({ sku, quantity }: Answer['data']) => [sku, quantity]))
    const { query, variables } = example('begin-cart')
    expect(variables).toMatchObject({ input: { customerId: whole.samples.omnichannelShopper.customerId } })
    const { myCart: seen } = (await run('my-cart')).data
    const { cartCreate: repeated } = (await run('begin-cart')).data
    expect(repeated).toMatchObject({ replayed: true, cart: { id: seen.id, version: seen.version } })
    const again = { ...variables, key: 'the-button-was-pressed-again' }
    const { cartCreate: pressed } = (await whole.ask(query, again)).data
    expect(pressed).toMatchObject({ replayed: false, cart: { id: seen.id, version: seen.version + 1 } })
    const had = quantities(seen)
    const has = { '10001002': had['10001002'] + 1, '10066000': had['10066000'] + 2 }
    expect(quantities(pressed.cart)).toEqual(has)
    expect(quantities((await run('my-cart')).data.myCart)).toEqual(has)
    expect(quantities((await run('customer-360')).data.customer.cart)).toEqual(has)
  })

  it('show of the cart what each article costs and what promotions take off, and that nothing is wrong with it', async () => {
    const { data } = await run('my-cart')
    const { lines, cost, problems } = data.myCart
    const cents = (amount: string) => Math.round(Number(amount) * 100)
    for (const { sku, unitPrice, priceChangedSinceAdded, variant } of lines) {
      const known = variantOf(whole.world, sku)
      expect([unitPrice.gross.amount, priceChangedSinceAdded]).toEqual([euros(known.variant.price), null])
      expect(variant.product.title).toBe(known.product.title['fr_FR'])
    }
    const sum = lines.reduce(
      (total: number, { unitPrice, quantity }: Answer['data']) =>
        total + quantity * cents(unitPrice.gross.amount),
      0,
    )
    expect(cents(cost.subtotal.amount)).toBe(sum)
    expect(cents(cost.discount.amount)).toBeGreaterThan(0)
    expect(cents(cost.total.amount)).toBe(sum - cents(cost.discount.amount))
    // Nobody has said yet how it is delivered.
    expect([cost.shipping, cost.isEstimate, problems]).toEqual([null, true, []])
  })

  it('show of an order what may be done about it and why not, and what its goods would bring back, writing nothing', async () => {
    const order = whole.world.orders.find(({ number }) => number === 'A-100004')
    const expected = expectedOrders(whole.world, 0, whole.idKey).find(({ number }) => number === 'A-100004')
    expect(example('order-actions').variables).toEqual({ id: expected?.id })
    expect(example('return-quote').variables).toMatchObject({ input: { orderId: expected?.id } })
    const { order: before } = (await run('order-actions')).data
    expect(before.actions).toMatchObject({
      cancel: { allowed: false, reasons: ['ALREADY_SHIPPED'] },
      changeAddress: { allowed: false, reasons: ['NOT_SUPPORTED'] },
      return: { allowed: true, reasons: [] },
      exchange: { allowed: true, reasons: [] },
    })
    expect(before.lines.map(({ quantityReturnable }: Answer['data']) => quantityReturnable)).toEqual(
      order?.lines.map(({ quantity }) => quantity),
    )
    const [line] = order?.lines ?? []
    const one = euros(Number(line?.total) / Number(line?.quantity))
    const quote = await run('return-quote')
    expect(quote.data.returnQuote).toMatchObject({
      refund: { amount: one },
      breakdown: [{ amount: { amount: one }, path: 'ORIGINAL_TENDER', state: 'PROPOSED' }],
      needsApproval: false,
      userErrors: [],
    })
    expect((await run('return-quote')).data).toEqual(quote.data)
    expect((await run('order-actions')).data.order).toEqual(before)
  })

  it('find one shopper by card and by e-mail, the card without asking any system', async () => {
    const { data } = await run('find-customer')
    const id = whole.samples.omnichannelShopper.customerId
    expect(data.byCard.best).toMatchObject({ method: 'LOYALTY_CARD', confidence: 1, customer: { id } })
    expect(data.byEmail.best).toMatchObject({ method: 'EXACT_EMAIL', customer: { id } })
    const card =
      'query ($card: String!) { customerLookup(type: LOYALTY_CARD, value: $card) { best { customer { id } } } }'
    const { calls } = await whole.ask(card, { card: whole.samples.omnichannelShopper.loyaltyCard })
    expect(calls).toEqual({ erp: 0, crm: 0, pim: 0 })
  })

  it('show a shopper’s conversations for three calls, however many there are, and then from what is kept', async () => {
    const { query, variables } = example('conversations')
    const { data, calls } = await whole.ask(query.replace('first: 5', 'first: 4'), variables)
    expect(data.customer.conversations.edges.length).toBeGreaterThanOrEqual(2)
    // The threads were read a moment ago, the list of five, not that of four.
    expect(calls).toEqual({ erp: 0, crm: 1, pim: 0 })
    expect((await run('conversations')).calls).toEqual({ erp: 0, crm: 0, pim: 0 })
  })

  it('show my sizes from purchases in every channel, and ask the CRM nothing', async () => {
    const { data, calls } = await run('my-sizes')
    const { sizes, sources } = data.me.preferences
    expect(sizes.length).toBeGreaterThan(0)
    expect(sources.map(({ outcome }: Answer['data']) => outcome)).toEqual(['OK', 'OK', 'OK'])
    expect(calls.crm).toBe(0)
  })

  it('find nobody for certain when two shoppers share an e-mail', async () => {
    const pair = whole.samples.duplicatePair.map(({ customerId }) => customerId)
    const email = whole.world.customers[2]?.email
    const query = `query ($email: String!) {
      customerLookup(type: EMAIL, value: $email) { best { confidence } candidates { confidence customer { id } } }
    }`
    const { data, errors } = await whole.ask(query, { email })
    expect(errors).toEqual([])
    expect(data.customerLookup.best).toBeNull()
    const ids = data.customerLookup.candidates.map(({ customer }: Answer['data']) => customer.id)
    expect(ids.sort()).toEqual([...pair].sort())
  })

  it('find the shopper of a till receipt', async () => {
    const query = `query ($number: String!) { customerLookup(type: RECEIPT, value: $number) { best { customer { id } } } }`
    const { data, calls } = await whole.ask(query, { number: whole.samples.orderNumbers.till })
    expect(data.customerLookup.best.customer.id).toBe(whole.samples.omnichannelShopper.customerId)
    expect(calls).toEqual({ erp: 0, crm: 0, pim: 0 })
  })

  it('show the shopper whom only the tills know', async () => {
    const { customerId, loyaltyCard } = whole.samples.tillOnlyShopper
    const query = `query ($id: ID!) { customer(id: $id) {
      givenName email loyalty { cardNumber } orders(first: 50) { complete edges { node { number } } }
    } }`
    const { data, errors } = await whole.ask(query, { id: customerId })
    expect(errors).toEqual([])
    const expected = expectedOrders(whole.world, 1, whole.idKey).map(({ number }) => number)
    expect(expected.length).toBeGreaterThan(0)
    expect(data.customer.orders.edges.map(({ node }: Answer['data']) => node.number)).toEqual(expected)
    expect(data.customer).toMatchObject({ email: null, loyalty: { cardNumber: loyaltyCard } })
    expect(data.customer.orders.complete).toBe(true)
  })

  it('show a product in every size with its price and what can be sent', async () => {
    const { data } = await run('product-page')
    const { product } = variantOf(whole.world, data.variant.sku)
    const sold = product.variants.filter(({ inPim }) => inPim)
    expect(data.variant.product.title).toBe(product.title['fr_FR'])
    expect(
      data.variant.product.variants.edges.map(({ node }: Answer['data']) => [
        node.sku,
        node.price.unitPrice.gross.amount,
        node.availability.availableToSell,
      ]),
    ).toEqual(
      sold
        .map((one) => [one.sku, euros(one.price), unitsIn(whole.world.warehouse, one)])
        .sort(([left], [right]) => (String(left) < String(right) ? -1 : 1)),
    )
  })

  it('find the nearest stores that have an item the very nearest lack', async () => {
    const { data } = await run('store-finder')
    const { sku, near } = whole.samples.outOfStockNearby
    const { variant } = variantOf(whole.world, sku)
    const all = nearest(whole.world, near, whole.world.stores.length)
    const codes = (edges: Answer['data']) =>
      edges.map(({ node }: Answer['data']) => (node.store ?? node).code)
    expect(codes(data.stores.edges)).toEqual(
      all
        .slice(0, 3)
        .filter((store) => data.stores.edges.length > 2 || store)
        .map(({ code }) => code),
    )
    const having = all.filter((store) => unitsIn(store, variant) > 0).slice(0, 3)
    expect(having.length).toBe(3)
    expect(codes(data.variant.storeAvailability.edges)).toEqual(having.map(({ code }) => code))
    expect(unitsIn(all[0] ?? whole.world.warehouse, variant)).toBe(0)
  })

  it('page through a whole history with nothing lost or twice, and say how it was paid and what came back', async () => {
    const { query, variables } = example('order-history')
    const numbers: string[] = []
    for (let after: string | null = null; ; ) {
      const { data, errors } = await whole.ask(query, { ...variables, first: 4, after })
      expect(errors).toEqual([])
      const { edges, pageInfo } = data.customer.orders
      numbers.push(...edges.map(({ node }: Answer['data']) => node.number))
      for (const { node } of edges) {
        if (node.channel.kind !== 'STORE_POS') continue
        const receipt = whole.world.receipts.find(({ number }) => number === node.number)
        const paid = receipt?.tenders.map(({ amount, change }) => euros(amount - change))
        expect(node.payments.map(({ amount }: Answer['data']) => amount.amount)).toEqual(paid)
      }
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
    }
    expect(numbers).toEqual(expectedOrders(whole.world, 0, whole.idKey).map(({ number }) => number))
  })

  it('name both systems of an order that is in two', async () => {
    const copied = whole.world.orders.find(({ copyOfReceipt, customer }) => copyOfReceipt && customer === 0)
    const { query, variables } = example('order-history')
    const { data } = await whole.ask(query, { ...variables, first: 50 })
    const { node } = data.customer.orders.edges.find(
      (edge: Answer['data']) => edge.node.number === copied?.copyOfReceipt,
    )
    expect(node.sources.map(({ instance }: Answer['data']) => instance)).toEqual(['tills', 'erp'])
  })

  it('show points, and the order each movement came from', async () => {
    const { data } = await run('loyalty')
    const account = whole.world.loyalty.find(({ customer }) => customer === 0)
    const newest = [...(account?.movements ?? [])]
      .sort((left, right) => (left.at > right.at ? -1 : 1))
      .slice(0, 10)
    expect(
      data.loyaltyAccount.ledger.edges.map(({ node }: Answer['data']) => [
        node.points,
        node.order?.number ?? null,
      ]),
    ).toEqual(newest.map(({ points, order }) => [points, order]))
  })

  it('say how every system does', async () => {
    const { data } = await run('health')
    expect(data.sourceSystems.map(({ instance, circuit }: Answer['data']) => [instance, circuit])).toEqual([
      ['erp', 'CLOSED'],
      ['crm', 'CLOSED'],
      ['pim', 'CLOSED'],
      ['tills', 'CLOSED'],
      ['psp', 'CLOSED'],
      ['search', 'CLOSED'],
    ])
  })

  it('find shirts of linen in white, asking the PIM for nothing but what is shown', async () => {
    const { data, calls } = await run('search')
    const wanted = whole.world.products.filter(
      ({ title, variants }) =>
        title['fr_FR'] === 'Chemise en lin lavé' &&
        variants.some(({ inPim, color }) => inPim && color === 'Blanc'),
    )
    const handles = data.search.edges.map(({ node }: Answer['data']) => node.handle)
    expect(handles).toEqual(expect.arrayContaining(wanted.map(({ code }) => code)))
    expect(wanted.length).toBeGreaterThan(0)
    for (const { matchedSku } of data.search.edges) {
      expect(variantOf(whole.world, matchedSku).variant.color).toBe('Blanc')
    }
    expect(calls).toMatchObject({ erp: 0, crm: 0 })
    expect(calls.pim).toBeLessThanOrEqual(2)
  })

  it('show a shelf with its newest products and what there is to choose from', async () => {
    const { data } = await run('category')
    const jeans = whole.world.products.filter(
      ({ categories, variants }) => categories.includes('jeans') && variants.some(({ inPim }) => inPim),
    )
    expect(data.category.ancestors.map(({ name }: Answer['data']) => name)).toEqual(['Mode', 'Bas'])
    expect(data.search.totalCount).toBe(jeans.length)
    for (const { node } of data.search.edges) {
      const sizes = jeans.find(({ code }) => code === node.handle)?.variants.map(({ size }) => size)
      expect(node.options.find(({ name }: Answer['data']) => name === 'size').values).toEqual([
        ...new Set(sizes),
      ])
    }
  })

  it('show me as the configured viewer', async () => {
    const { data } = await run('me')
    expect(data.me.givenName).toBe(whole.world.customers[0]?.givenName)
  })

  it('are what the committed variables name, in every file', () => {
    for (const { name } of operations) {
      const file = new URL(`../../schema/operations/${name}.variables.json`, import.meta.url)
      expect(() => JSON.parse(readFileSync(file, 'utf8'))).not.toThrow()
    }
  })
})
