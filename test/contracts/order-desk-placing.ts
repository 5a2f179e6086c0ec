import { describe, expect, it } from 'vitest'
import type { Address } from '../../adapters/address.ts'
import type { RecordId } from '../../adapters/ids.ts'
import type { OrderToPlace } from '../../adapters/ports/order-desk.ts'
import { found } from './found.ts'
import type { DeskAsking } from './order-desk-asking.ts'
import { expectedCost, expectedLines, keyOf, toPlace } from './orders-to-place.ts'

/** What placing an order must do, and what it refuses. */
export function placingContract({ desk, placedOf, records, readBack, failureOf, place }: DeskAsking): void {
  describe('placing', () => {
    it('comes back through the history: number, lines, cost and status, to the cent', async () => {
      const { order, record } = await place('W-900001')
      const back = await readBack(order.key)
      expect(back).toMatchObject({
        recordId: record.recordId,
        channel: { kind: 'WEB' },
        number: order.key.number,
        placedOn: order.placedOn,
        customer: desk().customer,
        cost: expectedCost(order, desk().keeps),
      })
      expect(back.lines).toMatchObject(expectedLines(order, desk().keeps))
      expect(back.lines.map(({ lineId }) => lineId)).toEqual(
        order.lines.map(({ position }) => desk().port.lineIdOf(position)),
      )
      expect(['PENDING', 'CONFIRMED', 'IN_PREPARATION']).toContain(back.status)
      expect(record).toMatchObject({ cancelled: false, total: order.total.gross })
      expect(await records(order.key)).toEqual([record])
    })

    it('takes orders without shipping or discount, of other channels, for what is collected', async () => {
      const plain = toPlace('A-900002', desk(), {
        key: keyOf('A-900002', 'MOBILE_APP'),
        shippingCost: null,
        promotions: [],
      })
      const lines = plain.lines.map((line) => ({ ...line, fulfilment: 'PICKUP' as const }))
      const record = await desk().port.place({ ...plain, lines, total: plain.total })
      expect(record.total).toEqual(plain.total.gross)
      expect(await readBack(plain.key)).toMatchObject({
        channel: { kind: 'MOBILE_APP' },
        cost: expectedCost(plain, desk().keeps),
      })
      expect(await placedOf(keyOf('A-900002', 'WEB'))).toBeUndefined()
    })

    it.each<readonly [string, 'guest' | 'shopper']>([
      ['W-900003', 'guest'],
      ['W-900005', 'shopper'],
    ])('keeps the names and addresses of %s, a %s’s', async (number, who) => {
      const customer = who === 'guest' ? null : desk().customer
      const { order } = await place(number, { customer, contact, ...addresses })
      const back = await readBack(order.key)
      expect(back.customer).toBe(customer)
      const at = found((await desk().orders.addresses([back.recordId])).get(back.recordId)).value
      expect(at.shipping).toMatchObject(withoutNames(addresses.shippingAddress))
      expect(at.billing).toMatchObject(withoutNames(addresses.billingAddress))
      expect(namesOf(at.shipping)).toBe('Zoë Łukasiewicz')
      expect(namesOf(at.billing)).toBe('山田 太郎')
    })

    it('keeps foreign characters, the longest numbers, and as much of a title as there is room for', async () => {
      const number = `W-${'9'.repeat((desk().keeps.numberLength ?? 200) - 2)}`
      // Wherever a system cuts, one of them is cut within a character.
      const titles = [`Écharpe “été” à 100 % ${'🧵'.repeat(60)}`, `T-shirts ${'🧵'.repeat(60)}`]
      const whole = toPlace(number, desk())
      const lines = whole.lines.map((line, at) => ({ ...line, title: titles[at] ?? line.title }))
      await desk().port.place({ ...whole, lines })
      const back = await readBack(whole.key)
      for (const [at, title] of titles.entries()) {
        const kept = back.lines[at]?.title ?? ''
        expect(title.startsWith(kept)).toBe(true)
        expect(kept.length).toBeGreaterThan(Math.min(desk().keeps.titleLength, title.length) - 2)
        expect(kept).not.toMatch(/\p{Surrogate}/u)
      }
    })

    it('done twice is a duplicate that can be seen, the older record first', async () => {
      const { order, record } = await place('W-900004')
      const { record: second } = await place('W-900004')
      expect(await records(order.key)).toEqual([record, second])
      expect((await readBack(order.key)).recordId).toBe(record.recordId)
    })
  })

  describe('what is refused', () => {
    it.each<readonly [string, (order: OrderToPlace) => OrderToPlace]>([
      [
        'an article the system does not know',
        (order) => ({
          ...order,
          lines: order.lines.map((line) => ({ ...line, sku: 'NO-SUCH-1' as typeof line.sku })),
        }),
      ],
      ['a shopper the system does not know', (order) => ({ ...order, customer: '17999999' as RecordId })],
      [
        'a place the system does not know',
        (order) => ({
          ...order,
          lines: order.lines.map((line) => ({ ...line, location: '9X9X' as RecordId })),
        }),
      ],
    ])('%s: CONFLICT, and nothing was placed', async (_, change) => {
      const order = change(toPlace('W-900010', desk()))
      const failure = await failureOf(desk().port.place(order))
      expect(failure.code).toBe('CONFLICT')
      expect(failure.retryable).toBe(false)
      expect(failure.message).not.toMatch(/NO-SUCH|17999999|9X9X|127\.0\.0\.1/)
      expect(await placedOf(order.key)).toBeUndefined()
    })
  })

  it('a number longer than a reference is a CONFLICT too, where there is such a length', async () => {
    const { numberLength } = desk().keeps
    const order = toPlace(`W-${'8'.repeat((numberLength ?? 500) - 1)}`, desk())
    if (numberLength === null) {
      const record = await desk().port.place(order)
      expect(await records(order.key)).toEqual([record])
      return
    }
    expect((await failureOf(desk().port.place(order))).code).toBe('CONFLICT')
    expect(await placedOf(order.key)).toBeUndefined()
  })
}

const contact = {
  givenName: 'Zoë',
  familyName: 'Łukasiewicz',
  email: 'zoe.lukasiewicz@example.net',
  phone: '+33612345678',
}

const somewhere: Address = {
  givenName: 'Zoë',
  familyName: 'Łukasiewicz',
  company: null,
  streetLine1: '12 bis rue de l’Échiquier',
  streetLine2: 'Bâtiment Ü',
  postalCode: '75010',
  city: 'Paris',
  region: null,
  countryCode: 'FR',
  phone: null,
}

const addresses = {
  shippingAddress: somewhere,
  billingAddress: {
    ...somewhere,
    givenName: '山田',
    familyName: '太郎',
    streetLine1: '千代田 1',
    streetLine2: null,
    postalCode: '100-0001',
    city: '東京',
    countryCode: 'JP',
  },
}

/** Some systems keep a name whole. */
function withoutNames({ givenName: _, familyName: __, phone: ___, ...rest }: Address) {
  return rest
}

function namesOf(address: Address | null): string {
  return [address?.givenName, address?.familyName].filter(Boolean).join(' ')
}
