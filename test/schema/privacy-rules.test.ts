import { describe, expect, it } from 'vitest'
import { exposed, ruledTwice, unknownScopes, untagged } from '../../schema/privacy-rules.ts'
import { subgraphNames, subgraphSdl } from '../../schema/sdl.ts'

const documents = subgraphNames().map((name) => ({ name, sdl: subgraphSdl(name) }))
const of = (...sdl: string[]) => sdl.map((one, position) => ({ name: `x${position}`, sdl: one }))

describe('the schema', () => {
  it('lets nobody without a scope reach personal data', () => {
    expect(exposed(documents)).toEqual([])
  })

  it('tags the personal data it has', () => {
    expect(untagged(documents)).toEqual([])
  })

  it('asks for no scope that there is not', () => {
    expect(unknownScopes(documents)).toEqual([])
  })

  it('states each type’s rule once', () => {
    expect(ruledTwice(documents)).toEqual([])
  })

  it.each(['Order.payments', 'Customer.email', 'Conversation.subject'])(
    'would be told of %s without the guards before it',
    (coordinate) => {
      const open = documents.map(({ name, sdl }) => ({
        name,
        sdl: sdl.replaceAll(/@requiresScopes\(scopes: \[+[^)]*\)/g, ''),
      }))
      expect(exposed(open)).toContain(coordinate)
    },
  )
})

describe('the rules of privacy', () => {
  it('find personal data that a root field leads to, whoever’s field it is', () => {
    const one = 'type Query { a: A } type A @key(fields: "id") { id: ID }'
    const other = 'type A @key(fields: "id") { id: ID b: [B!]! } type B { c: String @tag(name: "pii") }'
    expect(exposed(of(one, other))).toEqual(['B.c'])
  })

  it('find what an entity asked for by its key leads to, though no root field does', () => {
    expect(exposed(of('type A @key(fields: "id") { id: ID b: String @tag(name: "pii") }'))).toEqual(['A.b'])
  })

  it.each([
    ['on the way', 'type Query { a: A @authenticated } type A { b: String @tag(name: "pii") }'],
    ['on the type', 'type Query { a: A } type A @authenticated { b: String @tag(name: "pii") }'],
    ['on the field', 'type Query { a: A } type A { b: String @tag(name: "pii") @authenticated }'],
  ])('take a guard %s for one', (_, sdl) => {
    expect(exposed(of(sdl))).toEqual([])
  })

  it('take a guard on one of two ways for none', () => {
    const sdl = 'type Query { a: A @authenticated b: A } type A { b: String @tag(name: "pii") }'
    expect(exposed(of(sdl))).toEqual(['A.b'])
  })

  it('take an extension’s guard for the type’s', () => {
    const sdl = 'type Query { a: A } type A { b: String @tag(name: "pii") } extend type A @authenticated'
    expect(exposed(of(sdl))).toEqual([])
  })

  it('find what is personal by its name or its type, but for stores and the parts of an address', () => {
    const sdl = `
      type A { email: String @tag(name: "pii") last4: String home: Address! at: [Address!] @tag(name: "pii") }
      type Store { phone: String address: Address email: String }
      type Address { familyName: String }`
    expect(untagged(of(sdl))).toEqual(['A.last4', 'A.home', 'Store.email'])
  })

  it('find a scope that there is not', () => {
    const sdl =
      'type A @requiresScopes(scopes: [["order:read", "order:red"]]) { b: Int @requiresScopes(scopes: ["toString"]) }'
    expect(unknownScopes(of(sdl))).toEqual(['A: order:red', 'A.b: toString'])
  })

  it('find a type with two rules', () => {
    const sdl = 'type A @requiresScopes(scopes: [["a"]]) { b: Int }'
    expect(ruledTwice(of(sdl, sdl))).toEqual(['A'])
  })
})
