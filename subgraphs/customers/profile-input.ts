import type { ProfileDeskField } from '../../adapters/ports/profile-desk.ts'
import type { Context } from '../context.ts'
import { because, type Refusal, refused } from './refused.ts'
import type { CustomerUpdateInput } from './resolvers.generated.ts'

/** Longest name that is taken. */
const MOST_NAME = 80
/** Longest e-mail there can be (RFC 5321). */
const MOST_EMAIL = 254

/** What shall be changed, by field: checked, and in the form in which profiles have it; a store by its id. */
export type Wanted = ReadonlyMap<ProfileDeskField, string>

/** The argument of each field. */
const ARGUMENT: Readonly<Record<ProfileDeskField, keyof CustomerUpdateInput>> = {
  givenName: 'givenName',
  familyName: 'familyName',
  email: 'email',
  phone: 'phone',
  preferredLocale: 'preferredLocale',
  preferredStore: 'preferredStoreId',
}

/** Where in the arguments a field stands. */
export function argumentOf(field: ProfileDeskField): readonly string[] {
  return ['input', ARGUMENT[field]]
}

/** What is expected of each text, in words, and the text as it is kept; null for one that is not so. */
const RULES: Readonly<
  Record<ProfileDeskField, { readonly expected: string; read(text: string, context: Context): string | null }>
> = {
  givenName: { expected: `a name of 1 to ${MOST_NAME} characters`, read: nameOf },
  familyName: { expected: `a name of 1 to ${MOST_NAME} characters`, read: nameOf },
  email: { expected: 'an e-mail address, like name@example.org', read: emailOf },
  phone: { expected: 'a telephone number with its country’s code, like +33612345678', read: phoneOf },
  preferredLocale: { expected: 'a language, like fr-FR', read: (text) => text },
  preferredStore: { expected: 'the id of a store', read: storeOf },
}

/** Reads what shall be changed. Throws `Refused` with everything that is wrong, or when nothing is to be changed. */
export function wantedIn(input: CustomerUpdateInput, context: Context): Wanted {
  const wrong: Refusal[] = []
  const wanted = new Map<ProfileDeskField, string>()
  for (const [field, argument] of Object.entries(ARGUMENT) as [
    ProfileDeskField,
    keyof CustomerUpdateInput,
  ][]) {
    const text = input[argument] ?? null
    if (text === null) continue
    const { expected, read } = RULES[field]
    const value = read(text, context)
    if (value === null)
      wrong.push(because('INVALID', { message: `Expected ${expected}.`, field: argumentOf(field) }))
    else wanted.set(field, value)
  }
  if (wrong.length > 0) throw refused(wrong)
  if (wanted.size > 0) return wanted
  throw refused([because('INVALID', { message: 'Expected at least one value to change.', field: ['input'] })])
}

function nameOf(text: string): string | null {
  const name = text.trim().normalize('NFC')
  return name.length >= 1 && name.length <= MOST_NAME && !/\p{Cc}/u.test(name) ? name : null
}

function emailOf(text: string): string | null {
  const email = text.trim()
  const isEmail = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(email) && !/\p{Cc}/u.test(email)
  return isEmail && email.length <= MOST_EMAIL ? email : null
}

/** E.164. A number without its country's code may be of any country; a `(0)` is dialled in some countries and not in others. */
function phoneOf(text: string): string | null {
  if (/\(\s*0\s*\)/.test(text)) return null
  const phone = text.replace(/[\s().\-/]/g, '').replace(/^00/, '+')
  return /^\+[1-9]\d{6,14}$/.test(phone) ? phone : null
}

function storeOf(id: string, { services: { stores } }: Context): string | null {
  const place = stores.byId(id)
  return place?.kind === 'STORE' ? place.id : null
}
