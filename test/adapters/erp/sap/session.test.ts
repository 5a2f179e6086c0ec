import { describe, expect, it } from 'vitest'
import { createSession, readToken, type Token } from '../../../../adapters/erp/sap/session.ts'

const token = (name: string): Token => ({ token: name, cookie: '' })

describe('the session', () => {
  it('fetches its token once for callers at the same time and keeps it', async () => {
    let fetches = 0
    const session = createSession(async () => token(`t${++fetches}`))
    const tokens = await Promise.all([session.token(), session.token(), session.token()])
    expect([...tokens, await session.token()].map((each) => each.token)).toEqual(['t1', 't1', 't1', 't1'])
  })

  it('fetches one new token when two callers drop the same refused one', async () => {
    let fetches = 0
    const session = createSession(async () => token(`t${++fetches}`))
    const refused = await session.token()
    session.drop(refused)
    const first = session.token()
    session.drop(refused)
    const second = session.token()
    expect(await Promise.all([first, second])).toEqual([token('t2'), token('t2')])
    session.drop(refused)
    expect(await session.token()).toEqual(token('t2'))
  })

  it('does not keep a failure, and lets a caller who waited try once itself', async () => {
    const answers = [Promise.reject(new Error('late')), Promise.resolve(token('t2'))]
    const session = createSession(() => answers.shift() ?? Promise.reject(new Error('asked too often')))
    const [first, second] = await Promise.allSettled([session.token(), session.token()])
    expect(first.status).toBe('rejected')
    expect(second).toEqual({ status: 'fulfilled', value: token('t2') })
  })

  it('reads token and cookies of an answer, without the attributes of the cookies', () => {
    const cookies = ['SAP_SESSIONID_S4H_100=a%3d; path=/; HttpOnly', 'sap-XSRF_S4H_100=b; path=/']
    expect(readToken({ 'x-csrf-token': 'abc', 'set-cookie': cookies })).toEqual({
      token: 'abc',
      cookie: 'SAP_SESSIONID_S4H_100=a%3d; sap-XSRF_S4H_100=b',
    })
    expect(readToken({ 'x-csrf-token': 'Required' })).toBeNull()
    expect(readToken({})).toBeNull()
  })
})
