import { dayIn } from '../../../adapters/time.ts'
import type { Facts } from './two-people.ts'
import { nodes, type Seen, type Way } from './way.ts'

/** What is asked of a shopper, whoever leads to them; `at` is its place below. */
const OF_SHOPPER: Readonly<
  Record<string, Pick<Way, 'see' | 'is'> & { readonly select: string; readonly at: string }>
> = {
  'Customer.conversations': {
    select: 'conversations { edges { node { subject } } }',
    at: 'conversations',
    see: (list) => nodes(list).map(({ subject }) => subject),
    is: ({ subjects }) => subjects,
  },
  'ConversationEdge.node': {
    select: 'conversations { edges { node { subject } } }',
    at: 'conversations.edges.*.node',
    see: (all) => all.map(({ subject }: Seen) => subject),
    is: ({ subjects }) => subjects,
  },
  ConversationMessage: {
    select: 'conversations { edges { node { lastMessage { text } } } }',
    at: 'conversations.edges.*.node.lastMessage',
    see: (all) => all.length,
    is: ({ subjects }) => subjects.length,
  },
  'Customer.fieldSources': {
    select: 'fieldSources(fields: ["email"]) { winner { recordId } }',
    at: 'fieldSources',
    see: (all) => all.map(({ winner }: Seen) => winner.recordId),
    is: ({ contactId }) => [contactId],
  },
  'FieldSource.alternatives': {
    select: 'fieldSources(fields: ["email"]) { alternatives { value } }',
    at: 'fieldSources.*.alternatives',
    see: (all) => [...new Set(all.flatMap(({ value }: Seen) => value ?? []))],
    is: ({ email }) => [email],
  },
  'Customer.identities': {
    select: 'identities { system externalId }',
    at: 'identities',
    see: (all) =>
      all.filter(({ system }: Seen) => system === 'CRM').map(({ externalId }: Seen) => externalId),
    is: ({ contactId }) => [contactId],
  },
  'Customer.loyalty': {
    select: 'loyalty { cardNumber }',
    at: 'loyalty',
    see: ({ cardNumber }) => cardNumber,
    is: ({ card }) => card,
  },
  'LedgerEntry.order': {
    select: 'loyalty { ledger(first: 100) { edges { node { order { number } } } } }',
    at: 'loyalty.ledger.edges.*.node.order',
    see: (all) => all.map(({ number }: Seen) => number).toSorted(),
    is: ({ collected }) => collected,
  },
  'Customer.orders': {
    select: 'orders(first: 100) { edges { node { number } } }',
    at: 'orders',
    see: (list) => nodes(list).map(({ number }) => number),
    is: ({ orders }) => orders.map(({ number }) => number),
  },
  'OrderEdge.node': {
    select: 'orders(first: 100) { edges { node { number } } }',
    at: 'orders.edges.*.node',
    see: (all) => all.map(({ number }: Seen) => number),
    is: ({ orders }) => orders.map(({ number }) => number),
  },
  'Customer.orderStats': {
    select: 'orderStats { count lastOrderOn }',
    at: 'orderStats',
    is: (facts) => ({ count: bought(facts).length, lastOrderOn: bought(facts)[0]?.placedOn }),
  },
  'Customer.preferences': {
    select: 'preferences { sizes { lastSeenAt } }',
    at: 'preferences',
    // A size was last seen on a day on which they bought.
    see: ({ sizes }) => sizes.map(({ lastSeenAt }: Seen) => dayIn('Europe/Paris', new Date(lastSeenAt))),
    is: ({ orders }, days) => days.filter((day: string) => orders.some(({ placedOn }) => placedOn === day)),
  },
  'Customer.purchasedVariants': {
    select: 'purchasedVariants(first: 100) { edges { node { sku } } }',
    at: 'purchasedVariants',
    see: (list) =>
      nodes(list)
        .map(({ sku }) => sku)
        .toSorted(),
    is: (facts) =>
      [
        ...new Set(bought(facts).flatMap(({ lines }) => lines.filter(isBought).map(({ sku }) => sku))),
      ].toSorted(),
  },
}

/** How shoppers, and what is theirs, are asked for. */
export function shopperWays(): Readonly<Record<string, Way>> {
  return {
    'Query.me': { query: '{ me { email } }', path: 'me', see: emailOf, is: ({ email }) => email },
    'Query.customer': {
      query: 'query ($v: ID!) { customer(id: $v) { email } }',
      variables: ({ id }) => ({ v: id }),
      path: 'customer',
      see: emailOf,
      is: ({ email }) => email,
    },
    'Query.customerLookup by e-mail': lookedUp('EMAIL', ({ email }) => email),
    'Query.customerLookup by phone': lookedUp('PHONE', ({ phone }) => phone),
    'Query.customerLookup by card': lookedUp('LOYALTY_CARD', ({ card }) => card),
    'Query.customerLookup by receipt': lookedUp('RECEIPT', ({ receipt }) => receipt),
    'CustomerMatch.customer': {
      ...lookedUp('EMAIL', ({ email }) => email),
      path: 'customerLookup.candidates.*.customer',
      see: (all) => all.map(emailOf),
    },
    'Customer by receipt': {
      query: 'query ($v: String!) { orderLookup(receiptBarcode: $v) { order { customer { email } } } }',
      variables: ({ receipt }) => ({ v: receipt }),
      path: 'orderLookup.order.customer',
      see: emailOf,
      is: ({ email }) => email,
    },
    ...Object.fromEntries(BY_ID.map((name) => [name, byId(name)])),
    ...Object.fromEntries(Object.entries(BY_ME).map(([name, field]) => [`${name} by me`, byMe(field)])),
  }
}

/** What anybody is asked for by an id; each costs a line. */
const BY_ID = [
  'Customer.conversations',
  'Customer.fieldSources',
  'Customer.identities',
  'Customer.loyalty',
  'Customer.orders',
  'Customer.orderStats',
  'Customer.preferences',
  'Customer.purchasedVariants',
  'FieldSource.alternatives',
]

/** What everybody is asked for of themselves, by the names of its lines. */
const BY_ME: Readonly<Record<string, string>> = {
  'Customer.fieldSources': 'Customer.fieldSources',
  'Customer.identities': 'Customer.identities',
  'Customer.orderStats': 'Customer.orderStats',
  'Customer.purchasedVariants': 'Customer.purchasedVariants',
  'ConversationEdge.node': 'ConversationEdge.node',
  ConversationMessage: 'ConversationMessage',
  CustomerPreferences: 'Customer.preferences',
  FieldAlternative: 'FieldSource.alternatives',
  'LedgerEntry.order': 'LedgerEntry.order',
  LoyaltyAccount: 'Customer.loyalty',
  'OrderEdge.node': 'OrderEdge.node',
}

function byId(name: string): Way {
  const { select, at, ...way } = ofShopper(name)
  const query = `query ($v: ID!) { customer(id: $v) { ${select} } }`
  return { query, variables: ({ id }) => ({ v: id }), path: `customer.${at}`, ...way }
}

function byMe(name: string): Way {
  const { select, at, ...way } = ofShopper(name)
  return { query: `{ me { ${select} } }`, path: `me.${at}`, ...way }
}

function ofShopper(name: string) {
  const found = OF_SHOPPER[name]
  if (!found) throw new RangeError(`expected ${name} to be asked of a shopper`)
  return found
}

const emailOf = ({ email }: Seen) => email

function lookedUp(type: string, value: (keys: Parameters<NonNullable<Way['variables']>>[0]) => string): Way {
  return {
    query: `query ($v: String!) { customerLookup(type: ${type}, value: $v) { candidates { customer { email } } } }`,
    variables: (keys) => ({ v: value(keys) }),
    path: 'customerLookup',
    see: ({ candidates }) => candidates.map(({ customer }: Seen) => customer.email),
    is: ({ email }) => [email],
  }
}

const isBought = ({ quantity, rejected }: { readonly quantity: string; readonly rejected?: boolean }) =>
  !rejected && Number(quantity) > 0

function bought({ orders }: Facts) {
  return orders.filter(({ lines }) => lines.some(isBought))
}
