import { describe, expect, it } from 'vitest'
import { SourceError } from '../../adapters/error.ts'
import { createForgetting } from '../../adapters/forget.ts'
import type { RecordId } from '../../adapters/ids.ts'
import { cachedPort } from '../../adapters/keep-fresh.ts'
import type { Loyalty } from '../../adapters/ports/loyalty.ts'
import { isFound } from '../../adapters/read.ts'
import { memoryCache } from '../../cache/memory.ts'
import { memoryLoyalty } from '../memory/loyalty.ts'
import { counted } from '../memory/spy.ts'

const [A, B] = ['member-a', 'member-b'] as [RecordId, RecordId]
const FRESHNESS = {
  catalog: 0,
  prices: 0,
  promotions: 0,
  stock: 0,
  stores: 0,
  profiles: 0,
  orders: 0,
  conversations: 0,
  loyalty: 15,
  staleIfError: 600,
}

/** Two processes that share a cache, over an engine with two members. */
function twoProcesses() {
  let now = Date.parse('2026-06-15T10:00:00Z')
  const clock = () => new Date(now)
  const cache = memoryCache({ maxEntries: 100, clock })
  const state: { available: number; failure: SourceError | null; gate: Promise<void> | null } = {
    available: 10,
    failure: null,
    gate: null,
  }
  const plain = () =>
    memoryLoyalty({
      source: 'crm',
      clock,
      accounts: [A, B].map((recordId) => ({
        account: {
          recordId,
          cardNumber: `card ${recordId}`,
          customer: null,
          program: { id: 'club', name: 'Club' },
          balance: { available: state.available, pending: 0, reserved: 0 },
          tier: null,
        },
        entries: [],
      })),
    })
  const { port, calls } = counted<Loyalty>({
    ...plain(),
    accounts: async (ids) => {
      const read = await plain().accounts(ids)
      await state.gate
      return state.failure ? new Map(ids.map((id) => [id, state.failure as SourceError])) : read
    },
    ledger: (requests) => plain().ledger(requests),
    accountsByCard: (cards) => plain().accountsByCard(cards),
  })
  const process = () => {
    const own = { cache, clock, freshness: FRESHNESS, hmacKey: 'k' }
    const { forget, changes } = createForgetting(own)
    const tools = { ...own, changes }
    const kept = cachedPort<Loyalty>(port, { ...tools, source: 'crm', port: 'loyalty' })
    const available = async (id: RecordId) => {
      const read = (await kept.accounts([id])).get(id)
      return isFound(read) ? [read.value.balance.available, read.stale ?? false] : read?.code
    }
    return {
      kept,
      available,
      forget: (...records: string[]) => forget({ records }),
    }
  }
  return {
    state,
    calls,
    one: process(),
    other: process(),
    pass: (ms: number) => {
      now += ms
    },
  }
}

describe('what is forgotten', () => {
  it('is asked for anew, once, by every process, and nothing else is', async () => {
    const { one, other, state, calls, pass } = twoProcesses()
    await Promise.all([one.available(A), one.available(B)])
    const before = calls.accounts
    state.available = 7
    pass(1)
    await one.forget(A)
    pass(1)
    expect([await other.available(A), await one.available(A)]).toEqual([
      [7, false],
      [7, false],
    ])
    expect(await one.available(B)).toEqual([10, false])
    expect(calls.accounts).toBe(before + 1)
  })

  it('is every page of a history, and what is asked by card', async () => {
    const { one, calls, pass } = twoProcesses()
    const pages = [1, 5].map((first) => ({ account: A, first, after: null }))
    const read = async () => {
      await one.kept.ledger(pages)
      await one.kept.accountsByCard(['card member-a'])
    }
    await read()
    await read()
    expect([calls.ledger, calls.accountsByCard]).toEqual([1, 1])
    pass(1)
    await one.forget(A, 'card member-a')
    pass(1)
    await read()
    expect([calls.ledger, calls.accountsByCard]).toEqual([2, 2])
  })

  it('is not what was being read while it was changed', async () => {
    const { one, state, pass } = twoProcesses()
    let open = () => {}
    state.gate = new Promise((resolve) => {
      open = () => resolve()
    })
    const early = one.available(A)
    // Let it have read, and not yet answered.
    await new Promise((resolve) => setImmediate(resolve))
    state.available = 7
    pass(1)
    await one.forget(A)
    const late = one.available(A)
    pass(1)
    open()
    expect([await early, await late]).toEqual([
      [10, false],
      [7, false],
    ])
    expect(await one.available(A)).toEqual([7, false])
  })

  it('is not shown while the system fails, stale or not', async () => {
    const { one, state, pass } = twoProcesses()
    await one.available(A)
    pass(1)
    await one.forget(A)
    state.failure = new SourceError('crm', 'SOURCE_TIMEOUT', 'hangs')
    pass(60_000)
    expect(await one.available(A)).toBe('SOURCE_TIMEOUT')
  })
})
