import { beforeEach, describe, expect, it } from 'vitest'
import type { ConsentStatement } from '../../../adapters/ports/consents.ts'
import { shopper } from '../../memory/viewers.ts'
import { agent, CONSENT, type Desks, openDesks } from './desks.ts'

const EMAIL = { purpose: 'MARKETING', via: 'EMAIL', state: 'GRANTED' } as const
const statement = (more: Partial<ConsentStatement>): ConsentStatement => ({
  ...EMAIL,
  capturedAt: null,
  legalText: null,
  ...more,
})

describe('what a shopper agrees to', () => {
  let house: Desks
  beforeEach(async () => {
    house = await openDesks()
  })
  const set = async (input: object, { viewer = shopper(house.ids.anne), key = house.key() } = {}) => {
    const all = { input: { customerId: house.ids.anne, ...EMAIL, ...input }, key }
    const { data, errors } = await house.ask(CONSENT, all, viewer)
    expect(errors).toEqual([])
    return data.done
  }

  it('counts at once, and so does what they take back', async () => {
    const given = await set({ legalText: 'Oui.' })
    expect(given).toMatchObject({
      replayed: false,
      userErrors: [],
      writes: [{ system: 'CRM', outcome: 'OK', queuedForRetry: false }],
      customer: { consents: [{ ...EMAIL, conflictsWith: [] }] },
    })
    const taken = await set({ state: 'WITHDRAWN' }, { viewer: agent })
    expect(taken.customer.consents).toMatchObject([{ state: 'WITHDRAWN' }])
    const never = await set({ via: null, state: 'DENIED' })
    expect(never.customer.consents.map(({ via, state }: ConsentStatement) => [via, state])).toEqual([
      ['EMAIL', 'DENIED'],
      [null, 'DENIED'],
    ])
    const still = await set({})
    // A wider refusal stands, and shows that a record says otherwise.
    expect(still.customer.consents.find(({ via }: ConsentStatement) => via === 'EMAIL')).toMatchObject({
      state: 'DENIED',
      conflictsWith: [{ instance: 'crm' }],
    })
  })

  it('is written once for a key, and by its key after an answer was lost', async () => {
    const key = house.key()
    house.trouble.set('crm', 'LOST')
    expect((await set({}, { key })).userErrors).toMatchObject([
      { code: 'SYSTEM_UNAVAILABLE', retryable: true, system: 'CRM' },
    ])
    house.trouble.clear()
    expect(await set({}, { key })).toMatchObject({ replayed: false, userErrors: [] })
    expect(await set({}, { key })).toMatchObject({ replayed: true, userErrors: [] })
    expect(house.calls.crm.setConsent).toBe(2)
  })

  it.each([
    ['state', { state: 'UNKNOWN' }, 'INVALID'],
    ['legalText', { legalText: '' }, 'INVALID'],
    ['legalText', { legalText: 'x'.repeat(4_001) }, 'INVALID'],
    ['purpose', { purpose: 'LOCATION' }, 'UNSUPPORTED'],
    ['purpose', { via: 'CATALOG' }, 'UNSUPPORTED'],
    ['purpose', { via: null }, 'UNSUPPORTED'],
  ])('is refused for its %s where it cannot be kept, and nobody is asked: %o', async (field, input, code) => {
    expect((await set(input)).userErrors).toMatchObject([{ code, field: ['input', field], retryable: false }])
    expect(house.calls.crm.setConsent).toBe(0)
  })

  it('is nobody else’s to say, and noted where the staff takes it down', async () => {
    const foreign = { input: { customerId: house.ids.rosalie, ...EMAIL }, key: 'k' }
    const { errors } = await house.ask(CONSENT, foreign, shopper(house.ids.anne))
    expect(errors).toMatchObject([{ path: 'done', code: 'FORBIDDEN' }])
    await set({})
    expect(house.accesses).toEqual([])
    await set({}, { viewer: agent })
    expect(house.accesses.map(({ coordinate }) => coordinate)).toContain('Mutation.consentSet')
  })

  it('is told to every system that keeps it, and which was not', async () => {
    house = await openDesks({ desks: ['crm', 'erp'] })
    house.trouble.set('erp', 'UNREACHED')
    const partly = await set({})
    expect(partly.userErrors).toMatchObject([{ code: 'PARTIALLY_APPLIED', system: 'ERP' }])
    expect(partly.writes.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['OK', 'TIMEOUT'])
  })

  it('is told to the records that are there, and refused where none is any more', async () => {
    house = await openDesks({ merged: true })
    const done = await set({ state: 'WITHDRAWN' })
    expect([done.userErrors, house.calls.crm.setConsent]).toEqual([[], 2])
    expect(done.writes).toEqual([{ system: 'CRM', outcome: 'OK', queuedForRetry: false }])
    expect(done.customer.consents).toMatchObject([{ via: 'EMAIL', state: 'WITHDRAWN' }])
    house = await openDesks()
    house.trouble.set('crm', 'GONE')
    expect(await set({})).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', retryable: false, system: 'CRM' }],
      writes: [{ system: 'CRM', outcome: 'REFUSED', queuedForRetry: false }],
    })
  })

  it('is shown beside what another record says', async () => {
    house = await openDesks({ statements: [statement({ via: null, state: 'DENIED' })] })
    const { customer, userErrors } = await set({})
    expect(userErrors).toEqual([])
    expect(customer.consents.find(({ via }: ConsentStatement) => via === 'EMAIL').state).toBe('DENIED')
  })
})
