import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { rulesIn } from '../../../../schema/scope-rules.ts'
import { defineSubgraph } from '../../../../subgraphs/define-subgraph.ts'
import type { Owners } from '../../../../subgraphs/shared/access/owners.ts'
import { refuseUnowned } from '../../../../subgraphs/shared/access/unowned.ts'

const HEAD =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key", "@requiresScopes"])'
const SELF = '@requiresScopes(scopes: [["customer:self"], ["order:read"]])'
const GUEST = '@requiresScopes(scopes: [["order:read"], ["order:guest"]])'
const mine: Owners = { A: { of: () => ({}) } }

const check = (sdl: string, owners: Owners = {}, resolvers: object = {}) => {
  const typeDefs = parse(`${HEAD}\n${sdl}`)
  refuseUnowned(buildSubgraphSchema({ typeDefs, resolvers: resolvers as never }), rulesIn(typeDefs), {
    owners,
    resolved: new Set(),
  })
}

describe('a subgraph is refused at its start', () => {
  it.each([
    ['a type for one’s own', `type Query { a: A } type A ${SELF} { b: Int }`, 'A', 'A'],
    ['a guest’s type', `type Query { a: A } type A ${GUEST} { b: Int }`, 'A', 'A'],
    ['a field for one’s own', `type Query { a: A } type A { b: Int ${SELF} }`, 'A', 'A.b'],
  ])('when nobody names the owner of %s', (_, sdl, type, coordinate) => {
    expect(() => check(sdl)).toThrow(
      `expected the owner of ${type} to be named, which the rule of ${coordinate} asks for; add it to the subgraph's owners`,
    )
    expect(() => check(sdl, mine)).not.toThrow()
  })

  it('when a root field is for one’s own and what it answers says nothing of whose it is', () => {
    expect(() => check(`type Query { a: A ${SELF} } type A { b: Int }`, mine)).toThrow(
      "expected the type that Query.a answers to have a rule, as the field asks for what is one's own",
    )
    expect(() => check(`type Query { a: A ${SELF} } type A ${SELF} { b: Int }`, mine)).not.toThrow()
  })

  it('when a caller’s own object could pass for a guarded entity', () => {
    const sdl = `type Query { a: A } type A @key(fields: "b") ${SELF} { b: Int }`
    expect(() => check(sdl, mine)).toThrow('expected A, which has a rule, to have __resolveReference')
    expect(() => check(sdl, mine, { A: { __resolveReference: () => null } })).not.toThrow()
  })

  it('when a guarded type is one of several that a field may answer', () => {
    const rule = '@requiresScopes(scopes: [["order:read"]])'
    const union = `type Query { c: C } type A ${rule} { b: Int } type B { b: Int } union C = A | B`
    expect(() => check(union)).toThrow('expected A, which has a rule, not to be in C')
    const implementing = `type Query { c: C } interface C { b: Int } type A implements C ${rule} { b: Int }`
    expect(() => check(implementing)).toThrow('expected A, which has a rule, not to be in C')
  })

  it.each(['enum C RULE { D }', 'scalar C RULE'])('when what has a rule is no object: %s', (sdl) => {
    const guarded = sdl.replace('RULE', '@requiresScopes(scopes: [["order:read"]])')
    expect(() => check(`type Query { c: C } ${guarded}`)).toThrow(
      'expected C, which has a rule, to be an object type',
    )
  })

  it('and not for types that are not the guarded one', () => {
    const sdl = `type Query { a: A c: C } type A ${SELF} { b: Int } type B { b: Int } union C = B`
    expect(() => check(sdl, mine)).not.toThrow()
  })

  it('and not for a mutation whose answer says whose it is', () => {
    const sdl = `type Query { b: Int } type Mutation { a: A ${SELF} } type A ${SELF} { b: Int }`
    expect(() => check(sdl, mine)).not.toThrow()
  })

  it('and not for rules that nobody’s own things are in', () => {
    expect(() =>
      check('type Query { a: A } type A { b: Int @requiresScopes(scopes: [["order:read"]]) }'),
    ).not.toThrow()
  })
})

describe('a subgraph', () => {
  it('is checked when it is defined', () => {
    expect(() => defineSubgraph('loyalty', {})).toThrow(/^expected the owner of \w+ to be named/)
  })
})
