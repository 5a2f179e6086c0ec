import type { Address } from '../../address.ts'
import type { TrytonOptions } from './options.ts'
import { namesOf, nameText } from './party.ts'

/** Whom goods or a bill are for: Tryton has one line for it. */
export type Recipient = Pick<Address, 'givenName' | 'familyName' | 'company'>

type RecipientMapping = Pick<TrytonOptions, 'partyNames'>

/** Between a name and the company it is reached at. */
const AT = ' / '

/** A recipient as one line; null for nobody. */
export function recipientText(recipient: Recipient, { partyNames }: RecipientMapping): string | null {
  const name = nameText(recipient, partyNames)
  return [name, recipient.company].filter(Boolean).join(AT) || null
}

/** The recipient one line names. */
export function recipientOf(line: string | null, { partyNames }: RecipientMapping): Recipient {
  if (line === null) return { givenName: null, familyName: null, company: null }
  const at = line.indexOf(AT)
  const name = at < 0 ? line : line.slice(0, at)
  return { ...namesOf(name, partyNames), company: at < 0 ? null : line.slice(at + AT.length).trim() || null }
}
