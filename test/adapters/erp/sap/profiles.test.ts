import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
import type { Identifier } from '../../../../adapters/ports/profiles.ts'
import { isFound } from '../../../../adapters/read.ts'
import type { WorldCustomer } from '../../../../sandbox/world/shopper-types.ts'
import { type OpenSap, openSap, world } from './open-sap.ts'

type Partner = WorldCustomer & { businessPartner: string }
const partners = world.customers.filter((each): each is Partner => each.businessPartner !== null)
const ids = partners.map(({ businessPartner }) => businessPartner as RecordId)
const omnichannel = partners[0] as Partner
const shifted = partners.find(({ erpDiffers }) => erpDiffers?.city !== undefined)

let sap: OpenSap
beforeAll(async () => {
  sap = await openSap()
})
afterAll(() => sap.close())

describe('profiles of S/4HANA', () => {
  it('are what the ERP believes of its business partners', async () => {
    sap.calls()
    const id = omnichannel.businessPartner as RecordId
    const read = (await sap.ports.profiles.profiles([id])).get(id)
    expect(read).toMatchObject({
      source: 'erp',
      recordId: id,
      fromCache: false,
      value: {
        givenName: omnichannel.givenName,
        familyName: omnichannel.familyName,
        email: omnichannel.email,
        phone: omnichannel.erpDiffers?.phone ?? omnichannel.phone,
        birthDate: omnichannel.birthDate,
        preferredLocale: omnichannel.locale.slice(0, 2),
        addresses: [
          {
            streetLine1: omnichannel.address?.streetLine1,
            postalCode: omnichannel.address?.postalCode,
            city: omnichannel.erpDiffers?.city ?? omnichannel.address?.city,
            countryCode: omnichannel.address?.countryCode,
          },
        ],
      },
    })
    expect(sap.calls()).toEqual(['GET API_BUSINESS_PARTNER/A_BusinessPartner'])
  })

  it('differ from the CRM where the ERP does', async () => {
    const id = shifted?.businessPartner as RecordId
    const read = (await sap.ports.profiles.profiles([id])).get(id)
    expect(isFound(read) && read.value.addresses[0]?.city).toBe(shifted?.erpDiffers?.city)
  })

  it('are read under any padding of the number, and absent where there is no such partner', async () => {
    const padded = `00${omnichannel.businessPartner}` as RecordId
    const reads = await sap.ports.profiles.profiles([padded, '19999999' as RecordId])
    expect([...reads.keys()]).toEqual([padded])
    expect(reads.get(padded)).toMatchObject({ recordId: omnichannel.businessPartner })
  })

  it('of many partners travel in one $batch of chunks, after one token', async () => {
    const small = await openSap({ chunk: 20 })
    const reads = await small.ports.profiles.profiles([...ids, ...ids])
    expect([...reads.values()].every(isFound)).toBe(true)
    expect(reads.size).toBe(ids.length)
    expect(small.calls()).toEqual(['GET API_BUSINESS_PARTNER/', 'POST API_BUSINESS_PARTNER/$batch'])
    await small.ports.profiles.profiles(ids)
    expect(small.calls()).toEqual(['POST API_BUSINESS_PARTNER/$batch'])
    await small.close()
  })

  it('follow the pages of the server to the end', async () => {
    const small = await openSap({ chunk: 10 }, { server: { pageSize: 3 } })
    const some = ids.slice(0, 10)
    const reads = await small.ports.profiles.profiles(some)
    expect([...reads.values()].filter(isFound)).toHaveLength(10)
    // Each page after the first begins with the last record of the one before.
    expect(small.calls()).toEqual(
      Array.from({ length: 5 }, () => 'GET API_BUSINESS_PARTNER/A_BusinessPartner'),
    )
    await small.close()
  })

  it('are not half read: more pages than allowed are a failure', async () => {
    const small = await openSap({ maxPages: 2 }, { server: { pageSize: 3 } })
    const reads = await small.ports.profiles.profiles(ids.slice(0, 10))
    expect([...reads.values()]).toMatchObject(Array.from({ length: 10 }, () => ({ code: 'BAD_RESPONSE' })))
    await small.close()
  })

  it('fail alone when their record cannot be read', async () => {
    const [bad = '', good = ''] = ids
    const mapped = await openSap(
      {},
      { tamper: (body) => body.replace(/"BirthDate":"[^"]*"/, '"BirthDate":"1960"') },
    )
    const reads = await mapped.ports.profiles.profiles([bad as RecordId, good as RecordId])
    expect(reads.get(bad as RecordId)).toMatchObject({ code: 'BAD_RESPONSE' })
    expect(isFound(reads.get(good as RecordId))).toBe(true)
    await mapped.close()
  })
})

describe('finding a profile in S/4HANA', () => {
  const find = async (...identifiers: Identifier[]) => {
    sap.calls()
    const reads = await sap.ports.profiles.find(identifiers)
    return identifiers.map((identifier) => {
      const read = reads.get(identifier)
      return isFound(read) ? read.value.map(({ recordId }) => recordId) : (read ?? null)
    })
  }

  it('by e-mail takes two hops and its profile, whatever the case', async () => {
    const value = ` ${omnichannel.email?.toUpperCase()}`
    expect(await find({ type: 'EMAIL', value })).toEqual([[omnichannel.businessPartner]])
    expect(sap.calls()).toEqual([
      'GET API_BUSINESS_PARTNER/A_AddressEmailAddress',
      'GET API_BUSINESS_PARTNER/A_BusinessPartnerAddress',
      'GET API_BUSINESS_PARTNER/A_BusinessPartner',
    ])
  })

  it('by phone works for any way of writing it', async () => {
    const phone = omnichannel.erpDiffers?.phone ?? omnichannel.phone ?? ''
    const local = phone.replace('+33', '0').replace(/(\d\d)(?=\d)/g, '$1 ')
    expect(await find({ type: 'PHONE', value: local })).toEqual([[omnichannel.businessPartner]])
  })

  it('never matches on a part of the address', async () => {
    const email = omnichannel.email ?? ''
    const found = await find(
      { type: 'EMAIL', value: email.slice(0, -1) },
      { type: 'EMAIL', value: `x${email}` },
    )
    expect(found).toEqual([null, null])
  })

  it('by loyalty card finds nobody and asks nobody', async () => {
    expect(await find({ type: 'LOYALTY_CARD', value: omnichannel.card ?? '' })).toEqual([null])
    expect(sap.calls()).toEqual([])
  })

  it('finds everybody who shares an e-mail, oldest number first, and costs no more calls for many', async () => {
    const shared = partners.filter(({ email }) => email !== null).slice(0, 20)
    const found = await find(...shared.map(({ email }) => ({ type: 'EMAIL' as const, value: email ?? '' })))
    const same = (email: string | null) =>
      partners.filter((each) => each.email === email).map(({ businessPartner }) => businessPartner)
    expect(found).toEqual(shared.map(({ email }) => same(email).sort()))
    expect(
      sap.calls().filter((call) => call.startsWith('POST') || !call.endsWith('/')).length,
    ).toBeLessThanOrEqual(3)
  })
})

describe('the cross-references of S/4HANA', () => {
  it('list every partner once, with the configured fields as references', async () => {
    const mapped = await openSap(
      { customerFields: { BusinessPartnerFullName: { source: 'club', method: 'MANUAL' } } },
      { server: { pageSize: 30 } },
    )
    const { sets, next } = await mapped.ports.profiles.customerReferences(null)
    expect(next).toBeNull()
    expect(sets.map(({ record }) => record)).toEqual([...ids].sort().map((id) => ({ source: 'erp', id })))
    const name = `${omnichannel.givenName} ${omnichannel.familyName}`
    expect(sets.find(({ record }) => record.id === omnichannel.businessPartner)?.same).toEqual([
      { record: { source: 'club', id: name }, method: 'MANUAL' },
    ])
    const rest = await mapped.ports.profiles.customerReferences(ids.at(-3) ?? null)
    expect(rest.sets.map(({ record }) => record.id)).toEqual(ids.slice(-2))
    await mapped.close()
  })
})
