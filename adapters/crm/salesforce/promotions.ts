import { isSourceError, SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { Promotion, PromotionList, Promotions } from '../../ports/promotions.ts'
import { inChunks, isFound, type Read } from '../../read.ts'
import type { Client } from './client.ts'
import { CONTACT } from './contact.ts'
import type { FoundIn } from './found.ts'
import { fullId } from './ids.ts'
import { PROMOTION, promotionColumns, toPromotion, words } from './promotion.ts'
import type { PromotionOptions } from './promotion-options.ts'
import { among, own, type Query } from './soql.ts'
import { hasField, textOf, type WireRecord } from './wire.ts'

/** Codes, ids or contacts in one statement. */
const KEYS_PER_QUERY = 200

/** What stands for a list that no single record is. */
const LIST = 'promotions' as RecordId

/** Promotions, from Loyalty Management's Promotion object with the retailer's fields; segments from a field of Contact. */
export function salesforcePromotions(client: Client, options: PromotionOptions, found: FoundIn): Promotions {
  const read = (record: WireRecord): Read<Promotion> =>
    found(record, found.idOf(record), () => toPromotion(record, found.source, options))
  const listOf = (records: readonly WireRecord[]): PromotionList => {
    const reads = records.map(read)
    const promotions = reads.filter(isFound)
    return { promotions, unreadable: reads.length - promotions.length }
  }
  return {
    async running(days) {
      const [first, last] = [[...days].sort()[0], [...days].sort().at(-1)]
      if (!first || !last) return new Map()
      const query = promotionQuery(options, windowOf(first, last))
      const [records = []] = await client.queries([{ query, keys: days.length }])
      if (isSourceError(records)) return new Map(days.map((day) => [day, records]))
      const touches = (record: WireRecord, day: string) =>
        (textOf(record, 'StartDate') ?? '0000') <= day && day <= (textOf(record, 'EndDate') ?? '9999')
      return new Map(
        days.map((day) => {
          const running = records.filter((record) => touches(record, day))
          return [day, found.computed(LIST, listOf(running))]
        }),
      )
    },

    byCode: (codes) =>
      inChunks(codes, KEYS_PER_QUERY, async (chunk) => {
        const wanted = chunk.map(normal).filter((code) => code !== '')
        if (wanted.length === 0) return []
        const query = promotionQuery(options, among(options.code, wanted))
        const records = await client.query(query, wanted.length)
        return chunk.flatMap((code) => {
          const taking = records.filter(
            (record) => normal(textOf(record, options.code) ?? '') === normal(code),
          )
          return taking.length > 0 ? [[code, found.computed(LIST, listOf(taking))] as const] : []
        })
      }),

    promotions: (ids) =>
      inChunks(ids, KEYS_PER_QUERY, async (chunk) => {
        const wanted = chunk.flatMap((id) => fullId(id) ?? [])
        if (wanted.length === 0) return []
        const records = await client.query(promotionQuery(options, among('Id', wanted)), wanted.length)
        const byId = new Map(records.map((record) => [found.idOf(record), record]))
        return chunk.flatMap((id) => {
          const record = byId.get(fullId(id) ?? id)
          return record ? [[id, read(record)] as const] : []
        })
      }),

    segments: (customers) =>
      inChunks(customers, KEYS_PER_QUERY, async (chunk) => {
        const wanted = chunk.flatMap((id) => fullId(id) ?? [])
        if (wanted.length === 0) return []
        const records = await client.query(segmentQuery(options, wanted), wanted.length)
        const byId = new Map(records.map((record) => [found.idOf(record), record]))
        return chunk.flatMap((id) => {
          const record = byId.get(fullId(id) ?? id)
          if (!record) return []
          return [
            [id, found(record, found.idOf(record), () => segmentsIn(record, found.source, options))] as const,
          ]
        })
      }),
  }
}

/** Promotions that have not been withdrawn, in the order of their ids. */
export function promotionQuery(options: PromotionOptions, condition: string): Query {
  return {
    object: PROMOTION,
    columns: promotionColumns(options),
    tail: `WHERE IsActive = TRUE AND ${condition} ORDER BY Id`,
  }
}

function windowOf(first: string, last: string): string {
  return `(StartDate = NULL OR StartDate <= ${last}) AND (EndDate = NULL OR EndDate >= ${first})`
}

/** Contacts with their segments; without such a field, that they are there. */
export function segmentQuery({ segments }: PromotionOptions, ids: readonly string[]): Query {
  return {
    object: CONTACT,
    columns: own(CONTACT, ['Id', 'LastModifiedDate', segments]),
    tail: `WHERE ${among('Id', ids)} ORDER BY Id`,
  }
}

function segmentsIn(record: WireRecord, source: string, { segments }: PromotionOptions): readonly string[] {
  if (segments === null || hasField(record, segments)) return words(textOf(record, segments)) ?? []
  throw new SourceError(source, 'UNSUPPORTED', 'the integration user may not see the segments; grant them')
}

/** Text compares without case, in Salesforce as here. */
function normal(code: string): string {
  return code.trim().toUpperCase()
}
