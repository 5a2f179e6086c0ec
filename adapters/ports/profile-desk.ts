import type { ChannelKind } from '../channel.ts'
import type { RecordId } from '../ids.ts'
import type { Instant } from '../time.ts'
import type { ConsentPurpose, ConsentState } from './consents.ts'
import type { Profile } from './profiles.ts'

/** The fields of a profile that may be changed. */
export const PROFILE_DESK_FIELDS = [
  'givenName',
  'familyName',
  'email',
  'phone',
  'preferredLocale',
  'preferredStore',
] as const satisfies readonly (keyof Profile)[]
export type ProfileDeskField = (typeof PROFILE_DESK_FIELDS)[number]

/** The states a shopper can bring a consent into. */
type ConsentDecision = Exclude<ConsentState, 'UNKNOWN'>

/**
 * Changes shoppers' records, as a CRM or another owner of them does; what they then say is read with `Profiles` and `Consents`. Behaviour is
 * pinned by `test/contracts/profile-desk.ts`.
 *
 * Each change says how a record shall be and not by how much, so a call that got no answer may be repeated at once: what stands already is done.
 * Both throw a `SourceError`: CONFLICT where the record is not there any more.
 */
export interface ProfileDesk {
  readonly capabilities: ProfileDeskCapabilities
  /**
   * Changes a record, all of it or nothing. Null when it says what was asked; else why its owner does not take that. Throws CONFLICT when the record
   * was changed since `unmodifiedSince`, unless it says by now what is asked, and did nothing. A call that is carried out late is refused like any other, as
   * finely as the system tells times apart.
   */
  update(change: ProfileChange): Promise<ProfileRefusal | null>
  /**
   * Writes down what a shopper agreed to or refused, so that `Consents` tells of it: GRANTED and PENDING as they are, the others as a refusal. Of several
   * records that speak of this purpose and way all say so. What was refused for every way stays refused for each. A change that fails half-way
   * leaves nothing allowed that was not allowed before. What may permit throws RATE_LIMITED where a refusal stands that was said after `at`, and
   * did nothing: two that are said at once end with the later one, whichever comes first.
   */
  setConsent(consent: ConsentChange): Promise<void>
}

/** What a product can do; a caller never asks for what is not here. */
interface ProfileDeskCapabilities {
  readonly fields: readonly ProfileDeskField[]
  readonly consents: readonly ConsentAbility[]
}

/** States that can be written for a purpose and a way; `via` null: every way. */
export interface ConsentAbility {
  readonly purpose: ConsentPurpose
  readonly via: ChannelKind | null
  readonly states: readonly ConsentDecision[]
}

/** How a record shall be. */
export interface ProfileChange {
  /** The source's own key of the shopper's record. */
  readonly record: RecordId
  /** The record's `recordedAt` as the caller knows it; null to change it whatever it says now. */
  readonly unmodifiedSince: Instant | null
  /** At least one; what is not here stays. As in `Profile`: the phone in E.164, the store by the source's own id. */
  readonly values: Readonly<Partial<Record<ProfileDeskField, string>>>
}

/** Why a record's owner does not take a value, in our words: another record has it and may alone, or it is none for this field. */
export interface ProfileRefusal {
  readonly refused: 'TAKEN' | 'INVALID'
  /** Null where the owner does not say. */
  readonly field: ProfileDeskField | null
}

/** What a shopper said. */
export interface ConsentChange {
  /** The source's own customer key. */
  readonly customer: RecordId
  readonly purpose: ConsentPurpose
  readonly via: ChannelKind | null
  readonly state: ConsentDecision
  /** When they said it. */
  readonly at: Instant
  /** Where they said it. */
  readonly channel: ChannelKind
  /** The words agreed to; kept where the system has a place for them. */
  readonly legalText: string | null
}
