import { describe, expect, it } from 'vitest'
import { pageInfo, pageSize, readCursor, writeCursor } from '../../subgraphs/connection.ts'

const asText = (value: unknown) => (Array.isArray(value) && typeof value[0] === 'string' ? value[0] : null)

describe('a page', () => {
  it('may be as large as its list allows', () => {
    expect([pageSize(1), pageSize(100), pageSize(50, 50)]).toEqual([1, 100, 50])
  })

  it.each([
    [0, 100],
    [-1, 100],
    [101, 100],
    [51, 50],
  ])('of %d is refused where %d is the most', (first, most) => {
    expect(() => pageSize(first, most)).toThrow(`expected "first" between 1 and ${most}`)
  })

  it('starts and ends with its first and last cursor, or nowhere', () => {
    expect(pageInfo([{ cursor: 'a' }, { cursor: 'b' }], true)).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: 'a',
      endCursor: 'b',
    })
    expect(pageInfo([], false)).toMatchObject({ startCursor: null, endCursor: null })
  })
})

describe('a cursor', () => {
  it('gives back its position and is safe in a URL', () => {
    const cursor = writeCursor(['é?', 1, null])
    expect(cursor).toMatch(/^[\w-]+$/)
    expect(readCursor(cursor, (value) => value)).toEqual(['é?', 1, null])
  })

  it.each(['', 'not a cursor', writeCursor([1]), Buffer.from('{"a"').toString('base64url')])(
    'of another list is refused: %j',
    (cursor) => {
      expect(() => readCursor(cursor, asText)).toThrow(
        expect.objectContaining({ extensions: { code: 'BAD_INPUT' } }),
      )
    },
  )
})
