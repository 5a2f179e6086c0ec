/** Where checks stand, and which tests are theirs. */
export interface Place {
  readonly name: string
  /** Whether every single one must be noticed. */
  readonly isRequired: boolean
  /** Files, or folders that end in a slash, from the root of the checkout. A new file in a folder is taken up by itself. */
  readonly files: readonly string[]
  /** Of the files nothing but what these words name, where there are some: of what a process does at start the refusals. */
  readonly only?: RegExp
  /** The tests that stand nearest: all of them are tried on every removal, many in one process. */
  readonly near: readonly string[]
  /** Tests of more, which are tried, each in a process of its own, where the near ones notice nothing. */
  readonly wide: readonly string[]
}

/** All of them; the order is that of the report. */
export const PLACES: readonly Place[] = [
  {
    name: 'tokens',
    isRequired: true,
    files: ['gateway/identity/'],
    near: ['test/gateway/identity/'],
    wide: [
      'test/gateway/server.test.ts',
      'test/gateway/operations/refused-line.test.ts',
      'test/graph/guests.test.ts',
    ],
  },
  {
    name: 'order tokens',
    isRequired: true,
    files: ['subgraphs/shared/orders/order-token.ts', 'ledger/order-tokens.ts'],
    near: ['test/ledger/sqlite/contract.test.ts', 'test/subgraphs/shared/access/guard-details.test.ts'],
    wide: ['test/graph/guests.test.ts'],
  },
  {
    name: 'carts',
    isRequired: true,
    files: [
      'subgraphs/cart/access.ts',
      'subgraphs/cart/shopper.ts',
      'subgraphs/cart/accept.ts',
      'subgraphs/cart/ask.ts',
      'subgraphs/cart/change.ts',
      'subgraphs/cart/command.ts',
      'subgraphs/cart/create.ts',
      'subgraphs/cart/hand-off.ts',
      'subgraphs/cart/merge.ts',
      'subgraphs/cart/shopper-cart.ts',
      'subgraphs/cart/cart.ts',
      'subgraphs/cart/refused.ts',
      'subgraphs/cart-keys.ts',
    ],
    near: ['test/subgraphs/cart/', 'test/subgraphs/orders/stores/pickup.test.ts'],
    wide: ['test/graph/carts.test.ts'],
  },
  {
    name: 'signed calls',
    isRequired: true,
    files: [
      'gateway/execution/signature.ts',
      'gateway/execution/call-signer.ts',
      'gateway/execution/call-check.ts',
      'gateway/execution/passed-on.ts',
      'gateway/http/signed-calls.ts',
      'gateway/calls.ts',
      'gateway/signer/allowed.ts',
    ],
    near: [
      'test/gateway/execution/',
      'test/gateway/http/signed-calls.test.ts',
      'test/gateway/calls.test.ts',
      'test/gateway/signer/',
    ],
    wide: [
      'test/gateway/subgraph-server.test.ts',
      'test/gateway/remote.test.ts',
      'test/gateway/key-rotation.test.ts',
      'test/gateway/signer-process.test.ts',
    ],
  },
  {
    name: 'subgraphs',
    isRequired: true,
    files: [
      'subgraphs/shared/access/may.ts',
      'subgraphs/shared/access/guard.ts',
      'subgraphs/shared/access/guards.ts',
      'subgraphs/shared/access/guard-entities.ts',
      'subgraphs/shared/access/known-viewer.ts',
      'subgraphs/shared/access/owners.ts',
      'subgraphs/shared/orders/order-owner.ts',
      'subgraphs/shared/access/unowned.ts',
      'subgraphs/shared/access/named-customer.ts',
      'schema/scope-rules.ts',
    ],
    near: [
      'test/subgraphs/shared/access/may.test.ts',
      'test/subgraphs/shared/access/unowned.test.ts',
      'test/subgraphs/shared/access/guard-a-schema.test.ts',
      'test/subgraphs/shared/access/guards.test.ts',
      'test/subgraphs/shared/access/guard-details.test.ts',
      'test/subgraphs/define-subgraph.test.ts',
      'test/schema/scope-rules.test.ts',
    ],
    wide: ['test/subgraphs/pricing/', 'test/graph/guests.test.ts', 'test/graph/identity.test.ts'],
  },
  {
    name: 'owners',
    isRequired: true,
    files: ['subgraphs/*/index.ts', 'subgraphs/define-subgraph.ts'],
    only: /^\w+: own\w+$|^guard\(/,
    near: [
      'test/subgraphs/shared/access/guards.test.ts',
      'test/subgraphs/shared/access/guard-details.test.ts',
    ],
    wide: [],
  },
  {
    name: 'at start',
    isRequired: true,
    files: [
      'gateway/refused.ts',
      'gateway/up.ts',
      'gateway/gateway-process.ts',
      'gateway/subgraph-process.ts',
      'gateway/signer-process.ts',
      'gateway/foreign-gateway.ts',
      'gateway/config/identity-check.ts',
    ],
    only: /refuse|RefusedToServe|isLoopback|\.sandbox\b/i,
    near: [
      'test/gateway/refused.test.ts',
      'test/gateway/start.test.ts',
      'test/gateway/config/issuers.test.ts',
      'test/gateway/signer-process.test.ts',
      'test/gateway/commands/token.test.ts',
    ],
    wide: [
      'test/gateway/foreign/',
      'test/gateway/commands/',
      'test/gateway/hot-reload.test.ts',
      'test/graph/hot-config.test.ts',
    ],
  },
  {
    name: 'rewriting',
    isRequired: false,
    files: ['gateway/authorisation/'],
    near: ['test/gateway/authorisation/'],
    wide: ['test/graph/authorisation.test.ts'],
  },
  {
    name: 'access log',
    isRequired: false,
    files: ['gateway/access/', 'ledger/access/'],
    near: ['test/gateway/access/', 'test/ledger/sqlite/contract.test.ts', 'test/memory/ledger.test.ts'],
    wide: ['test/graph/audit.test.ts', 'test/gateway/commands/audit-access.test.ts'],
  },
  {
    name: 'limits',
    isRequired: false,
    files: ['gateway/limits/'],
    near: ['test/gateway/limits/'],
    wide: ['test/graph/costs.test.ts', 'test/abuse/transport.test.ts'],
  },
  {
    name: 'persisted',
    isRequired: false,
    files: ['gateway/persisted/'],
    near: ['test/gateway/persisted/', 'test/gateway/commands/documents.test.ts'],
    wide: ['test/gateway/config/documents.test.ts'],
  },
  {
    name: 'transport',
    isRequired: false,
    files: ['gateway/http/', 'gateway/null-characters.ts'],
    near: ['test/gateway/http/', 'test/gateway/transport.test.ts', 'test/gateway/small-parts.test.ts'],
    wide: ['test/abuse/transport.test.ts', 'test/gateway/server.test.ts'],
  },
]

/** The tests of the schema's rules. */
export const RULES = {
  name: 'directives',
  near: ['test/schema/who-may-see.test.ts'],
  wide: [],
} as const
