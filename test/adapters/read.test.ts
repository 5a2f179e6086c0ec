import { describe, expect, it } from 'vitest'
import { isSourceError, SourceError } from '../../adapters/error.ts'
import type { RecordId } from '../../adapters/ids.ts'
import { type Found, inChunks, isFound } from '../../adapters/read.ts'
import type { Instant } from '../../adapters/time.ts'

const found = (value: number): Found<number> => ({
  value,
  source: 'erp',
  recordId: String(value) as RecordId,
  recordedAt: null,
  fetchedAt: '2026-06-15T10:00:00.000Z' as Instant,
  fromCache: false,
})
const timeout = new SourceError('erp', 'SOURCE_TIMEOUT', 'no answer')

describe('a read in chunks', () => {
  it('asks for each key once, in chunks no larger than allowed, and puts the answers together', async () => {
    const asked: (readonly number[])[] = []
    const reads = await inChunks([1, 2, 3, 2, 4, 5, 1], 2, async (chunk) => {
      asked.push(chunk)
      return chunk.map((key) => [key, found(key)] as const)
    })
    expect(asked).toEqual([[1, 2], [3, 4], [5]])
    expect([...reads].map(([key, read]) => isFound(read) && read.value === key)).toEqual(
      Array.from({ length: 5 }, () => true),
    )
  })

  it('asks nobody for nothing', async () => {
    const reads = await inChunks([], 10, () => Promise.reject(new Error('must not be asked')))
    expect(reads.size).toBe(0)
  })

  it('fails the keys of the chunk that failed and no others, and leaves out what there is none of', async () => {
    const reads = await inChunks([1, 2, 3, 4], 2, async (chunk) => {
      if (chunk.includes(3)) throw timeout
      return [[1, found(1)] as const]
    })
    expect([...reads.keys()]).toEqual([1, 3, 4])
    expect([reads.get(3), reads.get(4)]).toEqual([timeout, timeout])
  })

  it('reads its chunks side by side', async () => {
    let release: () => void = () => {}
    const second = new Promise<void>((resolve) => {
      release = resolve
    })
    const reads = await inChunks([1, 2], 1, async ([key = 0]) => {
      if (key === 1) await second
      else release()
      return [[key, found(key)] as const]
    })
    expect(reads.size).toBe(2)
  })

  it('lets a bug through', async () => {
    const bug = new TypeError('undefined is not a function')
    await expect(inChunks([1], 1, () => Promise.reject(bug))).rejects.toBe(bug)
  })
})

describe('a failure', () => {
  it('is told from a value, and from none', () => {
    expect([found(1), timeout, undefined].map((read) => isFound(read))).toEqual([true, false, false])
  })

  it('is known by its name, so that it survives two copies of the module', () => {
    const foreign = Object.assign(new Error('x'), { name: 'SourceError', code: 'SOURCE_TIMEOUT' })
    expect([timeout, foreign, new Error('x'), { name: 'SourceError' }, null].map(isSourceError)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })

  it('says whether asking again makes sense', () => {
    const codes = [
      'SOURCE_TIMEOUT',
      'SOURCE_UNAVAILABLE',
      'CIRCUIT_OPEN',
      'RATE_LIMITED',
      'BAD_RESPONSE',
      'UNSUPPORTED',
      'CONFLICT',
    ] as const
    const retryable = codes.filter((code) => new SourceError('erp', code, 'x').retryable)
    expect(retryable).toEqual(['SOURCE_TIMEOUT', 'SOURCE_UNAVAILABLE', 'CIRCUIT_OPEN', 'RATE_LIMITED'])
  })
})
