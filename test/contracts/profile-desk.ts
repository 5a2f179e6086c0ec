import { afterEach, describe, expect, it } from 'vitest'
import type { RecordId } from '../../adapters/ids.ts'
import type { ConsentStatement, Consents } from '../../adapters/ports/consents.ts'
import type { ConsentChange, ProfileDesk } from '../../adapters/ports/profile-desk.ts'
import type { Identifier, Profiles } from '../../adapters/ports/profiles.ts'
import { type Instant, instant } from '../../adapters/time.ts'
import { CUSTOMER } from '../../sandbox/world/landmarks.ts'
import { expectedConsents } from './consents.ts'
import { found } from './found.ts'
import { clock, type Opened, world } from './small-world.ts'

interface OpenedDesk extends Opened<ProfileDesk> {
  /** What the same system tells. */
  readonly profiles: Profiles
  readonly consents: Consents
  /** The source's key of a customer by their index in the world. */
  customerId(index: number): string | null
}

const AT = '2026-06-15T09:30:00.000Z' as Instant
const LEGAL = 'Oui, je le veux.'
const conflict = { name: 'SourceError', code: 'CONFLICT' }
const email = (value: string): Identifier => ({ type: 'EMAIL', value })

/** What every `ProfileDesk` must do. `open` gives the port over a system that holds the small world and nothing else. */
export function profileDeskContract(open: () => Promise<OpenedDesk>): void {
  let opened: OpenedDesk | null = null
  afterEach(async () => {
    await opened?.close()
    opened = null
  })

  const start = async () => {
    opened = await open()
    return facing(opened)
  }

  describe('an update', () => updating(start))
  describe('a consent', () => consenting(start))
}

/** A desk, and what tests ask of it and of what it changes. */
function facing(fresh: OpenedDesk) {
  const id = (index: number) => fresh.customerId(index) as RecordId
  const record = id(CUSTOMER.omnichannel)
  const read = async (of = record) => found((await fresh.profiles.profiles([of])).get(of))
  return {
    ...fresh,
    id,
    record,
    read,
    update: (values: Parameters<ProfileDesk['update']>[0]['values'], since: Instant | null = null) =>
      fresh.port.update({ record, unmodifiedSince: since, values }),
    finds: async (identifier: Identifier): Promise<readonly RecordId[]> => {
      const answer = (await fresh.profiles.find([identifier])).get(identifier)
      return answer ? found(answer).value.map(({ recordId }) => recordId) : []
    },
    states: async (of: RecordId, { purpose, via }: Pick<ConsentChange, 'purpose' | 'via'>) =>
      found((await fresh.consents.consents([of])).get(of))
        .value.map(({ value }): ConsentStatement => value)
        .filter((one) => one.purpose === purpose && one.via === via),
  }
}
type Started = () => Promise<ReturnType<typeof facing>>

function updating(started: Started) {
  it('changes what is asked and nothing else, and the shopper is found by the new values alone', async () => {
    const { port, read, update, finds, record } = await started()
    const before = await read()
    const values = {
      givenName: 'Camille',
      familyName: 'Ménard-Roux',
      email: 'camille.menard-roux@example.org',
      phone: '+33611223344',
      preferredLocale: 'en-GB',
      preferredStore: world.stores[2]?.code ?? '',
    }
    expect(Object.keys(values).sort()).toEqual([...port.capabilities.fields].sort())
    expect(await update(values)).toBe(null)
    const after = await read()
    expect(after.value).toEqual({ ...before.value, ...values })
    expect(after.recordedAt).toBe(instant(clock()))
    expect(await finds(email(values.email))).toEqual([record])
    expect(await finds({ type: 'PHONE', value: values.phone })).toEqual([record])
    expect(await finds(email(before.value.email ?? ''))).toEqual([])
    expect(await update({ givenName: 'Camille-Rose' })).toBe(null)
    expect((await read()).value).toEqual({ ...before.value, ...values, givenName: 'Camille-Rose' })
  })

  it('is refused where the record was changed since, and does nothing then', async () => {
    const { read, update } = await started()
    const { recordedAt } = await read()
    expect(await update({ givenName: 'Anne', phone: '+33611223344' }, recordedAt)).toBe(null)
    const late = update({ givenName: 'Berthe', email: 'berthe@example.org' }, recordedAt)
    await expect(late).rejects.toMatchObject(conflict)
    const { value } = await read()
    expect([value.givenName, value.phone]).toEqual(['Anne', '+33611223344'])
    expect(value.email).not.toBe('berthe@example.org')
    // Who has read it again, or does not care, is heard.
    expect(await update({ givenName: 'Berthe' }, (await read()).recordedAt)).toBe(null)
    expect(await update({ givenName: 'Claire' })).toBe(null)
    expect((await read()).value.givenName).toBe('Claire')
  })

  it('that is asked for again is done, whatever the record was before', async () => {
    const { read, update } = await started()
    const { recordedAt } = await read()
    const values = { email: 'again@example.org', preferredLocale: 'en-GB' }
    for (const _ of [1, 2, 3]) expect(await update(values, recordedAt)).toBe(null)
    expect((await read()).value).toMatchObject(values)
  })

  it('says which value is not taken, in a word of ours, and leaves the whole record as it was', async () => {
    const { read, update, id } = await started()
    const before = await read()
    const other = world.customers.find(
      ({ contactId, email }) => contactId && email && email !== before.value.email,
    )
    const taken = await update({ givenName: 'Anne', email: (other?.email ?? '').toUpperCase() })
    expect(taken?.refused).toBe('TAKEN')
    expect(['email', null]).toContain(taken?.field)
    expect(await update({ givenName: 'Anne', email: 'no address' })).toEqual({
      refused: 'INVALID',
      field: 'email',
    })
    expect(await read()).toEqual({ ...before, fetchedAt: expect.any(String) })
    expect((await read(id(other?.index ?? -1))).value.email).toBe(other?.email)
  })

  it('of a record that is not there is a conflict', async () => {
    const { port } = await started()
    for (const record of ['0035e0000099999AAA', 'nobody'] as RecordId[]) {
      const change = { record, unmodifiedSince: null, values: { givenName: 'Anne' } }
      await expect(port.update(change)).rejects.toMatchObject(conflict)
    }
  })
}

function consenting(started: Started) {
  const silent = world.customers.flatMap((customer) =>
    customer.contactId && expectedConsents(world, customer).length === 0 ? [customer.index] : [],
  )
  const saying = (customer: RecordId, more: Partial<ConsentChange> = {}): ConsentChange => ({
    customer,
    purpose: 'MARKETING',
    via: 'EMAIL',
    state: 'GRANTED',
    at: AT,
    channel: 'STORE_POS',
    legalText: LEGAL,
    ...more,
  })

  it('is told as it was given, of each purpose and way in each state that the desk can write', async () => {
    const { port, id, states } = await started()
    const customer = id(silent[0] ?? -1)
    expect(port.capabilities.consents.length).toBeGreaterThan(0)
    const everything = port.capabilities.consents.flatMap(({ purpose, via, states: all }) =>
      all.map((state) => ({ purpose, via, state })),
    )
    for (const { purpose, via, state } of everything) {
      const words = state === 'GRANTED' ? LEGAL : null
      await port.setConsent(saying(customer, { purpose, via, state, legalText: words }))
      const said = await states(customer, { purpose, via })
      const allowed = said.map((one) => one.state === 'GRANTED')
      expect([purpose, via, state, new Set(allowed)]).toEqual([
        purpose,
        via,
        state,
        new Set([state === 'GRANTED']),
      ])
      if (state === 'GRANTED') expect(said).toMatchObject([{ capturedAt: AT, legalText: LEGAL }])
    }
  })

  it('takes back an earlier refusal of the same, and refuses what was allowed, in every record that speaks of it', async () => {
    const { port, record, states } = await started()
    const about = { purpose: 'MARKETING', via: 'EMAIL' } as const
    // An agent ticked "no e-mail" after the shopper had agreed in the web shop.
    expect((await states(record, about)).map(({ state }) => state).sort()).toEqual(['DENIED', 'GRANTED'])
    await port.setConsent(saying(record))
    expect(new Set((await states(record, about)).map(({ state }) => state))).toEqual(new Set(['GRANTED']))
    await port.setConsent(saying(record, { state: 'WITHDRAWN', legalText: null }))
    const after = (await states(record, about)).map(({ state }) => state)
    expect(after.length).toBeGreaterThan(0)
    expect(after.filter((state) => state !== 'DENIED' && state !== 'WITHDRAWN')).toEqual([])
  })

  it('that is waited for allows nothing that is refused', async () => {
    const { port, record, states } = await started()
    const about = { purpose: 'MARKETING', via: 'EMAIL' } as const
    await port.setConsent(saying(record, { state: 'DENIED', legalText: null }))
    await port.setConsent(saying(record, { state: 'PENDING', legalText: null }))
    expect((await states(record, about)).map(({ state }) => state)).not.toContain('GRANTED')
  })

  it('that was given before a refusal does not take it back, and one that is given after it does', async () => {
    const { port, id, states } = await started()
    const customer = id(silent[0] ?? -1)
    const about = { purpose: 'MARKETING', via: 'EMAIL' } as const
    const later = (minutes: number) => instant(new Date(Date.parse(AT) + minutes * 60_000))
    const isAllowed = async () => (await states(customer, about)).every(({ state }) => state === 'GRANTED')
    await port.setConsent(saying(customer, { state: 'WITHDRAWN', at: later(1), legalText: null }))
    const early = port.setConsent(saying(customer, { at: AT }))
    await expect(early).rejects.toMatchObject({ name: 'SourceError', code: 'RATE_LIMITED' })
    expect(await isAllowed()).toBe(false)
    await port.setConsent(saying(customer, { at: later(2) }))
    expect(await isAllowed()).toBe(true)
  })

  it('that is given again is one', async () => {
    const { port, id, states } = await started()
    const customer = id(silent[0] ?? -1)
    for (const _ of [1, 2, 3]) await port.setConsent(saying(customer))
    await Promise.all([port.setConsent(saying(customer)), port.setConsent(saying(customer))])
    expect(await states(customer, { purpose: 'MARKETING', via: 'EMAIL' })).toHaveLength(1)
  })

  it('of another shopper is another', async () => {
    const { port, id, states } = await started()
    const [one, other] = [id(silent[0] ?? -1), id(silent[1] ?? -1)]
    await port.setConsent(saying(one))
    expect(await states(other, { purpose: 'MARKETING', via: 'EMAIL' })).toEqual([])
  })

  it('that the desk has no place for is UNSUPPORTED, and of nobody a conflict', async () => {
    const { port, record } = await started()
    const nowhere = saying(record, { purpose: 'MARKETING', via: null })
    await expect(port.setConsent(nowhere)).rejects.toMatchObject({ name: 'SourceError', code: 'UNSUPPORTED' })
    const nobody = saying('0035e0000099999AAA' as RecordId)
    await expect(port.setConsent(nobody)).rejects.toMatchObject(conflict)
  })
}
