import { describe, expect, it } from 'vitest'
import { createWorld } from '../../../sandbox/world/world.ts'
import { openOrg } from './ask.ts'

const world = createWorld({ size: 40, now: new Date('2026-06-15T10:00:00Z') })
const base = '/services/data/v60.0/sobjects'
const [rich] = [...world.loyalty].sort((left, right) => right.balance - left.balance)
const memberId = rich?.memberId ?? ''
const newcomer = world.customers.find(({ contactId, card }) => contactId && !card)

async function open(options: Parameters<typeof openOrg>[1] = {}) {
  const org = await openOrg(world, options)
  const one = async (soql: string) => (await org.query(soql)).body.records[0]
  const typeId = async (name: string) => (await one(`SELECT Id FROM JournalType WHERE Name = '${name}'`)).Id
  const programId = (await one('SELECT Id FROM LoyaltyProgram')).Id
  return {
    ...org,
    entry: async (type: string, more: object = {}) => ({
      MemberId: memberId,
      LoyaltyProgramId: programId,
      JournalTypeId: await typeId(type),
      ActivityDate: '2026-06-15T09:00:00.000Z',
      Points__c: 10,
      ...more,
    }),
    enrolment: (more: object = {}) => ({
      ContactId: newcomer?.contactId,
      ProgramId: programId,
      MembershipNumber: '2970000000017',
      EnrollmentDate: '2026-06-15',
      ...more,
    }),
    balance: () =>
      one(
        `SELECT PointsBalance, PendingPoints__c, ReservedPoints__c FROM LoyaltyMemberCurrency WHERE LoyaltyMemberId = '${memberId}' AND Name = 'Points'`,
      ),
    one,
  }
}

describe('a new entry of the journal', () => {
  it('is booked at once: pending when earned, to spend when corrected', async () => {
    const { post, entry, balance, one } = await open()
    const before = await balance()
    const earned = await post(
      `${base}/TransactionJournal`,
      await entry('Accrual', { Order_Number__c: 'W-700001' }),
    )
    expect(earned).toMatchObject({ status: 201, body: { success: true, errors: [] } })
    await post(`${base}/TransactionJournal`, await entry('Manual Points Adjustment', { Points__c: -4 }))
    expect(await balance()).toMatchObject({
      PointsBalance: before.PointsBalance - 4,
      PendingPoints__c: before.PendingPoints__c + 10,
      ReservedPoints__c: 0,
    })
    const id = earned.body.id
    expect(
      await one(
        `SELECT Status, Balance_After__c, Points_Expire_On__c FROM TransactionJournal WHERE Id = '${id}'`,
      ),
    ).toMatchObject({
      Status: 'Processed',
      Balance_After__c: before.PointsBalance + before.PendingPoints__c + 10,
      Points_Expire_On__c: '2028-06-30',
    })
  })

  it('leaves the world as it is: another server knows nothing of it', async () => {
    const first = await open()
    await first.post(`${base}/TransactionJournal`, await first.entry('Accrual', { Couture_Key__c: 'k' }))
    const second = await open()
    expect(await second.one("SELECT Id FROM TransactionJournal WHERE Couture_Key__c = 'k'")).toBe(undefined)
    expect(await second.balance()).toMatchObject({ PointsBalance: rich?.balance })
  })

  it('takes points that expire first, and gives them back to those that expire last', async () => {
    const { post, patch, entry, query } = await open()
    const lots = async () =>
      (
        await query(
          `SELECT ExpirationDate, ExpirationPoints, RedeemedPoints FROM LoyaltyAggrPointExprLedger WHERE LoyaltyProgramMemberId = '${memberId}' ORDER BY ExpirationDate`,
        )
      ).body.records.map(({ RedeemedPoints }: { RedeemedPoints: number }) => RedeemedPoints)
    const before = await lots()
    const held = { Points__c: 600, Status: 'Pending', Couture_Key__c: 'k' }
    await post(`${base}/TransactionJournal`, await entry('Redemption', held))
    const after = await lots()
    const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
    expect(sum(after) - sum(before)).toBe(600)
    // What is open stands behind what is spent.
    const points = rich?.lots.map((lot) => lot.points) ?? []
    const firstOpen = after.findIndex((spent: number, at: number) => spent < (points[at] ?? 0))
    expect(after.slice(firstOpen + 1)).toEqual(before.slice(firstOpen + 1))
    await patch(`${base}/TransactionJournal/Couture_Key__c/k`, { Status: 'Cancelled' })
    expect(await lots()).toEqual(before)
  })

  it.each([
    ['no member', 'Accrual', { MemberId: null }, 'REQUIRED_FIELD_MISSING'],
    ['no points', 'Accrual', { Points__c: null }, 'REQUIRED_FIELD_MISSING'],
    ['an unknown member', 'Accrual', { MemberId: '0lM000000000999AAA' }, 'INVALID_CROSS_REFERENCE_KEY'],
    ['a text for a member', 'Accrual', { MemberId: 'nobody' }, 'MALFORMED_ID'],
    ['a type nobody writes', 'Expiration', {}, 'INVALID_CROSS_REFERENCE_KEY'],
    ['an unknown field', 'Accrual', { Colour__c: 'red' }, 'INVALID_FIELD'],
    ['a field of the programme’s', 'Accrual', { Balance_After__c: 1 }, 'INVALID_FIELD_FOR_INSERT_UPDATE'],
    ['points as text', 'Accrual', { Points__c: '10' }, 'JSON_PARSER_ERROR'],
    ['a day for an instant', 'Accrual', { ActivityDate: '2026-06-15' }, 'JSON_PARSER_ERROR'],
    ['half a point', 'Accrual', { Points__c: 0.5 }, 'FIELD_CUSTOM_VALIDATION_EXCEPTION'],
    ['points lost by earning', 'Accrual', { Points__c: -1 }, 'FIELD_CUSTOM_VALIDATION_EXCEPTION'],
    ['an accrual that is held', 'Accrual', { Status: 'Pending' }, 'FIELD_CUSTOM_VALIDATION_EXCEPTION'],
    ['more points than there are', 'Redemption', { Points__c: 1e6 }, 'FIELD_CUSTOM_VALIDATION_EXCEPTION'],
  ])('is refused with %s', async (_what, type, more, code) => {
    const { post, entry, balance } = await open()
    const before = await balance()
    const { status, body } = await post(`${base}/TransactionJournal`, await entry(type, more))
    expect([status, body[0].errorCode]).toEqual([400, code])
    expect(await balance()).toEqual(before)
  })

  it('has its key alone', async () => {
    const { post, entry } = await open()
    const keyed = await entry('Accrual', { Couture_Key__c: 'k1' })
    const { body: first } = await post(`${base}/TransactionJournal`, keyed)
    const { status, body } = await post(`${base}/TransactionJournal`, { ...keyed, Couture_Key__c: 'K1' })
    expect([status, body[0].errorCode]).toEqual([400, 'DUPLICATE_VALUE'])
    expect(body[0].message).toContain(first.id.slice(0, 15))
  })
})

describe('an upsert', () => {
  it('makes a record, and then changes it', async () => {
    const { patch, entry, balance } = await open()
    const path = `${base}/TransactionJournal/Couture_Key__c/k`
    const before = await balance()
    const made = await patch(path, await entry('Redemption', { Status: 'Pending' }))
    expect([made.status, made.body.created]).toEqual([201, true])
    expect(await balance()).toMatchObject({ ReservedPoints__c: 10 })
    const ended = await patch(path, { Status: 'Processed' })
    expect([ended.status, ended.body]).toEqual([200, { ...made.body, created: false }])
    expect((await patch(path, { Status: 'Processed' })).status).toBe(200)
    expect(await balance()).toMatchObject({ ReservedPoints__c: 0, PointsBalance: before.PointsBalance - 10 })
    const back = await patch(path, { Status: 'Cancelled' })
    expect([back.status, back.body[0].errorCode]).toEqual([400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION'])
  })

  it.each([
    [
      'by a new key without what a record needs',
      'Couture_Key__c/new',
      { Status: 'Processed' },
      400,
      'REQUIRED_FIELD_MISSING',
    ],
    ['by a field that is no key', 'Status/Pending', { Points__c: 1 }, 404, 'NOT_FOUND'],
    ['with its key in the body', 'Couture_Key__c/k', { Couture_Key__c: 'k' }, 400, 'INVALID_FIELD'],
    [
      'of anything but the status',
      'Couture_Key__c/k',
      { Points__c: 11 },
      400,
      'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    ],
  ])('is refused %s', async (_how, path, body, status, code) => {
    const { post, patch, entry } = await open()
    await post(
      `${base}/TransactionJournal`,
      await entry('Redemption', { Status: 'Pending', Couture_Key__c: 'k' }),
    )
    const answer = await patch(`${base}/TransactionJournal/${path}`, body)
    expect([answer.status, answer.body[0].errorCode]).toEqual([status, code])
  })
})

describe('a new member', () => {
  it('has the lowest tier and no points, and may be asked for at once', async () => {
    const { post, enrolment, one } = await open()
    const { status, body } = await post(`${base}/LoyaltyProgramMember`, enrolment())
    expect(status).toBe(201)
    const member = await one(
      `SELECT MembershipNumber, ContactId, (SELECT PointsBalance FROM Loyalty_Member_Currency), (SELECT Name FROM Loyalty_Member_Tier) FROM LoyaltyProgramMember WHERE Id = '${body.id}'`,
    )
    expect(member).toMatchObject({
      MembershipNumber: '2970000000017',
      ContactId: newcomer?.contactId,
      Loyalty_Member_Currency: { totalSize: 2, records: [{ PointsBalance: 0 }, { PointsBalance: 0 }] },
      Loyalty_Member_Tier: { records: [{ Name: 'Bronze' }] },
    })
  })

  it('is one member once, under a number of their own', async () => {
    const { post, enrolment } = await open()
    await post(`${base}/LoyaltyProgramMember`, enrolment())
    const member = world.customers.find(({ contactId, card }) => contactId && card)
    for (const more of [
      { MembershipNumber: '2970000000024' },
      { ContactId: member?.contactId, MembershipNumber: '2970000000024' },
      { ContactId: world.customers.findLast(({ contactId, card }) => contactId && !card)?.contactId },
    ]) {
      const { status, body } = await post(`${base}/LoyaltyProgramMember`, enrolment(more))
      expect([status, body[0].errorCode]).toEqual([400, 'DUPLICATE_VALUE'])
    }
    const nobody = await post(`${base}/LoyaltyProgramMember`, enrolment({ ContactId: memberId }))
    expect([nobody.status, nobody.body[0].errorCode]).toEqual([400, 'INVALID_CROSS_REFERENCE_KEY'])
  })
})

describe('writing', () => {
  it('is told by the description, field by field', async () => {
    const { get } = await open()
    const { body: journal } = await get(`${base}/TransactionJournal/describe`)
    const { body: contact } = await get(`${base}/Contact/describe`)
    expect([journal.createable, contact.createable]).toEqual([true, false])
    const named = (name: string) => journal.fields.find((field: { name: string }) => field.name === name)
    expect(named('Couture_Key__c')).toMatchObject({ externalId: true, unique: true, createable: true })
    expect(named('Balance_After__c')).toMatchObject({ unique: false, createable: false, updateable: false })
  })

  it('waits for nobody: a record in use is refused', async () => {
    const { post, entry } = await open({ isLocked: () => true })
    const { status, body } = await post(`${base}/TransactionJournal`, await entry('Accrual'))
    expect([status, body[0].errorCode]).toEqual([400, 'UNABLE_TO_LOCK_ROW'])
  })

  it.each([
    ['Contact', { LastName: 'Moreau' }],
    ['LoyaltyMemberCurrency', { PointsBalance: 1_000_000 }],
  ])('is not for %s', async (name, body) => {
    const { post } = await open()
    const answer = await post(`${base}/${name}`, body)
    expect([answer.status, answer.body[0].errorCode]).toEqual([403, 'INSUFFICIENT_ACCESS_OR_READONLY'])
  })
})
