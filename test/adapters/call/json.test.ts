import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseShape, readJson } from '../../../adapters/call/json.ts'
import { isSourceError } from '../../../adapters/error.ts'

const answer = (body: string, type: string | undefined = 'application/json', status = 200) => ({
  status,
  headers: { 'content-type': type },
  body,
})
const failureOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    if (isSourceError(error)) return error
    throw error
  }
  throw new Error('expected a SourceError')
}

describe('a JSON answer', () => {
  it.each(['application/json', 'application/json;charset=UTF-8', 'application/problem+json'])(
    'is read as %s',
    (type) => {
      expect(readJson('erp', answer('{"a":[1]}', type))).toEqual({ a: [1] })
    },
  )

  it.each([
    ['<html>login at sap.internal</html>', 'text/html; charset=utf-8', 'found text/html (HTTP 200)'],
    ['{}', 'text/jsonish', 'found text/jsonish'],
    ['{}', '', 'no media type'],
    ['{}', 'secret!', 'no media type'],
    ['{"a":', 'application/json', 'cut off or malformed'],
    ['', 'application/json', 'cut off or malformed'],
  ])('is not %j as %j', (body, type, words) => {
    const failure = failureOf(() => readJson('erp', answer(body, type)))
    expect(failure).toMatchObject({ code: 'BAD_RESPONSE', source: 'erp' })
    expect(failure.message).toContain(words)
    expect(failure.message).not.toMatch(/internal|secret/)
  })
})

describe('a shape', () => {
  const shape = z.object({ value: z.array(z.object({ id: z.string() })) })

  it('gives what it asks for and no more', () => {
    expect(parseShape('erp', shape, { value: [{ id: '1', more: true }] })).toEqual({ value: [{ id: '1' }] })
  })

  it('says where an answer differs, keeps why for the log, and repeats no value', () => {
    const failure = failureOf(() => parseShape('erp', shape, { value: [{ id: '1' }, { id: 4_111_111 }] }))
    expect(failure).toMatchObject({ code: 'BAD_RESPONSE', message: 'erp: unexpected shape at value.1.id' })
    expect(failure.cause).toBeInstanceOf(z.ZodError)
    expect(failureOf(() => parseShape('erp', shape, null)).message).toContain('at the top')
  })
})
