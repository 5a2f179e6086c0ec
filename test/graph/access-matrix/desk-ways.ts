import { nodes, type Seen, type Way } from './way.ts'

/** Reading a conversation says whose it is. */
const CONVERSATION = ['crm query']
/** Looking a card up says whose it is; then its account's movements are listed. */
const ACCOUNT = ['crm query']
const LEDGER = ['crm query', 'crm query']

/** How conversations are asked for. */
export function deskWays(): Readonly<Record<string, Way>> {
  const one = (select: string, at: string): Pick<Way, 'query' | 'variables' | 'path' | 'reads'> => ({
    query: `query ($v: ID!) { conversation(id: $v) { ${select} } }`,
    variables: ({ conversation }) => ({ v: conversation }),
    path: at,
    reads: CONVERSATION,
  })
  return {
    'Query.conversation': {
      ...one('subject', 'conversation'),
      see: ({ subject }) => subject,
      is: ({ subject }) => subject,
    },
    'Conversation.customer': {
      ...one('customer { email }', 'conversation.customer'),
      see: ({ email }) => email,
      is: ({ email }) => email,
    },
    'Conversation.order': {
      ...one('order { number }', 'conversation.order'),
      see: ({ number }) => number,
      is: ({ wroteAbout: { number } }) => number,
    },
    'Conversation.lastMessage': {
      ...one('lastMessage { text }', 'conversation.lastMessage'),
      see: ({ text }) => text,
      is: ({ words }) => words.at(-1),
    },
    'ConversationMessageEdge.node': {
      ...one('messages(first: 1) { edges { node { text } } }', 'conversation.messages.edges.*.node'),
      see: (all) => all.map(({ text }: Seen) => text),
      is: ({ words }) => words.slice(0, 1),
    },
    'Query.conversations by customerId': {
      query: 'query ($v: ID!) { conversations(where: { customerId: $v }) { edges { node { subject } } } }',
      variables: ({ id }) => ({ v: id }),
      path: 'conversations',
      see: (list) => nodes(list).map(({ subject }) => subject),
      is: ({ subjects }) => subjects,
    },
    'Query.conversations by orderId': {
      query: 'query ($v: ID!) { conversations(where: { orderId: $v }) { edges { node { subject } } } }',
      variables: ({ wroteAbout }) => ({ v: wroteAbout.id }),
      path: 'conversations',
      see: (list) => nodes(list).map(({ subject }) => subject),
      is: ({ subject }) => [subject],
    },
    'Conversation by number': {
      query: 'query ($v: String!) { orderLookup(number: $v) { order { conversations { subject } } } }',
      variables: ({ wroteAbout }) => ({ v: wroteAbout.number }),
      path: 'orderLookup.order.conversations',
      see: (all) => all.map(({ subject }: Seen) => subject),
      is: ({ subject }) => [subject],
    },
  }
}

/** How points are asked for by somebody who is shown a card. */
export function cardWays(): Readonly<Record<string, Way>> {
  return {
    'Query.loyaltyAccount': {
      query: 'query ($v: String!) { loyaltyAccount(cardNumber: $v) { cardNumber } }',
      variables: ({ card }) => ({ v: card }),
      path: 'loyaltyAccount',
      see: ({ cardNumber }) => cardNumber,
      is: ({ card }) => card,
    },
    'LoyaltyAccount.customer': {
      query: 'query ($v: String!) { loyaltyAccount(cardNumber: $v) { customer { email } } }',
      variables: ({ card }) => ({ v: card }),
      path: 'loyaltyAccount.customer',
      see: ({ email }) => email,
      is: ({ email }) => email,
      reads: ACCOUNT,
    },
    'Order by card': {
      query:
        'query ($v: String!) { loyaltyAccount(cardNumber: $v) { ledger(first: 100) { edges { node { order { number } } } } } }',
      variables: ({ card }) => ({ v: card }),
      path: 'loyaltyAccount.ledger.edges.*.node.order',
      see: (all) => all.map(({ number }: Seen) => number).toSorted(),
      is: ({ collected }) => collected,
      reads: LEDGER,
    },
  }
}
