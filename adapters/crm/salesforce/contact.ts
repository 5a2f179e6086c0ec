import type { Address } from '../../address.ts'
import type { RecordId } from '../../ids.ts'
import { type CrossReference, type FirstTouch, normalPhone, type Profile } from '../../ports/profiles.ts'
import { parseDay, parseInstant } from '../../time.ts'
import { countryCodeOf } from './country.ts'
import type { SalesforceOptions } from './options.ts'
import { type Column, own } from './soql.ts'
import { textOf, type WireRecord } from './wire.ts'

/** The object shoppers are. */
export const CONTACT = 'Contact'

/** What of a Contact a profile is made of: the mapped fields with the standard ones. */
export function contactColumns({ fields, references, firstTouch }: SalesforceOptions): readonly Column[] {
  return own(CONTACT, [
    ...['Id', 'FirstName', 'LastName', 'Email', 'Phone', 'MobilePhone', 'LastModifiedDate'],
    ...['MailingStreet', 'MailingCity', 'MailingState', 'MailingPostalCode'],
    ...['MailingCountry', 'MailingCountryCode'],
    ...(firstTouch ? ['CreatedDate', firstTouch.channel, firstTouch.campaign, firstTouch.referrer] : []),
    fields.birthDate,
    fields.locale,
    fields.preferredStore,
    fields.loyaltyCard,
    ...Object.keys(references),
  ])
}

/** What cross-references are read from. */
export function referenceColumns({ fields, references }: SalesforceOptions): readonly Column[] {
  return own(CONTACT, ['Id', fields.loyaltyCard, ...Object.keys(references)])
}

/** A Contact as a profile. The mobile number is preferred; the country as ISO code where the record can say it. */
export function toProfile(
  record: WireRecord,
  options: SalesforceOptions,
  unmapped: (field: string) => void,
): Profile {
  const text = (name: string | null) => textOf(record, name)
  const phone = text('MobilePhone') ?? text('Phone')
  const birthDate = text(options.fields.birthDate)
  return {
    givenName: text('FirstName'),
    familyName: text('LastName'),
    email: text('Email'),
    phone: phone === null ? null : normalPhone(phone, options.countryCode),
    birthDate: birthDate === null ? null : parseDay(birthDate),
    preferredLocale: text(options.fields.locale)?.replaceAll('_', '-') ?? null,
    addresses: mailingAddress(record),
    preferredStore: text(options.fields.preferredStore) as RecordId | null,
    firstTouch: toFirstTouch(record, options, unmapped),
    crossReferences: toCrossReferences(record, options),
  }
}

/**
 * What the CRM says is the same shopper elsewhere: the external ids it maintains (MANUAL, or VERIFIED_LOGIN where the
 * retailer says the field is a web account), and the card.
 */
export function toCrossReferences(record: WireRecord, options: SalesforceOptions): readonly CrossReference[] {
  const mapped = Object.entries(options.references).flatMap(([field, reference]) => {
    const { source, method, stripZeros } =
      typeof reference === 'string'
        ? { source: reference, method: 'MANUAL' as const, stripZeros: false }
        : reference
    const text = textOf(record, field)
    if (text === null) return []
    const id = stripZeros ? text.replace(/^0+(?=\d+$)/, '') : text
    return [{ record: { source, id: id as RecordId }, method }]
  })
  const card = textOf(record, options.fields.loyaltyCard)
  if (card === null) return mapped
  return [...mapped, { record: { source: 'card', id: card as RecordId }, method: 'LOYALTY_CARD' }]
}

/** How they came, since when the CRM holds them; a word that is not mapped is told of and tells nothing. */
function toFirstTouch(
  record: WireRecord,
  { firstTouch }: SalesforceOptions,
  unmapped: (field: string) => void,
): FirstTouch | null {
  const word = firstTouch ? textOf(record, firstTouch.channel) : null
  const at = parseInstant(textOf(record, 'CreatedDate') ?? '')
  if (!firstTouch || word === null || at === null) return null
  const channel = firstTouch.channels[word]
  if (channel === undefined) {
    unmapped('firstTouch.channels')
    return null
  }
  const referrer = textOf(record, firstTouch.referrer)
  return {
    channel,
    at,
    campaign: textOf(record, firstTouch.campaign),
    referrer: referrer !== null && /^https?:\/\/\S+$/i.test(referrer) ? referrer : null,
  }
}

function mailingAddress(record: WireRecord): readonly Address[] {
  const text = (part: string) => textOf(record, `Mailing${part}`)
  const [streetLine1 = null, ...more] = (text('Street') ?? '').split(/\r?\n/).filter((line) => line !== '')
  const address: Address = {
    givenName: null,
    familyName: null,
    company: null,
    streetLine1,
    streetLine2: more.join(', ') || null,
    postalCode: text('PostalCode'),
    city: text('City'),
    region: text('State'),
    countryCode: text('CountryCode') ?? countryCodeOf(text('Country')),
    phone: null,
  }
  return Object.values(address).some((part) => part !== null) ? [address] : []
}
