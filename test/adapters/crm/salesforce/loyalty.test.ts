import { describe, expect, it } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
import type { LedgerRequest, LoyaltyEntry } from '../../../../adapters/ports/loyalty.ts'
import { tierExpiration } from '../../../../sandbox/salesforce/objects/loyalty.ts'
import { LOYALTY_PROGRAM } from '../../../../sandbox/salesforce/objects/loyalty-program.ts'
import { tierId } from '../../../../sandbox/salesforce/objects/loyalty-tiers.ts'
import { numberedId } from '../../../../sandbox/salesforce/record-id.ts'
import type { WorldLoyaltyAccount, WorldPoints } from '../../../../sandbox/world/programme-types.ts'
import type { World } from '../../../../sandbox/world/types.ts'
import { failure, foundIn, mapping, openCrm, world } from './open.ts'

const accountOf = (account: WorldLoyaltyAccount) => account.memberId as RecordId
const contactOf = (account: WorldLoyaltyAccount) =>
  world.customers[account.customer]?.contactId as RecordId | null
const registered = world.loyalty.filter((account) => account.registered)
const [richest] = [...world.loyalty].sort((a, b) => b.movements.length - a.movements.length) as [
  WorldLoyaltyAccount,
]

function expected(account: WorldLoyaltyAccount) {
  return {
    recordId: account.memberId,
    cardNumber: account.card,
    customer: account.registered ? contactOf(account) : null,
    program: { ...LOYALTY_PROGRAM },
    balance: { available: account.balance, pending: account.pending, reserved: 0 },
    tier: {
      id: tierId(world, account.tier),
      name: account.tier,
      rank: world.tiers.findIndex(({ name }) => name === account.tier) + 1,
      validUntil: tierExpiration(world, account),
    },
  }
}

function worldWith(change: (account: WorldLoyaltyAccount) => Partial<WorldLoyaltyAccount>): World {
  return { ...world, loyalty: world.loyalty.map((account) => ({ ...account, ...change(account) })) }
}

describe('loyalty accounts', () => {
  it('come with balance, programme and tier for many customers in one call', async () => {
    const { loyalty, calls } = await openCrm()
    const customers = registered.map((account) => contactOf(account) as RecordId)
    const reads = await loyalty.accountsOfCustomers(customers)
    expect([...reads.keys()]).toEqual(customers)
    for (const account of registered) {
      expect(foundIn(reads.get(contactOf(account) as RecordId))).toEqual(expected(account))
    }
    expect(calls()).toEqual(['token', 'query'])
  })

  it('come by card, of cards nobody has registered too', async () => {
    const { loyalty } = await openCrm()
    const [stray] = world.loyalty.filter((account) => !account.registered)
    const cards = [stray?.card ?? '', richest.card, '0000000000000']
    const reads = await loyalty.accountsByCard(cards)
    expect([...reads.keys()]).toEqual(cards.slice(0, 2))
    expect(foundIn(reads.get(stray?.card ?? ''))).toMatchObject({ customer: null, cardNumber: stray?.card })
  })

  it('come by id, under the id as given', async () => {
    const { loyalty, calls } = await openCrm()
    const short = accountOf(richest).slice(0, 15) as RecordId
    const reads = await loyalty.accounts([short, numberedId('0lM', 9_999_999) as RecordId, 'x' as RecordId])
    expect([...reads.keys()]).toEqual([short])
    expect(foundIn(reads.get(short))).toEqual(expected(richest))
    expect(calls()).toEqual(['token', 'query'])
  })

  it('are the oldest where a customer has several', async () => {
    const older = { ...richest, memberId: numberedId('0lM', 777), card: '1', enrolledOn: '2001-01-01' }
    const { loyalty } = await openCrm({ world: { ...world, loyalty: [...world.loyalty, older] } })
    const customer = contactOf(richest) as RecordId
    expect(foundIn((await loyalty.accountsOfCustomers([customer])).get(customer)).recordId).toBe(
      older.memberId,
    )
  })

  it('take the rank of a tier from the mapping where the org hides its sequence', async () => {
    const { loyalty } = await openCrm({
      server: { hiddenFields: ['LoyaltyTier.SequenceNumber'] },
      options: { loyalty: { ...mapping.loyalty, tiers: { Bronze: 1, Argent: 5, Or: 9 } } },
    })
    const rank = { Bronze: 1, Argent: 5, Or: 9 }[richest.tier]
    const reads = await loyalty.accounts([accountOf(richest)])
    expect(foundIn(reads.get(accountOf(richest))).tier).toMatchObject({ name: richest.tier, rank })
  })

  it('are BAD_RESPONSE each where a tier has no rank at all', async () => {
    const { loyalty } = await openCrm({ server: { hiddenFields: ['LoyaltyTier.SequenceNumber'] } })
    const reads = await loyalty.accounts([accountOf(richest)])
    expect(reads.get(accountOf(richest))).toEqual(failure('BAD_RESPONSE'))
  })

  it('have no tier when its last day is past', async () => {
    const past = new Date('2019-06-01T00:00:00Z')
    const old: World = { ...worldWith(() => ({ tier: 'Or' })), now: past }
    const { loyalty } = await openCrm({ world: old })
    expect(foundIn((await loyalty.accounts([accountOf(richest)])).get(accountOf(richest))).tier).toBeNull()
  })

  it('split into statements of 200', async () => {
    const { loyalty, calls } = await openCrm()
    await loyalty.accountsByCard(Array.from({ length: 401 }, (_, i) => String(i)))
    expect(calls().sort()).toEqual(['composite', 'composite', 'query', 'token'])
  })
})

describe('the ledger of points', () => {
  const newestFirst = [...richest.movements].sort((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? 1 : -1))
  const channels: Partial<Record<WorldPoints['channel'], object>> = {
    WEB: mapping.loyalty.channels.WEB,
    MOBILE_APP: mapping.loyalty.channels.APP,
    CALL_CENTER: mapping.loyalty.channels.TEL,
    STORE_POS: mapping.loyalty.channels.POS,
  }
  const entryOf = ({ id, at, kind, points, channel, order, reason, ...more }: WorldPoints) => ({
    expiresOn: more.expiresOn,
    balanceAfter: more.balanceAfter,
    reverses: more.reverses,
    recordId: id,
    at,
    kind,
    points,
    channel: channels[channel],
    order: order === null ? null : { channel: channels[channel], number: order },
    reason,
  })
  const request = (first: number, after: LoyaltyEntry | null = null, account = richest): LedgerRequest => ({
    account: accountOf(account),
    first,
    after,
  })

  it('tells every movement, newest first, in one call', async () => {
    const { loyalty, calls } = await openCrm()
    const asked = request(100)
    const page = foundIn((await loyalty.ledger([asked])).get(asked))
    expect(page).toEqual({ entries: newestFirst.map(entryOf), hasNextPage: false })
    expect(calls()).toEqual(['token', 'query'])
  })

  it('goes on after an entry without losing or repeating any, also among those of one instant', async () => {
    const at = '2026-03-01T10:00:00.000Z'
    const same = worldWith(({ movements }) => ({
      movements: movements.map((movement, i) => (i % 3 === 0 ? movement : { ...movement, at })),
    }))
    const { loyalty, calls } = await openCrm({ world: same })
    const seen: LoyaltyEntry[] = []
    let more = true
    while (more) {
      const asked = request(5, seen.at(-1) ?? null)
      const page = foundIn((await loyalty.ledger([asked])).get(asked))
      seen.push(...page.entries)
      more = page.hasNextPage
    }
    const all = same.loyalty.find(({ memberId }) => memberId === richest.memberId)?.movements ?? []
    const sorted = [...all].sort((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? 1 : -1))
    expect(seen.map(({ recordId }) => recordId)).toEqual(sorted.map(({ id }) => id))
    expect(calls()).toHaveLength(1 + Math.ceil(sorted.length / 5))
  })

  it('asks for five accounts in a call', async () => {
    const { loyalty, calls } = await openCrm()
    const asked = world.loyalty.slice(0, 11).map((account) => request(3, null, account))
    const reads = await loyalty.ledger(asked)
    expect(reads.size).toBe(11)
    for (const [i, each] of asked.entries()) {
      const { length } = world.loyalty[i]?.movements ?? []
      const page = foundIn(reads.get(each))
      expect([page.entries.length, page.hasNextPage]).toEqual([Math.min(3, length), length > 3])
    }
    expect(calls().sort()).toEqual(['composite', 'composite', 'query', 'token'])
  })

  it('is empty for an account that never moved, and absent for what is no account', async () => {
    const { loyalty } = await openCrm()
    const unmoved = { ...request(5), account: numberedId('0lM', 9_999_999) as RecordId }
    const none = { ...request(5), account: '9510000000033' as RecordId }
    const reads = await loyalty.ledger([unmoved, none])
    expect([...reads.keys()]).toEqual([unmoved])
    expect(foundIn(reads.get(unmoved))).toEqual({ entries: [], hasNextPage: false })
  })

  it('spells receipts one way, however the till padded them', async () => {
    const padded = worldWith(({ movements }) => ({
      movements: movements.slice(0, 1).map((movement) => ({
        ...movement,
        channel: 'STORE_POS' as const,
        order: '0101-02-20260510-003619',
      })),
    }))
    const { loyalty } = await openCrm({ world: padded })
    const asked = request(5)
    const page = foundIn((await loyalty.ledger([asked])).get(asked))
    expect(page.entries[0]?.order?.number).toBe('0101-2-20260510-3619')
  })

  it('takes points away for a redemption, whichever sign the org keeps', async () => {
    const positive = worldWith(({ movements }) => ({
      movements: movements
        .slice(0, 1)
        .map((movement) => ({ ...movement, kind: 'REDEEM' as const, points: 200 })),
    }))
    const { loyalty } = await openCrm({ world: positive })
    const asked = request(5)
    const page = foundIn((await loyalty.ledger([asked])).get(asked))
    expect(page.entries[0]).toMatchObject({ kind: 'REDEEM', points: -200 })
  })

  it('names no channel and no order where the retailer mapped none, and says so to the operator', async () => {
    const { loyalty, logged } = await openCrm({
      options: { loyalty: { ...mapping.loyalty, channels: {}, journalTypes: {} } },
    })
    const asked = request(1)
    const page = foundIn((await loyalty.ledger([asked])).get(asked))
    expect(page.entries[0]).toMatchObject({ kind: 'ADJUST', channel: null, order: null })
    expect(logged).toContainEqual(['salesforce-unmapped', { source: 'crm', field: 'loyalty.channels' }])
    expect(logged).toContainEqual(['salesforce-unmapped', { source: 'crm', field: 'loyalty.journalTypes' }])
  })

  it('reads without its kinds where the user may not see them', async () => {
    const { loyalty, calls } = await openCrm({ server: { hiddenFields: ['TransactionJournal.Channel__c'] } })
    const asked = world.loyalty.slice(0, 2).map((account) => request(1, null, account))
    const reads = await loyalty.ledger(asked)
    expect(foundIn(reads.get(asked[0] as LedgerRequest)).entries[0]).toMatchObject({ channel: null })
    expect(calls()).toEqual(['token', 'composite', ...Array(3).fill('describe'), 'composite'])
  })
})
