import { describe, expect, it } from 'vitest'
import { createSessions, heldBack, type Session } from '../../../../adapters/erp/tryton/session.ts'

const named = (authorization: string): Session => ({ user: 7, authorization, context: {} })

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

  it('is the one that is handed in, whatever a sign-in would say', async () => {
    const sessions = createSessions(() => Promise.reject(new Error('refused')))
    const opened = named('s1')
    sessions.take(opened)
    expect(await sessions.current()).toBe(opened)
  })

  it('is opened again by one who waited for a sign-in that failed for somebody else', async () => {
    const outcomes = [() => Promise.reject(new Error('cut short')), async () => named('s2')]
    const sessions = createSessions(() => outcomes.shift()?.() ?? Promise.reject(new Error('too many')))
    const [theirs, ours] = await Promise.allSettled([sessions.current(), sessions.current()])
    expect(theirs.status).toBe('rejected')
    expect(ours).toMatchObject({ status: 'fulfilled', value: { authorization: 's2' } })
  })
})

describe('a sign-in that was refused', () => {
  const refusal = new Error('refused')
  const open = (outcomes: (Error | Session)[]) => {
    let now = 0
    let tries = 0
    const signIn = async () => {
      const outcome = outcomes[tries++] ?? refusal
      if (outcome instanceof Error) throw outcome
      return outcome
    }
    const clock = () => new Date(now)
    const isRefusal = (error: unknown) => error === refusal
    const held = heldBack(signIn, { clock, ms: 1_000, isRefusal })
    return { held, tries: () => tries, wait: (ms: number) => (now += ms) }
  }

  it('is not tried again before its time, and fails as it did', async () => {
    const { held, tries, wait } = open([refusal, named('s1')])
    await expect(held()).rejects.toBe(refusal)
    wait(999)
    await expect(held()).rejects.toBe(refusal)
    expect(tries()).toBe(1)
    wait(1)
    expect(await held()).toEqual(named('s1'))
  })

  it('by an outage is tried again at once', async () => {
    const { held } = open([new Error('no answer'), named('s1')])
    await expect(held()).rejects.toThrow('no answer')
    expect(await held()).toEqual(named('s1'))
  })
})
