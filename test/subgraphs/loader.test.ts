import { describe, expect, it } from 'vitest'
import { SourceError } from '../../adapters/error.ts'
import { isFound } from '../../adapters/read.ts'
import { foundOrThrow, readLoader } from '../../subgraphs/loader.ts'
import { foundIn, readEach } from '../memory/found.ts'
import { NOW } from '../memory/services.ts'
import { failsWith } from '../memory/spy.ts'

const memory = { source: 'erp', clock: () => NOW }
const down = new SourceError('erp', 'SOURCE_UNAVAILABLE', 'HTTP 503 from sap.internal', {
  retryAfterSeconds: 9,
})

describe('a read loader', () => {
  const titles = () => {
    const asked: (readonly string[])[] = []
    const loader = readLoader<string, string>(async (keys) => {
      asked.push(keys)
      return readEach(memory, keys, (key) => (key === 'none' ? null : [key.toUpperCase(), key]))
    })
    return { asked, loader }
  }

  it('asks once for all that is asked for in the same moment, and for each key once', async () => {
    const { asked, loader } = titles()
    const reads = await Promise.all(['a', 'b', 'a'].map((key) => loader.load(key)))
    expect(asked).toEqual([['a', 'b']])
    expect(reads.map((read) => isFound(read) && read.value)).toEqual(['A', 'B', 'A'])
    await loader.load('b')
    expect(asked).toHaveLength(1)
  })

  it('gives each key its own answer: none, or a failure of its own', async () => {
    const { loader } = titles()
    expect(await loader.load('none')).toBeUndefined()
    const half = readLoader<string, string>(async () => new Map([['a', down]]))
    expect(await Promise.all([half.load('a'), half.load('b')])).toEqual([down, undefined])
  })

  it('takes keys of equal text for one key', async () => {
    const asked: { readonly id: number }[] = []
    const loader = readLoader<{ readonly id: number }, string>(
      async (keys) => {
        asked.push(...keys)
        return readEach(memory, keys, ({ id }) => [String(id), String(id)])
      },
      ({ id }) => id,
    )
    const reads = await Promise.all([loader.load({ id: 1 }), loader.load({ id: 1 })])
    expect(asked).toHaveLength(1)
    expect(reads.every(isFound)).toBe(true)
  })

  it('makes a port that throws its failure every key’s failure, and lets a bug through', async () => {
    const throwing = readLoader<string, string>(() => Promise.reject(down))
    expect(await Promise.all([throwing.load('a'), throwing.load('b')])).toEqual([down, down])
    const broken = readLoader<string, string>(() => Promise.reject(new TypeError('a bug')))
    await expect(broken.load('a')).rejects.toThrow('a bug')
  })
})

describe('a field’s value', () => {
  it('is the found one, or null where there is none', () => {
    const read = foundIn(memory, 'x', '1')
    expect([foundOrThrow(read), foundOrThrow(undefined)]).toEqual([read, null])
  })

  it('is an error with the code, and none of the operator’s words, where a source failed', async () => {
    const read = (await failsWith(down)(['a'])).get('a')
    const expected = {
      message: 'The system "erp" is not available.',
      extensions: { code: 'SOURCE_UNAVAILABLE', source: 'erp', retryable: true, retryAfterSeconds: 9 },
      originalError: down,
    }
    expect(() => foundOrThrow(read)).toThrow(expect.objectContaining(expected))
  })
})
