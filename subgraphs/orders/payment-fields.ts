import { isSourceError } from '../../adapters/error.ts'
import type { Context } from '../context.ts'
import { toGraphQLError } from '../graphql-error.ts'
import { moneyFields } from '../shared/prices/money.ts'
import { isAtCounter } from '../shared/returns/return-policy.ts'
import { recordOf } from '../source-status.ts'
import type { PaymentModel } from './models.ts'
import type { Resolvers } from './resolvers.generated.ts'
import { deskOfOrder } from './returns/desk.ts'
import type { OpenTender } from './returns/refund-plan.ts'
import { knownReturns } from './returns/returned.ts'
import { heldTenders, openTenders, tendersOf } from './returns/tenders.ts'

/**
 * How much of a tender may still go back, and how, to whoever asks: staff at a counter, or anybody who is not. A GraphQL error where one of the
 * systems that know did not answer.
 */
async function openTender(context: Context, { order, payment }: PaymentModel): Promise<OpenTender | null> {
  const tenders = await tendersOf(context, order)
  const [held, returns] = await Promise.all([heldTenders(context, tenders), knownReturns(context, order)])
  const known = held.map((tender) => {
    if (isSourceError(tender)) throw toGraphQLError(tender)
    return tender
  })
  const { viewer, channel } = context
  const atCounter = viewer.store !== null || (channel !== null && isAtCounter(channel))
  const hasDesk = deskOfOrder(context, order) !== null
  const open = openTenders(context, known, { returns, atCounter, hasDesk })
  return open.find(({ paymentId }) => paymentId === payment.recordId) ?? null
}

const paymentFields: NonNullable<Resolvers['Payment']> = {
  id: ({ payment }) => payment.recordId,
  method: ({ payment }) => payment.method,
  brand: ({ payment }) => payment.brand,
  last4: ({ payment }) => payment.last4,
  amount: ({ payment }) => moneyFields(payment.amount),
  state: ({ payment }) => payment.state,
  capturedAt: ({ payment }) => payment.capturedAt,
  refundable: async (tender, _, context) => {
    const open = await openTender(context, tender)
    return open && moneyFields(open.refundable)
  },
  refundPaths: async (tender, _, context) => (await openTender(context, tender))?.paths ?? [],
  source: ({ payment, asked, found }) => ({ ...recordOf(asked, found), recordId: payment.recordId }),
}

/** What a tender shows. */
export const paymentResolvers = { Payment: paymentFields } satisfies Resolvers
