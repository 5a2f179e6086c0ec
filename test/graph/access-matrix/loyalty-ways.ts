import { randomUUID } from 'node:crypto'
import type { RecordId } from '../../../adapters/ids.ts'
import type { Instant } from '../../../adapters/time.ts'
import type { CaseRecord } from '../../../ledger/writes/port.ts'
import type { RedemptionBody } from '../../../subgraphs/shared/points/redemption-case.ts'
import type { Facts, Keys } from './two-people.ts'
import type { Seen, Way } from './way.ts'

/** How points are moved. Both shoppers are members, and nobody has a million points. */
export function loyaltyWays(): Readonly<Record<string, Way>> {
  const says = (code: string) => ({
    see: ({ userErrors }: Seen) => userErrors.some((one: Seen) => one.code === code) || null,
    is: () => true,
  })
  const cancel = (select: string, at = ''): Pick<Way, 'query' | 'variables' | 'path'> => ({
    query: `mutation ($v: ID!, $key: String!) { loyaltyRedemptionCancel(id: $v, idempotencyKey: $key) { ${select} } }`,
    variables: ({ redemption }) => ({ v: redemption, key: randomUUID() }),
    path: `loyaltyRedemptionCancel${at}`,
  })
  const adjust = (select: string, at = ''): Pick<Way, 'query' | 'variables' | 'path'> => ({
    query: `mutation ($v: ID!, $key: String!) { loyaltyAdjust(
      accountId: $v, points: 1, reason: "matrix", idempotencyKey: $key
    ) { ${select} } }`,
    variables: ({ account }) => ({ v: account, key: randomUUID() }),
    path: `loyaltyAdjust${at}`,
  })
  const isRedemption = { see: ({ id }: Seen) => id, is: ({ redemption }: Facts) => redemption }
  const isAccount = { see: ({ cardNumber }: Seen) => cardNumber, is: ({ card }: Facts) => card }
  return {
    'Mutation.loyaltyEnroll': {
      query: `mutation ($v: ID!, $key: String!) { loyaltyEnroll(customerId: $v, idempotencyKey: $key) { userErrors { code } } }`,
      variables: ({ id }) => ({ v: id, key: randomUUID() }),
      path: 'loyaltyEnroll',
      ...says('ALREADY_ENROLLED'),
    },
    'Mutation.loyaltyRedeem': {
      query: `mutation ($v: ID!, $key: String!) { loyaltyRedeem(
        input: { accountId: $v, points: 1000000, channel: WEB }, idempotencyKey: $key
      ) { userErrors { code } } }`,
      variables: ({ account }) => ({ v: account, key: randomUUID() }),
      path: 'loyaltyRedeem',
      ...says('INSUFFICIENT_POINTS'),
    },
    'Mutation.loyaltyRedemptionCancel': {
      ...cancel('redemption { id }'),
      see: ({ redemption }) => redemption?.id ?? null,
      is: ({ redemption }) => redemption,
    },
    'RedemptionPayload.redemption': { ...cancel('redemption { id }', '.redemption'), ...isRedemption },
    'Redemption by id': { ...cancel('redemption { id }', '.redemption'), ...isRedemption },
    'RedemptionPayload.account': { ...cancel('account { cardNumber }', '.account'), ...isAccount },
    'Mutation.loyaltyAdjust': {
      ...adjust('userErrors { code }'),
      see: ({ userErrors }) => (userErrors.length === 0 ? true : null),
      is: () => true,
    },
    'LoyaltyPayload.account': { ...adjust('account { cardNumber }', '.account'), ...isAccount },
  }
}

/** A redemption of a shopper's that was given back, as the ledger has it. */
export function redeemedBy(
  { id, redemption, card, member }: Keys & Pick<Facts, 'member'>,
  at: Instant,
): CaseRecord {
  const body: RedemptionBody = {
    source: 'crm',
    account: {
      recordId: member as RecordId,
      cardNumber: card,
      customer: null,
      program: { id: 'club', name: 'Club' },
    },
    seed: 'matrix',
    round: 1,
    state: 'CANCELLED',
    points: 1,
    value: null,
    reason: 'matrix',
    channel: 'WEB',
    expiresAt: at,
  }
  return {
    id: redemption,
    kind: 'redemption',
    orderId: null,
    customerId: id,
    location: null,
    isOpen: false,
    version: 1,
    createdAt: at,
    body: JSON.stringify(body),
  }
}
