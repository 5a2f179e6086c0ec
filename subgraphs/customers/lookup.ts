import { isSourceError } from '../../adapters/error.ts'
import { type OrderNumber, parseReceiptNumber, type RecordId, receiptNumber } from '../../adapters/ids.ts'
import { type Identifier, type MatchMethod, normalEmail, normalPhone } from '../../adapters/ports/profiles.ts'
import { isFound } from '../../adapters/read.ts'
import { instant } from '../../adapters/time.ts'
import { type Entity, recordKey } from '../../ledger/port.ts'
import type { Context } from '../context.ts'
import { CARD, customerOfRecord } from '../customer-records.ts'
import { badInput } from '../graphql-error.ts'
import { answered, failed, type SourceStatus } from '../source-status.ts'
import type { CustomerMatchModel, CustomerMatchResultModel } from './models.ts'

/** What a shopper is looked up by: the schema's `IdentifierType`. */
export type LookupType = Identifier['type'] | 'RECEIPT'

const METHOD: Readonly<Record<LookupType, { readonly method: MatchMethod; readonly confidence: number }>> = {
  LOYALTY_CARD: { method: 'LOYALTY_CARD', confidence: 1 },
  RECEIPT: { method: 'LOYALTY_CARD', confidence: 1 },
  EMAIL: { method: 'EXACT_EMAIL', confidence: 0.9 },
  PHONE: { method: 'EXACT_PHONE', confidence: 0.8 },
}

/** Who answers to an identifier. Nobody is joined to anybody by it; the records found are only made known. */
export async function lookup(
  context: Context,
  type: LookupType,
  value: string,
): Promise<CustomerMatchResultModel> {
  const { entities, sources } =
    type === 'RECEIPT'
      ? await byReceipt(context, value)
      : await byIdentifier(context, identifier(type, value))
  const distinct = [...new Map(entities.map((entity) => [entity.id, entity])).values()]
  const candidates = distinct.map(
    (entity): CustomerMatchModel => ({
      customer: { id: entity.id, entity },
      ...METHOD[type],
      confidence: METHOD[type].confidence / distinct.length,
    }),
  )
  return { best: (candidates.length === 1 && candidates[0]) || null, candidates, sources }
}

interface Answers {
  readonly entities: readonly Entity[]
  readonly sources: readonly SourceStatus[]
}

function identifier(type: Identifier['type'], value: string): Identifier {
  if (type === 'EMAIL') {
    if (!/^[^\s@]+@[^\s@]+$/.test(value.trim())) throw badInput('expected "value" to be an e-mail address')
    return { type, value: normalEmail(value) }
  }
  const bare = type === 'PHONE' ? normalPhone(value) : value.replace(/[\s-]/g, '')
  if (!/^\+?\w{4,32}$/.test(bare)) throw badInput('expected "value" to be a number of 4 to 32 characters')
  return { type, value: bare }
}

/** A card the ledger knows needs no system; everything else is asked of every source of profiles side by side. */
async function byIdentifier(context: Context, wanted: Identifier): Promise<Answers> {
  const { services } = context
  const ownerOfCard = wanted.type === 'LOYALTY_CARD' ? await ownerOf(context, wanted.value) : null
  if (ownerOfCard) return { entities: [ownerOfCard], sources: [] }
  const parts = await Promise.all(
    services.estate.answers.profiles.map(async (asked) => {
      const read = (await asked.port.find([wanted])).get(wanted)
      if (isSourceError(read)) return { records: [], source: failed({ asked, error: read }) }
      const matches = isFound(read) ? read.value : []
      const sights = matches.map(({ recordId, profile }) => ({
        record: { source: asked.name, id: recordId },
        same: profile.crossReferences,
      }))
      await services.identity.observe('customer', sights, asked.name, instant(services.clock()))
      const asOf = isFound(read) ? read.fetchedAt : instant(services.clock())
      return { records: sights.map(({ record }) => record), source: answered(asked, asOf) }
    }),
  )
  const records = parts.flatMap((part) => part.records)
  const owners = await services.identity.ownersOf('customer', records)
  const entities = records.flatMap((record) => owners.get(recordKey(record)) ?? [])
  return { entities, sources: parts.map(({ source }) => source) }
}

async function ownerOf({ services }: Context, card: string): Promise<Entity | null> {
  const record = { source: CARD, id: card as RecordId }
  return (await services.identity.ownersOf('customer', [record])).get(recordKey(record)) ?? null
}

/** A receipt names its customer, or the card that was shown. */
async function byReceipt(context: Context, text: string): Promise<Answers> {
  const key = parseReceiptNumber(text)
  if (!key) throw badInput('expected "value" to be a receipt number: store-till-YYYYMMDD-sequence')
  const number: OrderNumber = receiptNumber(key)
  const tills = context.services.estate.answers.orders.filter(({ kind }) => kind === 'POS')
  const parts = await Promise.all(
    tills.map(async (asked) => {
      const wanted = { channel: 'STORE_POS' as const, number }
      const read = (await asked.port.orders([wanted])).get(wanted)
      if (isSourceError(read)) return { entity: null, source: failed({ asked, error: read }) }
      const asOf = isFound(read) ? read.fetchedAt : instant(context.services.clock())
      const { customer = null, card = null } = isFound(read) ? read.value : {}
      const record = customer
        ? { source: asked.name, id: customer }
        : card && { source: CARD, id: card as RecordId }
      const entity = record ? await customerOfRecord(context, record) : null
      return { entity, source: answered(asked, asOf) }
    }),
  )
  const entities = parts.flatMap(({ entity }) => entity ?? [])
  return { entities, sources: parts.map(({ source }) => source) }
}
