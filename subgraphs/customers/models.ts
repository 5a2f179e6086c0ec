import type { SourceError } from '../../adapters/error.ts'
import type { ConsentStatement } from '../../adapters/ports/consents.ts'
import type { Entity, IdentityRecord } from '../../ledger/port.ts'
import type { WriteOutcome } from '../shared/writes/write-outcome.ts'
import type { SourceRecord, SourceStatus } from '../source-status.ts'
import type { Refusal } from './refused.ts'

/** A shopper as the identity ledger knows them; the profile loads itself. */
export interface CustomerModel {
  readonly id: string
  readonly entity: Entity
}

/** One record and why it is this shopper. */
export type CustomerIdentityModel = IdentityRecord

export interface CustomerMatchModel {
  readonly customer: CustomerModel
  readonly confidence: number
  readonly method: IdentityRecord['method']
}

export interface CustomerMatchResultModel {
  /** Null: nobody or several may be meant. A failure: a system that may know another did not answer. */
  readonly best: CustomerMatchModel | SourceError | null
  readonly candidates: readonly CustomerMatchModel[]
  readonly sources: readonly SourceStatus[]
}

/** What counts for one purpose and way, and the records that say otherwise. */
export interface ConsentModel extends ConsentStatement {
  readonly source: SourceRecord
  readonly conflictsWith: readonly SourceRecord[]
}

export interface FieldAlternativeModel {
  readonly source: SourceRecord
  readonly value: string | null
}

/** What came of a change of a shopper's records. */
export interface CustomerPayloadModel {
  readonly replayed: boolean
  readonly customer: () => Promise<CustomerModel | null>
  readonly userErrors: readonly Refusal[]
  readonly writes: readonly WriteOutcome[]
}

export type CustomerUserErrorModel = Refusal
export type WriteOutcomeModel = WriteOutcome
