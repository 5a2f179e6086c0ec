import type { NewOutboxEntry } from '../../../ledger/writes/port.ts'
import { nodes, type Way } from './way.ts'

/** Something that nobody knows how to deliver, so that it stays in the outbox. */
export const QUEUED: Omit<NewOutboxEntry, 'at'> = {
  id: 'matrix/entry',
  stream: 'matrix',
  system: 'erp',
  kind: 'matrix.none',
  body: '{}',
}

/** What operators are shown, and may do. */
export function operatorWays(): Readonly<Record<string, Way>> {
  const refusals = ({ userErrors }: { readonly userErrors: readonly { readonly code: string }[] }) =>
    userErrors.map(({ code }) => code)
  return {
    'Query.outbox': {
      query: '{ outbox { edges { node { id } } } }',
      path: 'outbox',
      see: (list) => nodes(list).map(({ id }) => id),
      is: () => [QUEUED.id],
    },
    'Query.outboxEntry': {
      query: `{ outboxEntry(id: "${QUEUED.id}") { id } }`,
      path: 'outboxEntry',
      see: ({ id }) => id,
      is: () => QUEUED.id,
    },
    // What is refused tells that they were let in, and changes nothing for the next.
    'Mutation.outboxRetry': {
      query: 'mutation { outboxRetry(id: "none", idempotencyKey: "matrix") { userErrors { code } } }',
      path: 'outboxRetry',
      see: refusals,
      is: () => ['NOT_FOUND'],
    },
    'Mutation.outboxDiscard': {
      query:
        'mutation { outboxDiscard(id: "none", reason: "none", idempotencyKey: "matrix") { userErrors { code } } }',
      path: 'outboxDiscard',
      see: refusals,
      is: () => ['NOT_FOUND'],
    },
  }
}
