import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { built } from '../../bench/built.ts'
import { following } from '../gateway/live/following.ts'
import { freePort } from '../sandbox/free-port.ts'
import { missingForPostgres } from '../services/postgres.ts'
import { missingForRedis } from '../services/redis.ts'
import { hasServices } from '../services/shared.ts'
import { type Attempt, attemptOne, newAttempt } from '../torture/attempt.ts'
import { ordersOf, paymentsOf } from '../torture/books.ts'
import { configuration } from '../torture/configuration.ts'
import { drawing, type Shelf, worldOf } from '../torture/goods.ts'
import { graphClient } from '../torture/graph-client.ts'
import { type Product, startProduct } from '../torture/product.ts'
import { outboxIsEmpty, storeIdOf, tokensFor } from '../torture/questions.ts'
import { type Services, startServices } from '../torture/services.ts'
import { type Systems, startSystems } from '../torture/systems.ts'

const here = hasServices(
  process.env['COUTURE_REQUIRE_SERVICES'] === '1',
  missingForPostgres(),
  missingForRedis(),
)
const SEED = 1
const BUYERS = 200
const UNITS = 10
const STORE = 'PAR01'

describe.skipIf(!here)('two processes on PostgreSQL and Redis', () => {
  let folder: string
  let systems: Systems
  let services: Services
  const products: Product[] = []
  const now = new Date().toISOString()
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'couture-last-units-'))
    systems = await startSystems(folder, SEED, now)
    services = await startServices('postgres', folder)
    const config = join(folder, 'couture.yaml')
    await writeFile(config, configuration({ folder, ports: systems.ports, ...services }))
    const cli = built('gateway/cli.ts', () => {})
    for (const name of ['one', 'other']) {
      const product = startProduct({ name, folder, config, port: await freePort(), cli })
      products.push(product)
      await product.ready()
    }
  })
  afterAll(async () => {
    await Promise.all(products.map((product) => product.stop()))
    await Promise.all([systems?.stop(), services?.stop()])
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  })

  /** An article that the warehouse has exactly so many of. */
  const lastOnes = (): Shelf => {
    const world = worldOf(SEED, now)
    const { code, plant } = world.warehouse
    const found = world.products
      .filter(({ weighed }) => !weighed)
      .flatMap(({ variants }) => variants)
      .find(({ inPim, stock }) => inPim && Number(stock[code]) === UNITS)
    if (!found) throw new Error(`expected an article of ${UNITS} units`)
    return { sku: found.sku, code, plant, units: UNITS }
  }

  it('sell the last units to exactly as many buyers as there are', async () => {
    const urls = products.map(({ url }) => url)
    const shelf = lastOnes()
    let paid = 0
    let begin = () => {}
    const everybody = new Promise<void>((resolve) => {
      begin = resolve
    })
    let checkouts = 0
    const client = graphClient({ urls, isOver: () => false, cutPercent: () => 0 })
    const tools = {
      client: {
        ...client,
        persist: (...asked: Parameters<typeof client.persist>) => {
          if (asked[0].includes('cartCheckout')) checkouts += 1
          return client.persist(...asked)
        },
      },
      storeId: await storeIdOf(urls, STORE),
      pspUrl: systems.pspUrl,
      key: randomUUID,
      done: () => {},
      mayLeave: () => false,
      paid: () => {
        paid += 1
        if (paid === BUYERS) begin()
        return everybody
      },
    }
    const attempts = await Promise.all(
      Array.from({ length: BUYERS }, async (_, buyer): Promise<Attempt> => {
        const random = drawing(SEED, 'buyer', buyer)
        const attempt = newAttempt(`${buyer} rue torture`, [{ shelf, quantity: 1, isCollected: false }])
        await attemptOne(tools, { headers: {}, random }, attempt)
        return attempt
      }),
    )
    const told = attempts.map(({ fate }) => (fate.told === 'REFUSED' ? fate.codes.join() : fate.told))
    expect(told.filter((what) => what === 'ACKNOWLEDGED')).toHaveLength(UNITS)
    expect(told.filter((what) => what === 'INSUFFICIENT_STOCK')).toHaveLength(BUYERS - UNITS)
    await outboxIsEmpty(urls, { tokens: tokensFor(worldOf(SEED, now)), ms: 60_000, tell: () => {} })

    // Before the books are opened: whoever reads them asks the same provider for the same.
    const psp = await systems.calls('psp')
    const winners = attempts.filter(({ fate }) => fate.told === 'ACKNOWLEDGED')
    const orders = await ordersOf(systems.erpUrl)
    expect(orders.map(({ mark }) => mark).sort()).toEqual(winners.map(({ mark }) => mark).sort())
    const captured = (await paymentsOf(systems.pspUrl)).filter((payment) => payment.captured > 0)
    expect(captured.map(({ id }) => id).sort()).toEqual(winners.map(({ payment }) => payment).sort())

    const erp = (await systems.calls('erp')).filter(({ method }) => method === 'POST')
    expect(erp.filter(({ path }) => path.endsWith('/A_SalesOrder'))).toHaveLength(UNITS)
    expect(psp.filter(({ path }) => path.endsWith('/captures'))).toHaveLength(UNITS)
    // A checkout looks its payment up once, if it comes so far; one that a client had to repeat may do so again. The stock is counted for all together.
    const repeated = [...client.met.values()].reduce((sum, times) => sum + times, 0)
    const looked = psp.filter(({ method, path }) => method === 'GET' && path === '/v1/payments')
    expect(looked.length).toBeGreaterThanOrEqual(UNITS)
    expect(looked.length).toBeLessThanOrEqual(checkouts + repeated)
    const counted = erp.filter(({ path }) => path.includes('API_MATERIAL_STOCK_SRV'))
    expect(counted.length).toBeLessThan(BUYERS / 4)
  })

  it('tell each other of a change: what one does is followed at the other', async () => {
    const [one, other] = products as [Product, Product]
    const client = graphClient({ urls: [one.url], isOver: () => false, cutPercent: () => 0 })
    const change = (operation: string, variables: object, headers = {}) =>
      client.persist(operation, variables, { headers, random: drawing(SEED, 'follower') })
    const { token, cart } = await change(CREATE, { key: randomUUID() })
    const headers = { 'x-cart-token': token as string }
    const live = following(other.url, { query: READ, variables: { id: cart.id } }, headers)
    expect(await live.next()).toEqual({ data: { cart: { version: 1, lines: [] } } })
    const { sku } = lastOnes()
    const added = await change(ADD, { id: cart.id, sku, key: randomUUID() }, headers)
    expect(added.userErrors).toEqual([])
    expect(await live.next()).toEqual({ data: { cart: { version: 2, lines: [{ sku, quantity: 1 }] } } })
  })
})

const CREATE = `mutation ($key: String!) { cartCreate(idempotencyKey: $key, input: { channel: WEB, currencyCode: "EUR" }) {
  token cart { id } userErrors { code } } }`
const ADD = `mutation ($id: ID!, $sku: String!, $key: String!) {
  cartLinesAdd(cartId: $id, lines: [{ sku: $sku }], idempotencyKey: $key) { cart { version } userErrors { code } } }`
const READ = 'query ($id: ID!) { cart(id: $id) { version lines { sku quantity } } }'
