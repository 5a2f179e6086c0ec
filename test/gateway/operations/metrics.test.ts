import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { METRICS } from '../../../gateway/operations/metric-table.ts'
import { sent } from '../../graph/people.ts'
import { operation, startWhole, type Whole } from '../../graph/whole.ts'
import { freePort } from '../../sandbox/free-port.ts'
import { following } from '../live/following.ts'
import { type Sample, samplesOf, scrape, sum } from './scrape.ts'

let whole: Whole
let url: string
let port: number

beforeAll(async () => {
  port = await freePort()
  url = `http://127.0.0.1:${port}`
  whole = await startWhole({
    edit: (yaml) => `${yaml}\nmetrics: { port: ${port}, operations: [OfOurApp] }\n`,
  })
})
afterAll(() => whole.close())

const near = { latitude: 48.85, longitude: 2.34 }
const ask360 = () =>
  whole.ask(operation('customer-360'), { id: whole.samples.omnichannelShopper.customerId, near })

/** What was counted between two scrapes. */
async function during(
  work: () => Promise<unknown>,
): Promise<(name: string, labels?: Readonly<Record<string, string>>) => number> {
  const before = await scrape(url)
  await work()
  const after = await scrape(url)
  return (name, labels) => sum(after, name, labels) - sum(before, name, labels)
}

type Counted = Awaited<ReturnType<typeof during>>

/** How often a system was asked. */
function asked(counted: Counted, source: string): number {
  const labels = { source }
  return counted('couture_system_calls_total', labels) + counted('couture_system_retries_total', labels)
}

/**
 * The page on a cold cache, and what was counted meanwhile. Background work may ask a system at the same time, which its server
 * counts and the page does not cause: then once more.
 */
async function undisturbed(tries = 4): Promise<{
  readonly counted: Counted
  readonly calls: Readonly<Record<string, number>>
  readonly errors: number
}> {
  whole.forget()
  let calls: Readonly<Record<string, number>> = {}
  let errors = 0
  const counted = await during(async () => {
    const answer = await ask360()
    calls = answer.calls
    errors = answer.errors.length
  })
  const isSame = Object.entries(calls).every(([source, count]) => asked(counted, source) === count)
  return isSame || tries === 1 ? { counted, calls, errors } : undisturbed(tries - 1)
}

/** Every series of ours, without its value. */
function series(samples: readonly Sample[]): readonly string[] {
  return samples
    .filter(({ name }) => name.startsWith('couture_'))
    .map(({ name, labels }) => JSON.stringify([name, labels]))
}

describe('the metrics of a process', { timeout: 90_000 }, () => {
  it('count the calls that the systems got, the request and its fetches', async () => {
    const { counted, calls, errors } = await undisturbed()
    expect(Math.min(...Object.values(calls))).toBeGreaterThan(0)
    for (const [source, count] of Object.entries(calls)) {
      expect([source, asked(counted, source)]).toEqual([source, count])
      const retries = counted('couture_system_retries_total', { source })
      expect(counted('couture_system_call_duration_seconds_count', { source }) + retries).toBe(count)
      expect(counted('couture_system_calls_total', { source, outcome: 'ok' })).toBeGreaterThan(0)
    }
    const labels = { operation: 'Customer360', type: 'query' }
    expect(counted('couture_requests_total', { ...labels, status: '200' })).toBe(1)
    expect(counted('couture_requests_total')).toBe(1)
    expect(counted('couture_request_duration_seconds_count', labels)).toBe(1)
    expect(counted('couture_request_duration_seconds_sum', labels)).toBeGreaterThan(0)
    expect(counted('couture_request_errors_total')).toBe(errors)
    expect(
      counted('couture_subgraph_fetch_duration_seconds_count', { subgraph: 'customers', outcome: 'ok' }),
    ).toBe(1)
    expect(counted('couture_subgraph_fetch_duration_seconds_count')).toBeGreaterThan(5)
    expect(counted('couture_cache_reads_total', { outcome: 'miss' })).toBeGreaterThan(10)
    expect(
      counted('couture_ledger_duration_seconds_count', {
        store: 'identity',
        method: 'resolve',
        outcome: 'ok',
      }),
    ).toBeGreaterThan(0)
  })

  it('count what the cache had, and what it knew not to be there', async () => {
    await ask360()
    const counted = await during(ask360)
    expect(counted('couture_cache_reads_total', { outcome: 'hit' })).toBeGreaterThan(10)
    expect(counted('couture_cache_reads_total', { outcome: 'absent' })).toBeGreaterThan(0)
    expect(counted('couture_cache_reads_total', { outcome: 'miss' })).toBe(0)
  })

  it('count refusals by code and check, and errors by code', async () => {
    const counted = await during(async () => {
      await whole.ask('{ nothing }')
      await whole.ask('query ($id: ID!) { order(id: $id) { id } }', { id: 'no id' })
      await fetch(`${whole.url}/admin`)
      await fetch(`${whole.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: 'x',
      })
    })
    expect(
      counted('couture_refusals_total', { code: 'GRAPHQL_VALIDATION_FAILED', check: 'validation' }),
    ).toBe(1)
    expect(counted('couture_refusals_total', { check: 'content-type' })).toBe(1)
    expect(counted('couture_refusals_total', { check: 'address' })).toBe(1)
    expect(counted('couture_request_errors_total', { code: 'GRAPHQL_VALIDATION_FAILED' })).toBe(1)
    expect(counted('couture_request_errors_total', { code: 'BAD_INPUT' })).toBe(1)
    expect(counted('couture_requests_total', { status: '400' })).toBe(1)
    expect(counted('couture_requests_total', { status: '415' })).toBe(1)
  })

  it('count failed and repeated calls, and tell an open breaker', async () => {
    whole.forget()
    await whole.served.pim.misbehave({ refuse: 'unavailable' })
    const counted = await during(ask360)
    await whole.served.pim.misbehave({})
    const failed = counted('couture_system_calls_total', { source: 'pim', outcome: 'SOURCE_UNAVAILABLE' })
    expect(failed).toBeGreaterThan(0)
    expect(counted('couture_system_retries_total', { source: 'pim' })).toBeGreaterThan(0)
    expect(counted('couture_request_errors_total', { code: 'SOURCE_UNAVAILABLE' })).toBeGreaterThan(0)
    expect(sum(await scrape(url), 'couture_system_circuit', { source: 'pim' })).toBeGreaterThan(0)
    expect(sum(await scrape(url), 'couture_system_circuit', { source: 'erp' })).toBe(0)
  })

  it('count each answer of a live one, and what stays open', async () => {
    const { customerId } = whole.samples.omnichannelShopper
    const live = following(
      whole.url,
      { query: 'query Live { myCart { id } }' },
      sent(whole.as('shopper', { customerId })),
    )
    const open = async () => sum(await scrape(url), 'couture_live_streams')
    const counted = await during(() => live.next())
    expect(counted('couture_requests_total', { type: 'query', status: '200' })).toBe(1)
    expect([await open(), sum(await scrape(url), 'couture_requests_in_flight')]).toEqual([1, 0])
    await live.leave()
    await vi.waitFor(async () => expect(await open()).toBe(0))
  })

  it('tell what is under way, what the process is, and how far the identity ledger is filled', async () => {
    const samples = await scrape(url)
    expect(sum(samples, 'couture_requests_in_flight')).toBe(0)
    expect(sum(samples, 'couture_process_info', { process: 'up', subgraph: '' })).toBe(1)
    expect(sum(samples, 'couture_cache_available')).toBe(1)
    expect(
      sum(samples, 'couture_identity_observed_total', { kind: 'customer', source: 'crm' }),
    ).toBeGreaterThan(10)
    expect(sum(samples, 'couture_identity_filled')).toBe(1)
    for (const name of [
      'nodejs_eventloop_lag_seconds',
      'nodejs_heap_size_used_bytes',
      'process_cpu_seconds_total',
    ])
      expect(samples.map((one) => one.name)).toContain(name)
  })

  it('grow no series for names that clients made up', async () => {
    await whole.ask('query Warm { __typename }')
    const before = new Set(series(await scrape(url)))
    for (const at of [1, 2, 3]) await whole.ask(`query N${at} { __typename }`)
    expect(series(await scrape(url)).filter((one) => !before.has(one))).toEqual([])
    const counted = await during(() => whole.ask('query OfOurApp { __typename }'))
    expect(counted('couture_requests_total', { operation: 'OfOurApp' })).toBe(1)
  })

  it('hold every metric of the table and none besides, each with its help and its labels', async () => {
    const text = await (await fetch(`${url}/metrics`)).text()
    const helps = new Map(
      [...text.matchAll(/^# HELP (couture_\w+) (.*)$/gm)].map(([, name = '', help]) => [name, help]),
    )
    expect(Object.fromEntries(helps)).toEqual(
      Object.fromEntries(Object.entries(METRICS).map(([name, { help }]) => [name, help])),
    )
    for (const { name, labels } of samplesOf(text).filter((one) => one.name.startsWith('couture_'))) {
      const row = Object.entries(METRICS).find(
        ([known]) => name.replace(/_(bucket|sum|count)$/, '') === known || name === known,
      )?.[1]
      expect(
        Object.keys(labels)
          .filter((label) => label !== 'le')
          .sort(),
        name,
      ).toEqual([...(row?.labels ?? ['?'])].sort())
    }
  })

  it('tell nothing of a person, whoever was asked for', async () => {
    await ask360()
    const text = await (await fetch(`${url}/metrics`)).text()
    const personal = whole.world.customers.flatMap(({ email, phone, familyName }) => [
      email,
      phone,
      familyName,
    ])
    expect(personal.filter((word) => word !== null && word.length > 4 && text.includes(word))).toEqual([])
    expect(text).not.toContain(whole.samples.omnichannelShopper.customerId)
  })

  it('come with /live and /ready on their port, and nothing else', async () => {
    const status = async (path: string) => (await fetch(`${url}${path}`)).status
    expect(await Promise.all(['/live', '/ready', '/metrics', '/graphql', '/'].map(status))).toEqual([
      200, 200, 200, 404, 404,
    ])
    expect(await (await fetch(`${url}/ready`)).json()).toEqual(
      await (await fetch(`${whole.url}/ready`)).json(),
    )
  })
})
