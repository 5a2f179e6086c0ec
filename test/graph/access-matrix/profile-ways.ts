import { randomUUID } from 'node:crypto'
import type { Seen, Way } from './way.ts'

/** How a shopper's records are changed: by a version that never was, and by a consent that no system keeps, so that they stay as they are. */
export function profileWays(): Readonly<Record<string, Way>> {
  const says = (code: string): Pick<Way, 'see' | 'is'> => ({
    see: ({ userErrors }: Seen) => userErrors.some((one: Seen) => one.code === code) || null,
    is: () => true,
  })
  const update = (select: string, at = ''): Pick<Way, 'query' | 'variables' | 'path'> => ({
    query: `mutation ($v: ID!, $key: String!) { customerUpdate(
      input: { id: $v, expectedVersion: "matrix", givenName: "matrix" }, idempotencyKey: $key
    ) { ${select} } }`,
    variables: ({ id }) => ({ v: id, key: randomUUID() }),
    path: `customerUpdate${at}`,
  })
  return {
    'Mutation.customerUpdate': { ...update('userErrors { code }'), ...says('VERSION_CONFLICT') },
    'Mutation.consentSet': {
      query: `mutation ($v: ID!, $key: String!) { consentSet(
        input: { customerId: $v, purpose: PARTNERS, state: DENIED }, idempotencyKey: $key
      ) { userErrors { code } } }`,
      variables: ({ id }) => ({ v: id, key: randomUUID() }),
      path: 'consentSet',
      ...says('UNSUPPORTED'),
    },
    'CustomerPayload.customer': {
      ...update('customer { id }', '.customer'),
      see: ({ id }: Seen) => id,
      is: ({ id }) => id,
    },
  }
}
