import { beforeEach, describe, expect, it } from 'vitest'
import { money } from '../../../adapters/money.ts'
import { instant } from '../../../adapters/time.ts'
import type { WriteLedger } from '../../../ledger/writes/port.ts'
import type { Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import { twiceAtOnce } from '../twice-at-once.ts'
import { CANCEL, type Club, HELD_MINUTES, openClub, REDEEM, SETTLE_MS, shopper, staff } from './club.ts'

const STATE = `query ($id: ID!) { _entities(representations: [{ __typename: "Redemption", id: $id }]) { ... on Redemption { state } } }`
const BALANCE = `query ($id: ID!) { _entities(representations: [{ __typename: "LoyaltyAccount", id: $id }]) {
  ... on LoyaltyAccount { balance { available reserved } } } }`

describe('a redemption', () => {
  let club: Club
  let anne: Viewer
  beforeEach(async () => {
    club = await openClub()
    anne = shopper(club.ids.anne)
  })

  const redeem = async (
    input: object,
    {
      key = club.key(),
      viewer = anne,
      ledger,
    }: { readonly key?: string; readonly viewer?: Viewer; readonly ledger?: WriteLedger } = {},
  ) => {
    const whole = { accountId: club.accountId('anne'), channel: 'WEB', ...input }
    return club.ask(REDEEM, { input: whole, key }, viewer, ledger)
  }
  const redeemed = async (...given: Parameters<typeof redeem>) => {
    const { data, errors } = await redeem(...given)
    expect(errors).toEqual([])
    return data.done
  }
  const cancelled = async (id: string, viewer = anne, key = club.key()) => {
    const { data, errors } = await club.ask(CANCEL, { id, key }, viewer)
    expect(errors).toEqual([])
    return data.done
  }
  const stateOf = async (id: string) => (await club.ask(STATE, { id }, anne)).data['_entities'][0].state
  const codes = ({ userErrors }: { userErrors: readonly { code: string }[] }) =>
    userErrors.map(({ code }) => code)
  /** The outbox as long as anything is due. */
  const deliver = async () => {
    while ((await club.worker.round()) > 0);
  }
  const timeIsOver = () => club.pass(HELD_MINUTES * 60 + SETTLE_MS / 1_000)

  it('holds points for their worth, under a code, and shows the account as it then is', async () => {
    const done = await redeemed({ points: 40 })
    const until = instant(new Date(Date.parse(club.at()) + HELD_MINUTES * 60_000))
    expect(done).toMatchObject({
      replayed: false,
      redemption: { state: 'HELD', points: 40, value: { amount: '2.00' }, expiresAt: until },
      account: { balance: { available: 60, reserved: 40 } },
      userErrors: [],
    })
    expect(money('2.00', 'EUR' as never).minor).toBe(40 * 5)
    expect(done.redemption.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
    expect(done.redemption.id).toMatch(/^rdm_[0-9a-z]{26}$/)
    expect(await club.balance('anne')).toMatchObject({ available: 60, reserved: 40 })
    const kept = (await club.writes.cases.byIds([done.redemption.id])).get(done.redemption.id)
    expect(kept).toMatchObject({ kind: 'redemption', customerId: club.ids.anne, isOpen: true })
    expect(kept?.body).not.toContain(done.redemption.code)
  })

  it('is made once per key, code included, and only for the same', async () => {
    const key = club.key()
    const first = await redeemed({ points: 40 }, { key })
    const again = await redeemed({ points: 40 }, { key })
    expect([again.replayed, again.redemption]).toEqual([true, first.redemption])
    expect(club.calls.hold).toBe(1)
    const { errors } = await redeem({ points: 41 }, { key })
    expect(errors).toMatchObject([{ code: 'BAD_INPUT' }])
    expect((await club.balance('anne')).available).toBe(60)
  })

  it('is not refused to who sent it twice at once for the points that the other of both holds', async () => {
    const key = club.key()
    const done = await twiceAtOnce(club.writes, () => redeemed({ points: 100 }, { key }))
    expect([done.replayed, codes(done), done.redemption.state]).toEqual([true, [], 'HELD'])
    expect(await club.balance('anne')).toMatchObject({ available: 0, reserved: 100 })
  })

  it('is refused where there are not so many points, and the key may be used again', async () => {
    const key = club.key()
    const none = await redeemed({ points: 101 }, { key })
    expect([codes(none), none.redemption, none.account]).toEqual([['INSUFFICIENT_POINTS'], null, null])
    expect(codes(await redeemed({ points: 100 }, { key }))).toEqual([])
  })

  it('gives the last points to exactly as many as there are points for', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => redeemed({ points: 30 })))
    expect(all.filter(({ redemption }) => redemption !== null)).toHaveLength(3)
    expect(new Set(all.flatMap(codes))).toEqual(new Set(['INSUFFICIENT_POINTS']))
    expect(await club.balance('anne')).toMatchObject({ available: 10, reserved: 90 })
  })

  it('is one, however often its key comes at the same time', async () => {
    const key = club.key()
    const all = await Promise.all(Array.from({ length: 6 }, () => redeemed({ points: 30 }, { key })))
    expect(new Set(all.map(({ redemption }) => redemption.id)).size).toBe(1)
    expect(all.filter(({ replayed }) => !replayed)).toHaveLength(1)
    expect((await club.balance('anne')).available).toBe(70)
  })

  it('whose answer was lost is found again by its key', async () => {
    const key = club.key()
    club.trouble.set('hold', 'LOST')
    const lost = await redeemed({ points: 40 }, { key })
    expect(lost.userErrors).toMatchObject([{ code: 'SYSTEM_UNAVAILABLE', retryable: true }])
    club.trouble.clear()
    const found = await redeemed({ points: 40 }, { key })
    expect([codes(found), found.redemption.state]).toEqual([[], 'HELD'])
    expect(await club.balance('anne')).toMatchObject({ available: 60, reserved: 40 })
  })

  it('whose answer was lost, and that nobody asks for again, gives its points back', async () => {
    club.trouble.set('hold', 'LOST')
    await redeemed({ points: 40 })
    club.trouble.clear()
    await deliver()
    expect((await club.balance('anne')).reserved).toBe(40)
    timeIsOver()
    await deliver()
    expect(await club.balance('anne')).toMatchObject({ available: 100, reserved: 0 })
  })

  it('survives that the ledger fails after the engine held the points', async () => {
    const key = club.key()
    const failing: WriteLedger = { ...club.writes, once: () => Promise.reject(new Error('killed')) }
    expect((await redeem({ points: 40 }, { key, ledger: failing })).errors).not.toEqual([])
    expect((await club.balance('anne')).reserved).toBe(40)
    const found = await redeemed({ points: 40 }, { key })
    expect([found.replayed, found.redemption.state]).toEqual([false, 'HELD'])
    expect(await club.balance('anne')).toMatchObject({ available: 60, reserved: 40 })
  })

  it('is over when its time is, and its points are back when the engine was told', async () => {
    const { redemption } = await redeemed({ points: 40 })
    club.pass(HELD_MINUTES * 60 - 1)
    expect(await stateOf(redemption.id)).toBe('HELD')
    club.pass(1)
    expect(await stateOf(redemption.id)).toBe('EXPIRED')
    expect(codes(await cancelled(redemption.id))).toEqual(['NOT_HELD'])
    club.pass(SETTLE_MS / 1_000)
    await deliver()
    expect(await stateOf(redemption.id)).toBe('EXPIRED')
    expect(await club.balance('anne')).toMatchObject({ available: 100, reserved: 0 })
  })

  it('may be made anew under a key that nobody was answered, once its time is over', async () => {
    const key = club.key()
    club.trouble.set('hold', 'LOST')
    await redeemed({ points: 40 }, { key })
    club.trouble.clear()
    club.pass(HELD_MINUTES * 60)
    const { redemption } = await redeemed({ points: 40 }, { key })
    expect(redemption.state).toBe('HELD')
    club.pass(SETTLE_MS / 1_000)
    await deliver()
    // The first round's points are back, the second's are held.
    expect(await club.balance('anne')).toMatchObject({ available: 60, reserved: 40 })
    expect(await stateOf(redemption.id)).toBe('HELD')
  })

  it('that a till has used is USED, and stays so', async () => {
    const { redemption } = await redeemed({ points: 40 })
    await club.engine.desk.use(`${redemption.id}/1`)
    expect(await stateOf(redemption.id)).toBe('USED')
    expect(codes(await cancelled(redemption.id))).toEqual(['NOT_HELD'])
    timeIsOver()
    await deliver()
    expect(await stateOf(redemption.id)).toBe('USED')
    expect(await club.balance('anne')).toMatchObject({ available: 60, reserved: 0 })
  })

  it('is given back when it is cancelled, once', async () => {
    const { redemption } = await redeemed({ points: 40 })
    const key = club.key()
    const done = await cancelled(redemption.id, anne, key)
    expect(done).toMatchObject({
      replayed: false,
      redemption: { state: 'CANCELLED' },
      account: { balance: { available: 100, reserved: 0 } },
      userErrors: [],
    })
    expect((await cancelled(redemption.id, anne, key)).replayed).toBe(true)
    expect((await cancelled(redemption.id)).redemption.state).toBe('CANCELLED')
    timeIsOver()
    await deliver()
    expect(await stateOf(redemption.id)).toBe('CANCELLED')
    expect((await club.balance('anne')).available).toBe(100)
  })

  it('whose cancelling got no answer is cancelled by the same key', async () => {
    const { redemption } = await redeemed({ points: 40 })
    const key = club.key()
    club.trouble.set('release', 'LOST')
    expect(codes(await cancelled(redemption.id, anne, key))).toEqual(['SYSTEM_UNAVAILABLE'])
    club.trouble.clear()
    expect((await cancelled(redemption.id, anne, key)).redemption.state).toBe('CANCELLED')
    expect((await club.balance('anne')).available).toBe(100)
  })

  it('of a reward costs what the reward does', async () => {
    const done = await redeemed({ rewardId: club.sealed('mug') })
    expect([codes(done), done.redemption.points, done.redemption.value]).toEqual([[], 80, null])
    expect(codes(await redeemed({ rewardId: club.sealed('mug') }))).toEqual(['INSUFFICIENT_POINTS'])
  })

  it.each([
    ['of another channel', { rewardId: 'till' }, 'WRONG_CHANNEL'],
    ['of a higher tier', { rewardId: 'gold' }, 'REWARD_NOT_ELIGIBLE'],
    ['that is over', { rewardId: 'over' }, 'REWARD_NOT_ELIGIBLE'],
    ['that there is not', { rewardId: 'none' }, 'REWARD_NOT_ELIGIBLE'],
    ['for points where points are not spent', { points: 10, channel: 'SOCIAL' }, 'WRONG_CHANNEL'],
  ])(
    '%s is refused, and nothing is held',
    async (_, { rewardId, ...more }: Record<string, unknown>, code) => {
      const reward = rewardId === undefined ? {} : { rewardId: club.sealed(String(rewardId)) }
      expect(codes(await redeemed({ ...more, ...reward }))).toEqual([code])
      expect(club.calls.hold).toBe(0)
    },
  )

  it.each([
    [{}],
    [{ points: 0 }],
    [{ points: 1_000_001 }],
    [{ points: 5, rewardId: 'x' }],
    [{ rewardId: 'x' }],
  ])('of %j is no redemption', async (input) => {
    expect((await redeem(input)).errors).toMatchObject([{ code: 'BAD_INPUT' }])
  })

  it('of another’s points is refused like that of nobody’s', async () => {
    const [foreign, none] = await Promise.all(
      ['rosalie', 'nobody'].map((of) => redeemed({ points: 5, accountId: club.accountId(of) })),
    )
    expect([codes(foreign), codes(none)]).toEqual([['NOT_FOUND'], ['NOT_FOUND']])
    const { redemption } = await redeemed({ points: 5 })
    const rosalie = shopper(club.ids.rosalie)
    expect(codes(await cancelled(redemption.id, rosalie))).toEqual(['NOT_FOUND'])
    expect(codes(await cancelled(`rdm_${'0'.repeat(26)}`))).toEqual(['NOT_FOUND'])
    const agent = staff('loyalty:write', 'loyalty:read')
    expect(codes(await cancelled(redemption.id, agent))).toEqual([])
    const reader = await redeem({ points: 5 }, { viewer: staff('loyalty:read') })
    expect(reader.errors).toMatchObject([{ code: 'FORBIDDEN' }])
  })

  it('is seen at once by who reads the balance after it, though that is kept', async () => {
    const balance = async () =>
      (await club.ask(BALANCE, { id: club.accountId('anne') }, anne)).data['_entities'][0].balance
    expect(await balance()).toEqual({ available: 100, reserved: 0 })
    const before = club.reads.accounts
    await balance()
    expect(club.reads.accounts).toBe(before)
    club.pass(1)
    await redeemed({ points: 40 })
    club.pass(1)
    expect(await balance()).toEqual({ available: 60, reserved: 40 })
  })
})
