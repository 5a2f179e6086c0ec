import { describe, expect, it } from 'vitest'
import { SourceError } from '../../../adapters/error.ts'
import type { CustomerId, RecordId } from '../../../adapters/ids.ts'
import type { Profile, Profiles } from '../../../adapters/ports/profiles.ts'
import type { Day } from '../../../adapters/time.ts'
import { type Entity, recordKey } from '../../../ledger/port.ts'
import type { Context } from '../../../subgraphs/context.ts'
import { customers } from '../../../subgraphs/customers/index.ts'
import { createStoreDirectory } from '../../../subgraphs/shared/stock/store-directory.ts'
import { memoryIdentity } from '../../memory/identity.ts'
import { memoryProfiles, plainProfile } from '../../memory/profiles.ts'
import { ask, contextWith, NOW, place } from '../../memory/services.ts'
import { counted, failsWith } from '../../memory/spy.ts'
import { everything } from '../../memory/viewers.ts'

const clock = () => NOW
const down = new SourceError('crm', 'SOURCE_UNAVAILABLE', 'HTTP 503')
const contact = { source: 'crm', id: '0031' as RecordId }
const partner = { source: 'erp', id: '17100001' as RecordId }
const card = { source: 'card', id: '2900000000015' as RecordId }
const paris = place('PAR01')

/** A shopper whom the CRM and the ERP know, with what each of them says. */
async function shopper(said: { crm?: Partial<Profile> | 'fails'; erp?: Partial<Profile> | 'gone' }) {
  const identity = memoryIdentity()
  const at = '2026-01-01T00:00:00.000Z' as Entity['records'][number]['linkedAt']
  const same = [
    { record: partner, method: 'MANUAL' as const },
    { record: card, method: 'LOYALTY_CARD' as const },
  ]
  await identity.observe('customer', [{ record: contact, same }], 'crm', at)
  const { id } = (await identity.ownersOf('customer', [contact])).get(recordKey(contact)) as Entity
  const port = (source: string, record: string, facts: Partial<Profile> | 'fails' | 'gone' = {}) => {
    const profile = plainProfile(typeof facts === 'string' ? {} : facts)
    const memory = memoryProfiles({
      source,
      clock,
      records: facts === 'gone' ? [] : [{ id: record, profile }],
    })
    const spied = counted<Profiles>(facts === 'fails' ? { ...memory, profiles: failsWith(down) } : memory)
    return { ...spied, answerer: { name: source, port: spied.port } }
  }
  const crm = port('crm', contact.id, said.crm)
  const erp = port('erp', partner.id, said.erp)
  const make = (request: Partial<Omit<Context, 'services'>> = {}, filled = true) =>
    contextWith({
      answers: {
        profiles: [
          { ...crm.answerer, kind: 'CRM' },
          { ...erp.answerer, kind: 'ERP' },
        ],
      },
      services: { identity, identityFilled: () => filled, stores: createStoreDirectory([paris]) },
      request,
    })
  return { id, make, context: make(), calls: { crm: crm.calls, erp: erp.calls } }
}

const PROFILE = `query ($id: ID!) {
  customer(id: $id) {
    id givenName email phone birthDate preferredLocale preferredStore { id }
    sources { instance outcome }
  }
}`
const FIELDS = `query ($id: ID!, $fields: [String!]) {
  customer(id: $id) {
    fieldSources(fields: $fields) {
      field inConflict rule winner { instance recordId } alternatives { value source { instance } }
    }
  }
}`

describe('a shopper’s profile', () => {
  it('takes each field from the first source in order of precedence that has it', async () => {
    const { context, id } = await shopper({
      crm: { givenName: 'Claire', preferredLocale: 'fr-FR' },
      erp: { givenName: 'CLAIRE', phone: '+33600000001', birthDate: '1980-02-29' as Day },
    })
    const { data, errors } = await ask(customers, PROFILE, context, { id })
    expect(errors).toEqual([])
    expect(data.customer).toEqual({
      id,
      givenName: 'Claire',
      email: null,
      phone: '+33600000001',
      birthDate: '1980-02-29',
      preferredLocale: 'fr-FR',
      preferredStore: null,
      sources: [
        { instance: 'crm', outcome: 'OK' },
        { instance: 'erp', outcome: 'OK' },
      ],
    })
  })

  it('costs each source one call, whatever is asked of it', async () => {
    const { context, id, calls } = await shopper({ crm: { givenName: 'Claire' } })
    await ask(customers, PROFILE, context, { id })
    expect([calls.crm.profiles, calls.erp.profiles]).toEqual([1, 1])
  })

  it('keeps what others know when a source fails, and is an error where nobody who answered knows', async () => {
    const { context, id } = await shopper({ crm: 'fails', erp: { givenName: 'Claire' } })
    const { data, errors } = await ask(customers, PROFILE, context, { id })
    expect(data.customer).toMatchObject({ givenName: 'Claire', email: null })
    expect(data.customer.sources).toEqual([
      { instance: 'crm', outcome: 'UNAVAILABLE' },
      { instance: 'erp', outcome: 'OK' },
    ])
    const fields = ['birthDate', 'email', 'phone', 'preferredLocale', 'preferredStore']
    expect(errors.map(({ path, code }) => [path, code])).toEqual(
      fields.map((field) => [`customer.${field}`, 'SOURCE_UNAVAILABLE']),
    )
  })

  it('goes without a record that is gone from its system', async () => {
    const { context, id } = await shopper({ crm: { givenName: 'Claire' }, erp: 'gone' })
    const { data, errors } = await ask(customers, PROFILE, context, { id })
    expect(errors).toEqual([])
    expect(data.customer).toMatchObject({ givenName: 'Claire', phone: null })
  })

  it.each([
    ['the retailer’s code', { crm: { preferredStore: 'PAR01' as RecordId } }],
    ['its own key', { erp: { preferredStore: 'par01' as RecordId } }],
  ])('names the preferred store where the source keeps %s', async (_, said) => {
    const { context, id } = await shopper(said)
    expect((await ask(customers, PROFILE, context, { id })).data.customer.preferredStore).toEqual({
      id: paris.id,
    })
  })
})

describe('where a field comes from', () => {
  const fieldSource = async (field: string, crm: Partial<Profile>, erp: Partial<Profile>) => {
    const { context, id } = await shopper({ crm, erp })
    const { data } = await ask(customers, FIELDS, context, { id, fields: [field] })
    return data.customer.fieldSources[0]
  }

  it('is the record that won, by its rule, and what the others say', async () => {
    expect(await fieldSource('phone', { phone: '+33600000001' }, { phone: '+33600000002' })).toEqual({
      field: 'phone',
      inConflict: true,
      rule: 'SYSTEM_OF_RECORD',
      winner: { instance: 'crm', recordId: '0031' },
      alternatives: [{ value: '+33600000002', source: { instance: 'erp' } }],
    })
  })

  it.each([
    ['phone', { phone: '+33600000001' }, { phone: '06 00 00 00 01' }],
    ['email', { email: 'claire@example.org' }, { email: ' Claire@Example.org' }],
    ['givenName', { givenName: 'Élise' }, { givenName: 'ÉLISE ' }],
    ['preferredLocale', { preferredLocale: 'fr-FR' }, { preferredLocale: 'fr' }],
    ['preferredStore', { preferredStore: 'PAR01' }, { preferredStore: 'par01' }],
    ['birthDate', { birthDate: '1980-02-29' }, { birthDate: null }],
  ])('is no conflict in %s for values that mean the same, or none', async (field, crm, erp) => {
    const found = await fieldSource(field, crm as Partial<Profile>, erp as Partial<Profile>)
    expect(found.inConflict).toBe(false)
  })

  it.each([
    ['email', { email: 'claire@example.org' }, { email: 'c@example.org' }],
    ['preferredLocale', { preferredLocale: 'fr-FR' }, { preferredLocale: 'en-GB' }],
    ['preferredLocale', { preferredLocale: 'fr-FR' }, { preferredLocale: 'fr-BE' }],
    ['birthDate', { birthDate: '1980-02-29' }, { birthDate: '1980-02-28' }],
  ])('is a conflict in %s for values that contradict', async (field, crm, erp) => {
    const found = await fieldSource(field, crm as Partial<Profile>, erp as Partial<Profile>)
    expect(found.inConflict).toBe(true)
  })

  it('tells of all fields that anybody has, and refuses one that is none', async () => {
    const { context, id } = await shopper({ crm: { givenName: 'Claire' }, erp: { phone: '+33600000001' } })
    const { data } = await ask(customers, FIELDS, context, { id })
    const fields = data.customer.fieldSources.map(({ field }: { field: string }) => field)
    expect(fields).toEqual(['givenName', 'phone'])
    const { errors } = await ask(customers, FIELDS, context, { id, fields: ['password'] })
    expect(errors).toMatchObject([{ path: 'customer.fieldSources', code: 'BAD_INPUT' }])
  })
})

describe('a shopper', () => {
  const WHO = 'query ($id: ID!) { customer(id: $id) { id identities { instance externalId system method } } }'

  it('is every record of theirs; of a card the last digits alone', async () => {
    const { context, id } = await shopper({})
    expect((await ask(customers, WHO, context, { id })).data.customer.identities).toEqual([
      { instance: 'crm', externalId: '0031', system: 'CRM', method: 'MANUAL' },
      { instance: 'erp', externalId: '17100001', system: 'ERP', method: 'MANUAL' },
      { instance: 'card', externalId: '••••0015', system: 'GRAPH', method: 'LOYALTY_CARD' },
    ])
  })

  it('is null for an id never given, and BAD_INPUT for a text that is none', async () => {
    const { context } = await shopper({})
    const never = await ask(customers, WHO, context, { id: 'cus_00000000000000000000000000' })
    expect([never.data.customer, never.errors]).toEqual([null, []])
    const none = await ask(customers, WHO, context, { id: '0031' })
    expect(none.errors).toMatchObject([{ path: 'customer', code: 'BAD_INPUT' }])
  })

  it('may yet become known while the systems are still being read: an error, not null', async () => {
    const { make, id } = await shopper({})
    const unknown = await ask(customers, WHO, make({}, false), { id: 'cus_00000000000000000000000000' })
    expect(unknown.errors).toMatchObject([{ path: 'customer', code: 'SOURCE_UNAVAILABLE' }])
    expect((await ask(customers, WHO, make({}, false), { id })).data.customer.id).toBe(id)
  })

  it('is the viewer, who may be nobody', async () => {
    const { make, id } = await shopper({})
    const me = async (customerId: CustomerId | null) =>
      (await ask(customers, '{ me { id } }', make({ viewer: everything(customerId) }))).data.me
    expect(await me(id as CustomerId)).toEqual({ id })
    expect(await me(null)).toBeNull()
  })
})
