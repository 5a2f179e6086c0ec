import { describe, expect, it } from 'vitest'
import { ManifestError, plainId, readManifest } from '../../../gateway/persisted/manifest.ts'

const read = (value: unknown) => readManifest('m.json', JSON.stringify(value))
const apollo = (operations: unknown, version: unknown = 1) => ({
  format: 'apollo-persisted-query-manifest',
  version,
  operations,
})

describe("a client tool's manifest", () => {
  it("of Apollo's is a list of ids and bodies", () => {
    const operation = { id: 'a1', name: 'Me', type: 'query', body: 'query Me { me }' }
    expect(read(apollo([operation, { ...operation, id: 'sha256:b2', clientName: 'ios' }]))).toEqual({
      entries: [
        { id: 'a1', text: 'query Me { me }', file: 'm.json' },
        { id: 'b2', text: 'query Me { me }', file: 'm.json' },
      ],
      quarantined: [],
    })
  })

  it.each([
    ['of Relay and Code Generator', { '0a': 'query A { me }' }, 'query A { me }'],
    ['of Apollo Kotlin', { '0a': { name: 'A', source: 'query A { me }' } }, 'query A { me }'],
  ])('%s is a map of ids', (_, value, text) => {
    expect(read(value)).toEqual({ entries: [{ id: '0a', text, file: 'm.json' }], quarantined: [] })
  })

  it('keeps its good entries when others are none', () => {
    expect(read({ good: '{ me }', bad: 7 })).toEqual({
      entries: [{ id: 'good', text: '{ me }', file: 'm.json' }],
      quarantined: [{ file: 'm.json', id: 'bad', reason: 'expected the text of an operation' }],
    })
    expect(read(apollo([{ id: 'x' }, { id: 'y', body: '{ me }' }, { id: '', body: '{ me }' }]))).toEqual({
      entries: [{ id: 'y', text: '{ me }', file: 'm.json' }],
      quarantined: [0, 2].map((place) => ({
        file: 'm.json',
        id: `operations[${place}]`,
        reason: 'expected an id and a body, both texts',
      })),
    })
  })

  it('has no entry that is not its own', () => {
    const { entries } = readManifest('m.json', '{"__proto__":"{ me }","constructor":"{ me }"}')
    expect(entries.map(({ id }) => id)).toEqual(['__proto__', 'constructor'])
    expect(Object.prototype).not.toHaveProperty('text')
  })

  it.each([
    ['{ not json', 'm.json: expected JSON; found another text'],
    ['[]', 'm.json: expected a JSON object of registered operations; found another value'],
    ['null', 'm.json: expected a JSON object of registered operations; found another value'],
    [
      JSON.stringify({ format: 'other', version: 1, operations: [] }),
      'm.json: expected the format apollo-persisted-query-manifest; found another',
    ],
    [
      JSON.stringify(apollo([], 2)),
      'm.json: expected version 1 of apollo-persisted-query-manifest with a list of operations; found another',
    ],
    [
      JSON.stringify(apollo({})),
      'm.json: expected version 1 of apollo-persisted-query-manifest with a list of operations; found another',
    ],
  ])('that is none is refused whole: %s', (text, message) => {
    expect(() => readManifest('m.json', text)).toThrow(new ManifestError(message))
  })

  it('may have ids with the prefix of the specification', () => {
    expect(['sha256:ab', 'ab', 'x-own:ab'].map(plainId)).toEqual(['ab', 'ab', 'x-own:ab'])
  })
})
