import { beforeEach, describe, expect, it } from 'vitest'
import { SourceError } from '../../../adapters/error.ts'
import type { CustomerId } from '../../../adapters/ids.ts'
import type { ConsentPurpose, ConsentState, ConsentStatement } from '../../../adapters/ports/consents.ts'
import type { Estate } from '../../../adapters/source.ts'
import { cartDeliveries } from '../../../subgraphs/cart/deliver-abandoned.ts'
import { createCartSweep } from '../../../subgraphs/cart/expiry.ts'
import { createOutboxWorker } from '../../../subgraphs/shared/writes/outbox-worker.ts'
import { memoryCampaigns } from '../../memory/campaigns.ts'
import { memoryConsents } from '../../memory/consents.ts'
import { failsWith } from '../../memory/spy.ts'
import { shopper } from '../../memory/viewers.ts'
import { ADD, aCart, openShop, type Shop } from './shop.ts'

const DAY = 86_400
const said = (
  state: ConsentState,
  via: ConsentStatement['via'] = null,
  purpose: ConsentPurpose = 'MARKETING',
): ConsentStatement => ({ purpose, via, state, capturedAt: null, legalText: null })

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

/** A CRM that is told, and what it says of the consents of Anne. */
function openTelling(consents: readonly ConsentStatement[], customers: readonly string[] = ['anne', 'bob']) {
  const clock = shop.at
  const campaigns = memoryCampaigns('crm', customers)
  const down = { consents: false, campaigns: false }
  const { services } = shop.request().context
  const failure = new SourceError('crm', 'SOURCE_UNAVAILABLE', 'down')
  const failing = failsWith(failure)
  const statements = new Map([['anne', consents]])
  const known = memoryConsents({ source: 'crm', clock, statements })
  const estate: Estate = {
    ...services.estate,
    answers: {
      ...services.estate.answers,
      campaigns: [
        {
          name: 'crm',
          kind: 'CRM',
          port: {
            ...campaigns.port,
            cartAbandoned: (cart) =>
              down.campaigns ? Promise.reject(failure) : campaigns.port.cartAbandoned(cart),
          },
        },
      ],
      consents: [
        {
          name: 'crm',
          kind: 'CRM',
          port: { consents: (ids) => (down.consents ? failing(ids) : known.consents(ids)) },
        },
      ],
    },
  }
  const sweep = createCartSweep({ writes: shop.writes, estate, clock, everySeconds: 60, log: () => {} })
  const worker = createOutboxWorker({
    outbox: shop.writes.outbox,
    deliveries: cartDeliveries({
      estate,
      identity: services.identity,
      identityFilled: () => true,
      carts: shop.writes.carts,
    }),
    clock,
    worker: 'one',
    random: () => 0.5,
    log: () => {},
    failed: (_, __, error) => {
      throw error
    },
  })
  return {
    told: campaigns.told,
    down,
    /** Gives up whose time is over, and tells whatever is due. */
    async round() {
      await sweep.once()
      for (let rounds = 0; (await worker.round()) > 0; rounds++)
        if (rounds > 100) throw new Error('expected an end')
    },
    entry: async (cartId: string) => (await shop.writes.outbox.ofStream(`${cartId}/abandoned`))[0],
  }
}
const of = (customerId: CustomerId) => ({ viewer: shopper(customerId) })

describe('a cart that a shopper left', () => {
  it('is told of once, with what is in it, when its time is over', async () => {
    const telling = openTelling([said('GRANTED')])
    const { id } = await aCart(shop, { COAT: 2 }, of(shop.anne))
    shop.pass(90 * DAY - 1)
    await telling.round()
    expect(telling.told).toEqual([])
    shop.pass(1)
    const at = shop.at().toISOString()
    await Promise.all([telling.round(), telling.round()])
    shop.pass(DAY)
    await telling.round()
    expect(telling.told).toEqual([
      {
        key: `${id}/abandoned`,
        cartId: id,
        customer: 'anne',
        channel: 'WEB',
        at,
        lines: [{ sku: 'COAT', quantity: 2 }],
      },
    ])
  })

  it('and then went on with is another one, told of when that is left', async () => {
    const telling = openTelling([said('GRANTED')])
    const first = await aCart(shop, { COAT: 1 }, of(shop.anne))
    shop.pass(60 * DAY)
    const lines = [{ sku: 'COAT', quantity: 1 }]
    await shop.ask(ADD, { id: first.id, lines, key: shop.key() }, of(shop.anne))
    shop.pass(60 * DAY)
    await telling.round()
    expect(telling.told).toEqual([])
    shop.pass(30 * DAY)
    await telling.round()
    const second = await aCart(shop, { SOCKS: 1 }, of(shop.anne))
    shop.pass(90 * DAY)
    await telling.round()
    expect(telling.told.map(({ cartId }) => cartId)).toEqual([first.id, second.id])
  })

  const consents: readonly (readonly [string, readonly ConsentStatement[], number])[] = [
    ['said nothing', [], 0],
    ['agreed to something else', [said('GRANTED', null, 'PROFILING')], 0],
    ['refused', [said('DENIED')], 0],
    ['is not sure yet', [said('PENDING', 'EMAIL')], 0],
    ['agreed to one way and refused all', [said('GRANTED', 'EMAIL'), said('WITHDRAWN')], 0],
    ['agreed here and refused there', [said('GRANTED'), said('DENIED')], 0],
    ['agreed to one way and refused another', [said('GRANTED', 'EMAIL'), said('DENIED', 'CALL_CENTER')], 1],
    ['agreed', [said('GRANTED', 'EMAIL')], 1],
  ]
  it.each(consents)('who %s: told of only with consent', async (_, statements, times) => {
    const telling = openTelling(statements)
    const { id } = await aCart(shop, { COAT: 1 }, of(shop.anne))
    shop.pass(90 * DAY)
    await telling.round()
    expect([telling.told.length, (await telling.entry(id))?.state]).toEqual([times, 'DONE'])
  })

  it('is told of nobody as a guest’s, and not when it is empty', async () => {
    const telling = openTelling([said('GRANTED')])
    const guest = await aCart(shop, { COAT: 1 })
    const empty = await aCart(shop, {}, of(shop.anne))
    shop.pass(90 * DAY)
    await telling.round()
    expect([telling.told, await telling.entry(guest.id), await telling.entry(empty.id)]).toEqual([
      [],
      undefined,
      undefined,
    ])
  })

  it.each(['consents', 'campaigns'] as const)('waits while %s do not answer', async (port) => {
    const telling = openTelling([said('GRANTED')])
    await aCart(shop, { COAT: 1 }, of(shop.anne))
    shop.pass(90 * DAY)
    telling.down[port] = true
    await telling.round()
    expect(telling.told).toEqual([])
    telling.down[port] = false
    shop.pass(3_600)
    await telling.round()
    expect(telling.told).toHaveLength(1)
  })

  it('is let be where the system knows its shopper no more', async () => {
    const telling = openTelling([said('GRANTED')], [])
    const { id } = await aCart(shop, { COAT: 1 }, of(shop.anne))
    shop.pass(90 * DAY)
    await telling.round()
    expect([telling.told, (await telling.entry(id))?.state]).toEqual([[], 'DONE'])
  })
})
