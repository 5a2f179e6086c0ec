import { describe, expect, it } from 'vitest'
import { SourceError } from '../../../adapters/error.ts'
import type { RecordId } from '../../../adapters/ids.ts'
import type { LoyaltyReward } from '../../../adapters/ports/loyalty.ts'
import type { Day } from '../../../adapters/time.ts'
import { loyalty } from '../../../subgraphs/loyalty/index.ts'
import { type Claim, reasonsAgainst } from '../../../subgraphs/loyalty/rewards.ts'
import { memoryLoyalty } from '../../memory/loyalty.ts'
import { ask, contextWith, NOW } from '../../memory/services.ts'
import { counted, failsWith } from '../../memory/spy.ts'

const reward = (name: string, facts: Partial<LoyaltyReward> = {}): LoyaltyReward => ({
  recordId: name as RecordId,
  name,
  cost: 100,
  kind: 'VOUCHER',
  channels: [],
  minimumRank: null,
  from: null,
  until: null,
  ...facts,
})
const account = {
  recordId: 'member' as RecordId,
  cardNumber: '1001',
  customer: null,
  program: { id: 'club', name: 'Club' },
  balance: { available: 100, pending: 500, reserved: 0 },
  tier: { id: 'silver', name: 'Silver', rank: 2, validUntil: null },
}
const claim: Claim = { account, channel: 'WEB', today: '2026-06-15' as Day }

describe('what stands between a member and a reward', () => {
  it.each([
    [{}, []],
    [{ cost: 101 }, ['POINTS_MISSING']],
    [{ minimumRank: 2 }, []],
    [{ minimumRank: 3 }, ['TIER']],
    [{ channels: ['WEB', 'STORE_POS'] }, []],
    [{ channels: ['STORE_POS'] }, ['CHANNEL']],
    [{ from: '2026-06-15', until: '2026-06-15' }, []],
    [{ from: '2026-06-16' }, ['NOT_YET']],
    [{ until: '2026-06-14' }, ['EXPIRED']],
    [{ cost: 101, minimumRank: 3, until: '2026-06-14' }, ['POINTS_MISSING', 'TIER', 'EXPIRED']],
  ] as const)('%j: %j', (facts, reasons) => {
    expect(reasonsAgainst(reward('one', facts as Partial<LoyaltyReward>), claim)).toEqual(reasons)
  })

  it('is a tier for who has none, and no channel where nobody says which', () => {
    expect(
      reasonsAgainst(reward('one', { minimumRank: 1 }), { ...claim, account: { ...account, tier: null } }),
    ).toEqual(['TIER'])
    expect(reasonsAgainst(reward('one', { channels: ['STORE_POS'] }), { ...claim, channel: null })).toEqual(
      [],
    )
  })
})

const REWARDS = `query ($first: Int!, $after: String, $available: Boolean) { loyaltyAccount(cardNumber: "1001") {
  tierProgress { needed } balance { expiring { points } }
  rewards(first: $first, after: $after, available: $available) {
    edges { node { name } cursor } pageInfo { hasNextPage endCursor }
  }
} }`
const list = [
  reward('a', { until: '2026-01-01' as Day }),
  ...['b', 'c', 'd', 'e'].map((name) => reward(name)),
]

function over(broken: Parameters<typeof counted>[0] = {}) {
  const memory = memoryLoyalty({
    source: 'crm',
    clock: () => NOW,
    accounts: [{ account, entries: [] }],
    rewards: { club: list },
  })
  const { port, calls } = counted({ ...memory, ...broken })
  return { context: () => contextWith({ answers: { loyalty: [{ name: 'crm', kind: 'CRM', port }] } }), calls }
}

describe('rewards', () => {
  it.each([1, 2, 5])('are paged by %i without loss or repeats', async (first) => {
    const { context } = over()
    const seen: string[] = []
    for (let after: string | null = null; ; ) {
      const { data, errors } = await ask(loyalty, REWARDS, context(), { first, after })
      expect(errors).toEqual([])
      const { edges, pageInfo } = data.loyaltyAccount.rewards
      seen.push(...edges.map(({ node }: { node: { name: string } }) => node.name))
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
    }
    expect(seen).toEqual(['b', 'c', 'd', 'e'])
  })

  it('refuse a page that is too large and a cursor of another list as BAD_INPUT', async () => {
    for (const variables of [{ first: 101 }, { first: 5, after: 'WyJ4Il0' }]) {
      const { errors } = await ask(loyalty, REWARDS, over().context(), variables)
      expect(errors).toMatchObject([{ path: 'loyaltyAccount.rewards', code: 'BAD_INPUT' }])
    }
  })

  it('are null with an error where the engine keeps no list, and cost no other field', async () => {
    const rewards = failsWith(new SourceError('crm', 'UNSUPPORTED', 'no rewards are mapped'))
    const { data, errors } = await ask(loyalty, REWARDS, over({ rewards }).context(), { first: 5 })
    expect(data.loyaltyAccount).toEqual({ tierProgress: null, balance: { expiring: [] }, rewards: null })
    expect(errors).toMatchObject([{ path: 'loyaltyAccount.rewards', code: 'UNSUPPORTED' }])
  })

  it('leave standing and expiries unknown, each with its error, where the engine does not say them', async () => {
    const down = failsWith(new SourceError('crm', 'SOURCE_TIMEOUT', 'no answer'))
    const { context } = over({ standings: down, expiring: down })
    const { data, errors } = await ask(loyalty, REWARDS, context(), { first: 1 })
    expect(data.loyaltyAccount).toMatchObject({ tierProgress: null, balance: { expiring: null } })
    expect(errors.map(({ path }) => path)).toEqual([
      'loyaltyAccount.balance.expiring',
      'loyaltyAccount.tierProgress',
    ])
  })
})
