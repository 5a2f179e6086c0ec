import type { ChannelKind } from '../channel.ts'
import type { RecordId } from '../ids.ts'
import type { Found, Reads } from '../read.ts'
import type { Instant } from '../time.ts'

/** The schema's `ConsentPurpose`: what a shopper may agree to. */
export const CONSENT_PURPOSES = ['MARKETING', 'PERSONALISATION', 'PROFILING', 'PARTNERS', 'LOCATION'] as const
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number]

/** The schema's `ConsentState`. */
export type ConsentState = 'GRANTED' | 'DENIED' | 'WITHDRAWN' | 'PENDING' | 'UNKNOWN'

/** What one record says a shopper has agreed to or refused. A system's silence is no statement. */
export interface ConsentStatement {
  readonly purpose: ConsentPurpose
  /** The way it is about; null: every way. */
  readonly via: ChannelKind | null
  readonly state: ConsentState
  /** When the shopper said so; null where the record does not tell. */
  readonly capturedAt: Instant | null
  /** The words the shopper agreed to; null where the record keeps none. */
  readonly legalText: string | null
}

/** Consents, as a CRM or a preference centre knows them. Behaviour is pinned by `test/contracts/consents.ts`. */
export interface Consents {
  /**
   * Every statement about a customer, by the source's own customer key, in any order; each with the record that makes it.
   * An absent key: the source does not know the customer; an empty list: they have said nothing.
   */
  consents(customers: readonly RecordId[]): Promise<Reads<RecordId, readonly Found<ConsentStatement>[]>>
}
