import { beforeEach, describe, expect, it } from 'vitest'
import { shopper } from '../../memory/viewers.ts'
import { agent, type Desks, type DesksOptions, openDesks, UPDATE, UPDATE_ALONE, VERSION } from './desks.ts'

const OK = { system: 'CRM', outcome: 'OK', queuedForRetry: false }
const UNTOLD = { system: 'ERP', outcome: 'NOT_ASKED', queuedForRetry: false }

describe('a shopper’s profile', () => {
  let house: Desks
  beforeEach(async () => {
    house = await openDesks()
  })
  const open = async (options: DesksOptions) => {
    house = await openDesks(options)
  }
  const update = async (input: object, { viewer = shopper(house.ids.anne), key = house.key() } = {}) => {
    const { data, errors } = await house.ask(UPDATE, { input: { id: house.ids.anne, ...input }, key }, viewer)
    expect(errors).toEqual([])
    return data.done
  }
  /** The same without looking at the shopper afterwards. */
  const tried = async (input: object) => {
    const all = { input: { id: house.ids.anne, ...input }, key: house.key() }
    const { data, errors } = await house.ask(UPDATE_ALONE, all, shopper(house.ids.anne))
    expect(errors).toEqual([])
    return data.done
  }
  const version = async () => {
    const { data } = await house.ask(VERSION, { id: house.ids.anne }, agent)
    return data.customer.version as string
  }
  const codes = ({ userErrors }: { userErrors: { code: string; field: string[] | null }[] }) =>
    userErrors.map(({ code, field }) => [code, field?.at(-1) ?? null])

  it('is changed where it is kept, and seen so at once by everybody, with another version', async () => {
    const before = await version()
    const { paris } = house.stores
    house.pass(1)
    const input = {
      givenName: '  Anne-Marie ',
      email: 'am@example.org',
      phone: '+33 6 11.22-33 44',
      preferredLocale: 'fr-be',
      preferredStoreId: paris,
    }
    const done = await update(input)
    expect(done).toMatchObject({
      replayed: false,
      userErrors: [],
      // The ERP has a name of hers, too, and nobody can tell it.
      writes: [OK, UNTOLD],
      customer: {
        id: house.ids.anne,
        givenName: 'Anne-Marie',
        email: 'am@example.org',
        phone: '+33611223344',
        preferredLocale: 'fr-BE',
        preferredStore: { id: paris },
      },
    })
    expect(done.customer.version).not.toBe(before)
    const { data } = await house.ask(VERSION, { id: house.ids.anne }, agent)
    const { version: after, ...seen } = data.customer
    expect(seen).toEqual({ email: 'am@example.org', givenName: 'Anne-Marie' })
    expect(after).toBe(done.customer.version)
    expect(house.calls.crm.update).toBe(1)
  })

  it('is read once, and once more after it was changed', async () => {
    await update({ email: 'am@example.org' })
    expect([house.reads.crm.profiles, house.reads.erp.profiles]).toEqual([2, 2])
  })

  it('leaves as it is what is left out or null', async () => {
    await update({ email: 'am@example.org', phone: null })
    expect(await house.says('crm')).toMatchObject({ givenName: 'Anne', phone: '+33600000001' })
  })

  it.each([
    ['email', ['no address', 'a@b', 'a b@example.org', `${'x'.repeat(250)}@example.org`]],
    ['phone', ['+33 (0)6 11 22 33 44', '0611223344', '+0611223344', '+33', 'call me', '+331234567890123456']],
    ['givenName', ['', '   ', 'x'.repeat(81), 'a\u0000b']],
    ['familyName', ['x'.repeat(81)]],
    ['preferredStoreId', ['PAR01', 'sto_00000000000000000000000000', 'WAREHOUSE']],
  ])('with a wrong %s is refused with what was expected, and nobody is asked', async (argument, values) => {
    for (const value of values) {
      const text = value === 'WAREHOUSE' ? house.stores.warehouse : value
      const done = await update({ [argument]: text })
      expect([value, codes(done)]).toEqual([value, [['INVALID', argument]]])
      expect(done.userErrors[0].message).toMatch(/^Expected .+\.$/)
      if (text.length > 3) expect(done.userErrors[0].message).not.toContain(text)
    }
    expect(house.calls.crm.update).toBe(0)
  })

  it('with several wrong values tells of all, and of none that something is to change', async () => {
    expect(codes(await update({ email: 'x', phone: 'y', givenName: 'Fine' }))).toEqual([
      ['INVALID', 'email'],
      ['INVALID', 'phone'],
    ])
    expect(codes(await update({}))).toEqual([['INVALID', 'input']])
  })

  it('changed by the first of two who saw the same version keeps what the first wrote', async () => {
    const seen = await version()
    expect((await update({ expectedVersion: seen, email: 'first@example.org' })).userErrors).toEqual([])
    const second = await update({ expectedVersion: seen, email: 'second@example.org' }, { viewer: agent })
    expect(codes(second)).toEqual([['VERSION_CONFLICT', 'expectedVersion']])
    expect(second.customer.email).toBe('first@example.org')
    expect(second.writes).toEqual([])
    const again = { expectedVersion: second.customer.version, email: 'second@example.org' }
    expect((await update(again, { viewer: agent })).userErrors).toEqual([])
    expect((await house.says('crm')).email).toBe('second@example.org')
  })

  it('changed twice within the second in which its system counts has two versions', async () => {
    const first = await update({ email: 'first@example.org' })
    const second = await update({ email: 'second@example.org' })
    const seen = first.customer.version
    expect(second.customer.version).not.toBe(seen)
    const late = await update({ email: 'third@example.org', expectedVersion: seen })
    expect(codes(late)).toEqual([['VERSION_CONFLICT', 'expectedVersion']])
  })

  it('changed behind the graph’s back is a conflict for who has seen it before, and not for who does not care', async () => {
    const seen = await version()
    house.pass(1)
    const change = { record: 'crm-anne' as never, unmodifiedSince: null, values: { phone: '+33699999999' } }
    await house.desk.update(change)
    // The graph still has what it read a second ago, and the system knows better.
    const late = await update({ expectedVersion: seen, email: 'am@example.org' })
    expect(codes(late)).toEqual([['VERSION_CONFLICT', null]])
    expect(late.writes).toEqual([{ system: 'CRM', outcome: 'REFUSED', queuedForRetry: false }])
    expect(late.customer).toMatchObject({ email: 'anne@example.org', phone: '+33699999999' })
    house.pass(1)
    await version()
    house.pass(1)
    await house.desk.update({ ...change, values: { phone: '+33688888888' } })
    expect((await update({ email: 'am@example.org' })).userErrors).toEqual([])
    // Refused once more, read anew, and done.
    expect(house.calls.crm.update).toBe(3)
    expect(await house.says('crm')).toMatchObject({ email: 'am@example.org', phone: '+33688888888' })
  })

  it('is changed once for a key, which answers the same for as long as it is kept', async () => {
    const key = house.key()
    const first = await update({ email: 'am@example.org' }, { key })
    await update({ email: 'other@example.org' })
    const again = await update({ email: 'am@example.org' }, { key })
    expect(again).toMatchObject({ replayed: true, userErrors: [], writes: first.writes })
    expect((await house.says('crm')).email).toBe('other@example.org')
    const asked = { input: { id: house.ids.anne, email: 'third@example.org' }, key }
    const { errors } = await house.ask(UPDATE, asked, shopper(house.ids.anne))
    expect(errors).toMatchObject([{ code: 'BAD_INPUT' }])
  })

  it('whose change got no answer is retryable, and its key finds what was done, also by a version that is gone', async () => {
    const expectedVersion = await version()
    const key = house.key()
    house.pass(1)
    house.trouble.set('crm', 'LOST')
    const lost = await update({ expectedVersion, email: 'am@example.org' }, { key })
    expect(lost.userErrors).toMatchObject([{ code: 'SYSTEM_UNAVAILABLE', retryable: true, system: 'CRM' }])
    expect(lost.writes).toEqual([{ system: 'CRM', outcome: 'TIMEOUT', queuedForRetry: false }])
    house.trouble.clear()
    const again = await update({ expectedVersion, email: 'am@example.org' }, { key })
    expect(again).toMatchObject({ replayed: false, userErrors: [], writes: [OK] })
    house.trouble.set('crm', 'UNREACHED')
    const next = { expectedVersion: again.customer.version, phone: '+33611223344' }
    expect(codes(await update(next, { key: 'n' }))).toEqual([['SYSTEM_UNAVAILABLE', null]])
    expect((await house.says('crm')).phone).toBe('+33600000001')
    house.trouble.clear()
    expect((await update(next, { key: 'n' })).userErrors).toEqual([])
  })

  it('with an e-mail that another record has is refused, and keeps the one it had', async () => {
    const done = await update({ givenName: 'X', email: 'ROSALIE@example.org' })
    expect(done.userErrors).toMatchObject([
      { code: 'EMAIL_TAKEN', field: ['input', 'email'], retryable: false, system: 'CRM' },
    ])
    expect(await house.says('crm')).toMatchObject({ givenName: 'Anne', email: 'anne@example.org' })
  })

  it('that makes it too like another record is told as a matter of the e-mail only where one is changed', async () => {
    house.trouble.set('crm', 'ALIKE')
    expect(codes(await update({ phone: '+33611223344' }))).toEqual([['INVALID', null]])
    expect(codes(await update({ phone: '+33611223344', email: 'am@example.org' }))).toEqual([
      ['EMAIL_TAKEN', null],
    ])
  })

  describe('that another system shows first', () => {
    it('is not changed where nobody can tell it, and nothing else is either', async () => {
      await open({ precedence: ['erp', 'crm'] })
      const done = await update({ givenName: 'Anne-Marie', email: 'am@example.org' })
      expect(done.userErrors).toMatchObject([
        { code: 'UNSUPPORTED', field: ['input', 'givenName'], system: 'ERP', retryable: false },
      ])
      expect(done.writes).toEqual([UNTOLD])
      expect(await house.says('crm')).toMatchObject({ givenName: 'Anne', email: 'anne@example.org' })
      // What the ERP says nothing of is the CRM's to show.
      expect((await update({ email: 'am@example.org' })).customer.email).toBe('am@example.org')
    })

    it('is changed there where it can be told, beside what is another’s', async () => {
      await open({ precedence: ['erp', 'crm'], desks: ['erp', 'crm'], fields: ['email'], erp: {} })
      const done = await update({ givenName: 'Anne-Marie' })
      expect(done).toMatchObject({ customer: { givenName: 'Anne-Marie' }, userErrors: [] })
      expect((await house.says('crm')).givenName).toBe('Anne')
    })

    it('tells which system was changed when another was not', async () => {
      await open({
        precedence: ['crm', 'erp'],
        desks: ['crm', 'erp'],
        fields: ['email'],
        crm: { givenName: null },
      })
      house.trouble.set('crm', 'UNREACHED')
      const key = house.key()
      const input = { email: 'am@example.org', givenName: 'Anne-Marie' }
      const partly = await update(input, { key })
      expect(partly.userErrors).toMatchObject([{ code: 'PARTIALLY_APPLIED', retryable: true, system: 'CRM' }])
      expect(partly.writes).toEqual([
        { system: 'ERP', outcome: 'OK', queuedForRetry: false },
        { system: 'CRM', outcome: 'TIMEOUT', queuedForRetry: false },
      ])
      expect(partly.customer).toMatchObject({ email: 'anne@example.org', givenName: 'Anne-Marie' })
      house.trouble.clear()
      const whole = await update(input, { key })
      expect(whole).toMatchObject({ userErrors: [], customer: { email: 'am@example.org' } })
    })
  })

  describe('of which one system has its part', () => {
    beforeEach(async () => {
      const fields = ['email'] as const
      await open({ desks: ['crm', 'erp'], fields, crm: { givenName: null } })
    })
    const input = { givenName: 'Anne-Marie', email: 'rosalie@example.org' }

    it('is not retryable where the other refuses its own for good, and says what is wrong', async () => {
      const partly = await update(input)
      expect(partly.userErrors).toMatchObject([
        { code: 'PARTIALLY_APPLIED', field: ['input', 'email'], retryable: false, system: 'CRM' },
      ])
      expect(partly.userErrors[0].message).not.toMatch(/again/)
      expect((await house.says('erp')).givenName).toBe('Anne-Marie')
    })

    it('is not by a version that is gone since, and is finished by the one it has now', async () => {
      const change = { ...input, email: 'am@example.org' }
      house.trouble.set('crm', 'UNREACHED')
      const expectedVersion = await version()
      house.pass(1)
      const partly = await update({ ...change, expectedVersion })
      expect(partly.userErrors).toMatchObject([{ code: 'PARTIALLY_APPLIED', retryable: false }])
      house.trouble.clear()
      expect(codes(await update({ ...change, expectedVersion }))).toEqual([
        ['VERSION_CONFLICT', 'expectedVersion'],
      ])
      const rest = await update({ ...change, expectedVersion: partly.customer.version })
      expect(rest).toMatchObject({ userErrors: [], customer: { email: 'am@example.org' } })
    })

    it('is where the other was changed meanwhile', async () => {
      house.trouble.set('crm', 'GONE')
      const partly = await update({ ...input, email: 'am@example.org' })
      expect(partly.userErrors).toMatchObject([{ code: 'PARTIALLY_APPLIED', retryable: true }])
    })
  })

  it('that nothing can keep is refused', async () => {
    await open({ fields: ['email'] })
    const done = await update({ phone: '+33611223344' })
    expect(done.userErrors).toMatchObject([{ code: 'UNSUPPORTED', field: ['input', 'phone'], system: 'CRM' }])
  })

  it('is not changed while the system that keeps it does not answer, nor against a version nobody can tell', async () => {
    house.down.add('crm')
    const { userErrors, writes } = await tried({ email: 'am@example.org' })
    expect(userErrors).toMatchObject([
      { code: 'SYSTEM_UNAVAILABLE', field: ['input', 'email'], system: 'CRM', retryable: true },
    ])
    expect(writes).toEqual([{ system: 'CRM', outcome: 'UNAVAILABLE', queuedForRetry: false }])
    house.down.clear()
    house.pass(120)
    const expectedVersion = await version()
    house.pass(120)
    house.down.add('erp')
    const done = await tried({ email: 'am@example.org', expectedVersion })
    expect(done.userErrors).toMatchObject([{ code: 'SYSTEM_UNAVAILABLE', system: 'ERP' }])
    // Without one the ERP is in nobody's way.
    expect((await tried({ email: 'am@example.org' })).userErrors).toEqual([])
  })

  it('is nobody else’s to change, alike for a shopper who is there and one who is not', async () => {
    const input = (id: string) => ({ id, givenName: 'Eve' })
    for (const id of [house.ids.rosalie, 'cus_00000000000000000000000000']) {
      const { errors } = await house.ask(UPDATE, { input: input(id), key: 'k' }, shopper(house.ids.anne))
      expect(errors).toMatchObject([{ path: 'done', code: 'FORBIDDEN' }])
    }
    const reader = { ...agent, scopes: ['customer:read'] }
    const { errors } = await house.ask(UPDATE, { input: input(house.ids.anne), key: 'k' }, reader)
    expect(errors).toMatchObject([{ path: 'done', code: 'FORBIDDEN' }])
    const none = await update(input('cus_00000000000000000000000000'), { viewer: agent })
    expect(none).toMatchObject({ customer: null, userErrors: [{ code: 'NOT_FOUND' }] })
    expect(house.calls.crm.update).toBe(0)
  })

  it('that the staff changes is in the access log, and what shoppers change of their own is not', async () => {
    await update({ email: 'am@example.org' })
    expect(house.accesses).toEqual([])
    await update({ email: 'an@example.org' }, { viewer: agent })
    expect(house.accesses).toContainEqual({
      owner: { customerId: house.ids.anne, orderId: null },
      coordinate: 'Mutation.customerUpdate',
      path: expect.objectContaining({ key: 'done' }),
      scopes: ['customer:write'],
    })
  })
})
