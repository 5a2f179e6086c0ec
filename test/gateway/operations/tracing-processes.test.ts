import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { subgraphPort } from '../../../schema/sdl.ts'
import { world } from '../../contracts/small-world.ts'
import { type BothWays, type Many, startBothWays } from '../../graph/both-ways.ts'
import { operation } from '../../graph/whole.ts'
import { freePort } from '../../sandbox/free-port.ts'
import { type Collected, type Collector, childrenOf, startCollector } from './collector.ts'
import { scrape, sum } from './scrape.ts'

let collector: Collector
let both: BothWays
let many: Many
let metricsPort: number

beforeAll(async () => {
  collector = await startCollector()
  metricsPort = await tenFreePorts()
  both = await startBothWays(world, {
    more: `tracing: { url: '${collector.url}', trustIncoming: true }\nmetrics: { port: ${metricsPort} }\n`,
  })
  many = await both.startMany('traced')
}, 120_000)
afterAll(async () => {
  await many.stop()
  await both.close()
  await collector.close()
})

/** The first of ten free ports in a row. */
async function tenFreePorts(): Promise<number> {
  const first = await freePort()
  const taken = await Promise.all(Array.from({ length: 10 }, (_, at) => isTaken(first + at)))
  return taken.includes(true) ? tenFreePorts() : first
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(true))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(false)))
  })
}

const near = { latitude: 48.85, longitude: 2.34 }
const TRACE = '0af7651916cd43dd8448eb211c80319c'
const PARENT = 'b7ad6b7169203331'

/** A span below another, wherever it was made. */
function below(
  spans: readonly Collected[],
  parent: Collected | undefined,
  name: string,
): readonly Collected[] {
  return parent ? childrenOf(spans, parent).filter((one) => one.name === name) : []
}

describe('a graph of many processes', { timeout: 90_000 }, () => {
  it('leaves one trace: fetches in the gateway, calls in the subgraphs, under the request of a trusted caller', async () => {
    many.forget()
    const headers = { traceparent: `00-${TRACE}-${PARENT}-01` }
    const { text, calls } = await many.ask(
      operation('customer-360'),
      { id: both.samples.omnichannelShopper.customerId, near },
      headers,
    )
    expect(JSON.parse(text).errors).toBeUndefined()
    const ours = () => collector.spans.filter(({ traceId }) => traceId === TRACE)
    const roots = () => ours().filter(({ parentSpanId }) => parentSpanId === PARENT)
    await expect.poll(() => roots().length, { timeout: 60_000 }).toBe(1)
    const fetchesIn = () => ours().filter(({ name }) => name.startsWith('fetch '))
    const answers = () => ours().filter(({ name, process }) => name === 'request' && process !== 'gateway')
    await expect.poll(() => answers().length, { timeout: 60_000 }).toBe(fetchesIn().length)
    const spans = ours()
    const [root] = roots()
    expect(root).toMatchObject({ name: 'request', process: 'gateway' })
    const [execute] = below(spans, root, 'execute')
    const fetches = execute ? childrenOf(spans, execute) : []
    expect(fetches.length).toBe(fetchesIn().length)
    expect(fetches.length).toBeGreaterThan(6)
    const made = fetches.flatMap((fetch) => {
      const [answer] = below(spans, fetch, 'request')
      expect(answer?.process).toBe(fetch.name.replace('fetch ', 'subgraph '))
      expect(answer?.attributes['couture.request_id']).toBe(root?.attributes['couture.request_id'])
      return answer
        ? childrenOf(spans, answer).flatMap((one) =>
            one.name.startsWith('fetch') ? childrenOf(spans, one) : [one],
          )
        : []
    })
    for (const [system, count] of Object.entries(calls)) {
      const attempts = made
        .filter(({ attributes }) => attributes['couture.system'] === system)
        .reduce((total, { attributes }) => total + Number(attributes['couture.attempts']), 0)
      expect([system, attempts]).toEqual([system, count])
    }
  })

  it('says the same request id in every process that worked on it', async () => {
    many.forget()
    await many.ask(operation('me'))
    const lines = () =>
      many
        .logs()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
        .filter(({ event }) => event === 'request')
    await expect.poll(() => lines().at(-1)?.operation).toBe('Me')
    const { requestId } = lines().at(-1)
    expect(lines().filter((line) => line.requestId === requestId).length).toBeGreaterThan(1)
  })

  it('counts each process on a port of its own, the subgraphs above the gateway', async () => {
    many.forget()
    const at = (offset: number) => `http://127.0.0.1:${metricsPort + offset}`
    const ports = Object.fromEntries(
      Object.keys(many.parts).map((name) => [name, at(subgraphPort(name) - 4_100)]),
    )
    const erpCalls = async () => {
      const all = await Promise.all(Object.values(ports).map((url) => scrape(url)))
      return all.reduce(
        (total, one) =>
          total +
          sum(one, 'couture_system_calls_total', { source: 'erp' }) +
          sum(one, 'couture_system_retries_total', { source: 'erp' }),
        0,
      )
    }
    const before = await erpCalls()
    const { calls } = await many.ask(operation('customer-360'), {
      id: both.samples.omnichannelShopper.customerId,
      near,
    })
    expect((await erpCalls()) - before).toBe(calls.erp)
    const gateway = await scrape(at(0))
    expect(sum(gateway, 'couture_process_info', { process: 'gateway' })).toBe(1)
    expect(
      sum(gateway, 'couture_subgraph_fetch_duration_seconds_count', { subgraph: 'orders' }),
    ).toBeGreaterThan(0)
    for (const [name, url] of Object.entries(ports)) {
      const samples = await scrape(url)
      expect(sum(samples, 'couture_process_info', { process: 'subgraph', subgraph: name })).toBe(1)
      expect(sum(samples, 'couture_identity_filled')).toBe(1)
      expect((await fetch(`${url}/ready`)).status).toBe(200)
    }
  })
})
