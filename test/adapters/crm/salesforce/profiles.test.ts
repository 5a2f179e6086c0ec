import { describe, expect, it } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
import type { Identifier } from '../../../../adapters/ports/profiles.ts'
import { numberedId } from '../../../../sandbox/salesforce/record-id.ts'
import { originOf } from '../../../../sandbox/world/consents.ts'
import type { WorldCustomer } from '../../../../sandbox/world/shopper-types.ts'
import type { World } from '../../../../sandbox/world/types.ts'
import { failure, foundIn, openCrm, world } from './open.ts'

const known = world.customers.filter((customer) => customer.contactId !== null)
const idOf = (customer: WorldCustomer) => customer.contactId as RecordId
const shopper = known[0] as WorldCustomer
const nobody = numberedId('003', 999_999) as RecordId

function worldWith(...changes: readonly Partial<WorldCustomer>[]): World {
  const customers = world.customers.map((customer, i) => ({ ...customer, ...changes[i] }))
  return { ...world, customers }
}

describe('profiles by id', () => {
  it('tell everything the contact and its mapped fields do', async () => {
    const { profiles } = await openCrm()
    const reads = await profiles.profiles([idOf(shopper)])
    expect(reads.get(idOf(shopper))).toEqual({
      value: {
        givenName: shopper.givenName,
        familyName: shopper.familyName,
        email: shopper.email,
        phone: shopper.phone,
        birthDate: shopper.birthDate,
        preferredLocale: 'fr-FR',
        addresses: [{ ...shopper.address, givenName: null, familyName: null, phone: null }],
        preferredStore: shopper.preferredStore,
        firstTouch: {
          channel: { code: 'instagram', kind: 'SOCIAL' },
          at: new Date(shopper.createdAt).toISOString(),
          campaign: originOf(world, shopper)?.campaign,
          referrer: originOf(world, shopper)?.referrer,
        },
        crossReferences: [
          { record: { source: 'erp', id: shopper.businessPartner }, method: 'MANUAL' },
          { record: { source: 'tills', id: shopper.tillCustomer }, method: 'MANUAL' },
          { record: { source: 'shop', id: shopper.webAccount }, method: 'VERIFIED_LOGIN' },
          { record: { source: 'card', id: shopper.card }, method: 'LOYALTY_CARD' },
        ],
      },
      source: 'crm',
      recordId: shopper.contactId,
      recordedAt: new Date(shopper.createdAt).toISOString(),
      fetchedAt: expect.stringMatching(/Z$/),
      fromCache: false,
    })
  })

  it('tell a language of several parts as others write it', async () => {
    const { profiles } = await openCrm({ world: worldWith({ locale: 'zh_Hans_CN' }) })
    const reads = await profiles.profiles([idOf(shopper)])
    expect(foundIn(reads.get(idOf(shopper)))).toMatchObject({ preferredLocale: 'zh-Hans-CN' })
  })

  it('agree with the world for every contact, in one call', async () => {
    const { profiles, calls } = await openCrm()
    const reads = await profiles.profiles(known.map(idOf))
    expect(reads.size).toBe(known.length)
    for (const customer of known) {
      expect(foundIn(reads.get(idOf(customer)))).toMatchObject({
        givenName: customer.givenName,
        familyName: customer.familyName,
        email: customer.email,
        phone: customer.phone,
        birthDate: customer.birthDate,
      })
    }
    expect(calls()).toEqual(['token', 'composite/sobjects'])
  })

  it('leave out contacts that are not there and texts that are no id', async () => {
    const { profiles } = await openCrm()
    const ids = [nobody, idOf(shopper), '17100001' as RecordId]
    expect([...(await profiles.profiles(ids)).keys()]).toEqual([idOf(shopper)])
  })

  it('ask nothing when no text is an id', async () => {
    const { profiles, calls } = await openCrm()
    expect((await profiles.profiles(['x' as RecordId])).size).toBe(0)
    expect(calls()).toEqual([])
  })

  it('answer under the id as it was given, 15 characters or 18', async () => {
    const { profiles } = await openCrm()
    const short = idOf(shopper).slice(0, 15) as RecordId
    const reads = await profiles.profiles([short])
    expect([...reads.keys()]).toEqual([short])
    expect(reads.get(short)).toMatchObject({ recordId: idOf(shopper) })
  })

  it('go in two calls beyond the vendor’s 2000, and a failed one fails its own ids alone', async () => {
    const { profiles, served, calls } = await openCrm({ options: { retries: 0 } })
    const many = Array.from({ length: 2_000 }, (_, i) => numberedId('003', 500_000 + i) as RecordId)
    await profiles.profiles([idOf(shopper)])
    calls()
    await served.misbehave({ refuse: 'unavailable', path: 'composite/sobjects', nth: 2 })
    const reads = await profiles.profiles([idOf(shopper), ...many])
    expect(calls()).toEqual(['composite/sobjects', 'composite/sobjects'])
    // Which of the two arrives second is the network's business: either the found one or the last unknown fails.
    const failed = [...reads.values()].filter((read) => 'code' in read)
    expect([1, 2_000]).toContain(failed.length)
    expect(failed[0]).toEqual(failure('SOURCE_UNAVAILABLE'))
  })
})

describe('a contact', () => {
  const opened = async (change: Partial<WorldCustomer>, options = {}) => {
    const { profiles } = await openCrm({ world: worldWith(change), options })
    return foundIn((await profiles.profiles([idOf(shopper)])).get(idOf(shopper)))
  }

  it('has null where the record has nothing', async () => {
    const empty = { email: null, phone: null, birthDate: null, address: null, preferredStore: null }
    const nowhere = { businessPartner: null, tillCustomer: null, webAccount: null, card: null }
    const profile = await opened({ ...empty, ...nowhere })
    expect(profile).toMatchObject({ email: null, phone: null, birthDate: null, preferredStore: null })
    expect([profile.addresses, profile.crossReferences]).toEqual([[], []])
  })

  it('shows its landline where it has no mobile, in E.164', async () => {
    expect((await opened({ phone: '01 42 68 53 00' })).phone).toBe('+33142685300')
  })

  it('loses a partner number’s zeros where the retailer says so', async () => {
    const references = { ERP_Customer__c: { source: 'erp', stripZeros: true } }
    const profile = await opened({ businessPartner: '0017100001' }, { references })
    expect(profile.crossReferences[0]).toEqual({
      record: { source: 'erp', id: '17100001' },
      method: 'MANUAL',
    })
  })

  it('splits its street into lines', async () => {
    const address = shopper.address && { ...shopper.address, streetLine2: 'Bâtiment B' }
    expect((await opened({ address })).addresses[0]).toMatchObject({
      streetLine1: shopper.address?.streetLine1,
      streetLine2: 'Bâtiment B',
    })
  })
})

describe('a field the integration user may not see', () => {
  const hiddenFields = ['Contact.Birthdate', 'Contact.MailingCountryCode']

  it('reads as null after one description, which is remembered', async () => {
    const { profiles, calls } = await openCrm({ server: { hiddenFields } })
    const read = () => profiles.profiles([idOf(shopper)])
    expect(foundIn((await read()).get(idOf(shopper)))).toMatchObject({
      birthDate: null,
      email: shopper.email,
      addresses: [expect.objectContaining({ countryCode: 'FR' })],
    })
    expect(calls()).toEqual(['token', 'composite/sobjects', 'describe', 'composite/sobjects'])
    await read()
    expect(calls()).toEqual(['composite/sobjects'])
  })

  it('is UNSUPPORTED where it is searched by', async () => {
    const { profiles } = await openCrm({ server: { hiddenFields: ['Contact.Email'] } })
    const email: Identifier = { type: 'EMAIL', value: 'camille.moreau@example.com' }
    expect((await profiles.find([email])).get(email)).toEqual(failure('UNSUPPORTED'))
  })
})

describe('finding shoppers', () => {
  const email = (value: string): Identifier => ({ type: 'EMAIL', value })
  const phone = (value: string): Identifier => ({ type: 'PHONE', value })
  const card = (value: string): Identifier => ({ type: 'LOYALTY_CARD', value })
  const ids = (matches: readonly { readonly recordId: RecordId }[]) => matches.map(({ recordId }) => recordId)

  it('takes e-mails, phones and cards in one call, and leaves out what nobody answers to', async () => {
    const { profiles, calls } = await openCrm()
    const asked = [
      email(shopper.email ?? ''),
      phone(shopper.phone ?? ''),
      card(shopper.card ?? ''),
      email('nobody@example.org'),
      card('0000000000000'),
    ]
    const reads = await profiles.find(asked)
    expect([...reads.keys()]).toEqual(asked.slice(0, 3))
    for (const identifier of asked.slice(0, 3)) {
      const [match] = foundIn(reads.get(identifier))
      expect(match).toMatchObject({ recordId: idOf(shopper), profile: { email: shopper.email } })
    }
    expect(calls()).toEqual(['token', 'query'])
  })

  it('finds both contacts of a shopper who is known twice, oldest first', async () => {
    const { profiles, calls } = await openCrm()
    const copy = known.find(({ duplicateOf }) => duplicateOf !== null) as WorldCustomer
    const original = world.customers[copy.duplicateOf ?? -1] as WorldCustomer
    const identifier = email(copy.email ?? '')
    const expected = [original, copy].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)).map(idOf)
    expect(ids(foundIn((await profiles.find([identifier])).get(identifier)))).toEqual(expected)
    expect(calls()).toEqual(['token', 'query'])
  })

  it('compares e-mails without case and blanks', async () => {
    const { profiles } = await openCrm()
    const identifier = email(` ${shopper.email?.toUpperCase()} `)
    expect(ids(foundIn((await profiles.find([identifier])).get(identifier)))).toContain(idOf(shopper))
  })

  it.each(['06 39 98 77 66', '0033639987766', '+33639987766'])(
    'finds the number %s however the contact has it typed',
    async (typed) => {
      const { profiles } = await openCrm({ world: worldWith({ phone: '06.39.98.77.66' }) })
      const identifier = phone(typed)
      expect(ids(foundIn((await profiles.find([identifier])).get(identifier)))).toEqual([idOf(shopper)])
    },
  )

  it('never takes a card for its like: Salesforce compares without case, this does not', async () => {
    const { profiles } = await openCrm({ world: worldWith({ card: 'Ab12' }) })
    const [exact, other] = [card('Ab12'), card('AB12')]
    expect([...(await profiles.find([exact, other])).keys()]).toEqual([exact])
  })

  it.each(["o'neil@example.org", 'a\\', "x' OR Id != '"])(
    'cannot be talked out of its statement by %s',
    async (value) => {
      const { profiles } = await openCrm({ world: worldWith({ email: value }) })
      const identifier = email(value)
      expect(ids(foundIn((await profiles.find([identifier])).get(identifier)))).toEqual([idOf(shopper)])
    },
  )

  it('gives at most 20 of the many who share an e-mail, the oldest', async () => {
    const shared = world.customers.map(() => ({ email: 'accueil@example.org' }))
    const { profiles } = await openCrm({ world: worldWith(...shared) })
    const identifier = email('accueil@example.org')
    const oldest = [...known]
      .sort((a, b) => `${a.createdAt} ${idOf(a)}`.localeCompare(`${b.createdAt} ${idOf(b)}`))
      .slice(0, 20)
    expect(ids(foundIn((await profiles.find([identifier])).get(identifier)))).toEqual(oldest.map(idOf))
  })

  it('takes forty identifiers to a call', async () => {
    const { profiles, calls } = await openCrm()
    await profiles.find(Array.from({ length: 81 }, (_, i) => email(`nobody${i}@example.org`)))
    expect(calls().sort()).toEqual(['query', 'query', 'query', 'token'])
  })

  it('puts a statement that is too long for a URL into the body of a composite', async () => {
    const { profiles, calls, records } = await openCrm()
    const asked = Array.from({ length: 30 }, (_, i) => phone(`+3363998${1_000 + i}`))
    await profiles.find([...asked, phone(shopper.phone ?? '')])
    expect(records.at(-1)).toMatchObject({ route: 'composite', verb: 'POST', batchSize: 31, status: 200 })
    expect(calls()).toEqual(['token', 'composite'])
  })

  it('does not know cards where no field is mapped to them', async () => {
    const { profiles } = await openCrm({ options: { fields: {} } })
    const asked = [card(shopper.card ?? ''), email(shopper.email ?? '')] as const
    const reads = await profiles.find(asked)
    expect(reads.get(asked[0])).toEqual(failure('UNSUPPORTED'))
    expect(ids(foundIn(reads.get(asked[1])))).toContain(idOf(shopper))
  })
})

describe('cross-references', () => {
  it('come for every contact in the order of ids', async () => {
    const { profiles } = await openCrm()
    const { sets, next } = await profiles.customerReferences(null)
    expect(next).toBeNull()
    expect(sets.map(({ record }) => record)).toEqual(
      known.map((customer) => ({ source: 'crm', id: idOf(customer) })),
    )
    expect(sets[0]?.same.map(({ record }) => record.source)).toEqual(['erp', 'tills', 'shop', 'card'])
  })

  it('go on after the last id of a full page, a call a page', async () => {
    const customers = Array.from({ length: 2_500 }, (_, index) => ({
      ...shopper,
      index,
      contactId: numberedId('003', index + 1),
    }))
    const { profiles, calls } = await openCrm({ world: { ...world, customers, cases: [], loyalty: [] } })
    const seen: string[] = []
    let after: string | null = null
    do {
      const page = await profiles.customerReferences(after)
      seen.push(...page.sets.map(({ record }) => record.id))
      after = page.next
    } while (after !== null)
    expect(seen).toEqual(customers.map(({ contactId }) => contactId))
    expect(calls()).toEqual(['token', 'query', 'query', 'query'])
  })

  it('refuse a mark of another source', async () => {
    const { profiles } = await openCrm()
    await expect(profiles.customerReferences('17100001')).rejects.toEqual(failure('UNSUPPORTED'))
  })
})
