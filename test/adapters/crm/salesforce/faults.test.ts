import { describe, expect, it } from 'vitest'
import { withScope } from '../../../../adapters/call/scope.ts'
import type { RecordId } from '../../../../adapters/ids.ts'
import { failure, foundIn, openCrm, world } from './open.ts'

const id = world.customers[0]?.contactId as RecordId
const account = world.loyalty[0]?.memberId as RecordId

describe('a session', () => {
  it('is opened once for many calls at once', async () => {
    const { profiles, loyalty, calls } = await openCrm()
    await Promise.all([
      profiles.profiles([id]),
      loyalty.accounts([account]),
      profiles.customerReferences(null),
    ])
    expect(calls().filter((route) => route === 'token')).toHaveLength(1)
  })

  it('is opened again, once for all, when Salesforce has ended it', async () => {
    const { profiles, loyalty, system, calls } = await openCrm()
    await profiles.profiles([id])
    calls()
    system.expireSessions()
    const [profile, points] = await Promise.all([profiles.profiles([id]), loyalty.accounts([account])])
    expect([profile.size, points.size]).toEqual([1, 1])
    expect(calls().sort()).toEqual(['composite/sobjects', 'composite/sobjects', 'query', 'query', 'token'])
  })

  it('that ends again at once is SOURCE_UNAVAILABLE, after one repetition', async () => {
    const { profiles, calls } = await openCrm({ server: { sessionMs: -1 } })
    expect((await profiles.profiles([id])).get(id)).toEqual(failure('SOURCE_UNAVAILABLE'))
    expect(calls()).toEqual(['token', 'composite/sobjects', 'token', 'composite/sobjects'])
  })

  it('is SOURCE_UNAVAILABLE with wrong credentials, without naming them', async () => {
    const { profiles } = await openCrm({ options: { clientSecret: 'wrong-secret' } })
    const read = (await profiles.profiles([id])).get(id)
    expect(read).toEqual(failure('SOURCE_UNAVAILABLE'))
    expect(String(read)).toMatch(/clientSecret/)
    expect(String(read)).not.toMatch(/wrong-secret|invalid client/)
  })

  it('survives the end of the budget of the request that opened it', async () => {
    const { profiles, served } = await openCrm()
    await served.misbehave({ latencyMs: 400, path: 'oauth2/token', nth: 1 })
    const hurried = { deadline: Date.now() + 60, signal: new AbortController().signal, record: () => {} }
    const [gone, kept] = await Promise.all([
      withScope(hurried, () => profiles.profiles([id])),
      profiles.profiles([id]),
    ])
    expect(gone.get(id)).toEqual(failure('SOURCE_TIMEOUT'))
    expect(foundIn(kept.get(id))).toMatchObject({ email: world.customers[0]?.email })
  })

  it('for another host than the configured one is refused', async () => {
    const { profiles } = await openCrm({ options: { instanceUrl: 'http://127.0.0.1:9' } })
    expect((await profiles.profiles([id])).get(id)).toEqual(failure('BAD_RESPONSE'))
  })
})

describe('a call', () => {
  it('over the daily limit is RATE_LIMITED though it comes as 403', async () => {
    const { profiles, served } = await openCrm()
    await profiles.profiles([id])
    await served.misbehave({ refuse: 'throttled' })
    expect((await profiles.profiles([id])).get(id)).toEqual(failure('RATE_LIMITED'))
  })

  it.each([
    ['out of service', { refuse: 'unavailable' }, 'SOURCE_UNAVAILABLE'],
    ['answered with garbage', { garbage: true }, 'BAD_RESPONSE'],
    ['cut off', { truncate: true }, 'SOURCE_UNAVAILABLE'],
    ['left hanging', { hang: true }, 'SOURCE_TIMEOUT'],
    ['lost', { loseReply: true }, 'SOURCE_UNAVAILABLE'],
  ] as const)('that is %s fails every key it asked for', async (_, how, code) => {
    const { profiles, loyalty, served } = await openCrm({ options: { timeoutMs: 300, retries: 0 } })
    await profiles.profiles([id])
    await served.misbehave(how)
    expect((await profiles.profiles([id])).get(id)).toEqual(failure(code))
    expect((await loyalty.accounts([account])).get(account)).toEqual(failure(code))
    const request = { account, first: 5, after: null }
    expect((await loyalty.ledger([request])).get(request)).toEqual(failure(code))
    await expect(profiles.customerReferences(null)).rejects.toEqual(failure(code))
  })

  it('fails its own accounts alone where another composite succeeds', async () => {
    const { loyalty, served } = await openCrm({ options: { retries: 0 } })
    const requests = world.loyalty.slice(0, 10).map(({ memberId }) => ({
      account: memberId as RecordId,
      first: 1,
      after: null,
    }))
    await served.misbehave({ refuse: 'unavailable', path: 'composite', nth: 1 })
    const reads = [...(await loyalty.ledger(requests)).values()]
    expect(reads.filter((read) => 'code' in read)).toHaveLength(5)
  })

  it('follows the pages of a long answer, and gives up on one without end', async () => {
    const { loyalty, calls } = await openCrm({ server: { pageSize: 20 } })
    const cards = world.loyalty.slice(0, 30).map(({ card }) => card)
    // Members count three each, with their currency and tier: six to a page.
    const reads = await loyalty.accountsByCard(cards)
    expect(reads.size).toBe(30)
    expect(calls()).toEqual(['token', 'query', 'query', 'query', 'query', 'query'])
    const [first = ''] = cards
    const all = await loyalty.accountsByCard(world.loyalty.map(({ card }) => card))
    expect(all.get(first)).toEqual(failure('BAD_RESPONSE'))
  })
})

describe('a diagnosis', () => {
  it('tells version, time and budget, and warns of nothing', async () => {
    const { source, calls } = await openCrm()
    const diagnosis = await source.diagnose()
    expect(diagnosis).toEqual({
      version: 'v68.0',
      clock: expect.stringMatching(/^\d{4}-.*Z$/),
      budget: { used: expect.any(Number), limit: 100_000 },
      warnings: [],
    })
    expect(calls().filter((route) => route !== 'describe')).toEqual(['versions', 'token'])
  })

  it('names fields that are hidden or misspelt, and a budget that runs out', async () => {
    // As many calls as a diagnosis needs: a description of each object the ports read.
    const first = await openCrm()
    await first.source.diagnose()
    const dailyLimit = first.calls().filter((route) => route === 'describe').length
    const { source } = await openCrm({
      server: { hiddenFields: ['Contact.Birthdate'], dailyLimit },
      options: { fields: { locale: 'Langage__c' } },
    })
    const { warnings } = await source.diagnose()
    expect(warnings).toEqual([
      expect.stringContaining('Contact.Birthdate'),
      expect.stringContaining('Contact.Langage__c'),
      expect.stringContaining(`${dailyLimit} of ${dailyLimit}`),
    ])
  })

  it('fails when the credentials do', async () => {
    const { source } = await openCrm({ options: { clientId: 'other' } })
    await expect(source.diagnose()).rejects.toEqual(failure('SOURCE_UNAVAILABLE'))
  })
})
