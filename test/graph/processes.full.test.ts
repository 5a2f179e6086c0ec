import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { readOperations } from '../../gateway/example-operations.ts'
import { supergraphFile } from '../../gateway/files.ts'
import { world } from '../contracts/small-world.ts'
import { startApollo } from '../gateway/signer/apollo.ts'
import { type BothWays, type Calls, type Many, startBothWays, type Way } from './both-ways.ts'
import { sent } from './people.ts'
import { type Cost, costs } from './process-costs.ts'
import { ORDERS } from './thousand-orders.ts'
import { shoppersOf, threeShoppers } from './three-shoppers.ts'

const operations = readOperations(new URL('../../schema/operations/', import.meta.url))
const example = (name: string) => {
  const found = operations.find((one) => one.name === name)
  if (!found) throw new Error(`expected an example operation ${name}`)
  return found
}

const costOf = ({ erp, crm, pim }: Calls): Cost => [erp, crm, pim]

describe('one process and many', () => {
  let both: BothWays
  let one: Way
  let many: Many
  let filling: readonly Calls[]
  beforeAll(async () => {
    both = await startBothWays(threeShoppers)
    one = await both.startOne('one')
    const alone = both.calls()
    both.forgetCalls()
    many = await both.startMany('many')
    filling = [alone, both.calls()]
  })
  afterAll(async () => {
    await Promise.all([one?.stop(), many?.stop()])
    await both?.close()
  })

  it('fill ledger and index with the same calls: of all processes on one ledger, one does the work', () => {
    const [alone, apart] = filling
    // The index is made in the catalogue's own process, which logs in to the PIM for itself: two calls.
    expect(apart).toEqual({ ...alone, pim: (alone?.pim ?? 0) + 2 })
    expect(alone?.pim).toBeGreaterThan(2)
  })

  it('have a cost for every example operation', () => {
    expect(Object.keys(costs).sort()).toEqual(operations.map(({ name }) => name).sort())
  })

  /** Asks both ways, for the same bytes; what each cost. */
  const askBoth = async (name: string, query: string, variables: object) => {
    const alone = await one.ask(query, variables)
    // How systems do is told between processes a moment later.
    const apart = await vi.waitFor(async () => {
      const answer = await many.ask(query, variables)
      if (name === 'health') expect(answer.text).toBe(alone.text)
      return answer
    }, 10_000)
    expect(apart.text).toBe(alone.text)
    expect([alone.status, apart.status]).toEqual([200, 200])
    return [costOf(alone.calls), costOf(apart.calls)]
  }

  describe.each(['first', 'again'] as const)('asked %s', (temperature) => {
    it.each(operations)('answer $name with the same bytes, at the stated calls', async (operation) => {
      const { name, query, variables } = operation
      const { first, warm } = costs[name] ?? {}
      expect(await askBoth(name, query, variables)).toEqual(temperature === 'first' ? first : [warm, warm])
    })
  })

  it('know a shopper of one order, and one of a thousand', async () => {
    const query = 'query ($id: ID!) { customer(id: $id) { orderStats { count } } }'
    for (const [whose, count] of [
      ['one', 1],
      ['thousand', ORDERS],
    ] as const) {
      const { text } = await one.ask(query, { id: shoppersOf(both.idKey)[whose].id })
      expect(JSON.parse(text)).toMatchObject({ data: { customer: { orderStats: { count } } } })
      expect(JSON.parse(text).errors).toBeUndefined()
    }
  })

  describe.each(['one order', 'a thousand orders', null] as const)(
    'with empty caches, where it concerns a shopper of %s',
    (orders) => {
      const concerned = operations.filter(({ name }) => (costs[name]?.of === null) === (orders === null))

      it.each(concerned)(
        'answer $name at the stated calls, and then from what is kept',
        async (operation) => {
          const { name } = operation
          const { cold, thousand, of, warm } = costs[name] ?? {}
          const shoppers = shoppersOf(both.idKey)
          const shopper = orders && (orders === 'one order' ? shoppers.one : shoppers.thousand)
          const variables = (shopper && of?.(shopper)) ?? operation.variables
          const query = operation.query.replace(/\bme \{/, shopper ? `customer(id: "${shopper.id}") {` : '$&')
          const ask = () => askBoth(name, query, variables)
          await ask()
          one.forget()
          many.forget()
          expect(await ask()).toEqual((orders === 'a thousand orders' && thousand) || cold)
          expect(await ask()).toEqual([warm, warm])
          expect(JSON.parse((await one.ask(query, variables)).text).errors).toBeUndefined()
        },
      )
    },
  )

  it.each<[Readonly<Record<string, string>>, number]>([
    [{ 'accept-language': 'en-US' }, 200],
    [{ 'accept-language': 'de;q=0.9, en-US;q=0.5, fr;q=0' }, 200],
    [{ 'x-channel': 'STORE_POS' }, 200],
    [{ 'x-channel': 'NOWHERE' }, 400],
  ])('take the headers %o alike', async (headers, status) => {
    const { query, variables } = example('product-page')
    const alone = await one.ask(query, variables, headers)
    expect(await many.ask(query, variables, headers)).toMatchObject({ text: alone.text, status })
  })

  it('hear the languages and who is asking in a subgraph of another process', async () => {
    const sold = world.products.find(
      ({ title, variants }) => title['fr_FR'] !== title['en_US'] && variants[0]?.inPim,
    )
    const query = 'query ($sku: String!) { variant(sku: $sku) { product { title } } }'
    for (const [tag, locale] of [
      ['fr-FR', 'fr_FR'],
      ['en-US', 'en_US'],
    ] as const) {
      const { text } = await many.ask(query, { sku: sold?.variants[0]?.sku }, { 'accept-language': tag })
      expect(JSON.parse(text).data.variant.product.title).toBe(sold?.title[locale])
    }
    const { text } = await many.ask(example('me').query)
    expect(JSON.parse(text).data.me.givenName).toBe(world.customers[0]?.givenName)
  })

  it('answer a gateway that cannot sign, through the signer, as ours', async () => {
    const signer = await many.startSigner()
    onTestFinished(() => signer.stop())
    const supergraph = readFileSync(supergraphFile, 'utf8')
    const ask = await startApollo(supergraph, (name) => `${signer.url}/${name}`)
    const { query, variables } = example('customer-360')
    // Another gateway tells no cost.
    const { extensions: _cost, ...ours } = JSON.parse((await many.ask(query, variables)).text)
    const headers = sent(both.as('everything'))
    expect(JSON.parse(JSON.stringify(await ask({ query, variables, headers })))).toEqual(ours)
    const wrong = await ask({ query, variables, headers: { authorization: `${headers['authorization']}x` } })
    expect(wrong.data).toEqual({ customer: null })
    expect(wrong.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  it('answer nobody who comes past the gateway, whatever the token', async () => {
    for (const { url } of Object.values(many.parts)) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...sent(both.as('everything')) },
        body: '{"query":"{ _service { sdl } }"}',
      })
      expect([response.status, await response.text()]).toEqual([
        401,
        expect.stringContaining('"UNAUTHENTICATED"'),
      ])
    }
  })

  it('refuse alike what a viewer may not see, and tell the schema to whom the configuration says', async () => {
    const headers = both.as('anonymous')
    for (const query of [
      '{ me { id } }',
      '{ __schema { queryType { name } } }',
      '{ customer(id: "x") { email } }',
    ]) {
      const alone = await one.ask(query, {}, headers)
      const apart = await many.ask(query, {}, headers)
      expect(apart).toEqual(alone)
      expect(alone).toMatchObject({ status: 200, calls: { erp: 0, crm: 0, pim: 0 } })
      expect(alone.text.includes('FORBIDDEN')).toBe(!query.includes('__schema'))
    }
  })

  it('answer what is wrong alike: unknown ids, malformed ids, fields nobody has', async () => {
    const query = (id: string) =>
      `{ customer(id: "${id}") { givenName orders(first: 2) { edges { node { number } } } } }`
    for (const asked of [query('cus_0000000000000000000000000z'), query('nonsense'), '{ nothing }']) {
      const alone = await one.ask(asked)
      const apart = await many.ask(asked)
      expect([apart.status, apart.text]).toEqual([alone.status, alone.text])
    }
  })

  it('tell a system’s failure alike, with its name and code and nothing of where it happened', async () => {
    const { query, variables } = example('order-history')
    await both.sandbox.served.erp.misbehave({ down: true })
    const alone = await one.ask(query, variables)
    const apart = await many.ask(query, variables)
    await both.sandbox.served.erp.misbehave({})
    expect(apart.text).toBe(alone.text)
    expect(apart.text).not.toMatch(/127\.0\.0\.1|localhost/)
  })
})

describe('a subgraph that is in trouble', () => {
  let both: BothWays
  let many: Many
  let stand: Server | null = null
  beforeAll(async () => {
    both = await startBothWays(world, { budgetMs: 2_000 })
    many = await both.startMany('trouble')
    await many.parts['loyalty']?.stop()
  })
  afterEach(() => {
    stand?.closeAllConnections()
    stand?.close()
    stand = null
  })
  afterAll(async () => {
    await many?.stop()
    await both?.close()
  })

  /** Something else where the loyalty subgraph was. */
  const standIn = async (listener: RequestListener) => {
    const server = createServer(listener)
    const port = Number(new URL(many.parts['loyalty']?.url ?? '').port)
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    stand = server
  }

  it.each<[string, string, RequestListener | null]>([
    ['is down', 'SOURCE_UNAVAILABLE', null],
    [
      'answers 503',
      'SOURCE_UNAVAILABLE',
      (_, response) => void response.writeHead(503).end('<h1>10.0.0.7</h1>'),
    ],
    ['answers garbage', 'BAD_RESPONSE', (_, response) => void response.end('<h1>10.0.0.7</h1>')],
    [
      'hangs up in the middle',
      'SOURCE_UNAVAILABLE',
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('{"data":')
        setTimeout(() => response.destroy(), 20)
      },
    ],
    ['never answers', 'SOURCE_TIMEOUT', () => {}],
  ])(
    '(%s) costs its own fields, each with an error and a path; everything else answers',
    async (_, code, trick) => {
      if (trick) await standIn(trick)
      const query = `query ($id: ID!) { customer(id: $id) { givenName loyalty { cardNumber } orders(first: 1) { edges { node { number } } } } }`
      // The breaker may still remember the trouble before.
      const answer = await vi.waitFor(async () => {
        const { text, status } = await many.ask(query, { id: both.samples.omnichannelShopper.customerId })
        expect(text).not.toContain('CIRCUIT_OPEN')
        return { status, text }
      }, 15_000)
      const { data, errors } = JSON.parse(answer.text)
      expect(answer.status).toBe(200)
      expect(data.customer.givenName).toBe(world.customers[0]?.givenName)
      expect(data.customer.orders.edges).toHaveLength(1)
      expect(data.customer.loyalty).toBeNull()
      expect(errors).toMatchObject([
        { path: ['customer', 'loyalty'], extensions: { code, source: 'loyalty' } },
      ])
      expect(answer.text).not.toMatch(/10\.0\.0\.7|127\.0\.0\.1/)
    },
  )
})
