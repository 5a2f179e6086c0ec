import { describe, expect, it } from 'vitest'
import { createSessions, type Session } from '../../../../adapters/erp/tryton/session.ts'

const named = (authorization: string): Session => ({ authorization, context: {} })

describe('the session with Tryton', () => {
  it('is opened once for callers at the same time', async () => {
    let opened = 0
    const sessions = createSessions(async () => named(`s${++opened}`))
    const all = await Promise.all([sessions.current(), sessions.current(), sessions.current()])
    expect(all.map(({ authorization }) => authorization)).toEqual(['s1', 's1', 's1'])
  })

  it('is renewed once, however many were refused with it', async () => {
    let opened = 0
    const sessions = createSessions(async () => named(`s${++opened}`))
    const first = await sessions.current()
    sessions.drop(first)
    const second = await sessions.current()
    sessions.drop(first)
    expect(await sessions.current()).toBe(second)
    expect(opened).toBe(2)
  })

  it('is opened again by one who waited for a sign-in that failed for somebody else', async () => {
    const outcomes = [() => Promise.reject(new Error('cut short')), async () => named('s2')]
    const sessions = createSessions(() => outcomes.shift()?.() ?? Promise.reject(new Error('too many')))
    const [theirs, ours] = await Promise.allSettled([sessions.current(), sessions.current()])
    expect(theirs.status).toBe('rejected')
    expect(ours).toMatchObject({ status: 'fulfilled', value: { authorization: 's2' } })
  })
})
