import { beforeEach, describe, expect, it } from 'vitest'
import type { Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import { ANONYMOUS } from '../../../subgraphs/shared/access/viewer.ts'
import { type Club, openClub, shopper, staff } from './club.ts'

const PREVIEW = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Cart {
  id pointsPreview { toEarn redeemable redeemableValue { amount } basis { amount currencyCode } } } } }`

describe('what a cart has to do with points', () => {
  let club: Club
  beforeEach(async () => {
    club = await openClub()
    const { anne, carl } = club.ids
    await club.writes.transact([], async ({ carts }) => {
      for (const [id, customerId] of Object.entries({ anne, carl, guest: null }))
        await carts.save({
          id,
          version: 1,
          state: 'ACTIVE',
          customerId,
          tokenHash: customerId === null ? 'ab' : null,
          body: '{}',
          updatedAt: club.at(),
          expiresAt: null,
        })
    })
  })

  const preview = async (id: string, viewer: Viewer, amount = '12.39', currencyCode = 'EUR') => {
    const cart = { __typename: 'Cart', id, cost: { total: { amount, currencyCode } } }
    const { data, errors } = await club.ask(PREVIEW, { of: [cart] }, viewer)
    return { shown: data['_entities'][0]?.pointsPreview, codes: errors.map(({ code }) => code) }
  }

  it('is what it earns, and what of it points could pay', async () => {
    const anne = shopper(club.ids.anne)
    expect(await preview('anne', anne)).toEqual({
      codes: [],
      shown: {
        toEarn: 12,
        redeemable: 100,
        redeemableValue: { amount: '5.00' },
        basis: { amount: '12.39', currencyCode: 'EUR' },
      },
    })
    // 99 cents take 19 points of 5 cents each.
    expect((await preview('anne', anne, '0.99')).shown).toMatchObject({
      toEarn: 0,
      redeemable: 19,
      redeemableValue: { amount: '0.95' },
    })
    expect((await preview('anne', anne, '12.39', 'GBP')).shown).toMatchObject({
      toEarn: 0,
      redeemable: 100,
      redeemableValue: null,
    })
  })

  it('of a guest’s cart is what a member would earn, and asks no engine', async () => {
    expect((await preview('guest', ANONYMOUS)).shown).toMatchObject({ toEarn: 12, redeemable: 0 })
    expect(club.reads.accountsOfCustomers).toBe(0)
  })

  it('of who is no member is nothing to spend', async () => {
    expect((await preview('carl', shopper(club.ids.carl))).shown).toMatchObject({
      redeemable: 0,
      redeemableValue: null,
    })
  })

  it('is shown to nobody who may not see whose points they are, as of no cart', async () => {
    for (const viewer of [ANONYMOUS, shopper(club.ids.rosalie), staff('cart:assist')]) {
      const foreign = await preview('anne', viewer)
      expect(foreign).toEqual({ shown: null, codes: ['FORBIDDEN'] })
      expect(await preview('none', viewer)).toEqual(foreign)
    }
    expect(club.reads.accountsOfCustomers).toBe(0)
    const reader = staff('loyalty:read')
    expect((await preview('anne', reader)).shown).toMatchObject({ redeemable: 100 })
    expect(await preview('none', reader)).toEqual({ shown: null, codes: [] })
  })
})
