import { isSourceError, type SourceError } from '../../adapters/error.ts'
import { type OrderNumber, parseReceiptNumber, type RecordId, receiptNumber } from '../../adapters/ids.ts'
import type { Order } from '../../adapters/ports/orders.ts'
import { type Identifier, type MatchMethod, normalEmail, normalPhone } from '../../adapters/ports/profiles.ts'
import { instant } from '../../adapters/time.ts'
import type { Entity } from '../../ledger/port.ts'
import type { Context } from '../context.ts'
import { badInput } from '../graphql-error.ts'
import { cardNumber } from '../shared/shoppers/card-number.ts'
import { CARD, customerOfRecord } from '../shared/shoppers/customer-records.ts'
import { findShoppers } from '../shared/shoppers/find-shoppers.ts'
import { answered, failed, type SourceStatus } from '../source-status.ts'
import type { CustomerMatchModel, CustomerMatchResultModel } from './models.ts'

/** What a shopper is looked up by: the schema's `IdentifierType`. */
export type LookupType = Identifier['type'] | RecordType | 'RECEIPT'

/** A system's own key, by the kind of system. */
const RECORD_KINDS = { CRM_ID: 'CRM', POS_ID: 'POS' } as const
type RecordType = keyof typeof RECORD_KINDS

const METHOD: Readonly<Record<Identifier['type'], MatchMethod>> = {
  LOYALTY_CARD: 'LOYALTY_CARD',
  EMAIL: 'EXACT_EMAIL',
  PHONE: 'EXACT_PHONE',
}

/** How surely an identifier means one person: cards and receipts are theirs, mailboxes and telephones are shared. */
const CONFIDENCE: Readonly<Record<LookupType, number>> = {
  LOYALTY_CARD: 1,
  RECEIPT: 1,
  CRM_ID: 1,
  POS_ID: 1,
  EMAIL: 0.9,
  PHONE: 0.8,
}

/** Who answers to an identifier. Nobody is joined to anybody by it; the records found are only made known. */
export async function lookup(
  context: Context,
  type: LookupType,
  value: string,
): Promise<CustomerMatchResultModel> {
  const { matches, sources, failures } = await answersTo(context, type, value)
  const distinct = [...new Map(matches.map((match) => [match.entity.id, match])).values()]
  const candidates = distinct.map(
    ({ entity, method }): CustomerMatchModel => ({
      customer: { id: entity.id, entity },
      method,
      confidence: CONFIDENCE[type] / distinct.length,
    }),
  )
  const [only, another] = candidates
  return { best: another ? null : (failures[0] ?? only ?? null), candidates, sources }
}

function answersTo(context: Context, type: LookupType, value: string): Promise<Answers> {
  if (type === 'RECEIPT') return byReceipt(context, value)
  if (type === 'CRM_ID' || type === 'POS_ID') return byRecord(context, type, value)
  return byIdentifier(context, identifier(type, value))
}

interface Match {
  readonly entity: Entity
  readonly method: MatchMethod
}

interface Answers {
  readonly matches: readonly Match[]
  readonly sources: readonly SourceStatus[]
  /** Why some of them could not say. */
  readonly failures: readonly SourceError[]
}

function identifier(type: Identifier['type'], value: string): Identifier {
  if (type === 'EMAIL') {
    if (!/^[^\s@]+@[^\s@]+$/.test(value.trim())) throw badInput('expected "value" to be an e-mail address')
    return { type, value: normalEmail(value) }
  }
  if (type === 'PHONE') {
    const phone = normalPhone(value)
    if (!/^\+?\d{4,20}$/.test(phone))
      throw badInput('expected "value" to be a telephone number of 4 to 20 digits')
    return { type, value: phone }
  }
  return { type, value: cardNumber(value, 'value') }
}

async function byIdentifier(context: Context, wanted: Identifier): Promise<Answers> {
  const { shoppers, sources, failures } = await findShoppers(context, wanted)
  return { matches: shoppers.map((entity) => ({ entity, method: METHOD[wanted.type] })), sources, failures }
}

/** The shopper of a record, in every system of its kind; the system is asked whether there is such a record. */
async function byRecord(context: Context, type: RecordType, value: string): Promise<Answers> {
  const id = value.trim() as RecordId
  if (!/^[\w-]{1,64}$/.test(id)) throw badInput('expected "value" to be a record key of 1 to 64 characters')
  const { services } = context
  const systems = services.estate.answers.profiles.filter(({ kind }) => kind === RECORD_KINDS[type])
  const parts = await Promise.all(
    systems.map(async (asked) => {
      const read = (await asked.port.profiles([id])).get(id)
      if (isSourceError(read)) return { matches: [], source: failed({ asked, error: read }), failure: read }
      if (!read) return { matches: [], source: answered(asked, instant(services.clock())), failure: null }
      const record = { source: asked.name, id: read.recordId }
      const sight = { record, same: read.value.crossReferences }
      await services.identity.observe('customer', [sight], asked.name, instant(services.clock()))
      const entity = await customerOfRecord(context, record)
      const matches = entity ? [{ entity, method: 'MANUAL' as const }] : []
      return { matches, source: answered(asked, read.fetchedAt), failure: null }
    }),
  )
  return together(parts)
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
      if (isSourceError(read)) return { matches: [], source: failed({ asked, error: read }), failure: read }
      const matches = read ? await shopperOf(context, asked.name, read.value) : []
      const asOf = read?.fetchedAt ?? instant(context.services.clock())
      return { matches, source: answered(asked, asOf), failure: null }
    }),
  )
  return together(parts)
}

interface Part {
  readonly matches: readonly Match[]
  readonly source: SourceStatus
  readonly failure: SourceError | null
}

function together(parts: readonly Part[]): Answers {
  return {
    matches: parts.flatMap(({ matches }) => matches),
    sources: parts.map(({ source }) => source),
    failures: parts.flatMap(({ failure }) => failure ?? []),
  }
}

async function shopperOf(
  context: Context,
  source: string,
  { customer, card }: Pick<Order, 'customer' | 'card'>,
): Promise<readonly Match[]> {
  const id = customer ?? (card as RecordId | null)
  const entity = id && (await customerOfRecord(context, { source: customer ? source : CARD, id }))
  return entity ? [{ entity, method: customer ? 'MANUAL' : 'LOYALTY_CARD' }] : []
}
