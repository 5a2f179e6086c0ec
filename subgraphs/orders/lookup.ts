import { CHANNEL_KINDS, type ChannelKind } from '../../adapters/channel.ts'
import { isSourceError, type SourceError } from '../../adapters/error.ts'
import {
  type OrderNumber,
  parseReceiptBarcode,
  parseReceiptNumber,
  type ReceiptKey,
  receiptNumber,
} from '../../adapters/ids.ts'
import type { OrderKey } from '../../adapters/ports/orders.ts'
import { normalEmail } from '../../adapters/ports/profiles.ts'
import { isFound } from '../../adapters/read.ts'
import type { Context } from '../context.ts'
import { badInput } from '../graphql-error.ts'
import { customerOfOrder } from '../shared/orders/order.ts'
import { collapse, type OrderCopy, positionOfOrder } from '../shared/orders/order-copies.ts'
import { type HistoryWish, mergedHistory } from '../shared/orders/order-history.ts'
import { ordersOf } from '../shared/orders/order-loaders.ts'
import { comparePositions } from '../shared/orders/order-position.ts'
import { findShoppers } from '../shared/shoppers/find-shoppers.ts'
import { isComplete, notAsked, type SourceStatus, statusOfReads, worstOf } from '../source-status.ts'
import type { OrderLookupResultModel, OrderModel } from './models.ts'

/** What is known of the order. */
export interface LookupWish {
  readonly number: string | null
  readonly receiptBarcode: string | null
  readonly email: string | null
  readonly channel: ChannelKind | null
}

/** Orders by one shopper that are worth offering, and most candidates at all. */
const EACH = 10
const MOST = 20

/**
 * Looks an order up. A number or a barcode names one order in its channel: it is the order when no other can be meant,
 * that is, when every system answered, or the channel was given. An e-mail proves nobody's identity: alone it gives
 * candidates, and beside a number it must be that of the order's shopper.
 */
export async function lookUp(context: Context, wish: LookupWish): Promise<OrderLookupResultModel> {
  const { number, receiptBarcode, email, channel } = wish
  if (number !== null && receiptBarcode !== null)
    throw badInput('expected "number" or "receiptBarcode", not both')
  const keys = keysOf(wish)
  if (keys === null) {
    if (email === null) throw badInput('expected "number", "receiptBarcode" or "email"')
    return byEmail(context, emailOf(email), channel)
  }
  const named = await byKeys(context, keys)
  const isSure = keys.length === 1 || isComplete(named.sources)
  if (email === null) return result(named, isSure)
  return ofShopper(context, named, { email: emailOf(email), isSure })
}

interface Found {
  readonly orders: readonly OrderModel[]
  readonly sources: readonly SourceStatus[]
  /** Why others may be meant, though none was found. */
  readonly failures: readonly SourceError[]
}

function result({ orders, sources, failures }: Found, isSure: boolean): OrderLookupResultModel {
  const candidates = [...orders]
    .sort((left, right) => comparePositions(positionOfOrder(left), positionOfOrder(right)))
    .slice(0, MOST)
  const [only, another] = candidates
  if (another) return { order: null, candidates, sources }
  return { order: (isSure && only) || (failures[0] ?? null), candidates, sources }
}

/** The orders that may be meant; null when nothing names one. A receipt's number is one of the tills' whatever its padding. */
function keysOf({ number, receiptBarcode, channel }: LookupWish): readonly OrderKey[] | null {
  if (receiptBarcode !== null) {
    const receipt = parseReceiptBarcode(receiptBarcode)
    if (!receipt) throw badInput('expected "receiptBarcode" to be a receipt number, or its digits alone')
    return channel === null || channel === 'STORE_POS' ? [ofReceipt(receipt)] : []
  }
  if (number === null) return null
  const text = number.trim()
  if (!/^[\w./ -]{1,64}$/.test(text))
    throw badInput('expected "number" to be an order number of at most 64 characters')
  const receipt = parseReceiptNumber(text)
  const kinds = channel === null ? CHANNEL_KINDS : [channel]
  return kinds.map((kind) =>
    receipt && kind === 'STORE_POS' ? ofReceipt(receipt) : { channel: kind, number: text as OrderNumber },
  )
}

function ofReceipt(receipt: ReceiptKey): OrderKey {
  return { channel: 'STORE_POS', number: receiptNumber(receipt) }
}

async function byKeys(context: Context, keys: readonly OrderKey[]): Promise<Found> {
  const { services } = context
  const { orders: answerers } = services.estate.answers
  const parts = await Promise.all(
    answerers.map(async (asked) => {
      if (keys.length === 0) return { copies: [], status: notAsked(asked), failures: [] }
      const reads = await Promise.all(keys.map((key) => ordersOf(context, asked).load(key)))
      const copies = reads.flatMap((found): OrderCopy[] => (isFound(found) ? [{ asked, found }] : []))
      const failures = reads.filter(isSourceError)
      return { copies, status: statusOfReads(asked, reads, services.clock), failures }
    }),
  )
  const copies = parts.flatMap((part) => part.copies)
  return {
    orders: collapse(copies, answerers, services.sealer),
    sources: parts.map(({ status }) => status),
    failures: parts.flatMap((part) => part.failures),
  }
}

function emailOf(email: string): string {
  if (!/^[^\s@]+@[^\s@]+$/.test(email.trim())) throw badInput('expected "email" to be an e-mail address')
  return normalEmail(email)
}

async function shoppersBy(context: Context, email: string) {
  const { shoppers, ...rest } = await findShoppers(context, { type: 'EMAIL', value: email })
  return { shoppers: [...new Map(shoppers.map((one) => [one.id, one])).values()], ...rest }
}

async function byEmail(
  context: Context,
  email: string,
  channel: ChannelKind | null,
): Promise<OrderLookupResultModel> {
  const { shoppers, sources } = await shoppersBy(context, email)
  const everything = { after: null, statuses: [], from: null, to: null }
  const wish: HistoryWish = { ...everything, first: EACH, channels: channel === null ? [] : [channel] }
  const histories = await Promise.all(shoppers.map((shopper) => mergedHistory(context, shopper, wish)))
  const orders = new Map(
    histories.flatMap((history) => history.orders.slice(0, EACH).map((order) => [order.id, order])),
  )
  const all = worstOf([...sources, ...histories.flatMap((history) => history.sources)])
  // Whoever answers, an e-mail alone means no order in particular.
  return result({ orders: [...orders.values()], sources: all, failures: [] }, false)
}

/** Of the orders found, those of a shopper who answers to the e-mail; unsure where some system could not say who does. */
async function ofShopper(
  context: Context,
  { orders, sources, failures }: Found,
  { email, isSure }: { readonly email: string; readonly isSure: boolean },
): Promise<OrderLookupResultModel> {
  const found = await shoppersBy(context, email)
  const ids = new Set(found.shoppers.map(({ id }) => id))
  const owners = await Promise.all(orders.map((order) => customerOfOrder(context, order)))
  const own = orders.filter((_, position) => ids.has(owners[position]?.id ?? ''))
  const all = worstOf([...found.sources, ...sources])
  return result({ orders: own, sources: all, failures: [...found.failures, ...failures] }, isSure)
}
