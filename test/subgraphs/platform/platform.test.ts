import { expect, it } from 'vitest'
import { CALL_DEFAULTS } from '../../../adapters/call/limits.ts'
import type { Instant } from '../../../adapters/time.ts'
import { platform } from '../../../subgraphs/platform/index.ts'
import type { SystemHealth } from '../../../subgraphs/system-health.ts'
import { ask, contextWith } from '../../memory/services.ts'

const at = '2026-06-15T09:59:00.000Z' as Instant
const health = (facts: Partial<SystemHealth>): SystemHealth => ({
  name: 'erp',
  kind: 'ERP',
  owns: ['orders', 'stock'],
  circuit: 'CLOSED',
  lastFailure: null,
  lastCallAt: null,
  lastSuccessAt: null,
  p95Millis: null,
  errorRate: null,
  ratePerSecond: 0,
  rateLimit: null,
  limits: null,
  ...facts,
})

it('tells how every system does, from its calls', async () => {
  const all = [
    health({
      lastCallAt: at,
      lastSuccessAt: at,
      p95Millis: 120,
      errorRate: 0,
      ratePerSecond: 1.5,
      rateLimit: 100,
    }),
    health({
      name: 'crm',
      kind: 'CRM',
      lastCallAt: at,
      lastFailure: 'CIRCUIT_OPEN',
      circuit: 'OPEN',
      errorRate: 1,
    }),
    health({ name: 'pim', kind: 'PIM' }),
  ]
  const query = `{ sourceSystems {
    system instance owns circuit p95Millis errorRate ratePerSecond rateLimit lastSuccessAt status { outcome asOf message }
  } }`
  const { data, errors } = await ask(platform, query, contextWith({ services: { health: () => all } }))
  expect(errors).toEqual([])
  expect(data.sourceSystems).toEqual([
    {
      system: 'ERP',
      instance: 'erp',
      owns: ['orders', 'stock'],
      circuit: 'CLOSED',
      p95Millis: 120,
      errorRate: 0,
      ratePerSecond: 1.5,
      rateLimit: 100,
      lastSuccessAt: at,
      status: { outcome: 'OK', asOf: at, message: null },
    },
    expect.objectContaining({
      instance: 'crm',
      circuit: 'OPEN',
      status: {
        outcome: 'CIRCUIT_OPEN',
        asOf: null,
        message: 'The system "crm" is not asked for a moment, because it failed repeatedly.',
      },
    }),
    expect.objectContaining({
      instance: 'pim',
      errorRate: null,
      status: { outcome: 'NOT_ASKED', asOf: null, message: null },
    }),
  ])
})

it('tells how every system may be asked', async () => {
  const all = [health({ limits: CALL_DEFAULTS }), health({ name: 'tills', kind: 'POS' })]
  const query = `{ sourceSystems { limits {
    timeoutMillis concurrency queue breakAfter breakMillis retries retryPercent
  } } }`
  const { data } = await ask(platform, query, contextWith({ services: { health: () => all } }))
  const { timeoutMs, breakMs, ...same } = CALL_DEFAULTS
  const limits = { ...same, timeoutMillis: timeoutMs, breakMillis: breakMs }
  expect(data.sourceSystems).toEqual([{ limits }, { limits: null }])
})
