import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { memoryCache } from '../../../cache/memory.ts'
import type { Cache } from '../../../cache/port.ts'
import { createLog } from '../../../gateway/log.ts'
import { startGateway } from '../../../gateway/server.ts'
import { ANONYMOUS } from '../../../subgraphs/shared/access/viewer.ts'
import { keepLines } from '../harness.ts'
import { SHOPS, type ShopGraphOptions, shopGraphOptions, shopper } from './shop-graph.ts'

interface Answer {
  readonly status: number
  readonly retryAfter: string | null
  readonly body: {
    readonly data?: unknown
    readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[]
    readonly extensions?: { readonly cost?: Record<string, number> }
  }
}

type Options = ShopGraphOptions & { readonly trustedProxies?: readonly string[] }

async function start(options: Options = {}) {
  const { stop, ...opened } = await open(options)
  onTestFinished(stop)
  return opened
}

async function open(options: Options = {}) {
  const asked: string[] = []
  let now = Date.parse('2026-05-10T10:00:00Z')
  const clock = () => new Date(now)
  const { stream, lines } = keepLines()
  const log = createLog({ level: 'info', clock, stream })
  const given = { ...(await shopGraphOptions({ clock, asked, ...options })), log }
  const { trustedProxies } = options
  const gateway = await startGateway({ ...given, ...(trustedProxies && { trustedProxies }) })
  const ask = async (query: string, variables: object = {}, headers: object = {}): Promise<Answer> => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    })
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body: (await response.json()) as Answer['body'],
    }
  }
  const pass = (seconds: number) => {
    now += seconds * 1_000
  }
  return { ask, asked, pass, lines, stop: () => gateway.stop() }
}

const coded = (code: string, message?: unknown) => ({
  status: 400,
  body: { errors: [{ ...(message !== undefined && { message }), extensions: { code } }] },
})

describe('an operation that is too big', () => {
  it.each<[string, string, string]>([
    ['aliases', '{ a: shop { name } }', '{ a: shop { name } b: shop { name } }'],
    ['cost', '{ shop { name } }', '{ shops(first: 5) { edges { name } } }'],
    ['tokens', '{ shop { name } }', '{ shop { name name name name name name name name name name name } }'],
  ])('is refused above the limit of %s, and nobody is asked', async (_, fits, tooMuch) => {
    const { ask, asked } = await start({ limits: { maxAliases: 1, maxCost: 10, maxTokens: 14 } })
    expect((await ask(fits)).status).toBe(200)
    expect(asked).toHaveLength(1)
    expect(await ask(tooMuch)).toMatchObject(
      coded('COST_EXCEEDED', expect.stringMatching(/at most \d+ (are|is) allowed/)),
    )
    // Not from the memory of documents either.
    expect(await ask(tooMuch)).toMatchObject(coded('COST_EXCEEDED'))
    expect(asked).toHaveLength(1)
  })

  it('is refused before it is validated', async () => {
    const { ask } = await start({ limits: { maxAliases: 1 } })
    const { body } = await ask('{ a: nothing { x } b: nobody ...Nowhere }')
    expect(body).toEqual({
      errors: [
        {
          message: 'the operation has 2 aliases; at most 1 are allowed',
          extensions: { code: 'COST_EXCEEDED' },
        },
      ],
    })
  })

  it('is refused among several operations, whichever is meant', async () => {
    const { ask } = await start({ limits: { maxOperations: 1 } })
    expect(await ask('query A { shop { name } } query B { shop { name } }')).toMatchObject(
      coded('COST_EXCEEDED'),
    )
  })

  it.each([
    ['lists', `{ shop(of: ${'['.repeat(5_000)}${']'.repeat(5_000)}) { name } }`],
    ['objects', `{ shop(of: ${'{a:'.repeat(4_000)}1${'}'.repeat(4_000)}) { name } }`],
    ['fields', `${'{a'.repeat(5_000)}${'}'.repeat(5_000)}`],
  ])('is refused where its %s nest deeper than a parser goes, and nobody is asked', async (_, query) => {
    const { ask, asked } = await start({ limits: { maxTokens: 100_000 } })
    expect(await ask(query)).toMatchObject(coded('COST_EXCEEDED', 'the document nests too deeply to be read'))
    expect(asked).toEqual([])
  })

  it('says how many tokens there may be', async () => {
    const { ask } = await start({ limits: { maxTokens: 5 } })
    expect((await ask('{ shop { name name } }')).body.errors?.[0]?.message).toBe(
      'the document has more than 5 tokens; at most 5 are allowed',
    )
  })
})

describe('the inputs of an operation', () => {
  let shared: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    shared = await open()
  })
  afterAll(() => shared.stop())

  it.each([
    ['a page in the document', '{ shops(first: 101) { edges { name } } }', {}, 'BAD_INPUT'],
    ['a page of nothing', '{ shops(first: 0) { edges { name } } }', {}, 'BAD_INPUT'],
    [
      'a page in a variable',
      'query ($n: Int!) { shops(first: $n) { edges { name } } }',
      { n: 101 },
      'BAD_INPUT',
    ],
    [
      'a page in a default',
      'query ($n: Int! = 101) { shops(first: $n) { edges { name } } }',
      {},
      'BAD_INPUT',
    ],
    [
      'a page below a fragment',
      '{ ...A } fragment A on Query { shops(first: -1) { edges { name } } }',
      {},
      'BAD_INPUT',
    ],
    [
      'a number that is none',
      '{ shops(first: 99999999999999999999) { edges { name } } }',
      {},
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a list in a variable',
      'query ($l: [String!]) { named(names: $l) { name } }',
      { l: Array.from({ length: 501 }, () => 'x') },
      'COST_EXCEEDED',
    ],
    [
      'what nests in a variable',
      'query ($l: [String!]) { named(names: $l) { name } }',
      { l: [[[[[[[[[[['x']]]]]]]]]]] },
      'COST_EXCEEDED',
    ],
  ])('are refused for %s, and nobody is asked', async (_, query, variables, code) => {
    expect(await shared.ask(query, variables)).toMatchObject(coded(code))
    expect(shared.asked).toEqual([])
  })

  it('are let through at the limits', async () => {
    const { ask, asked } = await start()
    const names = Array.from({ length: 500 }, () => 'x')
    expect((await ask('query ($l: [String!]) { named(names: $l) { name } }', { l: names })).status).toBe(200)
    expect((await ask('{ shops(first: 100) { edges { name } } }')).status).toBe(200)
    expect(asked).toEqual(['named', 'shops'])
  })
})

describe('what an operation costs', () => {
  it('is in every answer: what it might have cost, what it cost, what is left', async () => {
    const { ask } = await start({ clients: { SHOPPER: { costBudget: 100, costPerSecond: 2 } } })
    // 5 for asking, 1 for the page, 1 for each of the ten shops it may hold, of which there are three.
    expect((await ask('{ shops { edges { name } } }')).body.extensions?.cost).toEqual({
      requested: 5 + 1 + 10,
      actual: 5 + 1 + SHOPS,
      budgetLeft: 100 - 9,
      restoreRate: 2,
    })
    expect((await ask('{ __typename }')).body.extensions?.cost).toMatchObject({
      requested: 0,
      budgetLeft: 91,
    })
  })

  it('is nothing for what is refused to the viewer, and the answer says so', async () => {
    const { ask, asked } = await start({ clients: { SHOPPER: { costBudget: 100, costPerSecond: 2 } } })
    const { body } = await ask('{ secret { name } }')
    expect(body.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    const nothing = { requested: 0, actual: 0, budgetLeft: 100, restoreRate: 2 }
    expect(body.extensions?.cost).toEqual(nothing)
    expect((await ask('{ secret { name } shop { name } }')).body.extensions?.cost).toMatchObject({
      requested: 6,
      actual: 6,
    })
    expect(asked).toEqual(['shop'])
  })

  it('is its weight alone where it fails', async () => {
    const { ask } = await start({ clients: { SHOPPER: { costBudget: 100 } } })
    const { body } = await ask('{ fails { name } }')
    expect(body.errors).toHaveLength(1)
    expect(body.extensions?.cost).toMatchObject({ requested: 8, actual: 7, budgetLeft: 93 })
  })

  it('is given back but for what it really cost', async () => {
    const { ask } = await start({ clients: { SHOPPER: { costBudget: 30, costPerSecond: 1 } } })
    const left: unknown[] = []
    for (let n = 0; n < 2; n += 1) {
      left.push((await ask('{ shops { edges { name } } }')).body.extensions?.cost?.['budgetLeft'])
    }
    // Without it the second would find 14 left, and need 16.
    expect(left).toEqual([21, 12])
  })

  it('is taken afterwards where it was more than was reckoned with, and owed', async () => {
    const { ask, pass } = await start({ clients: { SHOPPER: { costBudget: 10, costPerSecond: 1 } } })
    const names = { l: Array.from({ length: 14 }, () => 'x') }
    const { body } = await ask('query ($l: [String!]) { named(names: $l) { name } }', names)
    expect(body.extensions?.cost).toMatchObject({ requested: 2, actual: 14, budgetLeft: -4 })
    expect(await ask('{ shop { name } }')).toMatchObject({ status: 429, retryAfter: '10' })
    pass(10)
    expect((await ask('{ shop { name } }')).status).toBe(200)
  })

  it('is refused when the budget is spent, with when to try again; nobody is asked', async () => {
    const { ask, asked, pass } = await start({ clients: { SHOPPER: { costBudget: 10, costPerSecond: 2 } } })
    await ask('{ shop { name } }')
    const refused = await ask('{ shop { name } }')
    expect(refused).toMatchObject({ status: 429, retryAfter: '1' })
    expect(refused.body).toEqual({
      errors: [
        {
          message: 'the operation may cost 6; 4 of your budget of 10 is left; try again after 1 s',
          extensions: { code: 'COST_EXCEEDED', retryable: true, retryAfterSeconds: 1 },
        },
      ],
      extensions: { cost: { requested: 6, actual: 0, budgetLeft: 4, restoreRate: 2 } },
    })
    expect(asked).toEqual(['shop'])
    pass(0.9)
    expect((await ask('{ shop { name } }')).status).toBe(429)
    pass(0.1)
    expect((await ask('{ shop { name } }')).status).toBe(200)
  })

  it('is refused for good when the whole budget would not do', async () => {
    const { ask, asked } = await start({ clients: { SHOPPER: { costBudget: 10 } } })
    const { status, retryAfter, body } = await ask('{ shops(first: 20) { edges { name } } }')
    expect([status, retryAfter]).toEqual([400, null])
    expect(body.errors).toEqual([
      {
        message: 'the operation may cost 26; your whole budget is 10, ask for less',
        extensions: { code: 'COST_EXCEEDED' },
      },
    ])
    expect(asked).toEqual([])
  })

  it('is each client’s own, and each kind of viewer has its own budget', async () => {
    const { ask } = await start({
      clients: { SHOPPER: { costBudget: 6 }, STAFF: { costBudget: 18 } },
      viewer: ({ 'x-who': who }) =>
        who === 'staff' ? { ...ANONYMOUS, kind: 'STAFF', subject: 'staff/1' } : shopper(String(who)),
    })
    const asks = async (who: string) => (await ask('{ shop { name } }', {}, { 'x-who': who })).status
    expect([await asks('ada'), await asks('ada'), await asks('grace')]).toEqual([200, 429, 200])
    expect([await asks('staff'), await asks('staff'), await asks('staff'), await asks('staff')]).toEqual([
      200, 200, 200, 429,
    ])
  })
})

describe('too many requests', () => {
  const twoAtOnce = { requestBurst: 2, requestsPerSecond: 0.5 }

  it('are refused with HTTP 429 and when to try again, before anything of them is read', async () => {
    const { ask, asked, pass } = await start({ clients: { SHOPPER: twoAtOnce } })
    expect((await ask('{ this is no GraphQL')).body.errors?.[0]?.extensions['code']).toBe(
      'GRAPHQL_PARSE_FAILED',
    )
    expect((await ask('{ shop { name } }')).status).toBe(200)
    const refused = await ask('{ this is no GraphQL')
    expect(refused).toMatchObject({ status: 429, retryAfter: '2' })
    expect(refused.body).toEqual({
      errors: [
        {
          message: 'too many requests; at most 0.5 a second are allowed; try again after 2 s',
          extensions: { code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: 2 },
        },
      ],
    })
    expect(asked).toEqual(['shop'])
    pass(2)
    expect((await ask('{ shop { name } }')).status).toBe(200)
  })

  const anonymous = { clients: { ANONYMOUS: twoAtOnce }, viewer: () => ANONYMOUS }
  const from = (address: string) => ({ 'x-forwarded-for': address })

  it('of nobody in particular are counted by address, and X-Forwarded-For is not believed', async () => {
    const { ask } = await start(anonymous)
    const statuses = []
    for (const n of [1, 2, 3]) statuses.push((await ask('{ shop { name } }', {}, from(`10.0.0.${n}`))).status)
    expect(statuses).toEqual([200, 200, 429])
  })

  it('are counted by what a trusted proxy says, and not by what its client says to it', async () => {
    const { ask } = await start({ ...anonymous, trustedProxies: ['127.0.0.1', '10.0.0.0/8'] })
    const asks = async (address: string) => (await ask('{ shop { name } }', {}, from(address))).status
    expect([await asks('192.0.2.1'), await asks('192.0.2.1'), await asks('192.0.2.1')]).toEqual([
      200, 200, 429,
    ])
    expect(await asks('192.0.2.2')).toBe(200)
    expect(await asks('192.0.2.9, 192.0.2.1, 10.1.1.1')).toBe(429)
  })

  it('are no other client’s', async () => {
    const { ask } = await start({
      clients: { SHOPPER: { requestBurst: 1, requestsPerSecond: 1 } },
      viewer: ({ 'x-who': who }) => shopper(String(who)),
    })
    const asks = async (who: string) => (await ask('{ shop { name } }', {}, { 'x-who': who })).status
    expect([await asks('ada'), await asks('grace'), await asks('ada')]).toEqual([200, 200, 429])
  })
})

describe('the cache', () => {
  it('is not told who anybody is', async () => {
    const keys: string[] = []
    const memory = memoryCache({ maxEntries: 10, clock: () => new Date() })
    const cache: Pick<Cache, 'spend'> = {
      spend: (key, ...rest) => {
        keys.push(key)
        return memory.spend(key, ...rest)
      },
    }
    const { ask } = await start({
      cache,
      viewer: ({ 'x-who': who }) => (who ? shopper('ada@example.org') : ANONYMOUS),
    })
    await ask('{ shop { name } }', {}, { 'x-who': 'ada' })
    await ask('{ shop { name } }')
    expect(new Set(keys).size).toBe(4)
    for (const key of keys) expect(key).toMatch(/^(rate|cost):[\w-]{24}$/)
  })
})

describe('an answer', () => {
  it('that is too large is refused instead of sent, and said to be in the log', async () => {
    const { ask, lines } = await start({ limits: { maxResponseBytes: 400 } })
    const fits = await ask('{ long(letters: 100) }')
    expect([fits.status, fits.body.data]).toEqual([200, { long: 'é'.repeat(100) }])
    const { status, body } = await ask('{ long(letters: 400) }')
    expect(status).toBe(400)
    expect(body).toEqual({
      errors: [
        {
          message: expect.stringMatching(
            /^the answer has \d+ bytes; at most 400 are sent; ask for smaller pages or fewer fields$/,
          ),
          extensions: { code: 'COST_EXCEEDED' },
        },
      ],
    })
    await expect.poll(() => lines.filter(({ event }) => event === 'request')).toHaveLength(2)
    expect(lines.filter(({ event }) => event === 'request')[1]).toMatchObject({
      status: 400,
      codes: { COST_EXCEEDED: 1 },
      refused: { code: 'COST_EXCEEDED', check: 'response-bytes' },
    })
  })

  it('is measured in bytes, to the last of them', async () => {
    const { ask } = await start()
    const bytes = Buffer.byteLength(JSON.stringify((await ask('{ long(letters: 50) }')).body)) + 1
    const at = await start({ limits: { maxResponseBytes: bytes } })
    expect((await at.ask('{ long(letters: 50) }')).status).toBe(200)
    const below = await start({ limits: { maxResponseBytes: bytes - 1 } })
    expect((await below.ask('{ long(letters: 50) }')).body.errors?.[0]?.message).toContain(
      `has ${bytes} bytes`,
    )
  })

  it('shows the first errors of an operation that is wrong, and counts the rest', async () => {
    const { ask } = await start({ limits: { maxErrorsShown: 3, maxRootFields: 1_000 } })
    const wrong = (n: number) => `{ ${Array.from({ length: n }, (_, index) => `no${index}`).join(' ')} }`
    const messages = async (n: number) => (await ask(wrong(n))).body.errors?.map(({ message }) => message)
    expect(await messages(3)).toHaveLength(3)
    expect((await messages(4))?.slice(3)).toEqual(['and 1 more error'])
    expect((await messages(50))?.slice(3)).toEqual(['and 47 more errors'])
    expect((await messages(400))?.slice(3)).toEqual(['and at least 48 more errors'])
  })

  it('shows every error of an operation that was executed', async () => {
    const { ask } = await start({ limits: { maxErrorsShown: 1 } })
    const { body } = await ask('{ a: fails { name } b: fails { name } c: fails { name } }')
    expect(body.errors).toHaveLength(3)
  })

  it.each([
    ['a name', `{ ${'x'.repeat(4_000)} }`, {}],
    ['a variable', 'query ($n: Int!) { shops(first: $n) { edges { name } } }', { n: 'x'.repeat(4_000) }],
  ])('quotes no more than a bit of %s that is huge', async (_, query, variables) => {
    const { ask } = await start()
    const { status, body } = await ask(query, variables)
    expect(status).toBe(400)
    expect(body.errors?.[0]?.message).toMatch(/…$/)
    expect(body.errors?.[0]?.message).toHaveLength(501)
  })
})
