import { isSourceError, type SourceError } from '../../../adapters/error.ts'
import type { RecordId } from '../../../adapters/ids.ts'
import type { Identifier } from '../../../adapters/ports/profiles.ts'
import { isFound } from '../../../adapters/read.ts'
import { instant } from '../../../adapters/time.ts'
import { type Entity, recordKey } from '../../../ledger/port.ts'
import type { Context } from '../../context.ts'
import { answered, failed, notAsked, type SourceStatus } from '../../source-status.ts'
import { CARD } from './customer-records.ts'

/** Shoppers who answer to an identifier; one may come more than once, for several of their records. */
export interface FoundShoppers {
  readonly shoppers: readonly Entity[]
  readonly sources: readonly SourceStatus[]
  /** Why some of them could not say. */
  readonly failures: readonly SourceError[]
}

/**
 * Who answers to an identifier (in its normal form). A card the ledger knows needs no system; everything else is asked
 * of every source of profiles side by side. Nobody is joined to anybody by it; the records found are only made known.
 */
export async function findShoppers(context: Context, wanted: Identifier): Promise<FoundShoppers> {
  const { services } = context
  const ownerOfCard = wanted.type === 'LOYALTY_CARD' ? await ownerOf(context, wanted.value) : null
  if (ownerOfCard) {
    return { shoppers: [ownerOfCard], sources: services.estate.answers.profiles.map(notAsked), failures: [] }
  }
  const parts = await Promise.all(
    services.estate.answers.profiles.map(async (asked) => {
      const read = (await asked.port.find([wanted])).get(wanted)
      if (isSourceError(read)) return { records: [], source: failed({ asked, error: read }), failure: read }
      const matches = isFound(read) ? read.value : []
      const sights = matches.map(({ recordId, profile }) => ({
        record: { source: asked.name, id: recordId },
        same: profile.crossReferences,
      }))
      await services.identity.observe('customer', sights, asked.name, instant(services.clock()))
      const asOf = isFound(read) ? read.fetchedAt : instant(services.clock())
      return { records: sights.map(({ record }) => record), source: answered(asked, asOf), failure: null }
    }),
  )
  const records = parts.flatMap((part) => part.records)
  const owners = await services.identity.ownersOf('customer', records)
  return {
    shoppers: records.flatMap((record) => owners.get(recordKey(record)) ?? []),
    sources: parts.map(({ source }) => source),
    failures: parts.flatMap(({ failure }) => failure ?? []),
  }
}

async function ownerOf({ services }: Context, card: string): Promise<Entity | null> {
  const record = { source: CARD, id: card as RecordId }
  return (await services.identity.ownersOf('customer', [record])).get(recordKey(record)) ?? null
}
