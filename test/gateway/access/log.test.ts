import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Delivered } from '../../../gateway/access/collector.ts'
import { type Asked, createAccessLog } from '../../../gateway/access/log.ts'
import { createLog } from '../../../gateway/log.ts'
import { everything } from '../../memory/viewers.ts'
import { keepLines } from '../harness.ts'
import { keepingLedger } from './keeping-ledger.ts'

const now = Date.UTC(2026, 4, 10, 10)

function open() {
  const ledger = keepingLedger()
  const { stream, lines } = keepLines()
  let later = 0
  const clock = () => new Date(now + later)
  const accessLog = createAccessLog({ ledger, clock, log: createLog({ level: 'info', clock, stream }) })
  const asked: Asked = {
    viewer: everything(),
    origin: { client: null, clientVersion: null, address: null, reason: null },
    requestId: 'request-1',
    operation: 'Q'.repeat(100),
    reached: ['me'],
    deadline: now + 5_000,
  }
  const write = (...customers: string[]) => accessLog.write(customers.map(shown), asked)
  const pass = (ms: number) => {
    later += ms
  }
  return { ledger, lines, write, pass }
}

function shown(customerId: string): Delivered {
  return { customerId, orderIds: new Set(), what: new Set(['Customer']), scopes: new Set() }
}

describe('the access log', () => {
  it('writes in one transaction what sixteen requests were shown at once', async () => {
    const { ledger, write } = open()
    await Promise.all(Array.from({ length: 16 }, (_, n) => write(`cus_${n}`)))
    expect(ledger.appends.map(({ length }) => length)).toEqual([16])
  })

  it('writes in the next one what comes while it writes, in the order it came', async () => {
    const { ledger, write } = open()
    let release = () => {}
    ledger.before = () =>
      new Promise((resolve) => {
        release = resolve
      })
    const first = write('cus_1', 'cus_2')
    await turn()
    await turn()
    const others = [write('cus_3'), write('cus_4')]
    ledger.before = async () => {}
    release()
    await Promise.all([first, ...others])
    expect(ledger.appends.map((entries) => entries.map(({ customerId }) => customerId))).toEqual([
      ['cus_1', 'cus_2'],
      ['cus_3', 'cus_4'],
    ])
  })

  it('fails those whose transaction failed, as the ledger being away, and none of the next', async () => {
    const { ledger, write, lines } = open()
    ledger.before = async () => {
      ledger.before = async () => {}
      throw new Error('disk full')
    }
    const outcomes = await Promise.allSettled([write('cus_1'), write('cus_2')])
    expect(outcomes).toMatchObject(
      [1, 2].map(() => ({
        status: 'rejected',
        reason: { name: 'SourceError', source: 'ledger', code: 'SOURCE_UNAVAILABLE', retryable: true },
      })),
    )
    await write('cus_3')
    expect(ledger.entries().map(({ customerId }) => customerId)).toEqual(['cus_3'])
    expect(lines).toMatchObject([
      { event: 'access.failed', level: 'error', requests: 2, cause: { message: 'disk full' } },
      { event: 'access.head' },
    ])
  })

  it('writes what a request was shown that has used up its time', async () => {
    const { ledger, write, pass } = open()
    pass(60_000)
    ledger.before = () => pause(20)
    await write('cus_1')
    expect(ledger.entries()).toHaveLength(1)
  })

  it('bounds the name of the operation', async () => {
    const { ledger, write } = open()
    await write('cus_1')
    expect(ledger.entries()[0]?.from.operation).toHaveLength(80)
  })

  it('tells the operator’s log where the chain is, at most once an hour', async () => {
    const { lines, write, pass } = open()
    await write('cus_1')
    await write('cus_2')
    pass(3_600_000)
    await write('cus_3')
    const heads = lines.filter(({ event }) => event === 'access.head').map(({ head }) => head)
    expect(heads).toEqual(['1:hash 1', '3:hash 3'])
  })
})
