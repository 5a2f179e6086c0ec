import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OrderNumber, RecordId } from '../../adapters/ids.ts'
import type { LedgerRequest, Loyalty } from '../../adapters/ports/loyalty.ts'
import { expectProvenance, found } from './found.ts'
import { type Opened, world } from './small-world.ts'

interface OpenedLoyalty extends Opened<Loyalty> {
  /** The source's key of a customer by their index in the world. */
  customerId(index: number): string | null
}

/** What every `Loyalty` must do. `open` gives the port over the small world. */
export function loyaltyContract(open: () => Promise<OpenedLoyalty>): void {
  let opened: OpenedLoyalty
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())

  const members = () => world.loyalty.filter(({ registered }) => registered)

  it('finds accounts by customer, by card and by their own key, and says the same of each', async () => {
    const cards = world.loyalty.map(({ card }) => card)
    const byCard = await opened.port.accountsByCard(cards)
    expect(byCard.size).toBe(cards.length)
    for (const account of world.loyalty) {
      const read = found(byCard.get(account.card))
      expectProvenance(read, opened.source)
      expect(read.value.cardNumber).toBe(account.card)
      expect(read.value.balance).toMatchObject({ available: account.balance, pending: account.pending })
      expect(read.value.tier?.name).toBe(account.tier)
      expect(read.value.customer).toBe(account.registered ? opened.customerId(account.customer) : null)
      const own = await opened.port.accounts([read.recordId])
      expect(found(own.get(read.recordId)).value).toEqual(read.value)
    }
    const ids = members().map(({ customer }) => opened.customerId(customer) as RecordId)
    const byCustomer = await opened.port.accountsOfCustomers(ids)
    expect([...byCustomer.keys()].sort()).toEqual([...ids].sort())
  })

  it('leaves out cards and customers it does not know', async () => {
    expect((await opened.port.accountsByCard(['0000000000000'])).size).toBe(0)
    expect((await opened.port.accountsOfCustomers(['0035e0000099999AAA' as RecordId])).size).toBe(0)
    expect((await opened.port.accountsByCard([])).size).toBe(0)
  })

  it('pages through an account’s movements, newest first, without loss', async () => {
    const busy = [...world.loyalty].sort((left, right) => right.movements.length - left.movements.length)[0]
    if (!busy) throw new Error('the world must have a loyalty account')
    const account = found((await opened.port.accountsByCard([busy.card])).get(busy.card)).recordId
    const seen: string[] = []
    const times: string[] = []
    for (let after: LedgerRequest['after'] = null; ; ) {
      const request: LedgerRequest = { account, first: 2, after }
      const page = found((await opened.port.ledger([request])).get(request)).value
      seen.push(...page.entries.map(({ points }) => String(points)))
      times.push(...page.entries.map(({ at }) => at))
      const last = page.entries.at(-1)
      if (!page.hasNextPage || !last) break
      after = { at: last.at, recordId: last.recordId }
    }
    expect(times).toEqual([...times].sort().reverse())
    expect([...seen].sort()).toEqual(busy.movements.map(({ points }) => String(points)).sort())
  })

  const recordOf = async (card: string) => found((await opened.port.accountsByCard([card])).get(card)).value
  const everyAccount = () => Promise.all(world.loyalty.map(({ card }) => recordOf(card)))

  it('says where accounts stand among the tiers, what those bring, and what a point is worth', async () => {
    const accounts = await everyAccount()
    const reads = await opened.port.standings(accounts.map(({ recordId }) => recordId))
    expect(reads.size).toBe(accounts.length)
    for (const [index, account] of world.loyalty.entries()) {
      const read = found(reads.get(accounts[index]?.recordId as RecordId))
      expectProvenance(read, opened.source)
      const { tiers, progress, pointValue, channels } = read.value
      expect(tiers.map(({ tier, benefits }) => [tier.name, benefits])).toEqual(
        world.tiers.map(({ name, benefits }) => [name, benefits]),
      )
      const next = world.tiers.find(({ from }) => from > account.earned)
      expect(progress).toMatchObject({ needed: next ? next.from - account.earned : 0 })
      expect([progress?.next?.name, progress?.metric]).toEqual([next?.name, 'Points statut'])
      // The tier an account is in is one of these, by the same key and rank.
      const own = tiers.find(({ tier }) => tier.id === accounts[index]?.tier?.id)
      expect(own?.tier.rank).toBe(accounts[index]?.tier?.rank)
      expect([pointValue?.minor, channels]).toEqual([5, ['WEB', 'MOBILE_APP', 'CALL_CENTER', 'STORE_POS']])
    }
    expect((await opened.port.standings([])).size).toBe(0)
  })

  it('says which points expire when, earliest first, without those that are spent', async () => {
    const accounts = await everyAccount()
    const reads = await opened.port.expiring(accounts.map(({ recordId }) => recordId))
    for (const [index, { lots }] of world.loyalty.entries()) {
      const { value } = found(reads.get(accounts[index]?.recordId as RecordId))
      expect(value).toEqual(
        lots
          .map(({ on, points, spent }) => ({ on, points: points - spent }))
          .filter(({ points }) => points > 0),
      )
    }
    expect(world.loyalty.some(({ lots }) => lots.some(({ spent }) => spent > 0))).toBe(true)
  })

  it('lists what points may be spent on, cheapest first, without what is withdrawn', async () => {
    const { program } = await recordOf(world.loyalty[0]?.card ?? '')
    const rewards = found((await opened.port.rewards([program.id])).get(program.id)).value
    const live = world.rewards.filter(({ active }) => active)
    expect(live.length).toBeLessThan(world.rewards.length)
    const facts = rewards.map(({ name, cost, channels, from, until }) => ({
      name,
      cost,
      channels,
      from,
      until,
    }))
    expect(facts).toEqual(
      [...live]
        .sort((left, right) => left.cost - right.cost)
        .map(({ name, cost, channels, from, until }) => ({ name, cost, channels, from, until })),
    )
    expect(rewards.map(({ minimumRank }) => minimumRank)).toEqual(
      [...live]
        .sort((left, right) => left.cost - right.cost)
        .map(({ minimumTier }) =>
          minimumTier ? world.tiers.findIndex(({ name }) => name === minimumTier) + 1 : null,
        ),
    )
  })

  it('finds the movements that orders caused, and none for an order that caused none', async () => {
    const caused = world.loyalty
      .flatMap(({ movements }) => movements)
      .flatMap(({ id, order, channel }) => (order ? [{ id, order, channel }] : []))
    const keys = caused.map(({ order, channel }) => ({ channel, number: order as OrderNumber }))
    const other = { channel: 'WEB' as const, number: 'W-000000' as OrderNumber }
    const reads = await opened.port.ofOrders([...keys, other])
    for (const [index, { id }] of caused.entries()) {
      const key = keys[index]
      const entries = key ? found(reads.get(key)).value : []
      expect(entries.map(({ recordId }) => recordId)).toContain(id)
      expect(entries.every(({ order }) => order?.number === key?.number)).toBe(true)
    }
    expect(found(reads.get(other)).value).toEqual([])
  })

  it('says what a movement left, when its points expire and what it took back', async () => {
    const busy = [...world.loyalty].sort((left, right) => right.movements.length - left.movements.length)[0]
    const { recordId: account } = await recordOf(busy?.card ?? '')
    const request: LedgerRequest = { account, first: 100, after: null }
    const { entries } = found((await opened.port.ledger([request])).get(request)).value
    const told = new Map(entries.map((entry) => [entry.recordId as string, entry]))
    for (const { id, expiresOn, balanceAfter, reverses } of busy?.movements ?? []) {
      expect(told.get(id)).toMatchObject({ expiresOn, balanceAfter, reverses })
    }
  })
}
