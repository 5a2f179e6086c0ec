import { expect, it } from 'vitest'
import { holding, RIGHTS, startRights } from './rights-graph.ts'

const { ask } = startRights()

const query = `query ($with: Boolean!, $no: Boolean = true) {
  person(id: "1") {
    name
    email @include(if: $with)
    ... @skip(if: $no) { either }
    ...F @include(if: $with)
  }
}
fragment F on Person { friend { secret @skip(if: $no) name } }`

it('refuses what the variables ask for and nothing else, the same operation over and over', async () => {
  const friend = { name: 'Grace' }
  const answers: readonly [object, object, readonly string[]][] = [
    [{ with: false }, { name: 'Ada' }, []],
    [{ with: true }, { name: 'Ada', email: null, friend }, ['person.email']],
    [{ with: false, no: false }, { name: 'Ada', either: null }, ['person.either']],
    [
      { with: true, no: false },
      { name: 'Ada', email: null, either: null, friend: null },
      ['person.email', 'person.either', 'person.friend'],
    ],
  ]
  for (const [variables, person, paths] of [...answers, ...answers.toReversed(), ...answers]) {
    const answer = await ask(holding(), query, variables)
    expect(answer.data).toEqual({ person })
    expect(answer.paths).toEqual(paths)
    expect(answer.asked.filter((field) => /email|either|secret/.test(field))).toEqual([])
  }
})

it('follows conditions that are written out', async () => {
  const text =
    '{ person(id: "1") { name email @skip(if: true) a: email @include(if: true) @skip(if: true) b: email @include(if: true) } }'
  const { data, paths } = await ask(holding(), text)
  expect(data).toEqual({ person: { name: 'Ada', b: null } })
  expect(paths).toEqual(['person.b'])
})

it('tells of no errors where all that is refused is not asked for', async () => {
  const text = '{ person(id: "1") @include(if: false) { email } club @skip(if: true) }'
  const { data, errors, asked } = await ask(holding(), text)
  expect({ data, errors, asked }).toEqual({ data: {}, errors: [], asked: [] })
})

it('refuses a condition that is neither true nor false', async () => {
  const answer = await ask(holding(), query, { with: true, no: null })
  expect(answer.data).toBeUndefined()
  expect(answer.errors).toMatchObject([
    { message: 'expected $no to be true or false; found neither', extensions: { code: 'BAD_INPUT' } },
  ])
  expect(answer.asked).toEqual([])
})

it('refuses a condition of another type as it is refused to everybody', async () => {
  for (const variables of [{ with: 'yes' }, {}]) {
    const restricted = await ask(holding(), query, variables)
    const entitled = await ask(holding(...RIGHTS), query, variables)
    expect(restricted.errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }])
    expect(restricted).toEqual(entitled)
  }
})
