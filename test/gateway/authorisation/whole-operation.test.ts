import { expect, it } from 'vitest'
import { ANONYMOUS } from '../../../subgraphs/shared/access/viewer.ts'
import { holding, RIGHTS, startRights } from './rights-graph.ts'

const { ask } = startRights({ refused: 'OPERATION' })
const without = (...scopes: readonly string[]) =>
  holding(...RIGHTS.filter((scope) => !scopes.includes(scope)))

it('refuses the whole operation for one field, with 403, and asks nobody', async () => {
  const { data, errors, asked, status } = await ask(holding(), '{ people { friend { e: email } } club }')
  expect(data).toBeUndefined()
  expect(errors).toEqual([
    {
      message: 'people.friend.e needs a token with email; found none of them',
      extensions: { code: 'FORBIDDEN' },
    },
  ])
  expect(asked).toEqual([])
  expect(status).toBe(403)
})

it('lets through what nothing is refused of, and what is not asked for', async () => {
  const query = 'query ($with: Boolean!) { person(id: "1") { name email @include(if: $with) } }'
  expect(await ask(holding(), query, { with: false })).toMatchObject({
    data: { person: { name: 'Ada' } },
    errors: [],
  })
  expect((await ask(holding(), query, { with: true })).status).toBe(403)
  expect((await ask(holding('email'), query, { with: true })).data).toEqual({
    person: { name: 'Ada', email: '1@example.org' },
  })
})

it('refuses for an object that may be of a refused type', async () => {
  const { errors, asked } = await ask(without('dog', 'cat'), '{ animals { name sound } }')
  expect(errors.map(({ message }) => message)).toEqual([
    'animals.sound needs a token with cat; found none of them',
    'animals needs a token with dog; found none of them',
  ])
  expect(asked).toEqual([])
})

it('refuses root fields, mutations and introspection in the same words', async () => {
  for (const query of [
    '{ host { id } }',
    'mutation { touch(id: "1") { id } }',
    '{ __schema { description } }',
  ]) {
    const { data, errors, asked, status } = await ask(ANONYMOUS, query)
    expect(data).toBeUndefined()
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN'])
    expect(asked).toEqual([])
    expect(status).toBe(403)
  }
})
