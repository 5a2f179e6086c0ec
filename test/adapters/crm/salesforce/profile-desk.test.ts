import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Tools } from '../../../../adapters/adapter.ts'
import { salesforce } from '../../../../adapters/crm/salesforce/index.ts'
import { salesforceOptions } from '../../../../adapters/crm/salesforce/options.ts'
import type { RecordId } from '../../../../adapters/ids.ts'
import type { ConsentChange } from '../../../../adapters/ports/profile-desk.ts'
import type { Instant } from '../../../../adapters/time.ts'
import type { Misbehaviour } from '../../../../sandbox/server.ts'
import { CUSTOMER } from '../../../../sandbox/world/landmarks.ts'
import { found } from '../../../contracts/found.ts'
import { clock, world } from '../../../contracts/small-world.ts'
import { failure, mapping, openCrm } from './open.ts'

const shopper = world.customers[CUSTOMER.omnichannel]
const contact = (shopper?.contactId ?? '') as RecordId
const CONTACTS = `/sobjects/Contact/${contact}`

async function opened({ server = {}, options = {} }: Parameters<typeof openCrm>[0] = {}) {
  const crm = await openCrm({ world, server: { clock, ...server }, clock, options })
  const read = async () => found((await crm.profiles.profiles([contact])).get(contact))
  const { recordedAt } = await read()
  crm.records.splice(0)
  return {
    ...crm,
    read,
    recordedAt,
    change: (
      values: Parameters<typeof crm.profileDesk.update>[0]['values'],
      since: Instant | null = recordedAt,
    ) => crm.profileDesk.update({ record: contact, unmodifiedSince: since, values }),
    consent: (more: Partial<ConsentChange> = {}) =>
      crm.profileDesk.setConsent({
        customer: contact,
        purpose: 'MARKETING',
        via: 'EMAIL',
        state: 'GRANTED',
        at: '2026-06-15T09:30:00.000Z' as Instant,
        channel: 'STORE_POS',
        legalText: null,
        ...more,
      }),
    said: async () =>
      found((await crm.consents.consents([contact])).get(contact)).value.flatMap(({ value }) =>
        value.purpose === 'MARKETING' && value.via === 'EMAIL' ? [value.state] : [],
      ),
  }
}

describe('a change of a contact', () => {
  it.each<[string, Misbehaviour]>([
    ['whose reply is lost', { loseReply: true }],
    ['that an outage refuses', { refuse: 'unavailable' }],
    ['that finds its session ended', { refuse: 'expired' }],
  ])('%s is sent again, and is no conflict with itself', async (_how, how) => {
    const { change, served, read } = await opened()
    await served.misbehave({ path: CONTACTS, times: 1, ...how })
    expect(await change({ email: 'new@example.org', phone: '+33611223344' })).toBe(null)
    expect((await read()).value).toMatchObject({ email: 'new@example.org', phone: '+33611223344' })
  })

  it('that the org carries out late does not undo a later one', async () => {
    let written = 0
    const isLocked = () => {
      written += 1
      return false
    }
    let now = clock()
    const { change, served, read } = await opened({
      server: { isLocked, clock: () => now },
      options: { timeoutMs: 300 },
    })
    await served.misbehave({ path: CONTACTS, times: 1, lateCommitMs: 900 })
    await expect(change({ givenName: 'Late' })).rejects.toEqual(failure('SOURCE_TIMEOUT'))
    now = new Date(now.getTime() + 1_000)
    expect(await change({ givenName: 'Later' }, null)).toBe(null)
    await vi.waitFor(() => expect(written).toBe(2), { timeout: 10_000 })
    expect((await read()).value.givenName).toBe('Later')
  })

  it('costs one call, and a second look only where the record was changed since', async () => {
    const { change, calls, recordedAt } = await opened()
    await change({ givenName: 'Anne' })
    expect(calls()).toEqual(['sobjects/Contact'])
    await expect(change({ givenName: 'Berthe' }, recordedAt)).rejects.toEqual(failure('CONFLICT'))
    expect(calls()).toEqual(['sobjects/Contact', 'composite/sobjects'])
  })

  it.each([
    ['a text too long for the org', { familyName: 'x'.repeat(81) }, 'familyName'],
    ['a word that is none of its picklist', { preferredLocale: 'xx-XX' }, 'preferredLocale'],
  ])('to %s is refused with the field, and without the words of the vendor', async (_what, values, field) => {
    const { change, read } = await opened()
    const before = (await read()).value
    expect(await change({ givenName: 'Anne', ...values })).toEqual({ refused: 'INVALID', field })
    expect((await read()).value).toEqual(before)
  })

  it('writes languages as the org does, and the number that is read first', async () => {
    const values = { preferredLocale: 'en-GB', phone: '+33140506070' }
    const { change, read } = await opened()
    expect(await change(values)).toBe(null)
    expect((await read()).value).toMatchObject(values)
    const hyphens = await opened({ options: { profileDesk: { localeSeparator: '-' } } })
    expect(await hyphens.change(values)).toEqual({ refused: 'INVALID', field: 'preferredLocale' })
  })

  it.each(["O'Brien", 'a"b\\c', '{"LastName":"x"}', "' OR Id != '", '日本', 'x\u2028y'])(
    'keeps %j as it is',
    async (familyName) => {
      const { change, read } = await opened()
      expect(await change({ familyName })).toBe(null)
      expect((await read()).value.familyName).toBe(familyName)
    },
  )

  it('is UNSUPPORTED where the integration user may not write the field', async () => {
    const { change } = await opened({ server: { hiddenFields: ['Contact.Language__c'] } })
    await expect(change({ preferredLocale: 'en-GB' })).rejects.toEqual(failure('UNSUPPORTED'))
  })
})

describe('a consent', () => {
  it.each<[string, Misbehaviour]>([
    ['whose reply is lost', { loseReply: true }],
    ['that an outage refuses', { refuse: 'unavailable' }],
  ])('%s is sent again and written once', async (_how, how) => {
    const { consent, served, said } = await opened()
    await served.misbehave({ path: '/sobjects/Contact', times: 2, ...how })
    await consent()
    expect(await said()).toEqual(['GRANTED'])
    await served.misbehave({ path: '/sobjects/Contact', times: 2, ...how })
    await consent({ state: 'WITHDRAWN' })
    expect(await said()).toEqual(['DENIED', 'DENIED'])
  })

  it.each([
    ['the tick', CONTACTS],
    ['the record', '/sobjects/ContactPointTypeConsent'],
  ])('whose writing breaks off at %s allows nothing that was refused', async (_what, path) => {
    const { consent, served, said } = await opened()
    // The org has an agent's tick against the shopper's own word: it goes last.
    await served.misbehave({ path, refuse: 'unavailable' })
    await expect(consent()).rejects.toEqual(failure('SOURCE_UNAVAILABLE'))
    expect(await said()).toContain('DENIED')
  })

  it('that is given late does not undo a later refusal', async () => {
    let written = 0
    const isLocked = () => {
      written += 1
      return false
    }
    let now = clock()
    const { consent, served, said } = await opened({
      server: { isLocked, clock: () => now },
      options: { timeoutMs: 300 },
    })
    await served.misbehave({ path: '/sobjects/ContactPointTypeConsent', times: 1, lateCommitMs: 900 })
    await expect(consent()).rejects.toEqual(failure('SOURCE_TIMEOUT'))
    now = new Date(now.getTime() + 1_000)
    await consent({ state: 'DENIED' })
    const before = written
    await vi.waitFor(() => expect(written).toBe(before + 1), { timeout: 10_000 })
    expect(await said()).toEqual(['DENIED', 'DENIED'])
  })

  it('makes the data privacy record of a contact that has none, once', async () => {
    const { consent, said, served } = await opened()
    await bare(served.url)
    expect(await said()).not.toContain('GRANTED')
    await consent()
    await consent()
    expect(await said()).toEqual(['GRANTED'])
  })

  it('leaves a contact the data privacy record that somebody gives it meanwhile', async () => {
    let now = clock()
    const passSecond = () => {
      now = new Date(now.getTime() + 1_000)
    }
    const { consent, consents, records, served } = await opened({ server: { clock: () => now } })
    const patch = await administrator(served.url)
    const { id: theirs } = await patch('/sobjects/Individual/Couture_Key__c/theirs', {
      LastName: 'Theirs',
      HasOptedOutProfiling: true,
    })
    await bare(served.url)
    passSecond()
    await served.misbehave({ path: '/sobjects/Individual', times: 1, latencyMs: 500 })
    const given = consent({ via: 'SOCIAL' })
    await vi.waitFor(() => expect(records.map(({ route }) => route)).toContain('composite/sobjects'))
    passSecond()
    await patch(CONTACTS, { IndividualId: theirs })
    await given
    const said = found((await consents.consents([contact])).get(contact)).value.map(({ value }) => value)
    expect(said).toContainEqual(expect.objectContaining({ purpose: 'PROFILING', state: 'DENIED' }))
    expect(said).toContainEqual(expect.objectContaining({ via: 'SOCIAL', state: 'GRANTED' }))
  })

  it('costs two looks, and a write for each record that says otherwise', async () => {
    const { consent, calls } = await opened()
    await consent()
    const looks = ['query', 'query']
    expect(calls()).toEqual([...looks, 'sobjects/ContactPointTypeConsent', 'sobjects/Contact'])
    await consent()
    expect(calls()).toEqual([...looks, 'sobjects/ContactPointTypeConsent'])
  })
})

describe('what an org cannot do', () => {
  const login = { url: 'https://crm.test', clientId: 'a', clientSecret: 'b' }
  const portsOf = (options: object) => {
    const source = salesforce.create('crm', salesforceOptions.parse({ ...login, ...options }), {} as Tools)
    onTestFinished(() => source.close())
    return source.ports
  }

  it('is not offered where nothing says how', async () => {
    expect(portsOf({}).profileDesk).toBe(undefined)
    const { profileDesk } = portsOf({ profileDesk: {} })
    expect(profileDesk?.capabilities).toEqual({
      fields: ['givenName', 'familyName', 'email', 'phone'],
      consents: [],
    })
    const { consents } = mapping
    expect(portsOf({ profileDesk: {}, consents }).profileDesk?.capabilities.consents).toEqual([])
    const whole = portsOf({ profileDesk: mapping.profileDesk, consents }).profileDesk?.capabilities.consents
    expect(whole).toContainEqual({ purpose: 'LOCATION', via: null, states: ['DENIED', 'WITHDRAWN'] })
    expect(whole?.filter(({ purpose }) => purpose === 'PARTNERS')).toEqual([])
  })

  it('is told by the diagnosis: a key that does not keep a repeat from being written twice', async () => {
    const { source } = await opened({ options: { profileDesk: { externalId: 'Name' } } })
    const without =
      'is no unique external id: a repeated call may be done twice; make it one, or leave out profileDesk.externalId'
    expect((await source.diagnose()).warnings).toEqual([
      `Individual.Name ${without}`,
      `ContactPointTypeConsent.Name ${without}`,
    ])
  })
})

/** Takes the data privacy record from the contact, as an administrator can. */
async function bare(url: string): Promise<void> {
  await (await administrator(url))(CONTACTS, { IndividualId: null })
}

/** Changes records as somebody at the org does; answers what the org says of it. */
async function administrator(url: string) {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'couture',
    client_secret: 'sandbox-crm',
  })
  const session = await fetch(`${url}/services/oauth2/token`, { method: 'POST', body: form })
  const { access_token } = (await session.json()) as { readonly access_token: string }
  return async (path: string, values: object): Promise<{ readonly id?: string }> => {
    const answer = await fetch(`${url}/services/data/v60.0${path}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify(values),
    })
    expect(answer.ok).toBe(true)
    return answer.status === 204 ? {} : ((await answer.json()) as { readonly id: string })
  }
}
