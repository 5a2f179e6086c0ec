import { beforeEach, describe, expect, it } from 'vitest'
import type { RecordId } from '../../../adapters/ids.ts'
import type { Day } from '../../../adapters/time.ts'
import type { Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import { callerOf } from '../../../subgraphs/shared/writes/command.ts'
import { ADJUST, type Club, ENROL, openClub, shopper, staff } from './club.ts'

let club: Club
beforeEach(async () => {
  club = await openClub()
})
const codes = ({ userErrors }: { userErrors: readonly { code: string }[] }) =>
  userErrors.map(({ code }) => code)

describe('joining', () => {
  let carl: Viewer
  beforeEach(() => {
    carl = shopper(club.ids.carl)
  })
  const enrol = (more: object = {}, viewer = carl) =>
    club.ask(ENROL, { id: club.ids.carl, key: club.key(), ...more }, viewer)
  const enrolled = async (...given: Parameters<typeof enrol>) => {
    const { data, errors } = await enrol(...given)
    expect(errors).toEqual([])
    return data.done
  }

  it('gives a card whose check digit is right, and an account without points', async () => {
    const done = await enrolled()
    expect(done).toMatchObject({ replayed: false, account: { balance: { available: 0 } }, userErrors: [] })
    const { cardNumber } = done.account
    expect(cardNumber).toMatch(/^297\d{10}$/)
    const sum = [...cardNumber].reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
    expect(sum % 10).toBe(0)
    const read = await club.engine.loyalty.accountsByCard([cardNumber])
    expect(read.size).toBe(1)
  })

  it('happens once: by its key it is told again, by another it is refused', async () => {
    const key = club.key()
    const first = await enrolled({ key })
    const again = await enrolled({ key })
    expect([again.replayed, again.account]).toEqual([true, first.account])
    expect(club.calls.enrol).toBe(1)
    expect(codes(await enrolled())).toEqual(['ALREADY_ENROLLED'])
  })

  it.each(['LOST', 'UNREACHED'] as const)('whose answer was %s is done once by its key', async (how) => {
    const key = club.key()
    club.trouble.set('enrol', how)
    expect(codes(await enrolled({ key }))).toEqual(['SYSTEM_UNAVAILABLE'])
    club.trouble.clear()
    const done = await enrolled({ key })
    expect([codes(done), done.account.balance.available]).toEqual([[], 0])
    const members = await club.engine.loyalty.accountsOfCustomers(['carl' as RecordId])
    expect(members.size).toBe(1)
  })

  it('takes another card where somebody else has the first', async () => {
    const key = club.key()
    const taken = club.loyaltyKeys.cardNumber({ caller: callerOf(carl), key }, 1)
    const other = { key: 'a till', customer: 'till-7' as RecordId, program: 'club', on: '2026-06-01' as Day }
    await club.engine.desk.enrol({ ...other, cardNumber: taken })
    const done = await enrolled({ key })
    expect(codes(done)).toEqual([])
    expect(done.account.cardNumber).toBe(club.loyaltyKeys.cardNumber({ caller: callerOf(carl), key }, 2))
  })

  it('is for oneself, and for staff that may for anybody the engine knows', async () => {
    const foreign = await enrol({ id: club.ids.anne })
    expect(foreign.errors).toMatchObject([{ code: 'FORBIDDEN' }])
    const agent = staff('loyalty:write', 'loyalty:read')
    expect(codes(await enrolled({}, agent))).toEqual([])
    const unknown = `cus_${'0'.repeat(26)}`
    expect(codes(await enrolled({ id: unknown }, agent))).toEqual(['CUSTOMER_UNKNOWN'])
    expect(codes(await enrolled({ id: club.ids.anne }, agent))).toEqual(['ALREADY_ENROLLED'])
  })

  it('is into the programme that shoppers join', async () => {
    const { errors } = await enrol({ program: club.sealed('mug') })
    expect(errors).toMatchObject([{ code: 'BAD_INPUT' }])
    expect(codes(await enrolled({ program: club.sealed('club') }))).toEqual([])
  })
})

describe('putting a balance right', () => {
  const clerk = staff('loyalty:adjust', 'loyalty:read')
  const adjust = (points: number, more: object = {}, viewer = clerk) => {
    const variables = { id: club.accountId('anne'), points, reason: 'Geste commercial', key: club.key() }
    return club.ask(ADJUST, { ...variables, ...more }, viewer)
  }
  const adjusted = async (...given: Parameters<typeof adjust>) => {
    const { data, errors } = await adjust(...given)
    expect(errors).toEqual([])
    return data.done
  }

  it('moves points up and down, once per key', async () => {
    const key = club.key()
    expect((await adjusted(25, { key })).account.balance.available).toBe(125)
    expect((await adjusted(25, { key })).replayed).toBe(true)
    expect((await adjusted(-125)).account.balance.available).toBe(0)
    expect(codes(await adjusted(-1))).toEqual(['INSUFFICIENT_POINTS'])
    expect(club.calls.adjust).toBe(3)
  })

  it('whose answer was lost is done once by its key', async () => {
    const key = club.key()
    club.trouble.set('adjust', 'LOST')
    expect(codes(await adjusted(25, { key }))).toEqual(['SYSTEM_UNAVAILABLE'])
    club.trouble.clear()
    expect((await adjusted(25, { key })).account.balance.available).toBe(125)
  })

  it('is nobody’s but who may, and not of an account that is not there', async () => {
    for (const viewer of [shopper(club.ids.anne), staff('loyalty:write')])
      expect((await adjust(5, {}, viewer)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect(codes(await adjusted(5, { id: club.accountId('nobody') }))).toEqual(['NOT_FOUND'])
  })

  it.each([
    [0, {}],
    [1_000_001, {}],
    [5, { reason: '  ' }],
    [5, { reason: 'x'.repeat(256) }],
  ])('by %i is no change with %j', async (points, more) => {
    expect((await adjust(points, more)).errors).toMatchObject([{ code: 'BAD_INPUT' }])
  })
})
