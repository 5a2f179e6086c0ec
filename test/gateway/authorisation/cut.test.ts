import { describe, expect, it } from 'vitest'

import { holding, startRights } from './rights-graph.ts'

describe('a refused field', () => {
  it('is answered null, reported at its path, and asked of nobody', async () => {
    const { ask } = await startRights()
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
    expect(answer.asked).not.toContain('Person.email')
  })
})
