import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RecordId } from '../../adapters/ids.ts'
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
}
