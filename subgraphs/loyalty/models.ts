import type { LedgerPage, LoyaltyAccount, LoyaltyEntry } from '../../adapters/ports/loyalty.ts'
import type { Found } from '../../adapters/read.ts'
import type { Answerer } from '../../adapters/source.ts'
import type { PageInfo } from '../connection.ts'
import type { SourceStatus } from '../source-status.ts'

/** An account and the source that keeps it. */
export interface LoyaltyAccountModel {
  readonly asked: Answerer<'loyalty'>
  readonly found: Found<LoyaltyAccount>
}

/** A movement and the page it came in. */
export interface LedgerEntryModel {
  readonly asked: Answerer<'loyalty'>
  readonly page: Found<LedgerPage>
  readonly entry: LoyaltyEntry
}

export interface LedgerConnectionModel {
  readonly edges: readonly { readonly node: LedgerEntryModel; readonly cursor: string }[]
  readonly pageInfo: PageInfo
  readonly sources: readonly SourceStatus[]
}

/** An entity of another subgraph, by its key. */
export interface CustomerModel {
  readonly id: string
}
