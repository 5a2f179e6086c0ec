import { describe, expect, it } from 'vitest'
import { instant } from '../../../adapters/time.ts'
import { toldWrites } from '../../../gateway/live/told-writes.ts'
import type { About, Command } from '../../../ledger/writes/port.ts'
import { memoryWrites } from '../../memory/writes.ts'

const at = instant(new Date('2026-06-15T10:00:00Z'))
const command = (more: Partial<Command> = {}): Command => ({
  caller: 'somebody',
  operation: 'cartLinesAdd',
  key: 'one',
  input: '{}',
  at,
  about: ['cart/one', 'customer/ada'],
  ...more,
})

function watched() {
  const told: (readonly About[])[] = []
  return { told, writes: toldWrites(memoryWrites(), (about) => void told.push(about)) }
}

const entry = { id: 'e', stream: 's', system: 'erp', kind: 'order.place', body: '{}', at }
const later = instant(new Date('2026-06-15T10:01:00Z'))
const terms = { at, leaseUntil: later, first: 1 }

describe('a ledger whose writes are told', () => {
  it('tells of what was done, once', async () => {
    const { writes, told } = watched()
    await writes.once(command(), async () => null)
    await writes.once(command(), async () => null)
    expect(told).toEqual([['cart/one', 'customer/ada']])
  })

  it('tells after it is kept', async () => {
    const { writes, told } = watched()
    await writes.transact(['cart/one'], async () => expect(told).toEqual([]))
    expect(told).toEqual([['cart/one']])
  })

  it('tells of nothing that was undone', async () => {
    const { writes, told } = watched()
    const failing = async () => {
      throw new Error('refused')
    }
    await expect(writes.once(command(), failing)).rejects.toThrow('refused')
    await expect(writes.transact(['cart/one'], failing)).rejects.toThrow('refused')
    expect(told).toEqual([])
  })

  it('tells of what followed from a delivery, where that was kept', async () => {
    const { writes, told } = watched()
    await writes.transact([], (unit) => unit.send(entry))
    await writes.outbox.take('worker', terms)
    await writes.outbox.begin('worker', 'e', at)
    const settle = (worker: string) => writes.outbox.settle(worker, 'e', { state: 'DONE', at }, ['order/one'])
    expect([await settle('another'), await settle('worker')]).toEqual([false, true])
    expect(told).toEqual([[], ['order/one']])
  })
})
