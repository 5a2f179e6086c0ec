import { describe, expect, it } from 'vitest'
import { refuseInputs } from '../../../gateway/limits/inputs.ts'
import { DEFAULT_LIMITS } from '../../../gateway/limits/limits.ts'

const limits = {
  ...DEFAULT_LIMITS,
  maxVariableDepth: 3,
  maxListItems: 4,
  maxVariableValues: 8,
  maxVariableCharacters: 5,
  maxPageSize: 50,
}
const none = { nodes: [], pages: [] }

function refusal(variables: Record<string, unknown>, asked?: number | null): unknown {
  const pages = asked === undefined ? [] : [{ argument: 'Shop.orders(first:)', asked: () => asked }]
  try {
    refuseInputs(variables, { ...none, pages }, limits)
    return null
  } catch (error) {
    const { message, extensions } = error as { message: string; extensions: { code: string } }
    return `${extensions.code} ${message}`
  }
}

describe('variables', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>, string]>([
    [
      'nesting',
      { a: { b: { c: 1 } } },
      { a: { b: [{ c: {} }] } },
      'COST_EXCEEDED the variables nest 4 levels; at most 3 are allowed',
    ],
    [
      'the items of a list',
      { a: [1, 2, 3, 4] },
      { a: { b: [1, 2, 3, 4, 5] } },
      'COST_EXCEEDED a list has 5 items; at most 4 are allowed',
    ],
    [
      'the characters of a text',
      { a: ['abcde'] },
      { a: [{ b: 'abcdef' }] },
      'COST_EXCEEDED a text has 6 characters; at most 5 are allowed',
    ],
    [
      'the number of values',
      { a: [1, 2, 3, 4], b: [1, 2] },
      { a: [1, 2, 3, 4], b: { c: 1, d: 2, e: null } },
      'COST_EXCEEDED the variables hold 9 values; at most 8 are allowed',
    ],
  ])('are let through at the limit of %s, and refused one above', (_, at, above, message) => {
    expect(refusal(at)).toBeNull()
    expect(refusal(above)).toBe(message)
  })

  it('that nest without end are refused at the limit', () => {
    let deep: unknown = 1
    for (let n = 0; n < 100_000; n += 1) deep = [deep]
    expect(refusal({ deep })).toBe('COST_EXCEEDED the variables nest 4 levels; at most 3 are allowed')
  })

  it('without end are looked at no further than the limit', () => {
    let looks = 0
    const one = () => ({
      get x() {
        looks += 1
        return 1
      },
    })
    const variables = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`v${n}`, one()]))
    expect(refusal(variables)).toContain('the variables hold 9 values')
    expect(looks).toBeLessThan(10)
  })
})

describe('a page', () => {
  it.each([1, 50])('of %d is let through', (size) => {
    expect(refusal({}, size)).toBeNull()
  })

  it.each([0, -1, 51, 1e15, 1.5, Number.POSITIVE_INFINITY])('of %d is refused', (size) => {
    expect(refusal({}, size)).toBe(`BAD_INPUT Shop.orders(first:) expected 1 to 50; found ${size}`)
  })

  it('of no size is left to who reads variables', () => {
    expect(refusal({}, null)).toBeNull()
  })
})
