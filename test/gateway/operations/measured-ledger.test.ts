import { expect, it, onTestFinished } from 'vitest'
import { createOperationNames } from '../../../gateway/operations/bounded.ts'
import { measuredParts } from '../../../gateway/operations/measured-parts.ts'
import { createMetrics } from '../../../gateway/operations/metrics.ts'
import type { Parts } from '../../../gateway/parts.ts'
import type { Ledger } from '../../../ledger/port.ts'
import { minute, newEntry } from '../../contracts/write-world.ts'
import { memoryReceipts } from '../../memory/ledger.ts'
import { samplesOf, sum } from './scrape.ts'

it('times the methods of a ledger, of stores within stores too, and those that fail', async () => {
  const metrics = createMetrics({
    process: 'up',
    subgraph: '',
    names: createOperationNames(),
    clock: () => new Date(minute(5)),
  })
  onTestFinished(metrics.close)
  const ledger: Partial<Ledger> = { ...memoryReceipts(), close: async () => {} }
  // Of the parts only the ledger is opened here.
  const parts = { adapters: {}, openLedger: async () => ledger } as unknown as Parts
  const measured = await measuredParts(parts, metrics, () => 0).openLedger({ file: 'none', idKey: 'none' })
  await measured.marks.read('job')
  const { writes } = measured
  await writes.carts.byIds([])
  await writes.outbox.takeOne('w', 'none', { at: minute(0), leaseUntil: minute(1) })
  const fail = writes.transact([], async () => {
    throw new Error('second thoughts')
  })
  await expect(fail).rejects.toThrow('second thoughts')
  await measured.close()

  const samples = samplesOf(await metrics.text())
  const counted = (store: string, method: string, outcome: string) =>
    sum(samples, 'couture_ledger_duration_seconds_count', { store, method, outcome })
  expect(counted('marks', 'read', 'ok')).toBe(1)
  expect(counted('writes', 'carts.byIds', 'ok')).toBe(1)
  expect(counted('writes', 'outbox.takeOne', 'ok')).toBe(1)
  expect(counted('writes', 'transact', 'failed')).toBe(1)
  expect(sum(samples, 'couture_ledger_duration_seconds_count')).toBe(4)
})

it('tells what systems are still to be told whenever it is read, and nothing while the ledger does not say', async () => {
  const clock = () => new Date(minute(5))
  const metrics = createMetrics({ process: 'up', subgraph: '', names: createOperationNames(), clock })
  onTestFinished(metrics.close)
  const { writes } = memoryReceipts()
  let isAway = false
  metrics.watch({
    filled: () => true,
    waiting: () => (isAway ? Promise.reject(new Error('away')) : writes.outbox.counts()),
  })
  const read = async (system: string, state: string) => {
    const samples = samplesOf(await metrics.text())
    return ['couture_outbox_entries', 'couture_outbox_oldest_seconds'].map((name) =>
      sum(samples, name, { system, state }),
    )
  }
  await writes.transact([], async (unit) => {
    for (const at of [minute(1), minute(3)]) await unit.send(newEntry({ system: 'erp', at }))
    await unit.send(newEntry({ system: 'psp', at: minute(4) }))
  })
  expect([await read('erp', 'QUEUED'), await read('psp', 'QUEUED')]).toEqual([
    [2, 240],
    [1, 60],
  ])
  isAway = true
  expect(await read('erp', 'QUEUED')).toEqual([0, 0])
  isAway = false
  const [entry] = await writes.outbox.list({ system: 'psp' }, { after: null, first: 1 })
  await writes.transact([], (unit) => unit.discard(entry?.id ?? '', minute(5)))
  expect([await read('psp', 'QUEUED'), await read('psp', 'DISCARDED')]).toEqual([
    [0, 0],
    [1, 60],
  ])
})
