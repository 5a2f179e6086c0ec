import { describe, expect, it } from 'vitest'
import { ANONYMOUS } from '../../../subgraphs/shared/access/viewer.ts'
import { holding, RIGHTS, startRights } from './rights-graph.ts'

const { ask } = startRights()

describe('a refused field', () => {
  it('is answered null, reported at its path, and asked of nobody', async () => {
    const answer = await ask(holding(), '{ person(id: "1") { id email name } }')
    expect(answer.data).toEqual({ person: { id: '1', email: null, name: 'Ada' } })
    expect(Object.keys(answer.data?.['person'] as object)).toEqual(['id', 'email', 'name'])
    expect(answer.errors).toEqual([
      {
        message: 'needs a token with email; found none of them',
        path: ['person', 'email'],
        extensions: { code: 'FORBIDDEN' },
      },
    ])
    expect(answer.status).toBeUndefined()
    expect(answer.asked).not.toContain('Person.email')
  })

  it('is refused by every alias, and by its twins in fragments', async () => {
    const answer = await ask(
      holding(),
      `{ person(id: "1") { a: email ...F ... on Person { b: email ... { c: email a: email } } name } }
       fragment F on Person { d: email ...G } fragment G on Person { a: email n: name }`,
    )
    expect(answer.data).toEqual({ person: { a: null, d: null, n: 'Ada', b: null, c: null, name: 'Ada' } })
    expect(Object.keys(answer.data?.['person'] as object)).toEqual(['a', 'd', 'n', 'b', 'c', 'name'])
    expect(answer.paths).toEqual(['person.a', 'person.d', 'person.b', 'person.c'])
    expect(answer.asked).toEqual(['Query.person', 'Person.name', 'Person.name'])
  })

  it('leaves what its twins ask for besides', async () => {
    const query = '{ p: person(id: "1") { friend { email } } p: person(id: "1") { friend { name } points } }'
    const { data, paths } = await ask(holding(), query)
    expect(data).toEqual({ p: { friend: { email: null, name: 'Grace' }, points: 100 } })
    expect(paths).toEqual(['p.friend.email'])
  })

  it('is null in every item of lists of lists', async () => {
    const { data, paths } = await ask(holding(), '{ grid { id email } }')
    const one = (id: string) => ({ id, email: null })
    expect(data).toEqual({ grid: [[one('1'), one('2')], [], null, [one('3'), null]] })
    expect(paths).toEqual(['grid.0.0.email', 'grid.0.1.email', 'grid.3.0.email'])
  })

  it('is refused for the scalar or enum or object it returns', async () => {
    const query = '{ person(id: "1") { salary mood home { street } name } }'
    const { data, errors, asked } = await ask(holding('mood'), query)
    expect(data).toEqual({ person: { salary: null, mood: 'CALM', home: null, name: 'Ada' } })
    expect(errors.map(({ message }) => message)).toEqual([
      'needs a token with salary; found none of them',
      'needs a token with home; found none of them',
    ])
    expect(asked).toEqual(['Query.person', 'Person.mood', 'Person.name'])
  })

  it('leaves its object to be asked for, which may not be there', async () => {
    const query = 'query ($id: ID!) { person(id: $id) { email } }'
    const there = await ask(holding(), query, { id: '1' })
    expect(there).toMatchObject({ data: { person: { email: null } }, paths: ['person.email'] })
    const gone = await ask(holding(), query, { id: '9' })
    expect(gone).toMatchObject({ data: { person: null }, errors: [], asked: ['Query.person'] })
  })

  it('takes its arguments’ variables with it, which are checked all the same', async () => {
    const query = 'query ($text: String!, $loud: Boolean) { echo(text: $text, loud: $loud) people { id } }'
    const { data, asked } = await ask(holding(), query, { text: 'ha', loud: true })
    expect(data).toMatchObject({ echo: null, people: [{ id: '1' }, { id: '2' }, { id: '3' }, null] })
    expect(asked).not.toContain('Query.echo')
    const wrong = await ask(holding(), query, { loud: true })
    expect(wrong).toMatchObject({
      data: undefined,
      errors: [{ extensions: { code: 'BAD_INPUT' } }],
      asked: [],
    })
  })

  it('may be called like what every object inherits', async () => {
    const query = '{ person(id: "1") { __proto__: email constructor: name toString: email } }'
    const { data, paths } = await ask(holding(), query)
    expect(JSON.stringify(data)).toBe('{"person":{"__proto__":null,"constructor":"Ada","toString":null}}')
    expect(paths).toEqual(['person.__proto__', 'person.toString'])
  })

  it('does not hide behind the key that is used for types', async () => {
    const { data } = await ask(
      holding(),
      '{ person(id: "1") { type_: name type__: email } pet { __typename type_: __typename } }',
    )
    expect(data).toEqual({ person: { type_: 'Ada', type__: null }, pet: null })
  })

  it('asks nobody when nothing is left of the operation', async () => {
    const { data, paths, asked } = await ask(ANONYMOUS, '{ club audited echo(text: "ha") }')
    expect(data).toEqual({ club: null, audited: null, echo: null })
    expect(paths).toEqual(['club', 'audited', 'echo'])
    expect(asked).toEqual([])
  })

  it('is reported a hundred times, and then how often more', async () => {
    const { data, errors } = await ask(holding(), '{ crowd { email } }')
    expect(data).toEqual({ crowd: Array.from({ length: 130 }, () => ({ email: null })) })
    expect(errors).toHaveLength(101)
    expect(errors[99]?.path).toEqual(['crowd', 99, 'email'])
    expect(errors[100]).toEqual({
      message: '30 more places are refused, too; none of them is listed',
      extensions: { code: 'FORBIDDEN' },
    })
  })

  it('keeps what went wrong elsewhere', async () => {
    const { data, errors } = await ask(holding(), '{ trouble person(id: "1") { email } }')
    expect(data).toEqual({ trouble: null, person: { email: null } })
    expect(errors.map(({ path, extensions }) => [path, extensions?.code])).toEqual([
      [['trouble'], 'SOURCE_UNAVAILABLE'],
      [['person', 'email'], 'FORBIDDEN'],
    ])
  })
})

describe('who is let through', () => {
  const either = '{ person(id: "1") { either } }'
  it.each([
    [['a', 'b'], 'either', []],
    [['c'], 'either', []],
    [['a'], null, ['needs a token with a and b or c; found a alone']],
    [['b', 'email'], null, ['needs a token with a and b or c; found b alone']],
    [[], null, ['needs a token with a and b or c; found none of them']],
  ])('by alternatives of scopes, of which all of one are needed: %j', async (scopes, value, messages) => {
    const { data, errors } = await ask(holding(...scopes), either)
    expect(data).toEqual({ person: { either: value } })
    expect(errors.map(({ message }) => message)).toEqual(messages)
  })

  it('is not told twice of what one rule says of another', async () => {
    const query = '{ person(id: "1") { letter { text } } }'
    const { errors } = await ask(holding(), query)
    expect(errors.map(({ message }) => message)).toEqual([
      'needs a token with email and letter; found none of them',
    ])
    const some = await ask(holding('letter'), query)
    expect(some.errors.map(({ message }) => message)).toEqual([
      'needs a token with email and letter; found letter alone',
    ])
    const both = await ask(holding('letter', 'email'), query)
    expect(both).toMatchObject({ data: { person: { letter: { text: 'Dear' } } }, errors: [] })
  })

  it('by a token at all', async () => {
    expect(await ask(holding(), '{ club }')).toMatchObject({ data: { club: 'club' }, errors: [] })
    const guest = await ask({ ...ANONYMOUS, scopes: ['order:guest'] }, '{ club }')
    expect(guest.data).toEqual({ club: null })
    expect(guest.errors[0]?.message).toBe('needs a token; found none')
  })

  it('by a policy, which nobody meets where nobody decides', async () => {
    const { data, errors } = await ask(holding(...RIGHTS), '{ audited }')
    expect(data).toEqual({ audited: null })
    expect(errors[0]?.message).toBe(
      'needs what the policy audit or court and police allows; found that it does not',
    )
  })

  it('everybody, untouched, where nothing is asked of them', async () => {
    const answer = await ask(ANONYMOUS, '{ __typename people { name ... on Person { points } } }')
    expect(answer.errors).toEqual([])
    expect(answer.data).toMatchObject({
      __typename: 'Query',
      people: [{ name: 'Ada', points: 100 }, {}, {}, null],
    })
  })
})

describe('a policy that somebody decides', () => {
  const deciding = startRights({ policies: (name, { scopes }) => scopes.includes(`may:${name}`) })

  it.each([
    [['may:audit'], 7],
    [['may:court', 'may:police'], 7],
    [['may:court'], null],
    [['audit'], null],
  ])('lets through whom it meets: %j', async (scopes, audited) => {
    expect((await deciding.ask(holding(...scopes), '{ audited }')).data).toEqual({ audited })
  })
})
