import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RecordId } from '../../adapters/ids.ts'
import type { Promotion, Promotions } from '../../adapters/ports/promotions.ts'
import { type Day, dayIn } from '../../adapters/time.ts'
import { daysBefore } from '../../sandbox/world/calendar.ts'
import type { WorldPromotion } from '../../sandbox/world/offer-types.ts'
import { expectProvenance, found } from './found.ts'
import { type Opened, world } from './small-world.ts'

interface OpenedPromotions extends Opened<Promotions> {
  /** The source's key of a customer by their index in the world. */
  customerId(index: number): string | null
}

/** A promotion of the world in the port's words. */
export function promotionOf({ benefit, audience, ...facts }: WorldPromotion): Promotion {
  const euros = (minor: number) => ({ minor, currency: 'EUR' as never })
  return {
    name: facts.name,
    benefit: benefit.kind === 'AMOUNT' ? { kind: 'AMOUNT', amount: euros(benefit.cents) } : benefit,
    window: {
      from: facts.from as Day,
      fromTime: facts.fromTime,
      until: facts.until as Day | null,
      untilTime: facts.untilTime,
    },
    channels: facts.channels,
    stores: facts.stores,
    items: facts.items as readonly RecordId[] | null,
    codes: facts.code === null ? [] : [facts.code],
    audience: {
      members: audience.is === 'members',
      tiers: audience.is === 'tier' ? [audience.tier] : [],
      segments: audience.is === 'segment' ? [audience.segment] : [],
    },
    stackable: facts.stackable,
    minimum: facts.minimum === null ? null : euros(facts.minimum),
    geofence: facts.geofence,
  }
}

/** What every `Promotions` must do. `open` gives the port over the small world. */
export function promotionsContract(open: () => Promise<OpenedPromotions>): void {
  let opened: OpenedPromotions
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())

  const today = dayIn('Europe/Paris', world.now)
  const day = (days: number) => daysBefore(today, -days) as Day
  const standing = () => world.promotions.filter(({ active }) => active)
  const names = (promotions: readonly { readonly value: Promotion }[]) =>
    promotions.map(({ value }) => value.name).sort()

  it('lists what runs on each day, both ends included, in one batch, and says all there is to say', async () => {
    const days = [today, day(-41), day(-40), day(-1), day(30), day(31), day(7)]
    const reads = await opened.port.running(days)
    expect([...reads.keys()].sort()).toEqual([...days].sort())
    for (const on of days) {
      const read = found(reads.get(on))
      expectProvenance(read, opened.source)
      expect(read.value.unreadable).toBe(0)
      const running = standing().filter(({ from, until }) => from <= on && on <= (until ?? '9999'))
      expect(names(read.value.promotions)).toEqual(running.map(({ name }) => name).sort())
      for (const promotion of read.value.promotions) {
        expectProvenance(promotion, opened.source)
        const stated = running.find(({ name }) => name === promotion.value.name)
        expect(promotion.value).toEqual(stated && promotionOf(stated))
      }
      const ids = read.value.promotions.map(({ recordId }) => recordId)
      expect(ids).toEqual([...ids].sort())
    }
  })

  it('finds the promotions of a code, running or not, without minding its case', async () => {
    const codes = standing().flatMap(({ code }) => code ?? [])
    const asked = [...codes.map((code) => code.toLowerCase()), 'NOBODYS']
    const reads = await opened.port.byCode(asked)
    expect([...reads.keys()].sort()).toEqual(codes.map((code) => code.toLowerCase()).sort())
    for (const code of codes) {
      const named = standing().filter((promotion) => promotion.code === code)
      expect(names(found(reads.get(code.toLowerCase())).value.promotions)).toEqual(
        named.map(({ name }) => name),
      )
    }
    expect((await opened.port.byCode([])).size).toBe(0)
  })

  it('does not know what was withdrawn', async () => {
    const withdrawn = world.promotions.flatMap(({ active, code }) => (active ? [] : (code ?? [])))
    expect(withdrawn).not.toEqual([])
    expect((await opened.port.byCode(withdrawn)).size).toBe(0)
  })

  it('says the same of a promotion by its own key, and leaves out keys it does not know', async () => {
    const { promotions } = found((await opened.port.running([today])).get(today)).value
    const unknown = '0c8000000000999AAA' as RecordId
    const reads = await opened.port.promotions([...promotions.map(({ recordId }) => recordId), unknown])
    expect(reads.size).toBe(promotions.length)
    for (const { recordId, value } of promotions) expect(found(reads.get(recordId)).value).toEqual(value)
  })

  it('says which segments shoppers are in', async () => {
    const known = world.customers.flatMap(({ index }) => opened.customerId(index) ?? [])
    const reads = await opened.port.segments(known as RecordId[])
    expect(reads.size).toBe(known.length)
    for (const { index } of world.customers) {
      const id = opened.customerId(index)
      if (id === null) continue
      const inside = world.segments
        .filter(({ customers }) => customers.includes(index))
        .map(({ name }) => name)
      expect(found(reads.get(id as RecordId)).value).toEqual(inside)
    }
    expect(world.segments.some(({ customers }) => customers.length > 0)).toBe(true)
    expect((await opened.port.segments(['0035e0000099999AAA' as RecordId])).size).toBe(0)
  })
}
