import { type DocumentNode, getIntrospectionQuery, parse, visit } from 'graphql'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS, type OperationLimits } from '../../../gateway/limits/limits.ts'
import { tooBig } from '../../../gateway/limits/static-limits.ts'

const times = (n: number, text: (index: number) => string) =>
  Array.from({ length: n }, (_, index) => text(index)).join(' ')
const nested = (n: number) => `{ ${'a { '.repeat(n - 1)} b ${'} '.repeat(n - 1)} }`
const refusal = (text: string, limits: Partial<OperationLimits> = {}) => {
  const error = tooBig(parse(text), { ...DEFAULT_LIMITS, ...limits })
  return error && { message: error.message, code: error.extensions['code'] }
}
const refused = (message: string) => ({ message, code: 'COST_EXCEEDED' })

describe('a document is let through at each limit and refused one above', () => {
  it.each<[string, Partial<OperationLimits>, string, string, string]>([
    [
      'depth',
      { maxDepth: 4 },
      nested(4),
      nested(5),
      'the operation nests 5 fields deep; at most 4 are allowed',
    ],
    [
      'depth through fragments',
      { maxDepth: 3 },
      '{ a { ...F } } fragment F on T { ... { b { c } } }',
      '{ a { ...F } } fragment F on T { ... { b { c { d } } } }',
      'the operation nests 4 fields deep; at most 3 are allowed',
    ],
    [
      'aliases',
      { maxAliases: 2 },
      '{ x: a y: b c }',
      '{ x: a y: b z: c }',
      'the operation has 3 aliases; at most 2 are allowed',
    ],
    [
      'aliases of __typename',
      { maxAliases: 2 },
      '{ x: __typename y: __typename }',
      '{ x: __typename y: __typename z: __typename }',
      'the operation has 3 aliases; at most 2 are allowed',
    ],
    [
      'aliases in fragments, as often as they are spread',
      { maxAliases: 2 },
      '{ ...F b { ...F } } fragment F on T { x: a }',
      '{ ...F b { ...F } c { ...F } } fragment F on T { x: a }',
      'the operation has 3 aliases; at most 2 are allowed',
    ],
    [
      'root fields',
      { maxRootFields: 2 },
      '{ a { x y z } b }',
      '{ a { x y z } b c }',
      'the operation has 3 root fields; at most 2 are allowed',
    ],
    [
      'root fields in fragments',
      { maxRootFields: 2 },
      '{ a ...F } fragment F on Query { ... { b } }',
      '{ a ...F } fragment F on Query { ... { b c } }',
      'the operation has 3 root fields; at most 2 are allowed',
    ],
    [
      'directives',
      { maxDirectives: 3 },
      'query ($v: Int @d) @d { a @d }',
      'query ($v: Int @d) @d { a @d ... @d { b } }',
      'the operation has 4 directives; at most 3 are allowed',
    ],
    [
      'directives in fragments',
      { maxDirectives: 2 },
      '{ ...F b { ...F } } fragment F on T { a @d }',
      '{ ...F b { ...F @d } } fragment F on T { a @d }',
      'the operation has 3 directives; at most 2 are allowed',
    ],
    [
      'directives in one place',
      { maxDirectivesAtOnce: 2 },
      '{ a @d @d b @d @d }',
      '{ a @d @d @d }',
      'one place has 3 directives; at most 2 are allowed',
    ],
    [
      'selections',
      { maxSelections: 5 },
      '{ a { b ...F } } fragment F on T { c d }',
      '{ a { b ...F } } fragment F on T { c d e }',
      'the operation has 6 selections; at most 5 are allowed',
    ],
    [
      'selections that are fragments of nothing',
      { maxSelections: 3 },
      '{ a ...F } fragment F on T { b }',
      '{ a ...F ...F } fragment F on T { b }',
      'the operation has 5 selections; at most 3 are allowed',
    ],
    [
      'operations',
      { maxOperations: 2 },
      'query A { a } query B { b }',
      'query A { a } query B { b } query C { c }',
      'the document has 3 operations; at most 2 are allowed',
    ],
    [
      'fragments',
      { maxFragments: 1 },
      '{ ...F } fragment F on T { a }',
      '{ ...F } fragment F on T { a } fragment G on T { a }',
      'the document has 2 fragments; at most 1 are allowed',
    ],
    [
      'items of a list',
      { maxListItems: 3 },
      '{ a(list: [1, 2, 3]) }',
      '{ a(input: { list: [1, 2, 3, 4] }) }',
      'a list has 4 items; at most 3 are allowed',
    ],
    [
      'items of a list that is a default',
      { maxListItems: 1 },
      'query ($v: [Int] = [1]) { a(v: $v) }',
      'query ($v: [Int] = [1, 2]) { a(v: $v) }',
      'a list has 2 items; at most 1 are allowed',
    ],
  ])('%s', (_, limits, at, above, message) => {
    expect(refusal(at, limits)).toBeNull()
    expect(refusal(above, limits)).toEqual(refused(message))
  })

  it('every operation of the document counts, not the first alone', () => {
    expect(refusal('query A { a } query B { a b c }', { maxRootFields: 2 })).toEqual(
      refused('the operation has 3 root fields; at most 2 are allowed'),
    )
  })

  it('introspection by its own depth, at which the full query of the common tools passes', () => {
    const limits = { maxDepth: 1 }
    expect(refusal(getIntrospectionQuery({ oneOf: true }), limits)).toBeNull()
    const types = (n: number) => `{ __schema { types { ${'ofType { '.repeat(n)} name ${'} '.repeat(n)} } } }`
    expect(refusal(types(17), limits)).toBeNull()
    expect(refusal(types(18), limits)).toEqual(
      refused('the introspection nests 21 fields deep; at most 20 are allowed'),
    )
    const type = `{ __type(name: "T") { ${'ofType { '.repeat(19)} name ${'} '.repeat(19)} } }`
    expect(refusal(type, limits)).toEqual(
      refused('the introspection nests 21 fields deep; at most 20 are allowed'),
    )
  })
})

/** Counts how often the selections of a document are looked at. */
function watched(document: DocumentNode): { readonly looks: () => number; readonly sets: number } {
  let looks = 0
  let sets = 0
  visit(document, {
    SelectionSet(node) {
      const { selections } = node
      sets += 1
      Object.defineProperty(node, 'selections', {
        get: () => {
          looks += 1
          return selections
        },
      })
    },
  })
  return { looks: () => looks, sets }
}

const doubling = (n: number) =>
  `{ ...F0 } ${times(n, (i) => `fragment F${i} on Query { ${i + 1 < n ? `...F${i + 1} ...F${i + 1}` : 'a'} }`)}`
const circle = (n: number) =>
  `{ ...F0 } ${times(n, (i) => `fragment F${i} on Query { ${times(9, (k) => `...F${(i + k + 1) % n}`)} x: a }`)}`

describe('a document that multiplies', () => {
  it.each([
    ['aliases', `{ ${times(1_600, (i) => `a${i}: __typename`)} }`, 'the operation has 1600 aliases'],
    ['fragments of fragments', doubling(95), 'the operation has far too many selections'],
    ['fragments in a circle', circle(90), 'the operation has far too many selections'],
    ['nesting', nested(1_200), 'the operation nests far too many fields deep'],
    [
      'nesting of fragments without a field',
      `{ ${'... { '.repeat(1_200)} a ${'} '.repeat(1_200)} }`,
      'the operation nests far too many fields deep',
    ],
    ['directives', `{ a ${'@d '.repeat(2_000)} }`, 'one place has 2000 directives'],
    ['numbers', `{ a(list: [${'9 '.repeat(4_900)}]) }`, 'a list has 4900 items'],
    ['operations', times(1_000, (i) => `query Q${i} { a }`), 'the document has 1000 operations'],
    [
      'fragments in a row',
      `{ ...F0 } ${times(600, (i) => `fragment F${i} on Query { ...F${i + 1} }`)}`,
      'the document has 600 fragments',
    ],
  ])('by %s is refused, and each selection is looked at a few times at most', (_, text, message) => {
    const document = parse(text)
    const { looks, sets } = watched(document)
    const error = tooBig(document, { ...DEFAULT_LIMITS, maxAliases: 1_000, maxRootFields: 10_000 })
    expect(error?.message).toContain(message)
    expect(looks()).toBeLessThanOrEqual(sets * 3)
  })

  it('is measured although a fragment contains itself, which validation reports', () => {
    expect(refusal('{ ...F } fragment F on Query { a { ...F } ...F }')).toBeNull()
  })

  it('is refused before 600 fragments in a row exhaust the stack, whatever the limits', () => {
    const limits = { maxFragments: 1_000, maxTokens: 100_000 }
    const row = `{ ...F0 } ${times(900, (i) => `fragment F${i} on Query { ... { ... { ...F${i + 1} } } }`)} fragment F900 on Query { a }`
    expect(refusal(row, limits)).toEqual(
      refused('the operation nests far too many fields deep; at most 25 are allowed'),
    )
  })
})
