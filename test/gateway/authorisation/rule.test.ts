import { describe, expect, it } from 'vitest'
import { isMet, type Rule, strictest, wording } from '../../../gateway/authorisation/rule.ts'
import { holding } from './rights-graph.ts'

const scopes = (...anyOf: readonly (readonly string[])[]): Rule => ({ kind: 'SCOPES', anyOf })

describe('a rule', () => {
  it('without an alternative is met by nobody, one that asks for nothing by everybody', () => {
    const policies = () => true
    expect(isMet(scopes(), holding('a'), policies)).toBe(false)
    expect(isMet(scopes([]), holding(), policies)).toBe(true)
    expect(isMet({ kind: 'POLICIES', anyOf: [] }, holding('a'), policies)).toBe(false)
    expect(wording(scopes(), holding('a'))).toBe(
      'needs a token with a right that nobody has; found none of them',
    )
  })

  it('is left out where another asks for it and more, and one of two that ask for the same', () => {
    const [a, aOrB, ab, sameAsA] = [
      scopes(['a']),
      scopes(['a'], ['b']),
      scopes(['a', 'b']),
      scopes(['a'], ['a', 'b']),
    ]
    expect(strictest([aOrB, a])).toEqual([a])
    expect(strictest([a, ab, aOrB])).toEqual([ab])
    expect(strictest([a, sameAsA])).toEqual([a])
    expect(strictest([scopes(['a']), scopes(['b'])])).toHaveLength(2)
    expect(strictest([a, { kind: 'POLICIES', anyOf: [['a']] }, { kind: 'AUTHENTICATED' }])).toHaveLength(3)
  })
})
