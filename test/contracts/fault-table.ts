/** What may go wrong on the way to a system, or in it. */
export const FAULTS = [
  '401, then one re-login',
  'throttling in the vendor’s manner',
  '5xx',
  'HTML in a 200',
  'wrong JSON',
  'truncated',
  'refused',
  'reset',
  'hang',
  'clock skew',
  'missing ids in a batch',
  'ids in another order',
  'id lists over every limit',
  'a page that changes while it is read',
] as const
export type Fault = (typeof FAULTS)[number]

/** The files of the adapter's test folder that prove a fault, or why it cannot happen there. */
export type Proven = readonly string[] | { readonly cannot: string }

const contract = ['contract.test.ts'] as const
const lists = ['lists.test.ts'] as const
/** A Tryton without records behind a loopback in the fast run, a real one in the full run. */
const both = ['faults.test.ts', 'faults.full.test.ts'] as const
const real = ['faults.full.test.ts'] as const

/**
 * Adapter × fault: proven by, or not applicable because. Each file it names must run the fault (`faultContract`), and each
 * adapter that goes over a network must be in it (`test/architecture/products.test.ts`).
 *
 * S/4HANA is read over OData V2 alone: no read of the adapter goes over V4, which the sandbox serves beside it. How the vendor's
 * `@odata.nextLink` counts records there is held by `test/sandbox/sap/v4.test.ts`.
 */
export const TABLE = {
  'erp/sap': {
    // Basic credentials go with every call; what expires is the token that a `$batch` wants.
    '401, then one re-login': contract,
    'throttling in the vendor’s manner': contract,
    '5xx': contract,
    'HTML in a 200': contract,
    'wrong JSON': contract,
    truncated: contract,
    refused: contract,
    reset: contract,
    hang: contract,
    'clock skew': contract,
    'missing ids in a batch': contract,
    'ids in another order': contract,
    'id lists over every limit': lists,
    'a page that changes while it is read': lists,
  },
  'crm/salesforce': {
    '401, then one re-login': contract,
    'throttling in the vendor’s manner': contract,
    '5xx': contract,
    'HTML in a 200': contract,
    'wrong JSON': contract,
    truncated: contract,
    refused: contract,
    reset: contract,
    hang: contract,
    'clock skew': contract,
    'missing ids in a batch': contract,
    'ids in another order': contract,
    'id lists over every limit': lists,
    'a page that changes while it is read': lists,
  },
  'pim/akeneo': {
    '401, then one re-login': contract,
    'throttling in the vendor’s manner': contract,
    '5xx': contract,
    'HTML in a 200': contract,
    'wrong JSON': contract,
    truncated: contract,
    refused: contract,
    reset: contract,
    hang: contract,
    'clock skew': contract,
    'missing ids in a batch': contract,
    'ids in another order': contract,
    'id lists over every limit': lists,
    'a page that changes while it is read': lists,
  },
  'payment/passerelle': {
    '401, then one re-login': {
      cannot:
        'the provider knows a merchant by a key that goes with every call: nothing expires, and nobody signs in',
    },
    'throttling in the vendor’s manner': contract,
    '5xx': contract,
    'HTML in a 200': contract,
    'wrong JSON': contract,
    truncated: contract,
    refused: contract,
    reset: contract,
    hang: contract,
    'clock skew': contract,
    'missing ids in a batch': contract,
    'ids in another order': contract,
    'id lists over every limit': lists,
    'a page that changes while it is read': {
      cannot: 'payments are read by their ids, as many as one answer holds: no list has a second page',
    },
  },
  'erp/tryton': {
    '401, then one re-login': both,
    'throttling in the vendor’s manner': both,
    '5xx': both,
    'HTML in a 200': both,
    'wrong JSON': both,
    truncated: both,
    refused: both,
    reset: both,
    hang: both,
    'clock skew': both,
    'missing ids in a batch': real,
    'ids in another order': real,
    'id lists over every limit': real,
    'a page that changes while it is read': real,
  },
  'pos/sql': {
    '401, then one re-login': {
      cannot: 'a session of a SQL server is its connection: it ends with it and cannot expire before',
    },
    'throttling in the vendor’s manner': real,
    '5xx': real,
    'HTML in a 200': {
      cannot: 'the wire is the server’s own binary protocol: nothing on the way speaks HTTP',
    },
    'wrong JSON': real,
    truncated: real,
    refused: real,
    reset: real,
    hang: real,
    'clock skew': real,
    'missing ids in a batch': real,
    'ids in another order': real,
    'id lists over every limit': real,
    'a page that changes while it is read': real,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Fault, Proven>>>>

/** An adapter that goes over a network. */
export type Networked = keyof typeof TABLE

/** The files that are to prove a fault; none where it cannot happen. */
export function filesOf(product: Networked, fault: Fault): readonly string[] {
  const proven: Proven = TABLE[product][fault]
  return 'cannot' in proven ? [] : proven
}
