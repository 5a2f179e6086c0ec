import { describe, expect, it } from 'vitest'
import type { Answer, Call, Caller } from '../../../../adapters/call/caller.ts'
import { createSession } from '../../../../adapters/crm/salesforce/session.ts'

const json = { 'content-type': 'application/json' }
const ended = { status: 401, headers: json, body: '[{"errorCode":"INVALID_SESSION_ID"}]' }

/** A system whose answers wait until `waiting` calls are there, so that all of them see the same moment. */
function meeting(waiting: number) {
  const good = new Set<string>()
  let arrived = 0
  let meet: () => void = () => {}
  const together = new Promise<void>((resolve) => {
    meet = resolve
  })
  const calls: string[] = []
  const answer = async ({ route, headers = {} }: Call): Promise<Answer> => {
    calls.push(route)
    if (route === 'token') {
      const token = `token-${calls.filter((each) => each === 'token').length}`
      // The first session has ended before anybody could use it.
      if (token !== 'token-1') good.add(`Bearer ${token}`)
      const body = JSON.stringify({ access_token: token, instance_url: 'https://crm.example' })
      return { status: 200, headers: json, body }
    }
    arrived += 1
    if (arrived === waiting) meet()
    await together
    return good.has(headers['authorization'] ?? '') ? { status: 200, headers: json, body: '{}' } : ended
  }
  const caller: Caller = { call: answer, close: async () => {} }
  const session = createSession({
    source: 'crm',
    clientId: 'id',
    clientSecret: 'secret',
    login: caller,
    instance: caller,
    instanceUrl: 'https://crm.example',
  })
  return { session, calls }
}

describe('a session that ends under many calls at once', () => {
  it('is opened again once, and every call repeated once', async () => {
    const { session, calls } = meeting(5)
    const ask = () => session.call({ method: 'GET', path: 'x', route: 'query' })
    const answers = await Promise.all(Array.from({ length: 5 }, ask))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(calls.filter((route) => route === 'token')).toHaveLength(2)
    expect(calls.filter((route) => route === 'query')).toHaveLength(10)
  })
})
