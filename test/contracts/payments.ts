import { afterEach, describe, expect, it } from 'vitest'
import type { Currency } from '../../adapters/money.ts'
import type { PaymentChange, Payments, ProviderPayment } from '../../adapters/ports/payments.ts'
import { expectProvenance, found } from './found.ts'
import type { Opened } from './small-world.ts'

/** What a shopper pays with on the provider's page; cards of three sorts go wrong. */
export interface Paid {
  readonly minor: number
  readonly method: 'CARD' | 'PAYPAL' | 'GIFT_CARD'
  readonly merchantReference: string | null
  /** Only cards: the issuer declines, lets the authorisation end at once, or declines to be captured. */
  readonly trouble?: 'DECLINED' | 'EXPIRED' | 'CAPTURE_DECLINED'
}

export interface OpenedPayments extends Opened<Payments> {
  /** What the shopper does on the provider's page, in euro; answers the provider's reference. */
  pay(paid: Paid): Promise<string>
  /** Lets time pass for provider and port. */
  passes(seconds: number): void
}

const EUR = 'EUR' as Currency
const DAY = 86_400
const eur = (minor: number) => ({ minor, currency: EUR })
const card = (minor: number, more: Partial<Paid> = {}): Paid => ({
  minor,
  method: 'CARD',
  merchantReference: null,
  ...more,
})
const refused = { name: 'SourceError', code: 'CONFLICT' }

/** What every `Payments` must do. `open` gives the port over a provider without payments. */
export function paymentsContract(open: () => Promise<OpenedPayments>): void {
  let opened: OpenedPayments | null = null
  afterEach(async () => {
    await opened?.close()
    opened = null
  })

  const start = async () => {
    const fresh = await open()
    opened = fresh
    const { port } = fresh
    const now = async (reference: string): Promise<ProviderPayment> =>
      found((await port.payments([reference])).get(reference)).value
    return { ...fresh, now }
  }
  type Started = Awaited<ReturnType<typeof start>>

  describe('reading', () => reads(start))
  describe('capturing', () => captures(start))
  describe('giving up', () => voids(start))
  describe('paying back', () => refunds(start))
  describe('a key', () => keys(start))

  function reads(started: () => Promise<Started>) {
    it('shows what was paid, how and for what, and never more of a card than its last four digits', async () => {
      const { port, pay, source } = await started()
      const [visa, paypal, gift] = [
        await pay(card(4_590, { merchantReference: 'W-100042' })),
        await pay({ minor: 1_000, method: 'PAYPAL', merchantReference: null }),
        await pay({ minor: 2_500, method: 'GIFT_CARD', merchantReference: 'cart-7' }),
      ]
      const read = await port.payments([gift, visa, paypal])
      expectProvenance(found(read.get(visa)), source)
      expect(found(read.get(visa)).value).toMatchObject({
        reference: visa,
        merchantReference: 'W-100042',
        state: 'AUTHORIZED',
        method: 'CARD',
        brand: 'VISA',
        last4: '4242',
        authorized: eur(4_590),
        captured: eur(0),
        refunded: eur(0),
        capturedAt: null,
        expiresAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
      })
      const { last4: none, ...byPaypal } = found(read.get(paypal)).value
      expect(none).toBe(null)
      expect(byPaypal).toMatchObject({ method: 'PAYPAL', brand: null, merchantReference: null })
      expect(found(read.get(gift)).value).toMatchObject({ method: 'GIFT_CARD', last4: '8801' })
    })

    it('leaves out references that nothing was ever paid under, whatever their form', async () => {
      const { port, pay } = await started()
      const known = await pay(card(100))
      const others = [
        '',
        ' ',
        'pay_',
        `${known}0`,
        `${known},${known}`,
        known.slice(0, -1),
        '?x=1&ids=a',
        'é'.repeat(300),
      ]
      expect([...(await port.payments([...others, known, known])).keys()]).toEqual([known])
      expect((await port.payments(others)).size).toBe(0)
      expect((await port.payments([])).size).toBe(0)
    })

    it('tells a declined payment and one whose time is over from one that may be captured', async () => {
      const { now, pay, passes } = await started()
      const declined = await pay(card(900, { trouble: 'DECLINED' }))
      const atOnce = await pay(card(900, { trouble: 'EXPIRED' }))
      const later = await pay(card(900))
      expect(await now(declined)).toMatchObject({ state: 'FAILED', authorized: eur(0), expiresAt: null })
      expect((await now(atOnce)).state).toBe('EXPIRED')
      expect((await now(later)).state).toBe('AUTHORIZED')
      passes(400 * DAY)
      expect(await now(later)).toMatchObject({ state: 'EXPIRED', authorized: eur(900), captured: eur(0) })
    })
  }

  function captures(started: () => Promise<Started>) {
    it('takes the whole', async () => {
      const { port, now, pay } = await started()
      const reference = await pay(card(4_590))
      const taken = await port.capture({ reference, key: 'c1', amount: eur(4_590) })
      expect(taken).toMatchObject({ reference, state: 'CAPTURED', captured: eur(4_590), expiresAt: null })
      expect(taken.capturedAt).not.toBe(null)
      expect(await now(reference)).toEqual(taken)
    })

    it('takes parts until nothing is left', async () => {
      const { port, now, pay } = await started()
      const reference = await pay(card(1_000))
      await port.capture({ reference, key: 'c1', amount: eur(300) })
      const both = await port.capture({ reference, key: 'c2', amount: eur(700) })
      expect(both).toMatchObject({ state: 'CAPTURED', authorized: eur(1_000), captured: eur(1_000) })
      await expect(port.capture({ reference, key: 'c3', amount: eur(1) })).rejects.toMatchObject(refused)
      expect((await now(reference)).captured).toEqual(eur(1_000))
    })

    it.each([
      ['more than was authorised', eur(1_001)],
      ['nothing', eur(0)],
      ['less than nothing', eur(-5)],
      ['another currency', { minor: 10, currency: 'USD' as Currency }],
    ])('refuses to take %s, and takes nothing', async (_what, amount) => {
      const { port, now, pay } = await started()
      const reference = await pay(card(1_000))
      await expect(port.capture({ reference, key: 'c1', amount })).rejects.toMatchObject(refused)
      expect(await now(reference)).toMatchObject({ state: 'AUTHORIZED', captured: eur(0) })
    })

    it('refuses a payment that failed, is over, was given up or is not there', async () => {
      const { port, pay } = await started()
      const given = await pay(card(500))
      await port.void({ reference: given, key: 'v' })
      const failed = await pay(card(500, { trouble: 'DECLINED' }))
      const over = await pay(card(500, { trouble: 'EXPIRED' }))
      for (const reference of [given, failed, over, `pay_${'0'.repeat(22)}`, 'W-100042', '']) {
        const asked = port.capture({ reference, key: `c ${reference}`, amount: eur(500) })
        await expect(asked, reference).rejects.toMatchObject(refused)
      }
    })

    it('leaves an authorisation as it was when the issuer declines the capture', async () => {
      const { port, now, pay } = await started()
      const reference = await pay(card(500, { trouble: 'CAPTURE_DECLINED' }))
      await expect(port.capture({ reference, key: 'c', amount: eur(500) })).rejects.toMatchObject(refused)
      expect(await now(reference)).toMatchObject({ state: 'AUTHORIZED', captured: eur(0) })
      expect((await port.void({ reference, key: 'v' })).state).toBe('VOIDED')
    })
  }

  function voids(started: () => Promise<Started>) {
    it('gives an authorisation up', async () => {
      const { port, now, pay } = await started()
      const reference = await pay(card(500))
      const given = await port.void({ reference, key: 'v' })
      expect(given).toMatchObject({ state: 'VOIDED', captured: eur(0), expiresAt: null })
      expect(await now(reference)).toEqual(given)
    })

    it('refuses what was captured, given up under another key, or is not there', async () => {
      const { port, now, pay } = await started()
      const [captured, given] = [await pay(card(500)), await pay(card(500))]
      await port.capture({ reference: captured, key: 'c', amount: eur(200) })
      await port.void({ reference: given, key: 'v' })
      for (const reference of [captured, given, `pay_${'0'.repeat(22)}`]) {
        await expect(port.void({ reference, key: `again ${reference}` })).rejects.toMatchObject(refused)
      }
      expect((await now(captured)).state).toBe('CAPTURED')
    })
  }

  function refunds(started: () => Promise<Started>) {
    const captured = async ({ port, pay }: Started, minor: number, taken = minor) => {
      const reference = await pay(card(minor))
      await port.capture({ reference, key: `c ${reference}`, amount: eur(taken) })
      return reference
    }

    it('pays back in parts until nothing is left', async () => {
      const opened = await started()
      const { port, now } = opened
      const reference = await captured(opened, 1_000)
      const some = await port.refund({ reference, key: 'r1', amount: eur(400) })
      expect(some).toMatchObject({ state: 'PARTIALLY_REFUNDED', captured: eur(1_000), refunded: eur(400) })
      const all = await port.refund({ reference, key: 'r2', amount: eur(600) })
      expect(all).toMatchObject({ state: 'REFUNDED', captured: eur(1_000), refunded: eur(1_000) })
      await expect(port.refund({ reference, key: 'r3', amount: eur(1) })).rejects.toMatchObject(refused)
      expect(await now(reference)).toEqual(all)
    })

    it('pays back no more than was captured', async () => {
      const opened = await started()
      const { port, now } = opened
      const reference = await captured(opened, 1_000, 600)
      await port.refund({ reference, key: 'r1', amount: eur(500) })
      await expect(port.refund({ reference, key: 'r2', amount: eur(101) })).rejects.toMatchObject(refused)
      expect(await now(reference)).toMatchObject({ state: 'PARTIALLY_REFUNDED', refunded: eur(500) })
    })

    it('refuses where nothing was captured', async () => {
      const { port, now, pay } = await started()
      const reference = await pay(card(500))
      await expect(port.refund({ reference, key: 'r', amount: eur(1) })).rejects.toMatchObject(refused)
      expect((await now(reference)).state).toBe('AUTHORIZED')
    })
  }

  function keys(started: () => Promise<Started>) {
    it('does its change once and answers as it did then, whatever came after', async () => {
      const { port, now, pay } = await started()
      const reference = await pay(card(1_000))
      const capture: PaymentChange = { reference, key: 'c', amount: eur(1_000) }
      const refund: PaymentChange = { reference, key: 'r', amount: eur(250) }
      const first = [await port.capture(capture), await port.refund(refund)]
      await port.refund({ reference, key: 'r2', amount: eur(50) })
      expect([await port.capture(capture), await port.refund(refund)]).toEqual(first)
      expect(await now(reference)).toMatchObject({ captured: eur(1_000), refunded: eur(300) })
      const given = await pay(card(500))
      const voided = await port.void({ reference: given, key: 'v' })
      expect(await port.void({ reference: given, key: 'v' })).toEqual(voided)
    })

    it('that comes with something else is refused, and nothing is done', async () => {
      const { port, now, pay } = await started()
      const [reference, other] = [await pay(card(1_000)), await pay(card(1_000))]
      const refund: PaymentChange = { reference, key: 'r', amount: eur(250) }
      await port.capture({ reference, key: 'c', amount: eur(1_000) })
      await port.refund(refund)
      for (const changed of [
        () => port.refund({ ...refund, amount: eur(251) }),
        () => port.refund({ ...refund, amount: { minor: 250, currency: 'USD' as Currency } }),
        () => port.refund({ ...refund, key: 'c' }),
        () => port.capture({ ...refund, reference: other }),
        () => port.void({ reference: other, key: 'r' }),
      ]) {
        await expect(changed()).rejects.toMatchObject(refused)
      }
      expect(await now(reference)).toMatchObject({ captured: eur(1_000), refunded: eur(250) })
      expect((await now(other)).state).toBe('AUTHORIZED')
    })

    it('that is sent many times at once does its change once, and each is answered alike', async () => {
      const { port, now, pay } = await started()
      const reference = await pay(card(1_000))
      const capture: PaymentChange = { reference, key: 'c', amount: eur(400) }
      const [first, ...others] = await Promise.all([1, 2, 3].map(() => port.capture(capture)))
      expect(others).toEqual([first, first])
      expect((await now(reference)).captured).toEqual(eur(400))
    })

    it('does nothing more when it comes back days later, and then answers how the payment stands', async () => {
      const { port, now, pay, passes } = await started()
      const reference = await pay(card(1_000))
      await port.capture({ reference, key: 'c', amount: eur(600) })
      const refund: PaymentChange = { reference, key: 'r', amount: eur(100) }
      await port.refund(refund)
      passes(3 * DAY)
      expect(await port.refund(refund)).toEqual(await now(reference))
      await expect(port.refund({ ...refund, amount: eur(101) })).rejects.toMatchObject(refused)
      await expect(port.refund({ ...refund, key: 'c' })).rejects.toMatchObject(refused)
      expect(await now(reference)).toMatchObject({ captured: eur(600), refunded: eur(100) })
      const given = await pay(card(500))
      await port.void({ reference: given, key: 'v' })
      passes(3 * DAY)
      expect((await port.void({ reference: given, key: 'v' })).state).toBe('VOIDED')
    })

    it.each([
      ['long', 'k'.repeat(255)],
      ['of other letters', 'clé "à" \\ 七 ☂'],
    ])('may be %s', async (_what, key) => {
      const { port, now, pay } = await started()
      const reference = await pay(card(1_000))
      const capture: PaymentChange = { reference, key, amount: eur(300) }
      expect(await port.capture(capture)).toEqual(await port.capture(capture))
      expect((await now(reference)).captured).toEqual(eur(300))
    })
  }
}
