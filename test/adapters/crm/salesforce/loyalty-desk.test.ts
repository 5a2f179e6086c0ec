import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Tools } from '../../../../adapters/adapter.ts'
import { salesforce } from '../../../../adapters/crm/salesforce/index.ts'
import { salesforceOptions } from '../../../../adapters/crm/salesforce/options.ts'
import type { LoyaltyAccount } from '../../../../adapters/ports/loyalty.ts'
import type { PointsHeld } from '../../../../adapters/ports/loyalty-desk.ts'
import type { Instant } from '../../../../adapters/time.ts'
import type { Misbehaviour } from '../../../../sandbox/server.ts'
import { found } from '../../../contracts/found.ts'
import { clock, world } from '../../../contracts/small-world.ts'
import { failure, mapping, openCrm } from './open.ts'

const card = [...world.loyalty].sort((left, right) => right.balance - left.balance)[0]?.card ?? ''

async function opened({ server = {}, options = {} }: Parameters<typeof openCrm>[0] = {}) {
  const crm = await openCrm({ world, server: { clock, ...server }, clock, options })
  const read = async (): Promise<LoyaltyAccount> =>
    found((await crm.loyalty.accountsByCard([card])).get(card)).value
  const account = await read()
  const held: PointsHeld = {
    key: 'cart/9/reward',
    account,
    at: '2026-06-15T09:30:00.000Z' as Instant,
    channel: 'WEB',
    points: 20,
    code: 'K7QX-22',
    reason: 'Chèque fidélité',
  }
  crm.records.splice(0)
  return { ...crm, held, reserved: async () => (await read()).balance.reserved }
}

const onJournal = (how: Misbehaviour): Misbehaviour => ({
  path: '/sobjects/TransactionJournal',
  times: 1,
  ...how,
})

describe('a movement of points', () => {
  it.each<[string, Misbehaviour]>([
    ['whose reply is lost', { loseReply: true }],
    ['whose reply is cut off', { truncate: true }],
    ['that an outage refuses', { refuse: 'unavailable' }],
    ['that finds its session ended', { refuse: 'expired' }],
  ])('%s is sent again, made once, and answered as one', async (_how, how) => {
    const { loyaltyDesk, served, held, reserved } = await opened()
    // The types of the journal are known from then on.
    await loyaltyDesk.hold({ ...held, key: 'another', points: 1 })
    await served.misbehave(onJournal(how))
    const hold = await loyaltyDesk.hold(held)
    expect(hold).toMatchObject({ key: held.key, points: -20, state: 'HELD' })
    expect(await reserved()).toBe(21)
    await served.misbehave({ path: '/sobjects/TransactionJournal/', times: 1, ...how })
    expect(await loyaltyDesk.use(held.key)).toEqual({ ...hold, state: 'USED' })
    expect(await reserved()).toBe(1)
  })

  it('that the org carries out late is one with its repeat', async () => {
    let written = 0
    const isLocked = () => {
      written += 1
      return false
    }
    const { loyaltyDesk, served, held, reserved } = await opened({
      server: { isLocked },
      options: { timeoutMs: 300 },
    })
    await loyaltyDesk.hold({ ...held, key: 'another', points: 1 })
    await served.misbehave(onJournal({ lateCommitMs: 600 }))
    await expect(loyaltyDesk.hold(held)).rejects.toEqual(failure('SOURCE_TIMEOUT'))
    const hold = await loyaltyDesk.hold(held)
    await vi.waitFor(() => expect(written).toBe(3), { timeout: 10_000 })
    expect(await loyaltyDesk.hold(held)).toEqual(hold)
    expect(await reserved()).toBe(21)
  })

  it('that finds its member in use is asked for again, which is no outage', async () => {
    let refusals = 2
    const isLocked = () => refusals-- > 0
    const { loyaltyDesk, held, records, reserved } = await opened({ server: { isLocked } })
    await loyaltyDesk.hold(held)
    const [write] = records.splice(0).filter(({ route }) => route === 'sobjects/TransactionJournal')
    expect(write).toMatchObject({ attempts: 3, circuit: 'CLOSED', failure: null })
    expect(await reserved()).toBe(20)
    refusals = 100
    await expect(loyaltyDesk.hold({ ...held, key: 'b' })).rejects.toEqual(failure('RATE_LIMITED'))
  })

  it('costs one call, once the journal’s types are known', async () => {
    const { loyaltyDesk, held, calls } = await opened()
    await loyaltyDesk.hold(held)
    expect(calls()).toEqual(['query', 'sobjects/TransactionJournal'])
    await loyaltyDesk.hold({ ...held, key: 'b' })
    expect(calls()).toEqual(['sobjects/TransactionJournal'])
    await loyaltyDesk.use('b')
    expect(calls()).toEqual(['query', 'sobjects/TransactionJournal'])
  })
})

describe('what an org cannot do', () => {
  it('is not offered where nothing says how', () => {
    const { desk: _, ...loyalty } = mapping.loyalty
    const login = { url: 'https://crm.test', clientId: 'a', clientSecret: 'b' }
    const source = salesforce.create('crm', salesforceOptions.parse({ ...login, loyalty }), {} as Tools)
    onTestFinished(() => source.close())
    expect([source.ports.loyaltyDesk, source.ports.loyalty]).toEqual([undefined, expect.anything()])
  })

  it.each([
    ['may not write the key', { server: { hiddenFields: ['TransactionJournal.Couture_Key__c'] } }],
    [
      'has no word for the channel',
      { options: { loyalty: { channel: 'Channel__c', desk: { externalId: 'Couture_Key__c' } } } },
    ],
  ])('is UNSUPPORTED where it %s', async (_what, options) => {
    const { loyaltyDesk, held } = await opened(options)
    await expect(loyaltyDesk.hold(held)).rejects.toEqual(failure('UNSUPPORTED'))
  })

  it('is told by the diagnosis', async () => {
    const { source } = await opened({ server: { hiddenFields: ['TransactionJournal.Couture_Key__c'] } })
    expect((await source.diagnose()).warnings).toContain(
      'TransactionJournal.Couture_Key__c is not there or hidden from the integration user: it reads as null',
    )
  })
})
