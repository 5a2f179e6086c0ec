import { afterEach, describe, expect, it } from 'vitest'
import { type Answer, type AnswerError, operation, startWhole, type Whole } from './whole.ts'

const near = { latitude: 48.8596, longitude: 2.3437 }
const query = operation('customer-360')

/** The request's budget in these tests, and how long one call may take. */
const TIMEOUT = 1_500

/** What each system alone knows: fields under the customer that may fail with it, by the name of the field. */
const NEEDS: Readonly<Record<'erp' | 'crm' | 'pim', readonly string[]>> = {
  erp: ['price', 'availableToSell', 'name'],
  crm: ['loyalty', 'preferredLocale'],
  pim: ['product', 'size', 'color', 'image'],
}

/** Words of systems, hosts and code that must never reach a client. */
const INTERNAL =
  /127\.0\.0\.1|localhost|ECONN|node_modules|\.ts:|at \w+ \(|undici|sap\/opu|\/services\/data|api\/rest|S\/4|Akeneo/i

const faults = [
  ['is down', { down: true }],
  ['hangs', { hang: true }],
] as const

describe.each(['erp', 'crm', 'pim'] as const)('when the %s', (system) => {
  let whole: Whole
  afterEach(() => whole.close())

  it.each(faults)('%s, caches cold, everything else answers and says who failed', async (_, how) => {
    whole = await startWhole({ timeoutMs: TIMEOUT })
    await whole.served[system].misbehave(how)
    const answer = await whole.ask(query, { id: whole.samples.omnichannelShopper.customerId, near })
    expect(answer.status).toBe(200)
    const { customer } = answer.data

    // The shopper is known, whoever is down: the ledger knows them.
    expect(customer.id).toBe(whole.samples.omnichannelShopper.customerId)
    expect(customer.givenName).toBe(whole.world.customers[0]?.givenName)

    // Every error is at a field that needs the failed system, with its code and nothing internal.
    expect(answer.errors.length).toBeGreaterThan(0)
    for (const error of answer.errors) expectHonest(error, system)
    expect(JSON.stringify(answer.errors)).not.toMatch(INTERNAL)

    expectStatuses(customer, system)
    expectNullsExplained(answer)
    await whole.served[system].misbehave({})
  })
})

describe('when the tills’ folder is gone before anything was read', () => {
  it('shows every other order, and never says that there were none in store', async () => {
    const whole = await startWhole({
      edit: (yaml) => yaml.replace(/(adapter: pos\/poslog\n\s+folder: )\S+/, '$1/nowhere'),
    })
    try {
      const { data, errors } = await whole.ask(query, {
        id: whole.samples.omnichannelShopper.customerId,
        near,
      })
      const { orders } = data.customer
      // The ERP has copies of a few sales; when those were, the tills alone can say.
      const copies = whole.world.orders.filter(
        ({ customer, copyOfReceipt }) => customer === 0 && copyOfReceipt,
      )
      const shown = orders.edges.flatMap(({ node }: Answer['data'], at: number) =>
        copies.some(({ copyOfReceipt }) => copyOfReceipt === node.number) ? [at] : [],
      )
      expect(errors.map(({ path, extensions }) => [path?.join('.'), extensions.code])).toEqual(
        shown.map((at: number) => [`customer.orders.edges.${at}.node.placedAt`, 'SOURCE_UNAVAILABLE']),
      )
      expect(orders.complete).toBe(false)
      expect(orders.sources).toContainEqual({ system: 'POS', instance: 'tills', outcome: 'UNAVAILABLE' })
      expect(orders.edges.length).toBeGreaterThan(0)
      expect(orders.edges.some(({ node }: Answer['data']) => node.number.startsWith('W-'))).toBe(true)
    } finally {
      await whole.close()
    }
  })
})

function expectHonest(error: AnswerError, system: 'erp' | 'crm' | 'pim') {
  expect(['SOURCE_TIMEOUT', 'SOURCE_UNAVAILABLE', 'CIRCUIT_OPEN']).toContain(error.extensions.code)
  expect(error.extensions.source).toBe(system)
  expect(error.extensions.retryable).toBe(true)
  expect(NEEDS[system]).toContain(error.path?.at(-1))
}

function expectStatuses(customer: Answer['data'], system: 'erp' | 'crm' | 'pim') {
  const failed = ['TIMEOUT', 'UNAVAILABLE', 'CIRCUIT_OPEN']
  const outcome = (sources: Answer['data']): Answer['data'] =>
    Object.fromEntries(sources.map((one: Answer['data']) => [one.instance, one.outcome]))
  const { orders, sources } = customer
  const ofOrders = outcome(orders.sources)
  expect(ofOrders.tills).toBe('OK')
  if (system === 'erp') {
    expect(failed).toContain(ofOrders.erp)
    expect(orders.complete).toBe(false)
    expect(orders.edges.every(({ node }: Answer['data']) => node.channel.kind === 'STORE_POS')).toBe(true)
  } else {
    expect(ofOrders.erp).toBe('OK')
    expect(orders.complete).toBe(true)
    expect(orders.edges).toHaveLength(20)
  }
  if (system !== 'pim') expect(failed).toContain(outcome(sources)[system])
  const { preferences, conversations } = customer
  expect(failed.includes(outcome(conversations.sources).crm)).toBe(system === 'crm')
  expect(conversations.edges.length).toBe(system === 'crm' ? 0 : 1)
  const ofPreferences = outcome(preferences.sources)
  for (const name of ['erp', 'pim'] as const) {
    expect([name, failed.includes(ofPreferences[name])]).toEqual([name, system === name])
  }
  expect(preferences.sizes.length > 0).toBe(system !== 'pim')
}

/** Every null in the answer that the world does not explain has an error at its path, or above it. */
function expectNullsExplained({ data, errors }: Answer) {
  const paths = new Set(errors.map(({ path = [] }) => path.join('.')))
  const lines = data.customer.orders.edges.flatMap((edge: Answer['data'], order: number) =>
    edge.node.lines.map((line: Answer['data'], index: number) => ({
      line,
      path: `customer.orders.edges.${order}.node.lines.${index}.variant`,
    })),
  )
  expect(lines.length).toBeGreaterThan(0)
  for (const { line, path } of lines) {
    for (const field of ['product', 'price', 'size', 'image']) {
      if (line.variant[field] === null) expect(paths).toContain(`${path}.${field}`)
    }
    for (const [index, { node }] of line.variant.storeAvailability.edges.entries()) {
      expect(node.store.code).toMatch(/^[A-Z]{3}\d\d$/)
      if (node.availableToSell !== null) continue
      expect(node.status).toBe('UNKNOWN')
      expect(paths).toContain(`${path}.storeAvailability.edges.${index}.node.availableToSell`)
    }
  }
}
