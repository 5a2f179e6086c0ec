import { describe, expect, it } from 'vitest'
import { ANONYMOUS } from '../../../subgraphs/shared/access/viewer.ts'
import { composeRights, holding, RIGHTS, startRights } from './rights-graph.ts'

const { ask } = startRights()

const without = (...scopes: readonly string[]) =>
  holding(...RIGHTS.filter((scope) => !scopes.includes(scope)))

describe('a refused field that must not be null', () => {
  it('refuses its object, which is not asked for', async () => {
    const { data, errors, asked } = await ask(without('secret'), '{ person(id: "1") { name secret } club }')
    expect(data).toEqual({ person: null, club: 'club' })
    expect(errors).toMatchObject([
      {
        message: 'cannot be answered without something that needs a token with secret; found none of them',
        path: ['person'],
      },
    ])
    expect(asked).toEqual(['Query.club'])
  })

  it('climbs to the nearest field that may be null', async () => {
    const query = '{ person(id: "1") { name friend { bestFriend { bestFriend { s: secret } } name } } }'
    const { data, paths, asked } = await ask(without('secret'), query)
    expect(data).toEqual({ person: { name: 'Ada', friend: null } })
    expect(paths).toEqual(['person.friend'])
    expect(asked).toEqual(['Query.person', 'Person.name'])
  })

  it('refuses a list that may be null, with everything in it', async () => {
    const { data, paths, asked } = await ask(without('secret'), '{ people { secret } grid { secret } }')
    expect(data).toEqual({ people: null, grid: null })
    expect(paths).toEqual(['people', 'grid'])
    expect(asked).toEqual([])
  })

  it('refuses the operation where nothing up to its root may be null, and asks nobody', async () => {
    const refused = { message: 'needs a token with host; found none of them', path: ['host'] }
    const root = await ask(holding(), '{ club host { id } }')
    expect(root).toMatchObject({ data: null, errors: [refused], asked: [] })
    const below = await ask(without('secret'), '{ club host { bestFriend { secret } } }')
    expect(below).toMatchObject({ data: null, paths: ['host'], asked: [] })
  })

  it('counts only where it is asked for', async () => {
    const query =
      'query ($with: Boolean!) { person(id: "1") { name ...F @include(if: $with) } } fragment F on Person { secret }'
    expect((await ask(without('secret'), query, { with: false })).data).toEqual({ person: { name: 'Ada' } })
    expect((await ask(without('secret'), query, { with: true })).data).toEqual({ person: null })
  })
})

describe('a mutation', () => {
  it('is refused whole before any effect when one of its fields is refused', async () => {
    const query = 'mutation { rename(id: "1", name: "x") { person { name } } touch(id: "1") { name } }'
    const { data, errors, asked } = await ask(without('touch'), query)
    expect(data).toBeNull()
    expect(errors).toEqual([
      {
        message: 'needs a token with touch; found none of them',
        path: ['touch'],
        extensions: { code: 'FORBIDDEN' },
      },
    ])
    expect(asked).toEqual([])
  })

  it('is refused before any effect when a required field of its payload is refused', async () => {
    const query = 'mutation { rename(id: "1", name: "x") { receipt } }'
    expect(await ask(without('receipt'), query)).toMatchObject({ data: null, paths: ['rename'], asked: [] })
    expect((await ask(holding('receipt'), query)).data).toEqual({ rename: { receipt: 'R-1' } })
  })

  it('has its effect when what is refused in its payload may be null', async () => {
    const query = 'mutation { rename(id: "1", name: "x") { log person { secret } } }'
    const { data, paths, asked } = await ask(ANONYMOUS, query)
    expect(data).toEqual({ rename: { log: null, person: null } })
    expect(paths).toEqual(['rename.log', 'rename.person'])
    expect(asked).toEqual(['Mutation.rename'])
  })

  it('is refused before any effect when it might turn out that its payload cannot be answered', async () => {
    const required = await ask(without('dog'), 'mutation { adopt { pet { __typename } } }')
    expect(required).toMatchObject({ data: null, paths: ['adopt'], asked: [] })
    const spare = await ask(without('dog'), 'mutation { adopt { spare { __typename } } }')
    expect(spare).toMatchObject({ data: { adopt: { spare: { __typename: 'Fish' } } }, errors: [] })
  })
})

describe('a rule on the root', () => {
  const guarded = composeRights().replace(
    'type Query\n',
    'type Query\n  @requiresScopes(scopes: [["root"]])\n',
  )
  const closed = startRights({}, guarded)

  it('refuses every operation to those who do not meet it, whatever they ask', async () => {
    for (const query of ['{ people { id } }', '{ __typename }', '{ __schema { description } }']) {
      const { data, errors, asked } = await closed.ask(without(), query)
      expect({ data, asked }).toEqual({ data: null, asked: [] })
      expect(errors).toEqual([
        { message: 'needs a token with root; found none of them', extensions: { code: 'FORBIDDEN' } },
      ])
    }
    expect((await closed.ask(holding('root'), '{ people { id } }')).data).toMatchObject({
      people: [{ id: '1' }, {}, {}, null],
    })
  })

  it('says nothing of the others', async () => {
    const query = 'mutation { rename(id: "1", name: "x") { person { id } } }'
    expect((await closed.ask(holding(), query)).data).toEqual({ rename: { person: { id: '1' } } })
  })
})
