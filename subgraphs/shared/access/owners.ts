import type { SourceError } from '../../../adapters/error.ts'
import type { CustomerId } from '../../../adapters/ids.ts'
import type { Context } from '../../context.ts'
import type { Owner } from './access.ts'

/** Whose an object is, as somebody found out. */
export interface FoundOwner extends Owner {
  /** Why somebody else, too, may be whose it is: a system that may name them did not answer. */
  readonly unsure?: SourceError | null
}

/** Whose an object is, as far as it says so itself; what is left out it does not say. */
export interface Clue {
  readonly customerId?: CustomerId | null
  readonly orderId?: string | null
  /** Where somebody else must be asked. The ledger is asked for the audit log, too; systems only when it decides. */
  readonly find?: { readonly asks: 'LEDGER' | 'SYSTEMS'; owner(): Promise<FoundOwner> }
}

/** Names the owner of a type's objects. */
export interface Ownership<Model> {
  of(model: Model, context: Context): Clue
  /**
   * What the key that something is looked up by says of it, so that what is not the viewer's is refused before any system is
   * asked. May throw BAD_INPUT for what is no key.
   */
  byKey?(key: Readonly<Record<string, unknown>>, context: Context): Clue
}

/** By type: each type whose rule, or whose fields' rules, have a scope for what is the viewer's own. */
export type Owners = Readonly<Record<string, Ownership<never>>>

/** A shopper, in every subgraph: their id says who they are. */
export const ownCustomer: Ownership<{ readonly id: string }> = {
  of: ({ id }) => ({ customerId: id as CustomerId, orderId: null }),
  byKey: ({ id }) => ({ customerId: String(id) as CustomerId, orderId: null }),
}
