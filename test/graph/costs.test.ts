import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOperations } from '../../gateway/example-operations.ts'
import { DEFAULT_MAX_RESPONSE_BYTES } from '../../gateway/limits/limits.ts'
import { startWhole, type Whole } from './whole.ts'

const examples = readOperations(new URL('../../schema/operations/', import.meta.url))

interface Raw {
  readonly bytes: number
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the operation's
  readonly data: any
  readonly cost: Readonly<Record<'requested' | 'actual' | 'budgetLeft' | 'restoreRate', number>>
}

// biome-ignore lint/suspicious/noExplicitAny: the shape is the operation's
type Json = any
const sum = <T>(list: readonly T[], of: (one: T) => number): number =>
  list.reduce((total, one) => total + of(one), 0)

describe('what the sandbox’s answers cost', () => {
  let whole: Whole
  beforeAll(async () => {
    // The clients of a file that says nothing of them.
    whole = await startWhole({ limits: '' })
  })
  afterAll(() => whole.close())

  async function ask(
    name: string,
    headers: Readonly<Record<string, string>> = whole.as('everything'),
  ): Promise<Raw> {
    const example = examples.find((one) => one.name === name)
    const response = await fetch(`${whole.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: example?.query, variables: example?.variables }),
    })
    const text = await response.text()
    const { data, extensions } = JSON.parse(text)
    return { bytes: Buffer.byteLength(text), data, cost: extensions.cost }
  }

  it('is the sum by hand for customer-360', async () => {
    const { data, cost } = await ask('customer-360')
    const perLine = 1 + 2 + (1 + 1 + (1 + 1) + (1 + 3) + (2 + 1 + 5 * 3))
    const perOrder = 1 + 5 + (1 + 2 * 2) + 5 * perLine
    expect(cost.requested).toBe(
      5 +
        1 +
        5 +
        (10 + 1 + 5 + 1 + 20 * perOrder) +
        (2 + 3) +
        (5 + 1 + 3 * 2 + 10 * 4 + 2 + 5 + 1) +
        (20 + 1 + 6 + 5) +
        (5 + 1 + 2 + 5 * (2 + 2 + 2)),
    )
    const { customer } = data
    const variant = ({ image, product, price, storeAvailability }: Json) =>
      1 +
      (image ? 1 : 0) +
      (1 + (product ? 1 : 0)) +
      (1 + (price ? 3 : 0)) +
      (2 + 1 + sum(storeAvailability.edges, ({ node }: Json) => 2 + (node.store ? 1 : 0)))
    const order = ({ node }: Json) =>
      1 +
      (1 + 1 + 3) +
      (1 + 2 * node.payments.length) +
      sum(node.lines, (line: Json) => 1 + 2 + (line.variant ? variant(line.variant) : 0))
    const orders = 10 + 1 + customer.orders.sources.length + 1 + sum(customer.orders.edges, order)
    const { sizes, sources } = customer.preferences
    const conversations =
      5 + 1 + customer.conversations.sources.length + customer.conversations.edges.length * (1 + 1 + 2 + 2)
    expect(customer.orders.edges).toHaveLength(20)
    expect(cost.actual).toBe(
      5 +
        1 +
        customer.sources.length +
        orders +
        (2 + 3) +
        // There is no cart.
        5 +
        (20 + 1 + sizes.length + sources.length) +
        conversations,
    )
    expect(cost.actual).toBeLessThan(cost.requested)
    expect(cost.budgetLeft).toBeLessThanOrEqual(100_000 - cost.actual)
    expect(cost.restoreRate).toBe(10_000)
  })

  it('is the sum by hand for product-page, and anybody may ask it', async () => {
    const { data, cost } = await ask('product-page', {})
    const perVariant = 1 + 1 + (1 + 4) + (1 + 1)
    const page = 2 + 1 + (1 + 1) + 2 + (2 + 1)
    expect(cost).toMatchObject({ requested: page + 20 * perVariant, restoreRate: 5_000 })
    const { edges } = data.variant.product.variants
    expect(edges.length).toBeGreaterThan(1)
    expect(cost.actual).toBe(page + edges.length * perVariant)
  })

  it('is the sum by hand for a cart that is begun, and for one that is read', async () => {
    const begun = await ask('begin-cart')
    const lines = 2
    expect(begun.cost).toMatchObject({
      requested: 10 + 1 + (1 + 10 + (1 + 1)) + 1,
      actual: 10 + 1 + (1 + lines + (1 + 1)),
    })
    const read = await ask('my-cart')
    const perLine = 1 + 1 + 2 + 2 + (1 + (1 + 1))
    const perGroup = 1 + 3
    // Of whichever type it is: what is asked of any of them.
    const perProblem = 1 + 2 + 1
    expect(read.data.myCart.lines).toHaveLength(lines)
    expect(read.cost).toMatchObject({
      requested: 5 + 1 + 10 * (perLine + 1) + 2 * perGroup + (1 + 4) + 5 * perProblem + (2 + 1 + 1),
      // No price has changed, no delivery is decided, and nothing is wrong.
      actual: 5 + 1 + lines * perLine + (1 + 3) + (2 + 1 + 1),
    })
  })

  it.each(examples)('$name is answered ten times over within the largest answer', async ({ name }) => {
    const { bytes, cost } = await ask(name)
    expect(bytes * 10).toBeLessThanOrEqual(DEFAULT_MAX_RESPONSE_BYTES)
    expect(cost.actual).toBeGreaterThan(0)
  })
})
