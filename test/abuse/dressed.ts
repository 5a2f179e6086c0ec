import { createSealer, type SealedKind } from '../../subgraphs/sealed-id.ts'
import type { Attacked } from './attacked.ts'
import type { Position } from './positions.ts'

/** What each id of the schema stands for, and the parts it is sealed from, with a text in place of each that a system gave. */
const IDS: Readonly<Record<string, readonly [SealedKind, (text: string) => readonly string[]]>> = {
  'Query.order(id:)': ['order', (text) => ['WEB', text]],
  'Query.conversations(where:).orderId': ['order', (text) => ['WEB', text]],
  'Query.return(id:)': ['return', (text) => ['erp', text, text, 'WEB', text]],
  'Query.conversation(id:)': ['conversation', (text) => ['crm', text]],
  'Query.product(id:)': ['product', (text) => [text]],
  ...Object.fromEntries(
    ['pickupMarkReady', 'pickupHandOver', 'pickupMarkNoShow', 'fulfillmentReroute'].flatMap((name) => [
      [`Mutation.${name}(orderId:)`, ['order', (text: string) => ['WEB', text]]],
      [`Mutation.${name}(fulfillmentId:)`, ['fulfilment', (text: string) => [text, text]]],
    ]),
  ),
  'Mutation.orderCancel(input:).orderId': ['order', (text) => ['WEB', text]],
  ...Object.fromEntries(
    ['returnQuote', 'returnCreate', 'returnReceive', 'exchangeCreate'].map((name) => [
      `Mutation.${name}(input:).orderId`,
      ['order', (text: string) => ['WEB', text]],
    ]),
  ),
  'Mutation.returnReceive(input:).returnId': ['return', (text) => ['erp', text, text, 'WEB', text]],
  'Mutation.stockReservationExtend(id:)': ['reservation', (text) => [text, text, text]],
  'Mutation.loyaltyAdjust(accountId:)': ['loyalty', (text) => ['crm', text]],
  'Mutation.loyaltyEnroll(programId:)': ['entry', (text) => ['crm', text]],
  'Mutation.loyaltyRedeem(input:).accountId': ['loyalty', (text) => ['crm', text]],
  'Mutation.loyaltyRedeem(input:).rewardId': ['entry', (text) => ['crm', text]],
  'Mutation.stockReservationRelease(id:)': ['reservation', (text) => [text, text, text]],
}

/** Ids that are no sealed ones: minted, and looked up as they are. */
export const MINTED: ReadonlySet<string> = new Set([
  'Query.customer(id:)',
  'Query.conversations(where:).customerId',
  'Query.priceQuote(input:).customerId',
  'Query.promotions(where:).customerId',
  'Query.store(id:)',
  'Query.priceQuote(input:).storeId',
  'Query.promotions(where:).storeId',
  'ProductVariant.price(storeId:)',
  'Query.cart(id:)',
  'Mutation.cartCheckout(input:).cartId',
  'Mutation.cartCheckout(input:).loyaltyRedemptionId',
  'Mutation.cartCreate(input:).storeId',
  'Mutation.cartCreate(input:).customerId',
  'Mutation.cartDiscountCodesUpdate(cartId:)',
  'Mutation.cartFulfillmentSet(cartId:)',
  'Mutation.cartFulfillmentSet(groups:).lineIds',
  'Mutation.cartFulfillmentSet(groups:).storeId',
  'Mutation.cartHandOff(cartId:)',
  'Mutation.cartHandOff(storeId:)',
  'Mutation.cartLinesAdd(cartId:)',
  'Mutation.cartLinesRemove(cartId:)',
  'Mutation.cartLinesRemove(lineIds:)',
  'Mutation.cartLinesUpdate(cartId:)',
  'Mutation.cartLinesUpdate(lines:).id',
  'Mutation.cartMerge(customerId:)',
  'Mutation.cartMerge(guestCartId:)',
  'Mutation.loyaltyEnroll(customerId:)',
  'Mutation.customerUpdate(input:).id',
  'Mutation.customerUpdate(input:).preferredStoreId',
  'Mutation.consentSet(input:).customerId',
  'Mutation.loyaltyRedemptionCancel(id:)',
  'Query.outboxEntry(id:)',
  'Mutation.outboxRetry(id:)',
  'Mutation.outboxDiscard(id:)',
  'Query.orders(where:).storeId',
  'Mutation.orderCancel(input:).lineIds',
  ...['returnQuote', 'returnCreate', 'returnReceive', 'exchangeCreate'].flatMap((name) => [
    `Mutation.${name}(input:).storeId`,
    `Mutation.${name}(input:).lines.orderLineId`,
  ]),
  'Mutation.pickupMarkReady(missing:)',
  'Mutation.fulfillmentReroute(toLocationId:)',
  'Mutation.stockReserve(input:).customerId',
  'Mutation.stockReserve(input:).locationId',
])

/** Makes ids as the graph would seal them, had a system given it a hostile text as its key; null for what is no sealed id. */
export function sealedAs(idKey: string): (at: string) => ((text: string) => string) | null {
  const sealer = createSealer(idKey)
  return (at) => {
    const [kind, parts] = IDS[at] ?? []
    return kind && parts ? (text) => sealer.seal(kind, parts(text)) : null
  }
}

/** A cursor as the graph gives it for the list whose `after` this place is. */
export async function aCursor({ strike }: Attacked, position: Position): Promise<string> {
  const { text } = await strike(position.body('null'))
  const [, cursor] = /"cursor":"([^"]+)"/.exec(text) ?? []
  if (cursor === undefined) throw new Error(`expected a list that is not empty at ${position.at}: ${text}`)
  return cursor
}

/** Cursors that somebody got: the real one, those of another desk or rank, and one of another list. */
export function harmlessCursors(real: string): readonly string[] {
  const others = [1, -1].map((step) =>
    positionOf(real).map((one) => (typeof one === 'number' ? one + step : one)),
  )
  return [real, ...others.map((one) => encoded(JSON.stringify(one))), 'harmless']
}

/** Cursors like a real one but for one of the values in each place in turn, and others that the graph never wrote. */
export function forgedCursors(real: string, values: readonly unknown[]): readonly string[] {
  const position = positionOf(real)
  const changed = position.flatMap((_, place) => values.map((value) => position.with(place, value)))
  const nested = `[${'['.repeat(4_000)}${']'.repeat(4_000)}]`
  const texts = [...changed, [], values].map((one) => JSON.stringify(one))
  return [...texts, nested, '{"__proto__":{"polluted":1}}', '{"length":1}', '[1e309]', 'null', '"'].map(
    encoded,
  )
}

function positionOf(cursor: string): readonly unknown[] {
  return JSON.parse(Buffer.from(cursor, 'base64url').toString()) as readonly unknown[]
}

function encoded(json: string): string {
  return Buffer.from(json).toString('base64url')
}
