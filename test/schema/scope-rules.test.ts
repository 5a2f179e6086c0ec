import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { both, type Rule, rulesIn, scopeRules } from '../../schema/scope-rules.ts'

const rule = (...scopes: string[][]): Rule => ({ scopes, authenticated: false, policy: false })
const of = (sdl: string) => {
  const { types, fields } = rulesIn(parse(sdl))
  return { types: Object.fromEntries(types), fields: Object.fromEntries(fields) }
}

describe('the rules of a schema', () => {
  it('are those of its types and fields, and of nothing else', () => {
    const sdl = `
      type A @requiresScopes(scopes: [["a", "b"], ["c"]]) { b: Int c: Int @requiresScopes(scopes: [["d"]]) }
      interface B { b: Int @authenticated }
      input C { c: Int }`
    expect(of(sdl)).toEqual({
      types: { A: rule(['a', 'b'], ['c']) },
      fields: { 'A.c': rule(['d']), 'B.b': { scopes: null, authenticated: true, policy: false } },
    })
  })

  it('take one value for a list of it, as GraphQL does', () => {
    expect(of('type A @requiresScopes(scopes: "a") { b: Int }').types['A']).toEqual(rule(['a']))
    expect(of('type A @requiresScopes(scopes: ["a", ["b"]]) { b: Int }').types['A']).toEqual(
      rule(['a'], ['b']),
    )
  })

  it('let nobody through where no scopes are named', () => {
    expect(of('type A @requiresScopes { b: Int }').types['A']).toEqual(rule())
    expect(of('type A @policy(policies: [["p"]]) { b: Int }').types['A']).toEqual({
      scopes: null,
      authenticated: false,
      policy: true,
    })
  })

  it('let nobody through whose scopes are written otherwise', () => {
    expect(of('type A @requiresScopes(policies: [["a"]]) { b: Int }').types['A']).toEqual(rule())
    expect(of('type A @requiresScopes(scopes: [[a], [1]]) { b: Int }').types['A']).toEqual(rule([''], ['']))
  })

  it('hold together where a type is defined and extended', () => {
    const sdl = `
      type A @requiresScopes(scopes: [["a"]]) { b: Int }
      extend type A @requiresScopes(scopes: [["c"]]) @authenticated { c: Int }`
    expect(of(sdl).types['A']).toEqual({ scopes: [['a', 'c']], authenticated: true, policy: false })
  })
})

describe('two rules at once', () => {
  it('ask for an alternative of each, without those that ask for more than another', () => {
    expect(both(rule(['a'], ['b']), rule(['c']))).toEqual(rule(['a', 'c'], ['b', 'c']))
    expect(both(rule(['a'], ['b']), rule(['b'], ['a'], ['d']))).toEqual(rule(['a'], ['b']))
    expect(both(rule(), rule(['a']))).toEqual(rule())
    expect(both(rule(['a', 'b']), rule(['b'], ['a']))).toEqual(rule(['a', 'b']))
  })

  it('ask for what either does', () => {
    const known: Rule = { scopes: null, authenticated: true, policy: false }
    const policy: Rule = { scopes: null, authenticated: false, policy: true }
    expect(both(known, rule(['a']))).toEqual({ ...rule(['a']), authenticated: true })
    expect(both(rule(['a']), policy)).toEqual({ ...rule(['a']), policy: true })
    expect(both(policy, rule(['a']))).toEqual({ ...rule(['a']), policy: true })
    expect(both(known, known)).toEqual(known)
  })
})

describe('the rules of a subgraph', () => {
  it('hold for types whose rules another subgraph states: a stub is no way around', () => {
    const { types, fields } = scopeRules('loyalty')
    expect(types.get('Order')).toEqual(scopeRules('orders').types.get('Order'))
    expect(types.get('Customer')).toBeDefined()
    expect(fields.get('Order.loyaltyEntries')).toBeDefined()
    expect(fields.get('Order.payments')).toBeUndefined()
  })
})
