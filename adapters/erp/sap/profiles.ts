import type { z } from 'zod'
import type { Address } from '../../address.ts'
import { isSourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { CrossReference, Profile, Profiles } from '../../ports/profiles.ts'
import { normalPhone } from '../../ports/profiles.ts'
import type { Read } from '../../read.ts'
import type { SapClient } from './client.ts'
import { findPartners } from './find.ts'
import { canonicalKey, documentKey } from './keys.ts'
import type { SapOptions } from './options.ts'
import { allOf, anyOf } from './query.ts'
import { fieldsOf, rowOf } from './shapes.ts'
import { dayOf, textLiteral } from './values.ts'
import {
  address,
  type Partner,
  type PartnerAddress,
  partner,
  partnerKeys,
  partnerReferences,
} from './wire.ts'

const partnerRow = rowOf(partnerKeys, partner.loose())
const ADDRESS_NAVIGATIONS = ['to_EmailAddress', 'to_PhoneNumber', 'to_MobilePhoneNumber'] as const
const EXPAND = ADDRESS_NAVIGATIONS.map((navigation) => `to_BusinessPartnerAddress/${navigation}`)

const SELECT = [...fieldsOf(partner), ...fieldsOf(address, 'to_BusinessPartnerAddress'), ...EXPAND]

/** Partners in one page of cross-references. */
const REFERENCE_PAGE = 500

/** Shopper profiles from API_BUSINESS_PARTNER; a record id is the business partner's number without padding. */
export function sapProfiles(client: SapClient, options: Pick<SapOptions, 'customerFields'>): Profiles {
  const toRead = (id: RecordId, { whole }: z.output<typeof partnerRow>): Read<Profile> => {
    if (whole === null) return client.unreadable('A_BusinessPartner')
    return client.found(toProfile(whole, options), canonicalKey(id), null)
  }
  const readProfiles = (ids: readonly RecordId[]) =>
    client.readByKeys('partners', ids, {
      query: (chunk) => ({
        set: 'A_BusinessPartner',
        shape: partnerRow,
        filter: anyOf('BusinessPartner', chunk.map(documentKey)),
        expand: EXPAND,
        select: [...SELECT, ...Object.keys(options.customerFields)],
      }),
      entries: (rows, chunk) => {
        const byKey = new Map(rows.map((row) => [canonicalKey(row.head.BusinessPartner), row]))
        return chunk.flatMap((id) => {
          const row = byKey.get(canonicalKey(id))
          return row ? [[id, toRead(id, row)] as const] : []
        })
      },
    })

  return {
    profiles: readProfiles,
    find: (identifiers) => findPartners(client, identifiers, readProfiles),
    async customerReferences(after) {
      const [rows = []] = await client.read('partners', [
        {
          set: 'A_BusinessPartner',
          shape: partnerReferences,
          filter: allOf(
            `BusinessPartnerCategory eq '1'`,
            after === null ? null : `BusinessPartner gt ${textLiteral(documentKey(after))}`,
          ),
          select: ['BusinessPartner', ...Object.keys(options.customerFields)],
          orderBy: 'BusinessPartner',
          top: REFERENCE_PAGE,
        },
      ])
      if (isSourceError(rows)) throw rows
      const sets = rows.map((row) => ({
        record: { source: client.source, id: canonicalKey(row.BusinessPartner) },
        same: references(row, options),
      }))
      const last = sets.at(-1)
      return { sets, next: last && rows.length === REFERENCE_PAGE ? last.record.id : null }
    },
  }
}

function toProfile(row: Partner, options: Pick<SapOptions, 'customerFields'>): Profile {
  const addresses = row.to_BusinessPartnerAddress
  const emails = addresses.flatMap((each) => each.to_EmailAddress)
  const phones = addresses.flatMap((each) => [...each.to_MobilePhoneNumber, ...each.to_PhoneNumber])
  const email = emails.find((each) => each.IsDefaultEmailAddress) ?? emails[0]
  const phone = phones.find((each) => each.IsDefaultPhoneNumber) ?? phones[0]
  const number = phone?.InternationalPhoneNumber ?? phone?.PhoneNumber ?? null
  return {
    givenName: row.FirstName,
    familyName: row.LastName ?? row.OrganizationBPName1,
    email: email?.EmailAddress ?? null,
    phone: number === null ? null : normalPhone(number),
    birthDate: dayOf(row.BirthDate),
    preferredLocale: row.CorrespondenceLanguage?.toLowerCase() ?? null,
    addresses: addresses.map((each) => toAddress(each, row)),
    preferredStore: null,
    firstTouch: null,
    crossReferences: references(row, options),
  }
}

function toAddress(at: PartnerAddress, { FirstName, LastName, OrganizationBPName1 }: Partner): Address {
  const street = [at.HouseNumber, at.StreetName].filter((part) => part !== null).join(' ')
  const more = [at.StreetPrefixName, at.StreetSuffixName].filter((part) => part !== null).join(', ')
  return {
    givenName: FirstName,
    familyName: LastName,
    company: OrganizationBPName1,
    streetLine1: street || null,
    streetLine2: more || null,
    postalCode: at.PostalCode,
    city: at.CityName,
    region: at.Region,
    countryCode: at.Country,
    phone: null,
  }
}

function references(
  row: Readonly<Record<string, unknown>>,
  { customerFields }: Pick<SapOptions, 'customerFields'>,
): CrossReference[] {
  return Object.entries(customerFields).flatMap(([field, { source, method }]) => {
    const id = row[field]
    if (typeof id !== 'string' || id.trim() === '') return []
    return [{ record: { source, id: id.trim() as RecordId }, method }]
  })
}
