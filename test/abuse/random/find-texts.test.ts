import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SHORTEST, textFinder } from './find-texts.ts'

describe('texts in a text', () => {
  it('are found where they begin alike, overlap, or stand in one another', () => {
    const find = textFinder(['ord_1234', 'ord_1234567', 'ord_9', '4567x'])
    expect([...find('of ord_1234567x')].sort()).toEqual(['4567x', 'ord_1234', 'ord_1234567'])
    expect(find('ord_')).toEqual(new Set())
  })

  it('are those that each by itself would be found in it', () => {
    const few = fc.constantFrom('a', 'b', 'é', '-')
    const long = fc.string({ unit: few, minLength: SHORTEST, maxLength: SHORTEST + 3 })
    fc.assert(
      fc.property(fc.array(long), fc.string({ unit: few, maxLength: 60 }), (texts, within) => {
        const own = texts.filter((text) => within.includes(text))
        expect(textFinder(texts)(within)).toEqual(new Set(own))
      }),
    )
  })

  it('may not be too short', () => {
    expect(() => textFinder(['abcd'])).toThrow('expected 5 characters or more')
  })
})
