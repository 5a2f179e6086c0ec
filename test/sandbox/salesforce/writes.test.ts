import { describe, expect, it } from 'vitest'
import { createWorld } from '../../../sandbox/world/world.ts'
import { openOrg } from './ask.ts'
import { now } from './small-world.ts'

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

describe('a change of a contact', () => {
  const [shopper, other] = world.customers.filter(({ contactId, email }) => contactId && email)
  const path = `${base}/Contact/${shopper?.contactId}`
  const seen = (org: Awaited<ReturnType<typeof open>>) =>
    org.one(`SELECT LastName, Email, LastModifiedDate FROM Contact WHERE Id = '${shopper?.contactId}'`)

  it('is answered without a body, and seen and found by from the next call on', async () => {
    const org = await open()
    const answer = await org.patch(path, { Email: 'neu@example.org' })
    expect([answer.status, answer.body]).toEqual([204, ''])
    // Whole seconds, as the vendor counts.
    const modified = `${now.toISOString().slice(0, 19)}.000+0000`
    expect(await seen(org)).toMatchObject({ Email: 'neu@example.org', LastModifiedDate: modified })
    const found = await org.query("SELECT Id FROM Contact WHERE Email = 'NEU@example.org'")
    expect(found.body.records).toMatchObject([{ Id: shopper?.contactId }])
    const none = await org.query(`SELECT Id FROM Contact WHERE Email = '${shopper?.email}'`)
    expect(none.body.records).toEqual([])
  })

  it('is made on a condition: not once the record was changed after that second', async () => {
    const org = await open()
    const since = (ms: number) => ({ 'If-Unmodified-Since': new Date(now.getTime() + ms).toUTCString() })
    const earlier = since(-60_000)
    expect((await org.patch(path, { LastName: 'Eins' }, earlier)).status).toBe(204)
    const late = await org.patch(path, { LastName: 'Zwei' }, earlier)
    expect([late.status, late.body[0].errorCode]).toEqual([412, 'PRECONDITION_FAILED'])
    expect((await seen(org)).LastName).toBe('Eins')
    expect((await org.patch(path, { LastName: 'Drei' }, since(0))).status).toBe(204)
    const wrong = await org.patch(path, { LastName: 'Vier' }, { 'If-Unmodified-Since': '2026-06-15' })
    expect(wrong.status).toBe(400)
    expect((await seen(org)).LastName).toBe('Drei')
  })

  it.each([
    ['without a name', { LastName: null }, 'REQUIRED_FIELD_MISSING', ['LastName']],
    ['to an e-mail that is none', { Email: 'a@b' }, 'INVALID_EMAIL_ADDRESS', ['Email']],
    ['to another’s e-mail', { Email: (other?.email ?? '').toUpperCase() }, 'DUPLICATES_DETECTED', []],
    ['to a text too long', { FirstName: 'x'.repeat(41) }, 'STRING_TOO_LONG', ['FirstName']],
    [
      'to a language that is none of the list',
      { Language__c: 'fr-FR' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      ['Language__c'],
    ],
    ['of what others keep', { Loyalty_Card__c: '1' }, 'INVALID_FIELD_FOR_INSERT_UPDATE', ['Loyalty_Card__c']],
    ['to a word for a tick', { DoNotCall: 'true' }, 'JSON_PARSER_ERROR', undefined],
  ])('is refused %s, and leaves the record as it is', async (_how, body, code, fields) => {
    const org = await open()
    const before = await seen(org)
    const answer = await org.patch(path, { LastName: 'Neu', ...body })
    expect([answer.status, answer.body[0].errorCode, answer.body[0].fields]).toEqual([400, code, fields])
    expect(await seen(org)).toEqual(before)
  })

  it('is not found where there is none', async () => {
    const { patch } = await open()
    expect((await patch(`${base}/Contact/0035e0000099999AAA`, { LastName: 'Neu' })).status).toBe(404)
  })
})

describe('a consent', () => {
  const party = async (org: Awaited<ReturnType<typeof open>>) =>
    (await org.post(`${base}/Individual`, { LastName: 'Neu', Couture_Key__c: 'k' })).body.id
  const consent = (PartyId: string, more: object = {}) => ({
    Name: 'x',
    PartyId,
    ContactPointType: 'Email',
    PrivacyConsentStatus: 'OptIn',
    CaptureDate: '2026-06-15T09:00:00.000Z',
    CaptureContactPointType: 'Web',
    CaptureSource: 'WEB',
    Couture_Key__c: 'c',
    ...more,
  })

  it('is made of a party, once under its key, and changed', async () => {
    let at = now
    const org = await open({ clock: () => at })
    const id = await party(org)
    const made = await org.post(`${base}/ContactPointTypeConsent`, consent(id))
    expect(made.status).toBe(201)
    const twice = await org.post(`${base}/ContactPointTypeConsent`, consent(id))
    expect(twice.body[0].errorCode).toBe('DUPLICATE_VALUE')
    const path = `${base}/ContactPointTypeConsent/${made.body.id}`
    at = new Date(now.getTime() + 60_000)
    expect((await org.patch(path, { PrivacyConsentStatus: 'OptOut' })).status).toBe(204)
    const { body } = await org.query(
      `SELECT PrivacyConsentStatus, CreatedDate, LastModifiedDate FROM ContactPointTypeConsent WHERE PartyId = '${id}'`,
    )
    const second = (date: Date) => `${date.toISOString().slice(0, 19)}.000+0000`
    expect(body.records).toMatchObject([
      { PrivacyConsentStatus: 'OptOut', CreatedDate: second(now), LastModifiedDate: second(at) },
    ])
  })

  it.each([
    ['without who it is of', { PartyId: null }, 'REQUIRED_FIELD_MISSING'],
    ['of nobody', { PartyId: '0PK000000000999' }, 'INVALID_CROSS_REFERENCE_KEY'],
    ['of something else', { PartyId: newcomer?.contactId }, 'INVALID_CROSS_REFERENCE_KEY'],
    ['for no purpose there is', { DataUsePurposeId: '0ZW000000000999' }, 'INVALID_CROSS_REFERENCE_KEY'],
    ['by a way there is not', { ContactPointType: 'Pigeon' }, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
    ['in a state there is not', { PrivacyConsentStatus: 'Yes' }, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
  ])('is refused %s', async (_how, more, code) => {
    const org = await open()
    const answer = await org.post(`${base}/ContactPointTypeConsent`, consent(await party(org), more))
    expect([answer.status, answer.body[0].errorCode]).toEqual([400, code])
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
