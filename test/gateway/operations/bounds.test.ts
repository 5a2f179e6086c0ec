import { describe, expect, it, onTestFinished } from 'vitest'
import type { CallRecord } from '../../../adapters/call/scope.ts'
import { atMost, createOperationNames, namesIn } from '../../../gateway/operations/bounded.ts'
import { createMetrics } from '../../../gateway/operations/metrics.ts'
import { samplesOf } from './scrape.ts'

const call: CallRecord = {
  source: 'erp',
  verb: 'GET',
  route: 'A_SalesOrder',
  startedAt: 0,
  durationMs: 5,
  attempts: 1,
  batchSize: 1,
  status: 200,
  bytes: 1,
  failure: null,
  circuit: 'CLOSED',
}

describe('the labels of metrics', () => {
  it('stay as few under a thousand operation names, codes, checks and routes that nobody knows', async () => {
    const names = createOperationNames()
    names.know(['Known'])
    const metrics = createMetrics({ process: 'up', subgraph: '', names, clock: () => new Date(0) })
    onTestFinished(metrics.close)
    const tell = (word: string) => {
      metrics.begun()
      metrics.ended({
        status: 200,
        seconds: 0.1,
        summary: { operation: word, type: 'query', codes: { [word]: 1 }, calls: {}, failedCalls: {} },
        refused: { code: 'BAD_INPUT', check: word.toLowerCase() },
      })
      metrics.fetched('orders', 0.1, word)
      metrics.called({ ...call, route: word })
    }
    for (let at = 0; at < 1_000; at += 1) tell(`N${at}`)
    tell('Known')
    const values = new Map<string, Set<string>>()
    for (const { labels } of samplesOf(await metrics.text())) {
      for (const [label, value] of Object.entries(labels))
        values.set(label, (values.get(label) ?? new Set()).add(value))
    }
    expect([...(values.get('operation') ?? [])].sort()).toEqual(['Known', 'other'])
    expect([...(values.get('code') ?? [])].sort()).toEqual(['BAD_INPUT', 'other'])
    expect([...(values.get('outcome') ?? [])].sort()).toEqual(['ok', 'other'])
    expect(values.get('check')?.size).toBe(101)
    expect(values.get('route')?.size).toBe(501)
  })

  it('know so many operation names and no more', () => {
    const names = createOperationNames(2)
    names.know(['A', 'B', 'C'])
    expect([null, 'A', 'B', 'C', 'D'].map(names.label)).toEqual(['none', 'A', 'B', 'other', 'other'])
  })

  it('keep what they knew when they are full', () => {
    const label = atMost(1)
    expect([label('a'), label('b'), label('a')]).toEqual(['a', 'other', 'a'])
  })

  it('take the names of operations from documents', () => {
    expect(
      namesIn('# query No\nquery One($a: Int) { a }\nfragment F on A { query }\n  mutation Two { b }\n{ c }'),
    ).toEqual(['One', 'Two'])
  })
})
