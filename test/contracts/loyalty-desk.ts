import { afterEach, describe, expect, it } from 'vitest'
import type { OrderNumber, RecordId } from '../../adapters/ids.ts'
import type { LedgerRequest, Loyalty, LoyaltyAccount } from '../../adapters/ports/loyalty.ts'
import type {
  LoyaltyDesk,
  PointsAdjusted,
  PointsEarned,
  PointsHeld,
} from '../../adapters/ports/loyalty-desk.ts'
import type { Day, Instant } from '../../adapters/time.ts'
import { found } from './found.ts'
import { type Opened, world } from './small-world.ts'

export interface OpenedDesk extends Opened<LoyaltyDesk> {
  /** What the same engine tells. */
  readonly loyalty: Loyalty
  /** The source's key of a customer by their index in the world. */
  customerId(index: number): string | null
}

const AT = '2026-06-15T09:30:00.000Z' as Instant
const refused = { name: 'SourceError', code: 'CONFLICT' }
const rich = [...world.loyalty].sort((left, right) => right.balance - left.balance)
const unknown = { key: 'nobody’s' }

/** What every `LoyaltyDesk` must do. `open` gives the port over a system that holds the small world and nothing else. */
export function loyaltyDeskContract(open: () => Promise<OpenedDesk>): void {
  let opened: OpenedDesk | null = null
  afterEach(async () => {
    await opened?.close()
    opened = null
  })

  const start = async () => {
    const fresh = await open()
    opened = fresh
    const { loyalty } = fresh
    const byCard = async (card = ''): Promise<LoyaltyAccount> =>
      found((await loyalty.accountsByCard([card])).get(card)).value
    const [account, other] = [await byCard(rich[0]?.card), await byCard(rich[1]?.card)]
    return {
      ...fresh,
      account,
      other,
      balance: async (of = account) =>
        found((await loyalty.accounts([of.recordId])).get(of.recordId)).value.balance,
      ledger: async (of = account) => {
        const request: LedgerRequest = { account: of.recordId, first: 100, after: null }
        return found((await loyalty.ledger([request])).get(request)).value.entries
      },
      earned: (more: Partial<PointsEarned> = {}): PointsEarned => ({
        key: 'order/7/points',
        account,
        at: AT,
        channel: 'WEB',
        points: 45,
        order: { channel: 'WEB', number: 'W-700001' as OrderNumber },
        ...more,
      }),
      adjusted: (more: Partial<PointsAdjusted> = {}): PointsAdjusted => ({
        key: 'case/1',
        account,
        at: AT,
        channel: 'CALL_CENTER',
        points: 30,
        reason: 'Geste pour un colis perdu',
        order: null,
        ...more,
      }),
      held: (more: Partial<PointsHeld> = {}): PointsHeld => ({
        key: 'cart/9/reward',
        account,
        at: AT,
        channel: 'STORE_POS',
        points: 20,
        code: 'K7QX-22',
        reason: 'Chèque fidélité',
        ...more,
      }),
    }
  }
  type Started = Awaited<ReturnType<typeof start>>

  describe('enrolling', () => enrolling(start))
  describe('points', () => moving(start))
  describe('a redemption', () => redeeming(start))
  describe('a key', () => repeating(start))

  function enrolling(started: () => Promise<Started>) {
    const newcomers = world.customers.flatMap(({ contactId, card, index }) =>
      contactId && !card ? [index] : [],
    )
    const enrolment = ({ account, customerId }: Started, index = newcomers[0] ?? -1) => ({
      key: 'enrol/1',
      customer: customerId(index) as RecordId,
      program: account.program.id,
      cardNumber: '2970000000017',
      on: '2026-06-15' as Day,
    })

    it('makes a shopper a member without points, whom their card and their record lead to', async () => {
      const desk = await started()
      const asked = enrolment(desk)
      const account = await desk.port.enrol(asked)
      expect(account).toMatchObject({
        cardNumber: asked.cardNumber,
        customer: asked.customer,
        program: desk.account.program,
        balance: { available: 0, pending: 0, reserved: 0 },
      })
      const reads = await desk.loyalty.accountsOfCustomers([asked.customer])
      expect(found(reads.get(asked.customer)).value).toEqual(account)
      await desk.port.earn(desk.earned({ account, points: 12 }))
      const { available, pending } = await desk.balance(account)
      expect(available + pending).toBe(12)
    })

    it('does it once for a key, and not again for a member, a card or a key that is taken', async () => {
      const desk = await started()
      const { port } = desk
      const asked = enrolment(desk)
      const account = await port.enrol(asked)
      expect(await port.enrol(asked)).toEqual(account)
      const member = world.loyalty.find(({ registered }) => registered)
      const elsewhere = enrolment(desk, newcomers[1])
      for (const request of [
        { ...asked, key: 'enrol/2', cardNumber: '2970000000024' },
        { ...elsewhere, key: 'enrol/3' },
        { ...elsewhere, cardNumber: '2970000000031' },
        { ...enrolment(desk, member?.customer), key: 'enrol/4', cardNumber: '2970000000048' },
      ]) {
        await expect(port.enrol(request)).rejects.toMatchObject(refused)
      }
      expect((await desk.loyalty.accountsOfCustomers([elsewhere.customer])).size).toBe(0)
    })
  }

  function moving(started: () => Promise<Started>) {
    it('are earned for an order, which the ledger names with its channel', async () => {
      const { port, balance, ledger, earned, loyalty } = await started()
      const before = await balance()
      const change = await port.earn(earned())
      expect(change).toMatchObject({ key: 'order/7/points', kind: 'EARN', points: 45, state: 'DONE', at: AT })
      const after = await balance()
      expect(after.available + after.pending).toBe(before.available + before.pending + 45)
      const entry = (await ledger()).find(({ recordId }) => recordId === change.recordId)
      expect(entry).toMatchObject({
        kind: 'EARN',
        points: 45,
        at: AT,
        channel: { kind: 'WEB' },
        order: { number: 'W-700001' },
      })
      const { order } = earned()
      expect(found((await loyalty.ofOrders([order])).get(order)).value).toEqual([entry])
    })

    it('are corrected up and down, with the reason', async () => {
      const { port, balance, ledger, adjusted } = await started()
      const { available } = await balance()
      const up = await port.adjust(adjusted())
      await port.adjust(adjusted({ key: 'case/2', points: -50, reason: 'Erreur de saisie' }))
      expect((await balance()).available).toBe(available - 20)
      const entry = (await ledger()).find(({ recordId }) => recordId === up.recordId)
      expect(entry).toMatchObject({ kind: 'ADJUST', points: 30, reason: 'Geste pour un colis perdu' })
    })

    it('are taken back of an order, whose movements then show both', async () => {
      const { port, ledger, earned, adjusted, loyalty } = await started()
      const { order, channel } = earned()
      const gained = await port.earn(earned())
      const back = await port.adjust(adjusted({ points: -20, reason: 'Retour', order, channel }))
      const moved = found((await loyalty.ofOrders([order])).get(order)).value
      expect(moved.map(({ recordId, points }) => [recordId, points]).sort()).toEqual(
        [
          [gained.recordId, 45],
          [back.recordId, -20],
        ].sort(),
      )
      expect(await ledger()).toEqual(expect.arrayContaining([...moved]))
    })

    it('are not taken where there are none', async () => {
      const { port, balance, ledger, adjusted } = await started()
      const [before, entries] = [await balance(), await ledger()]
      const asked = port.adjust(adjusted({ points: -before.available - 1 }))
      await expect(asked).rejects.toMatchObject(refused)
      expect([await balance(), await ledger()]).toEqual([before, entries])
    })

    it.each([0, -5, 1.5])('are not earned or held by %d', async (points) => {
      const { port, balance, earned, held, adjusted } = await started()
      const before = await balance()
      await expect(port.earn(earned({ points }))).rejects.toMatchObject(refused)
      await expect(port.hold(held({ points }))).rejects.toMatchObject(refused)
      const part = port.adjust(adjusted({ points: points % 1 }))
      await expect(part).rejects.toMatchObject(refused)
      expect(await balance()).toEqual(before)
    })
  }

  function redeeming(started: () => Promise<Started>) {
    it('holds its points until they are spent', async () => {
      const { port, balance, ledger, held } = await started()
      const before = await balance()
      const hold = await port.hold(held())
      expect(hold).toMatchObject({ kind: 'REDEEM', points: -20, state: 'HELD' })
      const between = { ...before, available: before.available - 20, reserved: before.reserved + 20 }
      expect(await balance()).toEqual(between)
      expect(await port.use(hold.key)).toEqual({ ...hold, state: 'USED' })
      expect(await balance()).toEqual({ ...between, reserved: before.reserved })
      const entry = (await ledger()).find(({ recordId }) => recordId === hold.recordId)
      expect(entry).toMatchObject({
        kind: 'REDEEM',
        points: -20,
        channel: { kind: 'STORE_POS' },
        reason: 'Chèque fidélité',
      })
    })

    it('gives its points back, and then never happened', async () => {
      const { port, balance, ledger, held, loyalty, account } = await started()
      const expiring = async () =>
        found((await loyalty.expiring([account.recordId])).get(account.recordId)).value
      const before = [await balance(), await ledger(), await expiring()]
      const hold = await port.hold(held())
      expect(await expiring()).not.toEqual(before[2])
      expect(await port.release(hold.key)).toEqual({ ...hold, state: 'RELEASED' })
      expect([await balance(), await ledger(), await expiring()]).toEqual(before)
    })

    it('of more points than there are is refused, also where others are held', async () => {
      const { port, balance, held } = await started()
      const { available } = await balance()
      await port.hold(held({ points: available - 5 }))
      await expect(port.hold(held({ key: 'cart/10/reward', points: 6 }))).rejects.toMatchObject(refused)
      expect(await balance()).toMatchObject({ available: 5 })
      await port.release(held().key)
      await port.hold(held({ key: 'cart/10/reward', points: available }))
      expect(await balance()).toMatchObject({ available: 0 })
    })

    it('ends once: what is spent is not given back, nor the other way round', async () => {
      const { port, balance, ledger, held, earned } = await started()
      await port.hold(held({ key: 'a' }))
      await port.hold(held({ key: 'b' }))
      await port.earn(earned())
      expect(await port.use('a')).toEqual(await port.use('a'))
      expect(await port.release('b')).toEqual(await port.release('b'))
      const before = [await balance(), await ledger()]
      await expect(port.release('a')).rejects.toMatchObject(refused)
      await expect(port.use('b')).rejects.toMatchObject(refused)
      for (const key of [unknown.key, earned().key]) {
        await expect(port.use(key), key).rejects.toMatchObject(refused)
        await expect(port.release(key), key).rejects.toMatchObject(refused)
      }
      expect([await balance(), await ledger()]).toEqual(before)
    })
  }

  function repeating(started: () => Promise<Started>) {
    it('does its change once, however often and however many at once send it', async () => {
      const { port, balance, ledger, earned, adjusted, held } = await started()
      const [before, entries] = [await balance(), await ledger()]
      const first = [await port.earn(earned()), await port.adjust(adjusted()), await port.hold(held())]
      for (let n = 0; n < 3; n++) {
        const again = [port.earn(earned()), port.adjust(adjusted()), port.hold(held())]
        expect(await Promise.all(again)).toEqual(first)
      }
      const fresh = held({ key: 'cart/11/reward' })
      const [one, ...others] = await Promise.all([1, 2, 3].map(() => port.hold(fresh)))
      expect(others).toEqual([one, one])
      const after = await balance()
      expect(after.reserved).toBe(before.reserved + 40)
      expect(after.available + after.pending).toBe(before.available + before.pending + 45 + 30 - 40)
      expect((await ledger()).length).toBe(entries.length + 4)
    })

    it('that comes with something else is refused', async () => {
      const { port, balance, earned, adjusted, held, other } = await started()
      const { key } = await port.earn(earned())
      const before = [await balance(), await balance(other)]
      for (const changed of [
        () => port.earn(earned({ points: 46 })),
        () => port.earn(earned({ account: other })),
        () => port.adjust(adjusted({ key, points: 45 })),
        () => port.hold(held({ key, points: 45 })),
      ]) {
        await expect(changed()).rejects.toMatchObject(refused)
      }
      expect([await balance(), await balance(other)]).toEqual(before)
    })

    it('finds its change again, as it stands', async () => {
      const { port, earned, held } = await started()
      const [earning, hold] = [await port.earn(earned()), await port.hold(held())]
      await port.use(hold.key)
      const reads = await port.changes([hold.key, unknown.key, earning.key, hold.key])
      expect([...reads.keys()].sort()).toEqual([hold.key, earning.key].sort())
      expect(found(reads.get(earning.key)).value).toEqual(earning)
      expect(found(reads.get(hold.key)).value).toEqual({ ...hold, state: 'USED' })
      expect((await port.changes([])).size).toBe(0)
    })

    it('is told from others by case, and may be long and of any letters', async () => {
      const { port, adjusted, balance } = await started()
      const { available } = await balance()
      const keys = ['k', 'K', 'k'.repeat(255), 'clé "à" \\ / ? % 七 ☂', '../../Contact']
      for (const key of keys) await port.adjust(adjusted({ key, points: 1 }))
      expect((await balance()).available).toBe(available + keys.length)
      expect([...(await port.changes(keys)).keys()].sort()).toEqual([...keys].sort())
    })
  }
}
