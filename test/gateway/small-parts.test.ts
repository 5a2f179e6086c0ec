import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isAllowedHost, isLoopback } from '../../gateway/http/hosts.ts'
import { ledgerFile } from '../../gateway/ledger-file.ts'
import { createLog, scrub } from '../../gateway/log.ts'
import { nearest } from '../../gateway/nearest.ts'
import { readOperations } from '../../gateway/operations.ts'
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

describe("the ledger's file", () => {
  const clock = () => new Date('2026-11-22T10:00:00Z')
  const ledger = { file: 'var/my.d/ledger.sqlite' }

  it('is the configured one', () => {
    expect(ledgerFile({ ledger, sandbox: undefined }, clock)).toBe('var/my.d/ledger.sqlite')
  })

  it('is one per world in a sandbox', () => {
    const sandbox = { seed: 1, size: 2_000, ports: {}, folder: 'x' }
    expect(ledgerFile({ ledger, sandbox }, clock)).toBe('var/my.d/ledger-1-2000-2026-11-22.sqlite')
    expect(ledgerFile({ ledger: { file: 'var/my.d/ledger' }, sandbox }, clock)).toBe(
      'var/my.d/ledger-1-2000-2026-11-22',
    )
    const dated = { ...sandbox, now: '2026-05-10T00:00:00Z' }
    expect(ledgerFile({ ledger, sandbox: dated }, clock)).toBe('var/my.d/ledger-1-2000-2026-05-10.sqlite')
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
