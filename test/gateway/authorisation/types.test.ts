import { describe, expect, it } from 'vitest'
import { holding, RIGHTS, startRights } from './rights-graph.ts'

const { ask } = startRights()

const without = (...scopes: readonly string[]) =>
  holding(...RIGHTS.filter((scope) => !scopes.includes(scope)))

describe('an interface', () => {
  it('is answered by each implementation as its own rules allow', async () => {
    const { data, paths, asked } = await ask(without('cat'), '{ animals { name sound } }')
    expect(data).toEqual({
      animals: [
        { name: 'Tom', sound: null },
        { name: 'Rex', sound: 'woof' },
        null,
        { name: 'Wanda', sound: null },
      ],
    })
    expect(paths).toEqual(['animals.0.sound'])
    expect(asked).not.toContain('Cat.sound')
  })

  it('answers null for an object of a type that is refused, and does not tell which', async () => {
    const { data, errors, asked } = await ask(
      without('dog'),
      '{ animals { __typename kind: __typename name } }',
    )
    const named = (type: string, name: string) => ({ __typename: type, kind: type, name })
    expect(data).toEqual({ animals: [named('Cat', 'Tom'), null, null, named('Fish', 'Wanda')] })
    expect(errors).toMatchObject([
      { message: 'needs a token with dog; found none of them', path: ['animals', 1] },
    ])
    expect(asked).not.toContain('Dog.name')
  })

  it('refuses a list whose items must not be null for one of them', async () => {
    const { data, paths } = await ask(without('dog', 'cat'), '{ herd { name sound } flock { name } }')
    expect(data).toEqual({ herd: null, flock: [{ name: 'Wanda' }, null] })
    expect(paths).toEqual(['herd', 'flock.1'])
  })

  it('refuses an object for a required field that its type alone has', async () => {
    const { data, paths } = await ask(without('deep'), '{ animals { name ... on Fish { depth } } }')
    expect(data).toEqual({ animals: [{ name: 'Tom' }, { name: 'Rex' }, null, null] })
    expect(paths).toEqual(['animals.3'])
  })

  it('makes what must have it null in its place', async () => {
    const query = '{ people { name favourite { name } } person(id: "1") { friend { favourite { name } } } }'
    const { data, paths } = await ask(without('dog'), query)
    expect(data).toMatchObject({
      people: [{ favourite: { name: 'Tom' } }, null, { favourite: { name: 'Wanda' } }, null],
      person: { friend: null },
    })
    expect(paths).toEqual(['people.1', 'person.friend'])
  })

  it('makes the whole answer null where nothing above it may be', async () => {
    const { data, paths } = await ask(without('dog'), '{ host { bestFriend { favourite { name } } } club }')
    expect(data).toBeNull()
    expect(paths).toEqual(['host'])
  })

  it('is looked into through what it leads to', async () => {
    const query = '{ animals { keeper { email favourite { ... on Cat { sound } name } } } }'
    const { data, paths } = await ask(without('email', 'cat'), query)
    expect(data).toEqual({
      animals: [
        { keeper: { email: null, favourite: { sound: null, name: 'Tom' } } },
        { keeper: { email: null, favourite: { name: 'Rex' } } },
        null,
        { keeper: null },
      ],
    })
    expect(paths).toEqual([
      'animals.0.keeper.email',
      'animals.0.keeper.favourite.sound',
      'animals.1.keeper.email',
    ])
  })
})

describe('a field that an implementation narrows', () => {
  it('is asked for what its own type has', async () => {
    const query = '{ animals { sound mate { ... on Fish { depth } ... on Cat { lives } name } } }'
    const { data, paths } = await ask(without('cat'), query)
    expect(data).toEqual({
      animals: [
        { sound: null, mate: { lives: 9, name: 'Tom' } },
        { sound: 'woof', mate: { depth: 7, name: 'Wanda' } },
        null,
        { sound: null, mate: null },
      ],
    })
    expect(paths).toEqual(['animals.0.sound'])
  })
})

describe('a union', () => {
  it('is answered by each member as its rules allow, also when only its type is asked', async () => {
    const query = '{ pet { __typename } pets { ... on Cat { sound } ... on Fish { depth } } }'
    const { data, paths, asked } = await ask(without('dog', 'deep'), query)
    expect(data).toEqual({ pet: null, pets: null })
    expect(paths).toEqual(['pet', 'pets'])
    expect(asked).toContain('Query.pet')
  })

  it('is spread as an interface and guarded all the same', async () => {
    const { data, paths } = await ask(
      without('dog', 'cat'),
      '{ pet { ... on Animal { name } } pets { ...A } } fragment A on Animal { sound }',
    )
    expect(data).toEqual({ pet: null, pets: [{ sound: null }, { sound: null }] })
    expect(paths).toEqual(['pet', 'pets.1.sound'])
  })
})
