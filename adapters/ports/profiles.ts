import type { Address } from '../address.ts'
import type { Channel } from '../channel.ts'
import type { RecordId, RecordRef } from '../ids.ts'
import type { Reads } from '../read.ts'
import type { Day, Instant } from '../time.ts'

/** How a system came to hold that two records are one shopper; the words of the schema's `MatchMethod`. */
export type MatchMethod =
  | 'VERIFIED_LOGIN'
  | 'LOYALTY_CARD'
  | 'EXACT_EMAIL'
  | 'EXACT_PHONE'
  | 'NAME_AND_ADDRESS'
  | 'PAYMENT_TOKEN'
  | 'MANUAL'

/** One record a system says belongs to the same shopper, store or item as the record it stands on. */
export interface CrossReference {
  readonly record: RecordRef
  readonly method: MatchMethod
}

/** How a shopper first came to the retailer, as the system recorded it then. */
export interface FirstTouch {
  readonly channel: Channel
  /** When the system first held them. */
  readonly at: Instant
  readonly campaign: string | null
  /** The page they came from; an absolute http(s) URL. */
  readonly referrer: string | null
}

/** What one system knows about one shopper. Null in a field: the record has no value there. */
export interface Profile {
  readonly givenName: string | null
  readonly familyName: string | null
  /** As typed; compare with `normalEmail`. */
  readonly email: string | null
  /** E.164 where the record can be brought into it, else as recorded. */
  readonly phone: string | null
  readonly birthDate: Day | null
  /** BCP 47. */
  readonly preferredLocale: string | null
  readonly addresses: readonly Address[]
  /** The source's own store id of the preferred store. */
  readonly preferredStore: RecordId | null
  /** Null where the system does not record how they came. */
  readonly firstTouch: FirstTouch | null
  /** Records elsewhere that this system says are the same shopper (external ids, cards). */
  readonly crossReferences: readonly CrossReference[]
}

/** Something a shopper can be looked up by. E-mail and phone are compared without case, blanks and punctuation. */
export interface Identifier {
  readonly type: 'EMAIL' | 'PHONE' | 'LOYALTY_CARD'
  readonly value: string
}

/** A record that answers to an identifier. */
export interface ProfileMatch {
  readonly recordId: RecordId
  readonly profile: Profile
}

/** One page of the cross-references a system holds, for filling the identity ledger. */
export interface CrossReferencePage {
  /**
   * Each set is one record of this source with what it says is the same thing elsewhere; or a loyalty card (source `card`) that the
   * source knows no record behind, which may come more than once.
   */
  readonly sets: readonly { readonly record: RecordRef; readonly same: readonly CrossReference[] }[]
  /** Where to go on; null at the end. Opaque, and good after a restart. */
  readonly next: string | null
}

/** Shopper profiles, as a CRM or ERP knows them. Behaviour is pinned by `test/contracts/profiles.ts`. */
export interface Profiles {
  /** Profiles by this source's own record id. Any number of ids: the adapter splits to its vendor's limit. */
  profiles(ids: readonly RecordId[]): Promise<Reads<RecordId, Profile>>
  /**
   * All records that answer to an identifier, oldest first, at most 20 each. An absent key: nobody answers to it.
   * Never matches on a prefix or similar text.
   */
  find(identifiers: readonly Identifier[]): Promise<Reads<Identifier, readonly ProfileMatch[]>>
  /**
   * One page of every shopper record with its cross-references, in a stable order, starting after `after`
   * (null: from the start). Throws a `SourceError`.
   */
  customerReferences(after: string | null): Promise<CrossReferencePage>
}

/** E-mail as it is compared: trimmed, lower case. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase()
}

/**
 * A phone number in E.164 if it can be read as one: blanks and punctuation go, `00` becomes `+`, a leading `0`
 * becomes the country's code (default France, +33). Otherwise the text without blanks.
 */
export function normalPhone(phone: string, countryCode = '33'): string {
  const bare = phone.replace(/[\s().\-/]/g, '').replace(/^00/, '+')
  return /^0\d{6,14}$/.test(bare) ? `+${countryCode}${bare.slice(1)}` : bare
}
