import { createHash } from 'node:crypto'
import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { checkEntries } from '../../../gateway/persisted/check.ts'

const schema = buildSchema('type Query { me: String }')
const check = (entries: readonly (readonly [id: string, text: string])[], maxTokens = 100) =>
  checkEntries([{ entries: entries.map(([id, text]) => ({ id, text, file: 'm.json' })), quarantined: [] }], {
    schema,
    maxTokens,
  })
const hash = (name: string, text: string) => createHash(name).update(text).digest('hex')
const text = 'query É { me }'.replace('É', 'E')

describe('an entry of a manifest', () => {
  it.each(['md5', 'sha1', 'sha256'])('may be named by its %s', async (name) => {
    const id = hash(name, text)
    expect(await check([[id, text]])).toEqual({ texts: new Map([[id, text]]), quarantined: [] })
  })

  it.each(['md5', 'sha1', 'sha256'])('whose %s is another text’s is kept apart', async (name) => {
    const id = hash(name, `${text} `)
    const { texts, quarantined } = await check([
      [id, text],
      ['own-name', text],
    ])
    expect([...texts.keys()]).toEqual(['own-name'])
    expect(quarantined).toEqual([
      {
        file: 'm.json',
        id,
        reason: `expected the ${name} of its text; found another: the text was changed after it was registered`,
      },
    ])
  })

  it.each([
    ['{ me', 'does not parse: Syntax Error: Expected Name, found <EOF>.'],
    ['', 'does not parse: Syntax Error: Unexpected <EOF>.'],
    ['{ you }', 'does not fit the schema: Cannot query field "you" on type "Query".'],
    [
      '{ a: me b: me c: me }',
      'does not parse: Syntax Error: Document contains more that 10 tokens. Parsing aborted.',
    ],
  ])('that cannot be executed is kept apart: %s', async (wrong, reason) => {
    const { texts, quarantined } = await check(
      [
        ['wrong', wrong],
        ['right', '{ me }'],
      ],
      10,
    )
    expect([...texts]).toEqual([['right', '{ me }']])
    expect(quarantined).toEqual([{ file: 'm.json', id: 'wrong', reason }])
  })

  it('may come twice with one text, and not with two', async () => {
    const { texts, quarantined } = await check([
      ['a', '{ me }'],
      ['a', '{ me }'],
      ['a', '{ me me }'],
    ])
    expect([...texts]).toEqual([['a', '{ me }']])
    expect(quarantined).toEqual([
      {
        file: 'm.json',
        id: 'a',
        reason: 'expected one text for an id; found another in this file or one before it',
      },
    ])
  })

  it('waits its turn among many, so that requests are answered meanwhile', async () => {
    let turns = 0
    const counting = setInterval(() => {
      turns += 1
    }, 0)
    await check(Array.from({ length: 400 }, (_, index) => [`${index}`, `query Q${index} { me }`] as const))
    clearInterval(counting)
    expect(turns).toBeGreaterThan(1)
  })
})
