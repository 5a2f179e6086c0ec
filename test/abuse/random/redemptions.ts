import { createSealer } from '../../../subgraphs/sealed-id.ts'
import type { Whole } from '../../graph/whole.ts'
import { changed } from './orders.ts'

/** Points that somebody holds to spend them. */
export interface MadeRedemption {
  readonly id: string
  /** What opens it where they are spent. */
  readonly code: string
  /** Index of the shopper. */
  readonly owner: number
}

const REDEEM = `mutation ($input: RedeemInput!, $key: String!) { done: loyaltyRedeem(input: $input, idempotencyKey: $key) {
  redemption { id code } userErrors { code message } } }`

/** How many are held. */
const POINTS = 100

/** Has an agent hold points of those who have so many, two of them at most. */
export async function holdPoints(
  whole: Whole,
  owners: readonly number[],
): Promise<readonly MadeRedemption[]> {
  const { world, idKey } = whole
  const sealer = createSealer(idKey)
  const members = world.loyalty
    .filter(({ customer, balance }) => owners.includes(customer) && balance >= POINTS)
    .slice(0, 2)
  if (members.length === 0) throw new RangeError('expected somebody to have points')
  const headers = { ...whole.as('callCentre'), 'x-channel': 'CALL_CENTER' }
  return Promise.all(
    members.map(async ({ customer: owner, memberId }) => {
      const accountId = sealer.seal('loyalty', ['crm', memberId])
      const input = { accountId, points: POINTS, channel: 'CALL_CENTER' }
      const { redemption } = await changed(whole, REDEEM, { variables: { input }, headers })
      return { id: redemption.id, code: redemption.code, owner }
    }),
  )
}
