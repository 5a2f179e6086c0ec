import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { loadConfig } from '../../../gateway/config/load.ts'
import { createLog } from '../../../gateway/log.ts'
import { NO_INSTRUMENTS, openInstruments } from '../../../gateway/operations/instruments.ts'
import { createTracer } from '../../../gateway/operations/tracer.ts'
import { thisBuild } from '../../../gateway/this-build.ts'
import { freePort } from '../../sandbox/free-port.ts'
import { adapters, env, good } from '../config/sample.ts'
import { keepLines, start } from '../harness.ts'
import { type Collector, startCollector } from './collector.ts'
import { scrape, sum } from './scrape.ts'

const clock = () => new Date()

async function open(more: string) {
  const { stream, lines } = keepLines()
  const log = createLog({ level: 'info', clock, stream })
  const config = loadConfig({ file: 'couture.yaml', text: `${good}${more}`, env, adapters })
  const instruments = await openInstruments({ config, process: 'gateway', operations: [], clock, log })
  onTestFinished(() => instruments.close())
  return { instruments, lines }
}

const health = {
  readiness: async () => ({ ready: false, checks: { ledger: false } }),
  isStopping: () => false,
}

describe('what is not configured', () => {
  it('is not there', async () => {
    const { instruments } = await open('')
    expect(instruments).toBe(NO_INSTRUMENTS)
    expect(await instruments.serve(health)).toBeNull()
    expect(instruments.dress(thisBuild)).toBe(thisBuild)
  })

  it('is not loaded: the libraries are imported in two files, which others import when they need them', () => {
    const folder = new URL('../../../gateway/', import.meta.url)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    )
    const importing = (pattern: RegExp) =>
      files.filter((file) => pattern.test(readFileSync(new URL(file, folder), 'utf8'))).sort()
    expect(importing(/from '(@opentelemetry\/|prom-client)/)).toEqual([
      'operations/metrics.ts',
      'operations/tracer.ts',
    ])
    expect(
      importing(/^import (?!type)(\{[^}]*\}|[^{\n]*) from '[^']*operations\/(metrics|tracer)\.ts'/m),
    ).toEqual([])
    expect(importing(/^import (?!type)(\{[^}]*\}|[^{\n]*) from '\.\/(metrics|tracer)\.ts'/m)).toEqual([])
    expect(importing(/await import\('\.\/(metrics|tracer)\.ts'\)/)).toEqual(['operations/instruments.ts'])
  })
})

describe('the metrics’ port', () => {
  it('says in /ready what the graph’s says, 503 too', async () => {
    const port = await freePort()
    const { instruments } = await open(`metrics: { port: ${port} }\n`)
    const url = await instruments.serve(health)
    expect(url).toBe(`http://127.0.0.1:${port}`)
    const ready = await fetch(`${url}/ready`)
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'not ready', checks: { ledger: false } },
    ])
    expect((await fetch(`${url}/live`)).status).toBe(200)
  })

  it('is refused with the reason when it is taken', async () => {
    const port = await freePort()
    const first = await open(`metrics: { port: ${port} }\n`)
    await first.instruments.serve(health)
    const second = await open(`metrics: { port: ${port} }\n`)
    await expect(second.instruments.serve(health)).rejects.toThrow(
      `port ${port} on 127.0.0.1 is taken; stop what listens there or give another metrics.port`,
    )
  })

  it('is closed with the gateway, and counts what it refuses before it looks at it', async () => {
    const port = await freePort()
    const { instruments } = await open(`metrics: { port: ${port} }\n`)
    const started = await start({ instruments })
    const url = `http://127.0.0.1:${port}`
    await fetch(`${started.gateway.url}/nothing`)
    await expect
      .poll(async () => sum(await scrape(url), 'couture_refusals_total', { check: 'address' }))
      .toBe(1)
    await started.gateway.stop()
    await expect(fetch(`${url}/live`)).rejects.toThrow()
  })
})

describe('the tracer', () => {
  async function tracing(sampleRatio = 1) {
    const collector: Collector = await startCollector()
    onTestFinished(() => collector.close())
    const { stream, lines } = keepLines()
    const tracer = createTracer({
      url: collector.url,
      headers: {},
      sampleRatio,
      service: 'couture',
      process: 'up',
      clock,
      monotonic: () => performance.now(),
      log: createLog({ level: 'info', clock, stream }),
    })
    return { collector, tracer, lines }
  }

  it('sends the last spans when it is closed', async () => {
    const { collector, tracer } = await tracing()
    tracer.begin('request', { kind: 'SERVER' }).end(null)
    await tracer.close()
    expect(collector.spans.map(({ name }) => name)).toEqual(['request'])
  })

  it.each([
    'b7ad6b7169203331',
    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331',
    '00-00000000000000000000000000000000-b7ad6b7169203331-01',
    '00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01',
    '00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01',
    'ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  ])('begins a trace of its own for the header %s', async (traceparent) => {
    const { collector, tracer } = await tracing()
    tracer.begin('request', { kind: 'SERVER', traceparent }).end(null)
    await tracer.close()
    expect(collector.spans[0]?.parentSpanId).toBeNull()
  })

  it('lets the one before decide what is traced, and by itself traces the share it was told', async () => {
    const { collector, tracer } = await tracing(0)
    tracer.begin('mine', { kind: 'SERVER' }).end(null)
    const of = (flags: string) => `00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-${flags}`
    const no = tracer.begin('not theirs', { kind: 'SERVER', traceparent: of('00') })
    expect(no.traceparent).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[\da-f]{16}-00$/)
    no.end(null)
    tracer.begin('theirs', { kind: 'SERVER', traceparent: of('01') }).end(null)
    await tracer.close()
    expect(collector.spans.map(({ name }) => name)).toEqual(['theirs'])
  })

  it('says once that nobody takes its spans, and does not keep the process from stopping', async () => {
    const { collector, tracer, lines } = await tracing()
    collector.answer(400)
    tracer.begin('lost', { kind: 'SERVER' }).end(null)
    await expect.poll(() => lines.map(({ event }) => event), { timeout: 15_000 }).toEqual(['tracing.away'])
    collector.answer(200)
    tracer.begin('found', { kind: 'SERVER' }).end(null)
    await tracer.close()
    expect(lines.map(({ event }) => event)).toEqual(['tracing.away', 'tracing.back'])
    expect(collector.spans.map(({ name }) => name)).toEqual(['found'])
  })
})
