import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { readRules } from '../../../gateway/authorisation/rules.ts'
import { composeRights } from './rights-graph.ts'

const LINKS = `@link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
  @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY)
  @link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)`

const rulesOf = (sdl: string, links = LINKS) => readRules(parse(`schema ${links} { query: Query } ${sdl}`))
const scopes = (...anyOf: readonly (readonly string[])[]) => ({ kind: 'SCOPES', anyOf })

describe('the rules of a supergraph', () => {
  it('are read from objects, fields, scalars and enums', () => {
    const rules = rulesOf(`
      type Query @authenticated { secret: Day @requiresScopes(scopes: [["b", "a"], ["c"]]) @policy(policies: [["p"]]) }
      scalar Day @authenticated
      enum Size @requiresScopes(scopes: []) { S }`)
    expect(rules.ofType('Query')).toEqual([{ kind: 'AUTHENTICATED' }])
    expect(rules.ofType('Query')[0]).toBe(rules.ofType('Day')[0])
    expect(rules.ofField('Query', 'secret')).toEqual([
      scopes(['a', 'b'], ['c']),
      { kind: 'POLICIES', anyOf: [['p']] },
    ])
    expect(rules.ofType('Size')).toEqual([scopes()])
    expect([rules.ofType('Other'), rules.ofField('Query', 'other')]).toEqual([[], []])
  })

  it('are read from extensions, too', () => {
    const rules = rulesOf('type Query { a: Int } extend type Query @authenticated { b: Int @authenticated }')
    expect(rules.ofType('Query')).toEqual([{ kind: 'AUTHENTICATED' }])
    expect(rules.ofField('Query', 'b')).toEqual([{ kind: 'AUTHENTICATED' }])
  })

  it.each([
    ['imported under another name', 'import: [{ name: "@requiresScopes", as: "@needs" }]', '@needs'],
    ['imported under its own name', 'as: "auth", import: ["@requiresScopes"]', '@requiresScopes'],
    ['in a namespace', 'as: "auth"', '@auth'],
    ['in a namespace, in full', 'as: "auth"', '@auth__requiresScopes'],
    ['in its own namespace', '', '@requiresScopes__requiresScopes'],
  ])('are found %s', (_, how, name) => {
    const link = `@link(url: "https://specs.apollo.dev/requiresScopes/v0.1" ${how})`
    const rules = rulesOf(`type Query { a: Int ${name}(scopes: [["s"]]) }`, link)
    expect(rules.ofField('Query', 'a')).toEqual([scopes(['s'])])
  })

  it('are those of the implementations where composition put them together on an interface', () => {
    const rules = readRules(parse(composeRights()))
    expect(composeRights()).toMatch(/interface Animal\s+@join__type\(graph: PEOPLE\)\s+@requiresScopes/)
    expect(rules.ofType('Animal')).toEqual([])
    expect(rules.ofType('Cat')).toEqual([])
    expect(rules.ofType('Dog')).toEqual([scopes(['dog'])])
    expect(rules.ofField('Cat', 'sound')).toEqual([scopes(['cat'])])
    expect(rules.ofField('Fish', 'sound')).toEqual([])
  })

  it('are those of the implementations where together they ask for less than is written', () => {
    const rules = rulesOf(`type Query { i: I } interface I @requiresScopes(scopes: [["a"]]) { f: Int }
      type A implements I @requiresScopes(scopes: [["a"]]) { f: Int }
      type B implements I @requiresScopes(scopes: [["b"], ["a"]]) { f: Int }`)
    expect(rules.ofType('A')).toEqual([scopes(['a'])])
    expect(rules.ofType('B')).toEqual([scopes(['b'], ['a'])])
  })

  it('hold for every implementation where an interface says more than they do together', () => {
    const types = `interface I @authenticated { f: Int @requiresScopes(scopes: [["x"]]) g: Int @requiresScopes(scopes: [["a", "b"]]) }
      type A implements I { f: Int g: Int @requiresScopes(scopes: [["a"]]) }
      type B implements I { f: Int @requiresScopes(scopes: [["y"]]) g: Int @requiresScopes(scopes: [["b"], ["a", "b"]]) }`
    const rules = rulesOf(`type Query { i: I } ${types}`)
    expect(rules.ofType('A')).toEqual([{ kind: 'AUTHENTICATED' }])
    expect(rules.ofField('A', 'f')).toEqual([scopes(['x'])])
    expect(rules.ofField('B', 'f')).toEqual([scopes(['y']), scopes(['x'])])
    // a, and b or both: that is a and b.
    expect(rules.ofField('A', 'g')).toEqual([scopes(['a'])])
    expect(rules.ofField('B', 'g')).toEqual([scopes(['b'], ['a', 'b'])])
  })

  it('hold for every implementation where nobody can say whether they say more', () => {
    const names = (type: string) => Array.from({ length: 50 }, (_, index) => `${type}-${index}`)
    const both = names('a').flatMap((a) => names('b').map((b) => [a, b]))
    const anyOf = (groups: readonly (readonly string[])[]) => JSON.stringify(groups)
    const rules = rulesOf(`type Query { i: I } interface I @requiresScopes(scopes: ${anyOf(both)}) { f: Int }
      type A implements I @requiresScopes(scopes: ${anyOf(names('a').map((name) => [name]))}) { f: Int }
      type B implements I @requiresScopes(scopes: ${anyOf(names('b').map((name) => [name]))}) { f: Int }`)
    expect(rules.ofType('A')).toHaveLength(2)
  })
})

describe('a supergraph whose rules nobody here would enforce', () => {
  const scoped = 'type Query { a: Int @requiresScopes(scopes: [["s"]]) }'
  it.each([
    [
      'of another version',
      scoped,
      '@link(url: "https://specs.apollo.dev/requiresScopes/v9")',
      'the supergraph says who may see what by https://specs.apollo.dev/requiresScopes/v9; expected https://specs.apollo.dev/requiresScopes/v0.1',
    ],
    [
      'of another author',
      scoped,
      '@link(url: "https://example.org/requiresScopes/v0.1")',
      'the supergraph says who may see what by https://example.org/requiresScopes/v0.1; expected https://specs.apollo.dev/requiresScopes/v0.1',
    ],
    [
      'that is not linked',
      'type Query { a: Int @policy(policies: [["s"]]) }',
      '@link(url: "https://specs.apollo.dev/requiresScopes/v0.1")',
      'the supergraph uses @policy without an @link to its specification; expected https://specs.apollo.dev/policy/v0.1',
    ],
    [
      'in another form',
      'type Query { a: Int @requiresScopes(scopes: ["s"]) }',
      LINKS,
      'expected @requiresScopes(scopes: [["name"]]) on Query.a; found another form',
    ],
    [
      'without any',
      'type Query @policy { a: Int }',
      LINKS,
      'expected @policy(policies: [["name"]]) on Query; found another form',
    ],
    [
      'with something that is no name',
      'type Query @policy(policies: [["a", 1]]) { a: Int }',
      LINKS,
      'expected @policy(policies: [["name"]]) on Query; found another form',
    ],
    [
      'on a union',
      'type Query { a: U } type A { a: Int } union U @authenticated = A',
      LINKS,
      'the supergraph has a rule about who may see what on something other than an object, interface, field, scalar or enum',
    ],
    [
      'on an argument',
      'type Query { a(b: Int @authenticated): Int }',
      LINKS,
      'the supergraph has a rule about who may see what on something other than an object, interface, field, scalar or enum',
    ],
    [
      'on an input',
      'type Query { a(b: I): Int } input I { a: Int @authenticated }',
      LINKS,
      'the supergraph has a rule about who may see what on something other than an object, interface, field, scalar or enum',
    ],
  ])('is refused: %s', (_, sdl, links, message) => {
    expect(() => rulesOf(sdl, links)).toThrow(expect.objectContaining({ name: 'SupergraphError', message }))
  })
})
