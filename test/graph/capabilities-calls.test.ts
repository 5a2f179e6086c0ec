import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, operation, startWhole, type Whole } from './whole.ts'

const near = { latitude: 48.8596, longitude: 2.3437 }
const customer360 = operation('customer-360')
const healthQuery = operation('health')

/** The health of each system, by its configured name. */
async function systems(whole: Whole): Promise<Readonly<Record<string, Answer['data']>>> {
  const { data, errors } = await whole.ask(healthQuery)
  expect(errors).toEqual([])
  return Object.fromEntries(data.sourceSystems.map((one: Answer['data']) => [one.instance, one]))
}

/** The parts of a customer-360 that no till answers; sizes are drawn from what was bought in stores, too. */
function withoutTills({ customer }: Answer['data']) {
  const { orders, preferences: _, sources, ...rest } = withoutPorts(customer)
  const isTills = ({ instance }: Answer['data']) => instance === 'tills'
  return {
    ...rest,
    sources: sources.filter((one: Answer['data']) => !isTills(one)),
    orderSources: orders.sources.filter((one: Answer['data']) => !isTills(one)),
    // A receipt that the ERP has a copy of is the tills' order: while they are silent its copy stands in for it.
    orders: orders.edges
      .map(({ node }: Answer['data']) => node)
      .filter(({ channel }: Answer['data']) => channel.kind !== 'STORE_POS'),
  }
}

/** Pictures are where each sandbox serves them. */
function withoutPorts(data: Answer['data']): Answer['data'] {
  return JSON.parse(JSON.stringify(data).replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'http://system'))
}

describe('while a system is down', () => {
  let well: Whole
  let ailing: Whole
  beforeAll(async () => {
    well = await startWhole()
    ailing = await startWhole({
      edit: (yaml) => yaml.replace(/(adapter: pos\/poslog\n\s+folder: )\S+/, '$1/nowhere'),
    })
  })
  afterAll(() => Promise.all([well.close(), ailing.close()]))

  it('CAP-60: a down POS lowers no other answer, and the state of every circuit is visible', async () => {
    const id = well.samples.omnichannelShopper.customerId
    const orders = { id, near }
    const all = customer360.replace('first: 20', 'first: 50')
    const whole = await well.ask(all, orders)
    const partial = await ailing.ask(all, orders)
    // Of a sale at a till the ERP's copy knows the day; its instant nobody can say.
    for (const { path = [], extensions } of partial.errors) {
      const [, , , place] = path
      expect(path).toEqual(['customer', 'orders', 'edges', place, 'node', 'placedAt'])
      expect(partial.data.customer.orders.edges[place as number].node.channel.kind).toBe('STORE_POS')
      expect(extensions).toEqual({ code: 'SOURCE_UNAVAILABLE', source: 'tills', retryable: true })
    }
    expect(withoutTills(partial.data)).toEqual(withoutTills(whole.data))
    expect(withoutTills(partial.data).orders.length).toBeGreaterThan(5)

    // That the tills are missing is said, and is not "no orders in store".
    for (const part of ['orders', 'preferences']) {
      const outcome = ({ customer }: Answer['data']) =>
        customer[part].sources.find(({ instance }: Answer['data']) => instance === 'tills').outcome
      expect([outcome(whole.data), outcome(partial.data)]).toEqual(['OK', 'UNAVAILABLE'])
    }
    expect([whole.data.customer.orders.complete, partial.data.customer.orders.complete]).toEqual([
      true,
      false,
    ])

    const health = await systems(ailing)
    expect(health['tills'].status).toMatchObject({ outcome: 'UNAVAILABLE' })
    const circuits = Object.values(health).map(({ instance, circuit }) => [instance, circuit])
    expect(circuits.slice(0, 4)).toEqual([
      ['erp', 'CLOSED'],
      ['crm', 'CLOSED'],
      ['pim', 'CLOSED'],
      ['tills', 'CLOSED'],
    ])
  })

  it('its circuit opens for all to see, and closes once it is well', async () => {
    const whole = await startWhole({
      edit: (yaml) => yaml.replace(/(adapter: crm\/salesforce\n)/, '$1    breakMs: 300\n'),
    })
    try {
      const { customerId } = whole.samples.omnichannelShopper
      const query = 'query ($id: ID!) { customer(id: $id) { sources { instance outcome } preferredLocale } }'
      await whole.served.crm.misbehave({ refuse: 'unavailable' })
      // Two calls, tried three times each, are more outages in a row than the breaker takes.
      for (let round = 0; round < 3; round += 1) await whole.ask(query, { id: customerId })
      expect((await systems(whole))['crm']).toMatchObject({
        circuit: 'OPEN',
        status: { outcome: 'CIRCUIT_OPEN' },
        errorRate: expect.closeTo(0.5),
      })
      const refused = await whole.ask(query, { id: customerId })
      expect(refused.calls.crm).toBe(0)
      await whole.served.crm.misbehave({})
      const outcome = async () => (await whole.ask(query, { id: customerId })).data.customer.sources[0]
      await expect
        .poll(outcome, { timeout: 10_000, interval: 100 })
        .toEqual({ instance: 'crm', outcome: 'OK' })
      expect((await systems(whole))['crm']).toMatchObject({ circuit: 'CLOSED', status: { outcome: 'OK' } })
    } finally {
      await whole.close()
    }
  })

  it('what it said earlier is shown past its age, with the word STALE and the time it was read', async () => {
    const whole = await startWhole({
      edit: (yaml) =>
        `${yaml}\nfreshness:\n  orders: 0\n  profiles: 0\n  loyalty: 0\n  conversations: 0\n  stock: 0\n`,
    })
    try {
      const { customerId } = whole.samples.omnichannelShopper
      const query = `query ($id: ID!, $near: GeoPointInput!) { customer(id: $id) {
        givenName sources { instance outcome asOf }
        orders(first: 5) { complete sources { instance outcome asOf } edges { node {
          number sources { instance fetchedAt fromCache }
          lines { variant { availability(channel: WEB) { status availableToSell sources { instance outcome } } } }
        } } }
        loyalty { balance { expiring { on points } } }
        conversations(first: 1) { sources { instance outcome asOf } edges { node {
          source { fromCache } messages { sources { instance outcome asOf } edges { node { text } } }
        } } }
      } stores(near: $near, first: 1) { edges { node { code } } } }`
      const fresh = await whole.ask(query, { id: customerId, near })
      expect(fresh.errors).toEqual([])
      for (const system of ['erp', 'crm'] as const) await whole.served[system].misbehave({ down: true })
      const stale = await whole.ask(query, { id: customerId, near })
      expect(stale.errors).toEqual([])
      const { orders, sources, givenName } = stale.data.customer
      const before = fresh.data.customer
      expect(givenName).toBe(before.givenName)
      const numbers = (edges: Answer['data']) => edges.map(({ node }: Answer['data']) => node.number)
      expect(numbers(orders.edges)).toEqual(numbers(before.orders.edges))
      const asOf = (list: Answer['data'], name: string) =>
        list.find(({ instance }: Answer['data']) => instance === name)
      expect(asOf(orders.sources, 'erp')).toEqual({ ...asOf(before.orders.sources, 'erp'), outcome: 'STALE' })
      expect(asOf(sources, 'crm')).toEqual({ ...asOf(before.sources, 'crm'), outcome: 'STALE' })
      expect(asOf(orders.sources, 'tills').outcome).toBe('OK')
      expect(orders.complete).toBe(false)
      const desk = stale.data.customer.conversations
      const [conversation] = desk.edges
      const said = before.conversations.edges[0].node.messages
      expect(conversation.node.source.fromCache).toBe(true)
      expect(conversation.node.messages.edges).toEqual(said.edges)
      for (const [shown, earlier] of [
        [desk, before.conversations],
        [conversation.node.messages, said],
      ]) {
        expect(shown.sources).toEqual([{ ...asOf(earlier.sources, 'crm'), outcome: 'STALE' }])
      }
      expect(stale.data.customer.loyalty).toEqual(before.loyalty)
      const records = orders.edges.flatMap(({ node }: Answer['data']) => node.sources)
      expect(asOf(records, 'erp')).toMatchObject({ fromCache: true })
      const stock = orders.edges[0].node.lines[0].variant.availability
      expect(stock.sources).toContainEqual({ instance: 'erp', outcome: 'STALE' })
      expect(stock.availableToSell).toBe(
        before.orders.edges[0].node.lines[0].variant.availability.availableToSell,
      )
    } finally {
      await whole.close()
    }
  })

  it('its stock is UNKNOWN rather than promised on a reading that is too old', async () => {
    const whole = await startWhole({
      edit: (yaml) => `${yaml}\nfreshness:\n  stock: 0\n  stockPromise: 0\n`,
    })
    try {
      const query = `{ variant(sku: "${whole.world.products[0]?.variants[0]?.sku}") {
        availability(channel: WEB) { status availableToSell sources { outcome } }
      } }`
      await whole.ask(query)
      await whole.served.erp.misbehave({ down: true })
      const { data, errors } = await whole.ask(query)
      expect(data.variant.availability).toEqual({
        status: 'UNKNOWN',
        availableToSell: null,
        sources: [{ outcome: 'STALE' }],
      })
      expect(errors).toMatchObject([{ extensions: { code: 'SOURCE_UNAVAILABLE', source: 'erp' } }])
    } finally {
      await whole.close()
    }
  })
})
