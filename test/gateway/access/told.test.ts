import { buildSchema, getOperationAST, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { originOf } from '../../../gateway/access/origin.ts'
import { passOnAccess, toldIn } from '../../../gateway/access/passed-on.ts'
import { reachedBy } from '../../../gateway/access/reached.ts'
import { createRequestAccess } from '../../../gateway/access/request-access.ts'

const reasonOf = (reason: string) => originOf({ headers: { 'x-access-reason': reason } }).reason
const refused = {
  message: expect.stringContaining('X-Access-Reason'),
  extensions: expect.objectContaining({ code: 'BAD_INPUT' }),
}

describe('the reason a client gives', () => {
  it('is taken as it is, in UTF-8 or Latin-1, up to 120 characters', () => {
    expect(reasonOf(' ticket 4711 (return) ')).toBe('ticket 4711 (return)')
    expect(reasonOf('Vérification')).toBe('Vérification')
    expect(reasonOf(Buffer.from('Vérification ✓').toString('latin1'))).toBe('Vérification ✓')
    expect(reasonOf('x'.repeat(120))).toBe('x'.repeat(120))
    expect(reasonOf(Buffer.from('é'.repeat(120)).toString('latin1'))).toBe('é'.repeat(120))
    expect(originOf({ headers: {} }).reason).toBeNull()
  })

  for (const [what, reason] of Object.entries({
    'too long': 'x'.repeat(121),
    empty: '  ',
    'not printable': 'a\u0007b',
    'a trick of writing': Buffer.from('a\u202eb').toString('latin1'),
    'an e-mail address': 'asked by ada@example.org',
  })) {
    it(`is refused when it is ${what}`, () => {
      expect(() => reasonOf(reason)).toThrow(expect.objectContaining(refused))
    })
  }

  it('is refused when there are two', () => {
    expect(() => originOf({ headers: { 'x-access-reason': ['a', 'b'] } })).toThrow(
      expect.objectContaining(refused),
    )
  })
})

describe('what a request says of its client', () => {
  it('is bounded, and null when it says nothing', () => {
    const headers = { 'apollographql-client-name': 'n'.repeat(100), 'apollographql-client-version': ' ' }
    expect(originOf({ headers, address: '10.0.0.1' })).toEqual({
      client: 'n'.repeat(80),
      clientVersion: null,
      address: '10.0.0.1',
      reason: null,
    })
  })
})

const schema = buildSchema(`
  enum Kind { CARD EMAIL }
  type Query { lookup(kind: Kind!, value: String): Int order(id: ID!): Int find(number: String, channel: Kind): Int }
  type Mutation { forget(id: ID!, key: String): Int }`)

function reached(text: string, variables: Record<string, unknown> = {}, name?: string) {
  const document = parse(text)
  const operation = getOperationAST(document, name)
  if (!operation) throw new Error('no operation')
  return reachedBy({ schema, document, operation, variables })
}

describe('how an operation reached what it shows', () => {
  it('is its root fields with the kind of their argument, and no value', () => {
    expect(
      reached('{ a: order(id: "1") b: order(id: "2") lookup(kind: CARD, value: "4711") __typename }'),
    ).toEqual(['order', 'lookup(CARD)'])
    expect(reached('{ find(number: "1", channel: CARD) }')).toEqual(['find(number, channel)'])
    expect(reached('mutation { forget(id: "1", key: "k") }')).toEqual(['forget(key)'])
  })

  it('takes a kind from a variable, its default too, and nothing else that is in one', () => {
    const text = 'query ($k: Kind! = EMAIL) { lookup(kind: $k) }'
    expect(reached(text, { k: 'CARD' })).toEqual(['lookup(CARD)'])
    expect(reached(text)).toEqual(['lookup(EMAIL)'])
    expect(reached(text, { k: 'ada@example.org' })).toEqual(['lookup(kind)'])
  })

  it('looks into fragments, of the operation that is executed alone', () => {
    const text = `query A { ...F ... on Query { order(id: 1) } } query B { find }
      fragment F on Query { lookup(kind: CARD) ...G } fragment G on Query { find(number: "1") ...F }`
    expect(reached(text, {}, 'A')).toEqual(['lookup(CARD)', 'find(number)', 'order'])
  })

  it('names twenty ways at most', () => {
    const fields = Array.from({ length: 30 }, (_, n) => `f${n}: Int`).join(' ')
    const wide = buildSchema(`type Query { ${fields} }`)
    const document = parse(`{ ${Array.from({ length: 30 }, (_, n) => `f${n}`).join(' ')} }`)
    const operation = getOperationAST(document)
    expect(operation && reachedBy({ schema: wide, document, operation, variables: {} })).toHaveLength(20)
  })
})

describe('what a gateway tells a subgraph', () => {
  it('arrives as it was, and comes before what the subgraph’s own request says', () => {
    const request = {
      headers: { 'apollographql-client-name': 'till', 'x-access-reason': 'ticket é' },
      address: '::1',
    }
    const gateway = createRequestAccess(request)
    const document = parse('query Q { order(id: 1) }')
    const operation = getOperationAST(document)
    if (operation) gateway.executing({ schema, document, operation, variables: {}, name: 'Q' })
    const headers = passOnAccess(gateway)
    const subgraph = createRequestAccess({ headers: {}, address: '10.0.0.2' }, toldIn(headers))
    expect(subgraph.told()).toEqual({
      origin: { client: 'till', clientVersion: null, address: '::1', reason: 'ticket é' },
      operation: 'Q',
      reached: ['order'],
    })
  })

  it('is nothing where it is silent, and refused where it is not as the gateway writes it', () => {
    expect(toldIn({})).toBeNull()
    const wrong = ['x', Buffer.from('{}').toString('base64url'), ['a', 'b']]
    for (const header of wrong) {
      expect(() => toldIn({ 'couture-access': header })).toThrow('expected the header couture-access')
    }
  })

  it('is not taken from a client', () => {
    const told = {
      origin: { client: 'x', clientVersion: null, address: null, reason: null },
      operation: 'X',
      reached: [],
    }
    const headers = { 'couture-access': Buffer.from(JSON.stringify(told)).toString('base64url') }
    expect(createRequestAccess({ headers, address: '::1' }).told()).toMatchObject({
      origin: { client: null, address: '::1' },
      operation: null,
    })
  })
})
