import { describe, expect, it, vi } from 'vitest'
import { whileHolding } from '../../gateway/lease.ts'
import type { Marks } from '../../ledger/port.ts'
import { memoryReceipts } from '../memory/ledger.ts'

const LEASE = 30

/** Processes on one ledger, whose clocks agree. */
function office() {
  const { marks } = memoryReceipts()
  const working = new Set<string>()
  const log: string[] = []
  const failures: unknown[] = []
  const begin = (holder: string, own: Marks = marks, clock = () => new Date()) => {
    const leave = new AbortController()
    const work = async (signal: AbortSignal) => {
      working.add(holder)
      log.push(`${holder} begins${working.size > 1 ? ' beside another' : ''}`)
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
      working.delete(holder)
      log.push(`${holder} ends`)
    }
    const failed = (error: unknown) => failures.push(error)
    const options = { marks: own, mark: 'lease/tills', holder, clock, leaseMs: LEASE, failed }
    const ended = whileHolding(work, options, leave.signal)
    const end = async () => {
      leave.abort()
      await ended
    }
    return { end, ended }
  }
  return { marks, begin, working, log, failures }
}

describe('a lease', () => {
  it('lets one of several processes work, however long that takes, and the next one when it ends', async () => {
    const { begin, working, log } = office()
    const people = ['ann', 'bob', 'cy'].map((name) => ({ name, ...begin(name) }))
    await vi.waitFor(() => expect(working.size).toBe(1))
    // Several leases long: the holder renews it.
    await new Promise((resolve) => setTimeout(resolve, LEASE * 4))
    expect(log).toHaveLength(1)
    const [first] = [...working]
    const holder = people.find(({ name }) => name === first)
    const others = people.filter((one) => one !== holder)
    await holder?.end()
    await vi.waitFor(() => expect(working.size).toBe(1))
    for (const other of others) await other.end()
    expect(log.filter((line) => line.includes('beside'))).toEqual([])
    expect(working.size).toBe(0)
  })

  it('passes to another when its holder vanished without giving it back', async () => {
    const { marks, begin, working } = office()
    await marks.write('lease/tills', `${Date.now() + LEASE} vanished`)
    const ann = begin('ann')
    expect(working.size).toBe(0)
    await vi.waitFor(() => expect([...working]).toEqual(['ann']))
    await ann.end()
  })

  it('ends the work of a holder who finds that another has it', async () => {
    const { marks, begin, log } = office()
    const ann = begin('ann')
    await vi.waitFor(() => expect(log).toEqual(['ann begins']))
    await marks.write('lease/tills', `${Date.now() + 60_000} another`)
    await vi.waitFor(() => expect(log).toEqual(['ann begins', 'ann ends']))
    await ann.end()
    expect(await marks.read('lease/tills')).toMatch(/another$/)
  })

  it('survives a ledger that does not answer for a moment, and ends the work when it stays away', async () => {
    const { marks, begin, log, failures } = office()
    let down = false
    const shaky: Marks = {
      ...marks,
      swap: (...swap) => (down ? Promise.reject(new Error('ledger away')) : marks.swap(...swap)),
    }
    const ann = begin('ann', shaky)
    await vi.waitFor(() => expect(log).toEqual(['ann begins']))
    down = true
    await vi.waitFor(() => expect(log).toEqual(['ann begins', 'ann ends']))
    expect(failures.length).toBeGreaterThan(0)
    down = false
    await vi.waitFor(() => expect(log.at(-1)).toBe('ann begins'))
    await ann.end()
  })

  it('is given back at the end, and when the work fails', async () => {
    const { marks, begin } = office()
    await begin('ann').end()
    expect(await marks.read('lease/tills')).toBe('')
    const failing = whileHolding(
      () => Promise.reject(new Error('a bug')),
      {
        marks,
        mark: 'lease/tills',
        holder: 'bob',
        clock: () => new Date(),
        leaseMs: LEASE,
        failed: () => {},
      },
      new AbortController().signal,
    )
    await expect(failing).rejects.toThrow('a bug')
    expect(await marks.read('lease/tills')).toBe('')
  })
})
