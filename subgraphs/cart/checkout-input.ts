import type { Address } from '../../adapters/address.ts'
import type { OrderContact } from '../../adapters/ports/order-desk.ts'
import { badInput } from '../graphql-error.ts'
import type { CartAddressInput, CartContactInput } from './resolvers.generated.ts'

/** Longest text of a name or an address: more than any label takes. */
const LONGEST = 100

/** Who is told of the order; null where the input names nobody. Throws BAD_INPUT. */
export function contactOf(input: CartContactInput | null | undefined): OrderContact | null {
  if (!input) return null
  const { email } = input
  // What a mail server takes is its own to say: this only keeps out what cannot be one.
  if (email.length > 254 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw badInput('expected "contact.email" to be an e-mail address of at most 254 characters')
  return {
    email,
    phone: textOf(input.phone, 'contact.phone'),
    givenName: textOf(input.givenName, 'contact.givenName'),
    familyName: textOf(input.familyName, 'contact.familyName'),
  }
}

/** An address as systems take it; null where the input has none. Throws BAD_INPUT. */
export function addressOf(
  input: CartAddressInput | null | undefined,
  name: string,
  contact: OrderContact | null,
): Address | null {
  if (!input) return null
  return {
    givenName: contact?.givenName ?? null,
    familyName: contact?.familyName ?? null,
    company: null,
    streetLine1: needed(input.streetLine1, `${name}.streetLine1`),
    streetLine2: textOf(input.streetLine2, `${name}.streetLine2`),
    postalCode: needed(input.postalCode, `${name}.postalCode`),
    city: needed(input.city, `${name}.city`),
    region: textOf(input.region, `${name}.region`),
    countryCode: input.countryCode,
    phone: contact?.phone ?? null,
  }
}

function needed(text: string, name: string): string {
  const found = textOf(text, name)
  if (found) return found
  throw badInput(`expected "${name}" to say something`)
}

function textOf(text: string | null | undefined, name: string): string | null {
  const trimmed = text?.trim() ?? ''
  if (trimmed.length > LONGEST) throw badInput(`expected "${name}" to have at most ${LONGEST} characters`)
  return trimmed === '' ? null : trimmed
}
