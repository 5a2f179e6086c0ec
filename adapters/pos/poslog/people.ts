import type { Address } from '../../address.ts'
import type { RecordId } from '../../ids.ts'
import { childOf, childrenOf, descendantsOf, type Element, textOf } from './element.ts'
import type { PoslogOptions } from './options.ts'

/** Whose receipt it is, as far as the document says. */
export interface Person {
  readonly customer: RecordId | null
  readonly card: string | null
  /** Null unless a name or an address stands on the receipt. */
  readonly address: Address | null
}

/** The till's customer, the loyalty card shown, and the name and address of a named customer. */
export function personOn(transaction: Element, retail: Element, options: PoslogOptions): Person {
  const customer = childOf(retail, 'Customer') ?? childOf(transaction, 'Customer')
  const id = customer && textOf(customer, 'CustomerID')
  return {
    customer: id as RecordId | null,
    card: cardOn(retail, options),
    address: customer && addressOf(customer),
  }
}

function cardOn(retail: Element, { extensions }: PoslogOptions): string | null {
  const own = descendantsOf(retail, 'LoyaltyCard').map((card) => textOf(card, 'PrimaryAccountNumber'))
  const accounts = descendantsOf(retail, 'LoyaltyAccount').map((account) => textOf(account, 'CustomerID'))
  const vendor = extensions.loyaltyIds.flatMap((name) => descendantsOf(retail, name).map(({ text }) => text))
  return [...own, ...accounts, ...vendor].find((number) => number) ?? null
}

function addressOf(customer: Element): Address | null {
  const name = nameOf(customer)
  const postal = childOf(customer, 'Address')
  if (postal === null && name.givenName === null && name.familyName === null) return null
  const at = (...names: readonly string[]) =>
    postal === null ? null : (names.map((part) => textOf(postal, part)).find((part) => part !== null) ?? null)
  const streets = postal === null ? [] : childrenOf(postal, 'AddressLine').map(({ text }) => text)
  const country = at('Country', 'CountryCode')
  const phone = childOf(customer, 'TelephoneNumber') ?? childOf(customer, 'Telephone')
  return {
    ...name,
    company: textOf(customer, 'CompanyName'),
    streetLine1: streets[0] ?? at('Street', 'StreetName'),
    streetLine2: streets[1] ?? null,
    postalCode: at('PostalCode', 'ZipCode'),
    city: at('City'),
    region: at('Territory', 'State', 'Region'),
    countryCode: country !== null && /^[A-Z]{2}$/.test(country) ? country : null,
    phone:
      phone && (textOf(phone, 'FullTelephoneNumber') ?? textOf(phone, 'LocalNumber') ?? (phone.text || null)),
  }
}

/** Names come as parts told apart by `TypeCode` or `Location`, as parts of their own, or as one official name. */
function nameOf(customer: Element): {
  readonly givenName: string | null
  readonly familyName: string | null
} {
  const name = childOf(customer, 'Name')
  if (name === null) return { givenName: null, familyName: textOf(customer, 'OfficialName') }
  const parts = [...childrenOf(name, 'Name'), ...childrenOf(customer, 'Name')]
  const told = (kinds: RegExp) =>
    parts.find(({ attributes }) => kinds.test(attributes.get('TypeCode') ?? attributes.get('Location') ?? ''))
      ?.text || null
  const whole = textOf(name, 'OfficialName') ?? textOf(name, 'FullName') ?? textOf(customer, 'OfficialName')
  const untold = parts.length === 1 && parts[0]?.attributes.size === 0 ? parts[0].text || null : null
  return {
    givenName: told(/^(GivenName|First)$/i) ?? textOf(name, 'GivenName') ?? textOf(name, 'FirstName'),
    familyName:
      told(/^(FamilyName|Last)$/i) ??
      textOf(name, 'FamilyName') ??
      textOf(name, 'LastName') ??
      whole ??
      untold,
  }
}
