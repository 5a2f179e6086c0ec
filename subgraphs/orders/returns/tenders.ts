import { isSourceError, type SourceError } from '../../../adapters/error.ts'
import type { RecordId } from '../../../adapters/ids.ts'
import { type Money, sumMoney } from '../../../adapters/money.ts'
import type { Payment } from '../../../adapters/ports/orders.ts'
import { type Found, isFound } from '../../../adapters/read.ts'
import { type Context, perRequest } from '../../context.ts'
import { type ReadLoader, readLoader } from '../../loader.ts'
import { partsOf } from '../../shared/orders/order-loaders.ts'
import { partOrThrow } from '../../shared/orders/order-parts.ts'
import { type PlacedOrderBody, placedBody } from '../../shared/orders/placed-order.ts'
import type { OrderReturn } from '../../shared/returns/order-returns.ts'
import type { RefundBody, RefundedBy, ReturnBody } from '../../shared/returns/return-case.ts'
import type { RefundPath } from '../../shared/returns/return-policy.ts'
import { HOUSE } from '../../shared/shoppers/customer-records.ts'
import type { Asked } from '../../source-status.ts'
import type { OrderModel } from '../models.ts'
import { less, paidOut } from './amounts.ts'
import type { OpenTender } from './refund-plan.ts'

/** A tender of an order, and who told of it. */
export interface Tender {
  readonly payment: Payment
  readonly asked: Asked
  readonly found: Found<readonly Payment[]>
  readonly provider: OpenTender['provider']
  /** Of points that the graph has spent: what of them has not gone back. */
  readonly spent?: Money
}

/**
 * How an order was paid. What was paid to the graph's own provider says more than the invoice that the ERP has cleared with it. A GraphQL error where
 * the system that knows did not answer.
 */
export async function tendersOf(context: Context, order: OrderModel): Promise<readonly Tender[]> {
  const { placedOrders, writes } = context.services
  const own = await partsOf(context, HOUSE).payments.load(order.id as RecordId)
  if (isFound(own)) {
    const placed = (await writes.orders.byIds([order.id])).get(order.id)
    const body = placed ? placedBody(placed) : null
    return own.value.map((payment) => ({
      payment,
      asked: placedOrders,
      found: own,
      ...givenBy(body, payment),
    }))
  }
  const read = await partOrThrow(context, order, 'payments')
  if (!read) return []
  const { copy, found } = read
  return found.value.map((payment) => ({ payment, asked: copy.asked, found, provider: null }))
}

/** Who has the money of a tender of an order that the graph took. */
function givenBy(
  body: PlacedOrderBody | null,
  { method, amount }: Payment,
): Pick<Tender, 'provider' | 'spent'> {
  const { payment = null, points } = body ?? {}
  if (!points || method !== 'LOYALTY_POINTS')
    return { provider: payment && { system: payment.system, reference: payment.reference } }
  const none = { ...amount, minor: 0 }
  const isSpent = TAKEN.has(points.state)
  return {
    provider: { system: points.system, reference: points.key },
    spent: isSpent ? less(amount, points.refunded ?? none) : none,
  }
}

/** States in which there is money that could go back. */
const TAKEN: ReadonlySet<Payment['state']> = new Set(['CAPTURED', 'PARTIALLY_REFUNDED'])

/** What the provider still holds, by system and reference. */
const held = perRequest(({ services: { estate } }) => {
  const providers = new Map<string, ReadLoader<string, Money>>()
  for (const { name, port } of estate.answers.payments) {
    const ask = readLoader<string, Money>(async (references) => {
      const reads = await port.payments(references)
      return new Map(
        [...reads].map(([reference, read]) => [
          reference,
          isSourceError(read) ? read : { ...read, value: less(read.value.captured, read.value.refunded) },
        ]),
      )
    })
    providers.set(name, ask)
  }
  return providers
})

/** A tender with what of it, as systems say, has not gone back yet. */
export interface HeldTender extends Tender {
  readonly held: Money
}

/** Asks providers what they still hold; of points the graph itself knows. The failure in the place of a tender whose provider did not answer. */
export async function heldTenders(
  context: Context,
  tenders: readonly Tender[],
): Promise<readonly (HeldTender | SourceError)[]> {
  return Promise.all(
    tenders.map(async (tender) => {
      const { payment, provider, spent } = tender
      const none = { ...payment.amount, minor: 0 }
      // What was paid out is no money that somebody holds, whoever paid it out.
      if (payment.amount.minor < 0) return { ...tender, held: none }
      if (spent) return { ...tender, held: spent }
      if (!provider) {
        return { ...tender, held: TAKEN.has(payment.state) ? less(payment.amount, none) : none }
      }
      const read = await held(context).get(provider.system)?.load(provider.reference)
      if (isSourceError(read)) return read
      return { ...tender, held: read?.value ?? none }
    }),
  )
}

/**
 * How much of each tender may still go back: what is held, less what returns promise to give back or gave back without the provider's knowing. What
 * went back without a tender's name is taken off in the order in which they were paid.
 */
export function openTenders(
  { services }: Pick<Context, 'services'>,
  tenders: readonly HeldTender[],
  { returns, atCounter, hasDesk }: { readonly returns: readonly OrderReturn[] } & Place,
): readonly OpenTender[] {
  const own = returns
    .filter(({ back: { status } }) => status !== 'REJECTED' && status !== 'CANCELLED')
    .flatMap(({ own: one }) => (one ? promisedIn(one.body) : []))
  let elsewhere = refundedElsewhere(tenders, returns)
  return tenders.map((tender) => {
    const { payment, provider } = tender
    const promised = own.filter(
      ({ paymentId, state, by }) =>
        paymentId === payment.recordId && !(HAVE_IT.has(by) && state === 'REFUNDED'),
    )
    const { currency } = tender.held
    const left = less(
      tender.held,
      sumMoney(
        promised.map(({ amount }) => amount),
        currency,
      ),
    )
    // Its own count has it all.
    const refundable = provider ? left : less(left, { minor: elsewhere, currency })
    elsewhere -= left.minor - refundable.minor
    const by = giverOf(tender)
    const paths = refundable.minor === 0 ? [] : pathsOf({ services }, tender, { atCounter, hasDesk })
    return { paymentId: payment.recordId, refundable, paths, by, provider }
  })
}

/** What goods that are exchanged may yet bring back is kept for them: no other goods take it. */
function promisedIn({ refunds, owed = [] }: ReturnBody): readonly Omit<RefundBody, 'id'>[] {
  return [...refunds, ...owed.map((one) => ({ ...one, state: 'PLANNED' as const }))]
}

/** What they have given back is off what they hold. */
const HAVE_IT: ReadonlySet<RefundedBy> = new Set(['PROVIDER', 'LOYALTY'])

/** Minor units that went back and that no tender's name stands beside. */
function refundedElsewhere(tenders: readonly HeldTender[], returns: readonly OrderReturn[]): number {
  const sum = (amounts: readonly Pick<Money, 'minor'>[]) =>
    amounts.reduce((total, { minor }) => total + minor, 0)
  const told = sum(returns.flatMap(({ own, back }) => (own ? [] : (back.refund ?? []))))
  const refunds = returns.flatMap(({ own }) => own?.body.refunds ?? [])
  const promised = returns.flatMap(({ own }) => (own ? promisedIn(own.body) : []))
  const unnamed = sum(promised.filter(({ paymentId }) => paymentId === null).map(({ amount }) => amount))
  const known = sum(refunds.map(({ amount }) => amount))
  // A credit note that was paid often is the refund of a return. What a provider paid out is off what it holds.
  const out =
    sum(tenders.map(({ payment, provider }) => (provider ? { minor: 0 } : paidOut(payment.amount)))) - known
  return Math.max(told, out, 0) + unnamed
}

/** Where somebody gives money back. */
interface Place {
  readonly atCounter: boolean
  /** Whether a system records the return, and gives back what was paid to it. */
  readonly hasDesk: boolean
}

function giverOf({ provider, spent, asked }: Tender): RefundedBy {
  if (spent) return 'LOYALTY'
  if (provider) return 'PROVIDER'
  return asked.kind === 'POS' ? 'TILL' : 'ERP'
}

function pathsOf(
  { services: { returns, estate } }: Pick<Context, 'services'>,
  tender: Tender,
  { atCounter, hasDesk }: Place,
): readonly RefundPath[] {
  const { payment, provider } = tender
  const isPoints = payment.method === 'LOYALTY_POINTS'
  const { payments, loyaltyDesk } = estate.answers
  const original = {
    PROVIDER: payments.some(({ name, port }) => name === provider?.system && port.capabilities.refund),
    LOYALTY: loyaltyDesk.some(({ name, port }) => name === provider?.system && port.capabilities.adjust),
    // Points that others have spent, nobody here can give back.
    TILL: atCounter && !isPoints,
    ERP: hasDesk && !isPoints,
  }[giverOf(tender)]
  return (returns.refundPaths[payment.method] ?? []).filter((path) =>
    path === 'ORIGINAL_TENDER' ? original : atCounter,
  )
}
