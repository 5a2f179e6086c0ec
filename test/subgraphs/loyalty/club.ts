import { SourceError } from '../../../adapters/error.ts'
import { createForgetting } from '../../../adapters/forget.ts'
import type { CustomerId, RecordId } from '../../../adapters/ids.ts'
import { cachedPort } from '../../../adapters/keep-fresh.ts'
import type { Currency } from '../../../adapters/money.ts'
import type { Loyalty, LoyaltyReward, LoyaltyStanding } from '../../../adapters/ports/loyalty.ts'
import type { LoyaltyDesk } from '../../../adapters/ports/loyalty-desk.ts'
import { perPort } from '../../../adapters/source.ts'
import { type Day, instant } from '../../../adapters/time.ts'
import { memoryCache } from '../../../cache/memory.ts'
import { recordKey } from '../../../ledger/port.ts'
import type { WriteLedger } from '../../../ledger/writes/port.ts'
import { loyaltyDeliveries } from '../../../subgraphs/loyalty/deliveries.ts'
import { loyalty } from '../../../subgraphs/loyalty/index.ts'
import { createSealer } from '../../../subgraphs/sealed-id.ts'
import { ANONYMOUS, type Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import { createLoyaltyKeys } from '../../../subgraphs/shared/points/loyalty-keys.ts'
import { createOutboxWorker } from '../../../subgraphs/shared/writes/outbox-worker.ts'
import { memoryIdentity } from '../../memory/identity.ts'
import type { MemoryAccount } from '../../memory/loyalty.ts'
import { memoryLoyaltyDesk } from '../../memory/loyalty-desk.ts'
import { ask, contextWith, NOW } from '../../memory/services.ts'
import { counted } from '../../memory/spy.ts'
import { memoryWrites } from '../../memory/writes.ts'

const KEY = 'a key for tests that is long enough'
/** For how long points are held, and how long the engine may carry out what it did not answer. */
export const HELD_MINUTES = 60
export const SETTLE_MS = 120_000
const EUR = 'EUR' as Currency
const FRESHNESS = {
  catalog: 0,
  prices: 0,
  promotions: 0,
  stock: 0,
  stores: 0,
  profiles: 0,
  orders: 0,
  conversations: 0,
  loyalty: 15,
  staleIfError: 600,
}

const standing: LoyaltyStanding = {
  tiers: [],
  progress: null,
  pointValue: { minor: 5, currency: EUR },
  channels: ['WEB', 'STORE_POS', 'CALL_CENTER'],
}
const reward = (recordId: string, cost: number, more: Partial<LoyaltyReward> = {}): LoyaltyReward => ({
  recordId: recordId as RecordId,
  name: `Reward ${recordId}`,
  cost,
  kind: 'VOUCHER',
  channels: [],
  minimumRank: null,
  from: null,
  until: null,
  ...more,
})
const rewards = [
  reward('mug', 80),
  reward('till', 10, { channels: ['STORE_POS'] }),
  reward('gold', 10, { minimumRank: 3 }),
  reward('over', 10, { until: '2026-06-14' as Day }),
]
const account = (of: string, available: number): MemoryAccount => ({
  account: {
    recordId: `member-${of}` as RecordId,
    cardNumber: `29000000000${of.length}`,
    customer: of as RecordId,
    program: { id: 'club', name: 'Le Cercle' },
    balance: { available, pending: 0, reserved: 0 },
    tier: { id: 'Argent', name: 'Argent', rank: 2, validUntil: null },
  },
  entries: [],
  standing,
})

/** A change that the engine does and whose answer is lost, or that never reaches it. */
type Trouble = 'LOST' | 'UNREACHED'

/**
 * A club in memory: Anne has 100 points worth 5 cents each, Rosalie 30, Carl is known and no member, Dora is known nowhere. Its engine's reads
 * are kept for 15 seconds.
 */
export async function openClub() {
  let now = NOW
  const clock = () => now
  const memory = { source: 'crm', clock, rewards: { club: rewards } }
  const engine = memoryLoyaltyDesk(memory, [account('anne', 100), account('rosalie', 30)])
  const trouble = new Map<keyof LoyaltyDesk, Trouble>()
  const timeout = () => new SourceError('crm', 'SOURCE_TIMEOUT', 'no answer')
  const troubled =
    <Given, Result>(name: keyof LoyaltyDesk, change: (given: Given) => Promise<Result>) =>
    async (given: Given): Promise<Result> => {
      const what = trouble.get(name)
      if (what === 'UNREACHED') throw timeout()
      const result = await change(given)
      if (what === 'LOST') throw timeout()
      return result
    }
  const spied = counted<LoyaltyDesk>({
    ...engine.desk,
    settleMs: SETTLE_MS,
    enrol: troubled('enrol', engine.desk.enrol),
    hold: troubled('hold', engine.desk.hold),
    release: troubled('release', engine.desk.release),
    adjust: troubled('adjust', engine.desk.adjust),
    earn: troubled('earn', engine.desk.earn),
  } as LoyaltyDesk)
  // Counting makes functions of everything, also of what is none.
  const desk: LoyaltyDesk = { ...spied.port, capabilities: engine.desk.capabilities, settleMs: SETTLE_MS }
  const reads = counted<Loyalty>(engine.loyalty)
  const cache = memoryCache({ maxEntries: 1_000, clock })
  const { forget, changes } = createForgetting({ cache, clock, hmacKey: KEY, freshness: FRESHNESS })
  const kept = cachedPort<Loyalty>(reads.port, {
    cache,
    clock,
    freshness: FRESHNESS,
    hmacKey: KEY,
    changes,
    source: 'crm',
    port: 'loyalty',
  })
  const answers = {
    ...perPort(() => []),
    loyalty: [{ name: 'crm', kind: 'CRM' as const, port: kept }],
    loyaltyDesk: [{ name: 'crm', kind: 'CRM' as const, port: desk }],
  }
  const estate = { sources: [], answers }
  const identity = memoryIdentity()
  const known = async (name: string) => {
    const record = { source: 'crm', id: name as RecordId }
    await identity.observe('customer', [{ record, same: [] }], 'crm', instant(NOW))
    return ((await identity.ownersOf('customer', [record])).get(recordKey(record))?.id ?? '') as CustomerId
  }
  const ids = { anne: await known('anne'), rosalie: await known('rosalie'), carl: await known('carl') }
  const writes: WriteLedger = memoryWrites()
  const terms = {
    program: 'club',
    redemptionMinutes: HELD_MINUTES,
    earn: { points: 1, per: { minor: 100, currency: EUR } },
  }
  const deliveries = loyaltyDeliveries({
    estate,
    identity,
    identityFilled: () => true,
    orders: writes.orders,
    cases: writes.cases,
    terms,
    forget,
    clock,
  })
  const worker = createOutboxWorker({
    outbox: writes.outbox,
    deliveries,
    clock,
    worker: 'one',
    random: () => 0.5,
    log: () => {},
    failed: (_, __, error) => {
      throw error
    },
  })
  const sealer = createSealer(KEY)
  const contextOf = (viewer: Viewer, ledger: WriteLedger) =>
    contextWith({
      answers,
      services: { clock, identity, writes: ledger, forget, loyalty: terms, sealer },
      request: { viewer },
    })
  let keys = 0
  return {
    ids,
    writes,
    worker,
    trouble,
    engine,
    estate,
    calls: spied.calls,
    reads: reads.calls,
    loyaltyKeys: createLoyaltyKeys(KEY, { prefix: '297', digits: 13 }),
    sealed: (record: string) => sealer.seal('entry', ['crm', record]),
    accountId: (of: string) => sealer.seal('loyalty', ['crm', `member-${of}`]),
    at: () => instant(now),
    key: () => `key ${++keys}`,
    /** Lets so many seconds pass. */
    pass(seconds: number) {
      now = new Date(now.getTime() + seconds * 1_000)
    },
    /** What the engine itself says now. */
    async balance(of: 'anne' | 'rosalie') {
      const id = `member-${of}` as RecordId
      const read = (await engine.loyalty.accounts([id])).get(id)
      if (!read || !('value' in read)) throw new Error('expected an account')
      return read.value.balance
    },
    ask: (query: string, variables: object, viewer: Viewer, ledger: WriteLedger = writes) =>
      ask(loyalty, query, contextOf(viewer, ledger), { ...variables }),
  }
}
export type Club = Awaited<ReturnType<typeof openClub>>

/** A shopper, by their own id. */
export const shopper = (customerId: CustomerId): Viewer => ({
  ...ANONYMOUS,
  kind: 'SHOPPER',
  subject: `accounts/${customerId}`,
  scopes: ['customer:self'],
  customerId,
})
/** Staff with these scopes. */
export const staff = (...scopes: readonly string[]): Viewer => ({
  ...ANONYMOUS,
  kind: 'STAFF',
  subject: 'staff/7',
  scopes,
})

const ERRORS = 'userErrors { code message field retryable }'
const ACCOUNT = 'account { id cardNumber balance { available reserved } }'
const REDEMPTION = `redemption { id state points value { amount } code expiresAt } ${ACCOUNT} ${ERRORS}`
export const REDEEM = `mutation ($input: RedeemInput!, $key: String!) {
  done: loyaltyRedeem(input: $input, idempotencyKey: $key) { replayed ${REDEMPTION} } }`
export const CANCEL = `mutation ($id: ID!, $key: String!) {
  done: loyaltyRedemptionCancel(id: $id, idempotencyKey: $key) { replayed ${REDEMPTION} } }`
export const ENROL = `mutation ($id: ID!, $program: ID, $key: String!) {
  done: loyaltyEnroll(customerId: $id, programId: $program, idempotencyKey: $key) { replayed ${ACCOUNT} ${ERRORS} } }`
export const ADJUST = `mutation ($id: ID!, $points: Int!, $reason: String!, $key: String!) {
  done: loyaltyAdjust(accountId: $id, points: $points, reason: $reason, idempotencyKey: $key) { replayed ${ACCOUNT} ${ERRORS} } }`
