import { euros } from '../expected.ts'
import type { Keys } from './two-people.ts'
import type { Seen, Way } from './way.ts'

/** Reading an order says whose it is. */
const ORDER = ['erp A_SalesOrder']

const OF_ORDER: Readonly<
  Record<string, Pick<Way, 'see' | 'is'> & { readonly select: string; readonly at: string }>
> = {
  'Order.payments': {
    select: 'payments { amount { amount } }',
    at: 'payments',
    see: (all) => all.map(({ amount }: Seen) => amount.amount),
    is: ({ paid }) => [euros(paid)],
  },
  'Order.loyaltyEntries': {
    select: 'loyaltyEntries { points }',
    at: 'loyaltyEntries',
    see: (all) => all.map(({ points }: Seen) => points),
    is: ({ points }) => [points],
  },
  'Order.customer': {
    select: 'customer { email }',
    at: 'customer',
    see: ({ email }) => email,
    is: ({ email }) => email,
  },
  'Order.returns': {
    select: 'returns { refund { amount } }',
    at: 'returns',
    see: (all) => all.map(({ refund }: Seen) => refund.amount),
    is: ({ refund }) => [euros(refund)],
  },
}

/** What is asked of an order by id, by its number, by its receipt. */
function below(name: string, by: (keys: Keys) => string): Way {
  const { select, at, ...way } = found(OF_ORDER[name])
  return {
    query: `query ($v: ID!) { order(id: $v) { ${select} } }`,
    variables: (keys) => ({ v: by(keys) }),
    path: `order.${at}`,
    reads: ORDER,
    ...way,
  }
}

const byNumber = (select: string) => ({
  query: `query ($v: String!) { orderLookup(number: $v, channel: WEB) { ${select} } }`,
  variables: ({ order }: Keys) => ({ v: order.number }),
})
const byReceipt = (select: string) => ({
  query: `query ($v: String!) { orderLookup(receiptBarcode: $v) { ${select} } }`,
  variables: ({ receipt }: Keys) => ({ v: receipt }),
})
const numberOf = ({ number }: Seen) => number

/** How orders, and what came of them, are asked for. */
export function orderWays(): Readonly<Record<string, Way>> {
  const order = ({ order: { id } }: Keys) => id
  return {
    'Query.order': {
      query: 'query ($v: ID!) { order(id: $v) { number } }',
      variables: (keys) => ({ v: order(keys) }),
      path: 'order',
      see: numberOf,
      is: ({ order: { number } }) => number,
      reads: ORDER,
    },
    'Order.payments': below('Order.payments', order),
    'Order.loyaltyEntries': below('Order.loyaltyEntries', order),
    'Order.customer': below('Order.customer', order),
    'Order.returns': below('Order.returns', order),
    'Order.conversations': {
      query: 'query ($v: ID!) { order(id: $v) { conversations { subject } } }',
      variables: ({ wroteAbout }) => ({ v: wroteAbout.id }),
      path: 'order.conversations',
      see: (all) => all.map(({ subject }: Seen) => subject),
      is: ({ subject }) => [subject],
      reads: ORDER,
    },
    'Query.orderLookup by number': {
      ...byNumber('order { number }'),
      path: 'orderLookup',
      see: (result) => result.order?.number,
      is: ({ order: { number } }) => number,
    },
    'Query.orderLookup by receipt': {
      ...byReceipt('order { number }'),
      path: 'orderLookup',
      see: (result) => result.order?.number,
      is: ({ receipt }) => receipt,
    },
    'Query.orderLookup by e-mail': {
      query: 'query ($v: String!) { orderLookup(email: $v) { candidates { number } } }',
      variables: ({ email }) => ({ v: email }),
      path: 'orderLookup',
      see: ({ candidates }) => candidates.map(numberOf),
      is: ({ orders }) => orders.slice(0, 10).map(({ number }) => number),
    },
    'OrderLookupResult.order': {
      ...byNumber('order { number }'),
      path: 'orderLookup.order',
      see: numberOf,
      is: ({ order: { number } }) => number,
    },
    'OrderLookupResult.candidates': {
      ...byNumber('candidates { number }'),
      path: 'orderLookup.candidates',
      see: (all) => all.map(numberOf),
      is: ({ order: { number } }) => [number],
    },
    'Order.payments by number': {
      ...byNumber('order { payments { amount { amount } } }'),
      path: 'orderLookup.order.payments',
      see: (all) => all.map(({ amount }: Seen) => amount.amount),
      is: ({ paid }) => [euros(paid)],
    },
    'Order.payments by receipt': {
      ...byReceipt('order { payments { last4 } }'),
      path: 'orderLookup.order.payments',
      see: (all) => all.map(({ last4 }: Seen) => last4),
      is: ({ last4 }) => [last4],
    },
    'Return by number': {
      ...byNumber('order { returns { refund { amount } } }'),
      path: 'orderLookup.order.returns',
      see: (all) => all.map(({ refund }: Seen) => refund.amount),
      is: ({ refund }) => [euros(refund)],
    },
    'Query.return': {
      query: 'query ($v: ID!) { return(id: $v) { refund { amount } } }',
      variables: (keys) => ({ v: keys.return }),
      path: 'return',
      see: ({ refund }) => refund.amount,
      is: ({ refund }) => euros(refund),
      reads: ORDER,
    },
    'Return.order': {
      query: 'query ($v: ID!) { return(id: $v) { order { number } } }',
      variables: (keys) => ({ v: keys.return }),
      path: 'return.order',
      see: numberOf,
      is: ({ order: { number } }) => number,
      reads: ORDER,
    },
  }
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('expected a way to ask for it, found none')
  return value
}
