import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { cacheNamespace } from '../../gateway/cache-namespace.ts'
import { readOperations } from '../../gateway/example-operations.ts'
import { isAllowedHost, isLoopback } from '../../gateway/http/hosts.ts'
import { ledgerPlace } from '../../gateway/ledger-place.ts'
import { createLog } from '../../gateway/log.ts'
import { nearest } from '../../gateway/nearest.ts'
import { scrub } from '../../gateway/operations/scrub.ts'
import { keepLines } from './harness.ts'

describe('the nearest word', () => {
  it.each([
    ['adress', 'address'],
    ['ADDRESS', 'address'],
    ['prot', 'port'],
    ['stoers', 'stores'],
    ['zebra', null],
    ['x', null],
  ])('to %s is %s', (word, meant) => {
    expect(nearest(word, ['address', 'port', 'stores', 'zone'])).toBe(meant)
  })
})

describe('a host', () => {
  it('is this machine only when nobody else can reach it', () => {
    const own = ['127.0.0.1', '127.8.9.1', '::1', '[::1]', 'localhost', 'LOCALHOST']
    const open = ['0.0.0.0', '::', '10.0.0.1', 'localhost.evil.example', '127.0.0.1.nip.example', '']
    expect([own.every(isLoopback), open.some(isLoopback)]).toEqual([true, false])
  })

  it('is allowed by name, whatever its port, and never when it is missing', () => {
    expect(isAllowedHost('Shop.test:8080', ['shop.test'])).toBe(true)
    expect(isAllowedHost('shop.test.evil.example', ['shop.test'])).toBe(false)
    expect(isAllowedHost(undefined, ['shop.test'])).toBe(false)
  })
})

describe("the ledger's place", () => {
  const clock = () => new Date('2026-11-22T10:00:00Z')
  const ledger = { file: 'var/my.d/ledger.sqlite', connections: 5 }
  const sandbox = { seed: 1, size: 2_000, ports: {}, folder: 'x' }
  const dated = { ...sandbox, now: '2026-05-10T00:00:00Z' }

  it('is the configured file or database', () => {
    expect(ledgerPlace({ ledger, sandbox: undefined }, clock)).toEqual({ file: 'var/my.d/ledger.sqlite' })
    const url = 'postgres://host/retail'
    expect(ledgerPlace({ ledger: { url, connections: 3 }, sandbox: undefined }, clock)).toEqual({
      url,
      schema: 'couture',
      connections: 3,
    })
  })

  it('is one per world in a sandbox', () => {
    const file = (name: string, section = sandbox) =>
      ledgerPlace({ ledger: { file: name, connections: 5 }, sandbox: section }, clock)
    expect(file('var/my.d/ledger.sqlite')).toEqual({ file: 'var/my.d/ledger-1-2000-2026-11-22.sqlite' })
    expect(file('var/my.d/ledger')).toEqual({ file: 'var/my.d/ledger-1-2000-2026-11-22' })
    expect(file('l.sqlite', dated)).toEqual({ file: 'l-1-2000-2026-05-10.sqlite' })
    const url = 'postgres://host/retail'
    expect(ledgerPlace({ ledger: { url, connections: 5 }, sandbox }, clock)).toMatchObject({
      schema: 'couture_1_2000_2026_11_22',
    })
  })
})

describe("the cache's namespace", () => {
  const clock = () => new Date('2026-11-22T10:00:00Z')
  const retailer = { name: 'M', currency: 'EUR', timeZone: 'Europe/Paris' }
  const config = {
    cache: { prefix: 'shop' },
    ids: { key: 'k'.repeat(32) },
    retailer,
    systems: { erp: { adapter: 'erp/sap', options: { password: 'hunter2' } } },
    sandbox: undefined,
  } as unknown as Parameters<typeof cacheNamespace>[0]

  it('is one for every process of a configuration, and another for each other', () => {
    const name = cacheNamespace(config, clock)
    expect(name).toMatch(/^shop:[\w-]{12}$/)
    expect(cacheNamespace(structuredClone(config), () => new Date(0))).toBe(name)
    const others = [
      { ...config, systems: { erp: { adapter: 'erp/sap', options: { password: 'other' } } } },
      { ...config, ids: { key: 'l'.repeat(32) } },
      { ...config, cache: { ...config.cache, prefix: 'web' } },
      { ...config, sandbox: { seed: 1, size: 20, ports: {}, folder: 'x' } },
    ]
    expect(new Set([name, ...others.map((other) => cacheNamespace(other, clock))]).size).toBe(5)
  })
})

describe('the log', () => {
  it('writes one JSON line per event, with the time of its clock and without secrets', () => {
    const { stream, lines } = keepLines()
    const log = createLog({ level: 'info', clock: () => new Date('2026-11-22T10:00:00Z'), stream })
    log.info('started', { port: 4000, password: 'hunter2', system: { token: 'abc', name: 'erp' } })
    log.debug('chatter')
    expect(lines).toEqual([
      {
        level: 'info',
        time: '2026-11-22T10:00:00.000Z',
        event: 'started',
        port: 4000,
        password: '[redacted]',
        system: { token: '[redacted]', name: 'erp' },
      },
    ])
  })

  it('writes an error with its causes', () => {
    const { stream, lines } = keepLines()
    const log = createLog({ level: 'info', clock: () => new Date(), stream })
    log.error('internal', { requestId: 'r1' }, new Error('outer', { cause: new RangeError('inner') }))
    expect(lines).toMatchObject([
      {
        event: 'internal',
        requestId: 'r1',
        cause: { message: 'outer', cause: { name: 'RangeError', message: 'inner' } },
      },
    ])
  })

  it.each([
    ['mail to Ada.Lovelace+x@example.co.uk now', 'mail to [e-mail] now'],
    ['GET https://user:pw@host/path', 'GET https://[credentials]@host/path'],
    ['card 4970 1012 3456 7890 and +33 6 12 34 56 78', 'card [number] and [number]'],
    ['HTTP 503 after 2000 ms', 'HTTP 503 after 2000 ms'],
  ])('scrubs %s', (text, scrubbed) => {
    expect(scrub(text)).toBe(scrubbed)
  })
})

describe('the example operations', () => {
  it('come with the variables beside them, customer-360 first', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'couture-operations-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, 'basket.graphql'), '{ b }')
    await writeFile(join(folder, 'customer-360.graphql'), '{ c }')
    await writeFile(join(folder, 'customer-360.variables.json'), '{"id":"cus_1"}')
    expect(readOperations(pathToFileURL(`${folder}/`))).toEqual([
      { name: 'customer-360', query: '{ c }', variables: { id: 'cus_1' } },
      { name: 'basket', query: '{ b }', variables: {} },
    ])
  })
})
