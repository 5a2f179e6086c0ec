import { expect, it } from 'vitest'
import { isSourceError, type SourceErrorCode } from '../../adapters/error.ts'
import type { Misbehaviour } from '../../sandbox/server.ts'

/** A networked adapter over a sandbox system, and one read of it that needs the network. */
export interface OpenedNetwork {
  readonly source: string
  /** Resolves with the failures and values of one batch read; throws where the port throws. */
  read(): Promise<Iterable<unknown>>
  misbehave(how: Misbehaviour): Promise<void>
  close(): Promise<void>
}

/** What each fault of the system must be called; the adapter's call timeout must be 400 ms or less. */
const FAULTS: readonly (readonly [string, Misbehaviour, readonly SourceErrorCode[]])[] = [
  ['a refused connection', { down: true }, ['SOURCE_UNAVAILABLE']],
  ['a system out of service', { refuse: 'unavailable' }, ['SOURCE_UNAVAILABLE']],
  ['a system that throttles', { refuse: 'throttled' }, ['RATE_LIMITED']],
  ['a system that hangs', { hang: true }, ['SOURCE_TIMEOUT']],
  ['an answer that is no format', { garbage: true }, ['BAD_RESPONSE']],
  ['an answer cut off in the middle', { truncate: true }, ['SOURCE_UNAVAILABLE', 'BAD_RESPONSE']],
  ['a lost reply', { loseReply: true }, ['SOURCE_UNAVAILABLE']],
]

/** Drives a networked adapter through every fault: each has its one code, and nothing of the system's own words gets out. */
export function faultContract(open: () => Promise<OpenedNetwork>): void {
  it.each(FAULTS)('calls %s by its code', async (_, how, codes) => {
    const opened = await open()
    try {
      await opened.misbehave(how)
      const failures = await failuresOf(opened)
      expect(failures.length).toBeGreaterThan(0)
      for (const failure of failures) {
        expect(codes).toContain(failure.code)
        expect(failure.source).toBe(opened.source)
        expect(failure.message).not.toMatch(/127\.0\.0\.1|localhost|http:/)
      }
      await opened.misbehave({})
    } finally {
      await opened.close()
    }
  })
}

async function failuresOf({ read }: OpenedNetwork) {
  try {
    return [...(await read())].filter(isSourceError)
  } catch (error) {
    if (!isSourceError(error)) throw error
    return [error]
  }
}
