import { expect, it } from 'vitest'
import { holding, startRights } from './rights-graph.ts'

const { ask } = startRights()

const query = 'query Named($id: ID!) { person(id: $id) { name email } } query Other { people { email } }'

it('lets an entitled viewer see after a restricted one, and no restricted one after an entitled one', async () => {
  for (const scopes of [[], ['email'], [], ['email'], ['salary'], ['email', 'salary'], []]) {
    const isEntitled = scopes.includes('email')
    const { data, paths, asked } = await ask(holding(...scopes), query, { id: '1' }, 'Named')
    expect(data).toEqual({ person: { name: 'Ada', email: isEntitled ? '1@example.org' : null } })
    expect(paths).toEqual(isEntitled ? [] : ['person.email'])
    expect(asked.includes('Person.email')).toBe(isEntitled)
  }
})

it('tells the operations of a document apart', async () => {
  const named = await ask(holding(), query, { id: '1' }, 'Named')
  const other = await ask(holding(), query, {}, 'Other')
  expect(named.data).toEqual({ person: { name: 'Ada', email: null } })
  expect(other.data).toEqual({ people: [{ email: null }, { email: null }, { email: null }, null] })
})

it('tells each viewer what was found of their own', async () => {
  const text = '{ person(id: "1") { either } }'
  const messages = []
  for (const scopes of [['a'], ['b'], []]) {
    const { errors } = await ask(holding(...scopes), text)
    messages.push(errors[0]?.message)
  }
  expect(messages).toEqual([
    'needs a token with a and b or c; found a alone',
    'needs a token with a and b or c; found b alone',
    'needs a token with a and b or c; found none of them',
  ])
})

it('keeps many viewers at once apart', async () => {
  const scopes = [[], ['email'], ['secret'], ['email', 'secret']]
  const text = '{ person(id: "1") { email friend { secret } } }'
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) => ask(holding(...(scopes[index % 4] ?? [])), text)),
  )
  for (const [index, { data }] of answers.entries()) {
    const held = scopes[index % 4] ?? []
    expect(data).toEqual({
      person: {
        email: held.includes('email') ? '1@example.org' : null,
        friend: held.includes('secret') ? { secret: 'secret of 2' } : null,
      },
    })
  }
})
