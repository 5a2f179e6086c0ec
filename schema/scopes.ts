/**
 * Every scope the schema may ask for, and what it lets its holder do. A `:self` scope counts only for what is the viewer's
 * own; `order:guest` only for the order whose token came along.
 */
export const SCOPES = {
  'customer:self': "read one's own profile, orders, points and conversations",
  'customer:lookup': 'find a shopper by something they show or say',
  'customer:read': "read any shopper's profile",
  'customer:write': "change any shopper's profile and consents",
  'customer:360':
    'see a shopper as a whole: preferences, identities, what their records contradict each other in',
  'order:guest': 'read the one order whose token came along',
  'order:lookup': 'find an order by its number, receipt or e-mail',
  'order:read': 'read any order',
  'order:payments': 'read how an order was paid',
  'order:write': 'cancel any order, have another place do it, announce what comes back of it',
  'store:fulfil': "do what one's own store has to do for orders",
  'store:returns': "take goods back in one's own store",
  'returns:approve': 'let returns pass that a manager has to',
  'cart:assist': "see and change any shopper's cart",
  'inventory:read': 'read stock levels in numbers',
  'inventory:reserve': 'put stock aside for any shopper',
  'loyalty:read': "read any shopper's points and rewards",
  'loyalty:write': 'enrol any shopper, and redeem and give back their points',
  'loyalty:adjust': "put any shopper's balance of points right",
  'support:read': 'read conversations with shoppers',
  'pricing:read': 'read discount codes',
  'data:steward': 'see identities and what records contradict each other in',
  'ops:read': 'see how the systems are doing and what they are still to be told',
  'ops:write': 'deliver once more, or give up, what a system is still to be told',
} as const satisfies Readonly<Record<string, string>>

export type Scope = keyof typeof SCOPES

/** Their names. */
export const SCOPE_NAMES = Object.keys(SCOPES) as readonly Scope[]
