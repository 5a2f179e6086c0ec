import { request as ask, createServer, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { operation, startWhole, type Whole } from '../../graph/whole.ts'
import { freePort } from '../../sandbox/free-port.ts'
import { type Collected, type Collector, childrenOf, startCollector } from './collector.ts'

const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
const near = { latitude: 48.85, longitude: 2.34 }

let collector: Collector
let whole: Whole
/** Names of the headers that the PIM got. */
const passed: string[] = []
let door: Server

beforeAll(async () => {
  collector = await startCollector()
  const before = await startDoor()
  whole = await startWhole({
    timeoutMs: 20_000,
    budgetMs: 60_000,
    edit: (yaml) =>
      `${before(yaml)}\ntracing: { url: '${collector.url}', headers: { x-team: platform }, service: maison }\n`,
  })
})
beforeEach(() => collector.forget())
afterAll(async () => {
  await whole.close()
  await collector.close()
  door.closeAllConnections()
  await new Promise((resolve) => door.close(resolve))
})

/** Puts a door before the PIM that passes everything on and notes what headers came; answers with the edit that uses it. */
async function startDoor(): Promise<(yaml: string) => string> {
  const port = await freePort()
  let pim = 0
  door = createServer((request, response) => {
    passed.push(...Object.keys(request.headers))
    const { method, url: path, headers } = request
    const onward = ask({ host: '127.0.0.1', port: pim, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    request.pipe(onward)
  })
  await new Promise<void>((resolve) => door.listen(port, '127.0.0.1', resolve))
  return (yaml) =>
    yaml.replace(/(adapter: pim\/akeneo\n {4}url: http:\/\/127\.0\.0\.1:)(\d+)/, (_, start, own) => {
      pim = Number(own)
      return `${start}${port}`
    })
}

/** The spans of one trace, once its request's own has come. */
async function arrived(): Promise<{ readonly spans: readonly Collected[]; readonly root: Collected }> {
  await expect
    .poll(() => collector.spans.filter(({ name }) => name === 'request').length, { timeout: 60_000 })
    .toBe(1)
  const [root] = childrenOf(collector.spans, null)
  if (!root) throw new Error('expected a root span')
  return { spans: collector.spans, root }
}

const ask360 = () =>
  whole.ask(operation('customer-360'), { id: whole.samples.omnichannelShopper.customerId, near })

describe('a trace', { timeout: 90_000 }, () => {
  it('is a tree: request, phases, fetches, and every call that a system got', async () => {
    whole.forget()
    const { calls, errors } = await ask360()
    expect(errors).toEqual([])
    const { spans, root } = await arrived()
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1)
    expect(childrenOf(spans, null)).toEqual([root])
    expect(root).toMatchObject({ name: 'request', service: 'maison', process: 'up', error: null })
    expect(root.attributes).toMatchObject({
      'graphql.operation.name': 'Customer360',
      'graphql.operation.type': 'query',
      'http.response.status_code': 200,
      'couture.viewer.kind': 'STAFF',
    })
    expect(childrenOf(spans, root).map(({ name }) => name)).toEqual(['execute', 'parse', 'plan', 'validate'])
    const execute = childrenOf(spans, root)[0] ?? root
    const fetches = childrenOf(spans, execute)
    expect(new Set(fetches.map(({ name }) => name))).toEqual(
      new Set(
        ['cart', 'catalog', 'customers', 'engagement', 'inventory', 'loyalty', 'orders', 'pricing'].map(
          (name) => `fetch ${name}`,
        ),
      ),
    )
    const made = fetches.flatMap((fetch) => childrenOf(spans, fetch))
    for (const [system, count] of Object.entries(calls)) {
      const attempts = made
        .filter(({ attributes }) => attributes['couture.system'] === system)
        .reduce((sum, { attributes }) => sum + Number(attributes['couture.attempts']), 0)
      expect([system, attempts]).toEqual([system, count])
    }
    expect(made.length + fetches.length + 5).toBe(spans.length)
    expect(made.map(({ name }) => name)).toContain('GET query')
  })

  it('has times that lie within each other', async () => {
    await ask360()
    const { spans, root } = await arrived()
    for (const span of spans) {
      expect(span.endedAt).toBeGreaterThanOrEqual(span.startedAt)
      // Calls are known in whole milliseconds.
      expect(span.startedAt).toBeGreaterThanOrEqual(root.startedAt - 2)
      expect(span.endedAt).toBeLessThanOrEqual(root.endedAt + 2)
    }
  })

  it('tells no value of a customer, and no id', async () => {
    whole.forget()
    await ask360()
    await arrived()
    await whole.ask(operation('find-customer'), {
      card: whole.world.customers[0]?.card,
      email: whole.world.customers[0]?.email,
    })
    await expect
      .poll(() => collector.spans.filter(({ name }) => name === 'request').length, { timeout: 60_000 })
      .toBe(2)
    const text = collector.heard.join('\n')
    const words = whole.world.customers.flatMap((one) => [
      one.email,
      one.phone,
      one.familyName,
      one.card,
      one.contactId,
      one.businessPartner,
      one.webAccount,
    ])
    expect(words.filter((word) => word !== null && word.length > 4 && text.includes(word))).toEqual([])
    expect(text).not.toContain(whole.samples.omnichannelShopper.customerId)
  })

  it('says which code an answer, a fetch and a call failed with', async () => {
    whole.forget()
    await whole.served.crm.misbehave({ refuse: 'unavailable' })
    await ask360()
    await whole.served.crm.misbehave({})
    const { spans, root } = await arrived()
    expect(root.attributes['couture.error_codes']).toMatch(/SOURCE_UNAVAILABLE|CIRCUIT_OPEN/)
    const failed = spans.filter(({ attributes }) => attributes['couture.system'] === 'crm')
    expect(new Set(failed.map(({ error }) => error))).not.toContain(null)
    expect(
      spans.find(({ name, error }) => name.startsWith('fetch') && error !== null)?.attributes['error.type'],
    ).toBeDefined()
  })

  it('names a refusal, and no operation that a client made up', async () => {
    await whole.ask('query AdaLovelace { nothing }')
    const { spans, root } = await arrived()
    expect(root).toMatchObject({ error: 'GRAPHQL_VALIDATION_FAILED' })
    expect(root.attributes).toMatchObject({
      'couture.refused.check': 'validation',
      'graphql.operation.name': 'none',
    })
    expect(childrenOf(spans, root).map(({ name, error }) => [name, error])).toEqual([
      ['parse', null],
      ['validate', 'GRAPHQL_VALIDATION_FAILED'],
    ])
    expect(collector.heard.join('')).not.toContain('AdaLovelace')
  })

  it('is one of its own, whatever traceparent a client sends', async () => {
    await whole.ask('{ __typename }', {}, { traceparent: TRACEPARENT })
    const { root } = await arrived()
    expect(root.parentSpanId).toBeNull()
    expect(root.traceId).not.toBe(TRACEPARENT.slice(3, 35))
  })

  it('goes to the collector alone, with its headers, and to no system', async () => {
    whole.forget()
    await ask360()
    await arrived()
    const [head = ''] = collector.heard
    expect(head).toMatch(/^POST \/v1\/traces /)
    expect(JSON.parse(head.slice('POST /v1/traces '.length))).toMatchObject({
      'x-team': 'platform',
      'content-type': 'application/json',
    })
    expect(passed.length).toBeGreaterThan(0)
    expect(passed.filter((name) => /trace|baggage|couture|request-id/i.test(name))).toEqual([])
  })
})
