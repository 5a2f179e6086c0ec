import { describe, expect, it } from 'vitest'
import { createHealthBoard } from '../../../adapters/call/health.ts'
import type { CallRecord } from '../../../adapters/call/scope.ts'

const NOW = Date.parse('2026-06-15T10:00:00Z')
const call = (facts: Partial<CallRecord> = {}): CallRecord => ({
  source: 'erp',
  verb: 'GET',
  route: 'things',
  startedAt: NOW - 1_000,
  durationMs: 100,
  attempts: 1,
  batchSize: 1,
  status: 200,
  bytes: 10,
  failure: null,
  circuit: 'CLOSED',
  ...facts,
})
const boardWith = (...calls: readonly CallRecord[]) => {
  const board = createHealthBoard(() => new Date(NOW))
  for (const one of calls) board.observe(one)
  return board
}

describe('a health board', () => {
  it('knows nothing of a system nobody has called', () => {
    expect(boardWith(call({ source: 'crm' })).pulse('erp')).toEqual({
      circuit: 'CLOSED',
      lastFailure: null,
      lastCallAt: null,
      lastSuccessAt: null,
      p95Millis: null,
      errorRate: null,
      calls: 0,
      ratePerSecond: 0,
    })
  })

  it('tells the last call, the last success and the share of failures', () => {
    const failed = call({ startedAt: NOW - 500, failure: 'SOURCE_TIMEOUT', status: null })
    expect(boardWith(call(), call(), call(), failed).pulse('erp')).toMatchObject({
      lastFailure: 'SOURCE_TIMEOUT',
      lastCallAt: '2026-06-15T09:59:59.500Z',
      lastSuccessAt: '2026-06-15T09:59:59.100Z',
      errorRate: 0.25,
    })
  })

  it('forgets a failure once a call has succeeded', () => {
    expect(boardWith(call({ failure: 'BAD_RESPONSE' }), call()).pulse('erp').lastFailure).toBeNull()
  })

  it('takes the 95th percentile by the nearest rank', () => {
    const calls = Array.from({ length: 100 }, (_, index) => call({ durationMs: 100 - index }))
    expect(boardWith(...calls).pulse('erp').p95Millis).toBe(95)
    expect(boardWith(call({ durationMs: 7 })).pulse('erp').p95Millis).toBe(7)
  })

  it('counts the calls of the last minutes alone, and still knows the last one', () => {
    const old = call({ startedAt: NOW - 300_001, durationMs: 9_000, failure: 'SOURCE_UNAVAILABLE' })
    expect(boardWith(old).pulse('erp')).toMatchObject({
      p95Millis: null,
      errorRate: null,
      lastFailure: 'SOURCE_UNAVAILABLE',
    })
    expect(boardWith(old, call()).pulse('erp')).toMatchObject({ p95Millis: 100, errorRate: 0, calls: 1 })
  })

  it('tells how often the system was asked in the last minute, repetitions included', () => {
    const calls = [...Array.from({ length: 28 }, () => call()), call({ attempts: 3 }), call({ attempts: 0 })]
    const before = call({ startedAt: NOW - 60_001 })
    expect(boardWith(before, ...calls).pulse('erp').ratePerSecond).toBe(0.52)
    const busy = Array.from({ length: 1_500 }, () => call({ startedAt: NOW - 20_000 }))
    expect(boardWith(...busy, call()).pulse('erp').ratePerSecond).toBe(50)
  })

  it('keeps a bounded number of calls', () => {
    const failures = Array.from({ length: 500 }, () => call({ failure: 'SOURCE_TIMEOUT' }))
    const successes = Array.from({ length: 1_000 }, () => call())
    expect(boardWith(...failures, ...successes).pulse('erp').errorRate).toBe(0)
  })

  it('does not take what an open breaker refused for fast calls, and says that it is open', () => {
    const refused = call({ durationMs: 0, failure: 'CIRCUIT_OPEN', circuit: 'OPEN', startedAt: NOW })
    const slow = call({ durationMs: 2_000, failure: 'SOURCE_TIMEOUT', circuit: 'OPEN' })
    expect(boardWith(slow, refused, refused).pulse('erp')).toMatchObject({
      circuit: 'OPEN',
      lastFailure: 'CIRCUIT_OPEN',
      lastCallAt: '2026-06-15T09:59:59.000Z',
      p95Millis: 2_000,
      errorRate: 1,
    })
  })
})
