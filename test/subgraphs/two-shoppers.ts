import type { CustomerId, OrderNumber, RecordId } from '../../adapters/ids.ts'
import type { Currency } from '../../adapters/money.ts'
import type { Conversations } from '../../adapters/ports/conversations.ts'
import type { Loyalty } from '../../adapters/ports/loyalty.ts'
import type { Order, Orders } from '../../adapters/ports/orders.ts'
import type { Profiles } from '../../adapters/ports/profiles.ts'
import { type Day, type Instant, instant } from '../../adapters/time.ts'
import type { IdentityLedger } from '../../ledger/port.ts'
import { recordKey } from '../../ledger/port.ts'
import type { CaseRecord } from '../../ledger/writes/port.ts'
import type { Context } from '../../subgraphs/context.ts'
import type { Access } from '../../subgraphs/shared/access/access.ts'
import type { Viewer } from '../../subgraphs/shared/access/viewer.ts'
import { orderId } from '../../subgraphs/shared/orders/order-id.ts'
import { memoryConversations } from '../memory/conversations.ts'
import { memoryIdentity } from '../memory/identity.ts'
import { memoryLoyalty } from '../memory/loyalty.ts'
import { memoryOrderTokens } from '../memory/order-tokens.ts'
import { memoryOrders } from '../memory/orders.ts'
import { memoryProfiles, plainProfile } from '../memory/profiles.ts'
import { contextWith, NOW, plainOrder } from '../memory/services.ts'
import { counted } from '../memory/spy.ts'
import { memoryWrites } from '../memory/writes.ts'

const EUR = 'EUR' as Currency
const at = instant(NOW)

/** Anne and Bob, each with an order, its return and payment, a loyalty account and a conversation; and an order of nobody known. */
const PEOPLE = ['anne', 'bob'] as const
export type Person = (typeof PEOPLE)[number]

const number = (of: Person | 'nobody') => `W-${of}`
const card = (of: Person) => (of === 'anne' ? '2900000000015' : '2900000000022')
const partner = (of: Person) => ({ source: 'erp', id: `partner-${of}` as RecordId })
const contact = (of: Person) => ({ source: 'crm', id: `contact-${of}` as RecordId })

const order = (of: Person | 'nobody'): Order => ({
  ...plainOrder({ number: number(of), channel: 'WEB', placedOn: '2026-06-01' }),
  customer: of === 'nobody' ? null : partner(of).id,
})
const back = (of: Person) => ({
  recordId: `return-${of}` as RecordId,
  reference: null,
  channel: { code: 'web', kind: 'WEB' as const },
  status: 'RECEIVED' as const,
  on: '2026-06-10' as Day,
  at: null,
  receivedAt: null,
  lines: [],
  refund: null,
})
const payment = (of: Person) => ({
  recordId: `payment-${of}` as RecordId,
  method: 'CARD' as const,
  brand: 'VISA',
  last4: '4242',
  amount: { minor: 1250, currency: EUR },
  state: 'CAPTURED' as const,
  capturedAt: null,
})
const ofOrders = <T>(make: (of: Person) => T) =>
  Object.fromEntries(PEOPLE.map((of) => [order(of).recordId, [make(of)]]))

const member = (of: Person) => ({
  account: {
    recordId: `member-${of}` as RecordId,
    cardNumber: card(of),
    customer: contact(of).id,
    program: { id: 'prog', name: 'Le Cercle' },
    balance: { available: 120, pending: 5, reserved: 0 },
    tier: null,
  },
  entries: [
    {
      recordId: `entry-${of}` as RecordId,
      at: at as Instant,
      kind: 'EARN' as const,
      points: 10,
      channel: null,
      order: { channel: { code: 'web', kind: 'WEB' as const }, number: number(of) as OrderNumber },
      reason: null,
      expiresOn: null,
      balanceAfter: null,
      reverses: null,
    },
  ],
})
const conversation = (of: Person) => ({
  conversation: {
    recordId: `case-${of}` as RecordId,
    subject: `about ${of}`,
    status: 'OPEN' as const,
    customer: contact(of).id,
    order: { channel: 'WEB' as const, number: number(of) as OrderNumber },
    assignedTo: null,
    openedAt: at,
  },
  messages: [
    {
      recordId: `message-${of}` as RecordId,
      at,
      author: 'CUSTOMER' as const,
      channel: { code: 'email', kind: 'EMAIL' as const },
      text: `words of ${of}`,
      textKept: true,
    },
  ],
})

/** How often a request asked whom: the ledger by its methods, systems by theirs. */
interface Asked {
  readonly ledger: Readonly<Record<string, number>>
  readonly systems: Readonly<Record<string, number>>
}

/** A request's context over what the two have, and what it asked and let through. */
interface Request {
  readonly context: Context
  readonly asked: () => Asked
  readonly noted: readonly Access[]
}

/** What is unlike every other day. */
interface RequestFacts {
  /** Whether all shoppers' records have been read. @default true */
  readonly filled?: boolean
  /** What the ERP does instead. */
  readonly broken?: Partial<Orders>
  /** A second source of orders, and what it does otherwise than the ERP. @default none */
  readonly tills?: Partial<Orders>
}

/** The house that Anne and Bob are shoppers of. */
export interface House {
  readonly ids: Readonly<Record<Person, CustomerId>>
  readonly identity: IdentityLedger
  readonly tokens: ReturnType<typeof memoryOrderTokens>
  request(viewer: Viewer, more?: RequestFacts): Request
  /** An order's id. */
  order(of: Person | 'nobody' | 'unknown'): string
  /** The keys a type's objects are looked up by. */
  keys(
    type: string,
  ): Readonly<Record<'own' | 'other' | 'unknown' | 'malformed', Readonly<Record<string, string>>>>
}

/** Opens it. Anne is the one whose things are "own". */
export async function twoShoppers(): Promise<House> {
  const identity = memoryIdentity()
  const tokens = memoryOrderTokens()
  for (const of of PEOPLE) {
    const cardRef = { source: 'card', id: card(of) as RecordId }
    const same = [
      { record: partner(of), method: 'MANUAL' as const },
      { record: cardRef, method: 'LOYALTY_CARD' as const },
    ]
    await identity.observe('customer', [{ record: contact(of), same }], 'crm', at)
  }
  const owners = await identity.ownersOf('customer', PEOPLE.map(contact))
  const idOf = (of: Person) => owners.get(recordKey(contact(of)))?.id as CustomerId
  const { sealer } = contextWith({}).services
  const sealedOrder = (text: string) => orderId(sealer, { channel: 'WEB', number: text as OrderNumber })
  const sealedReturn = (of: string) =>
    sealer.seal('return', ['erp', `return-${of}`, `record-W-${of}`, 'WEB', `W-${of}`])
  const keyed = (id: (of: string) => string) => ({
    own: { id: id('anne') },
    other: { id: id('bob') },
    unknown: { id: id('unknown') },
    malformed: { id: 'nonsense' },
  })
  const KEYS: Readonly<Record<string, ReturnType<House['keys']>>> = {
    Customer: {
      ...keyed((of) => (of === 'anne' || of === 'bob' ? idOf(of) : `cus_${'0'.repeat(26)}`)),
    },
    Order: keyed((of) => sealedOrder(`W-${of}`)),
    Return: keyed(sealedReturn),
    LoyaltyAccount: keyed((of) => sealer.seal('loyalty', ['crm', `member-${of}`])),
    Conversation: keyed((of) => sealer.seal('conversation', ['crm', `case-${of}`])),
    Redemption: keyed((of) => redemptionId(of)),
    Reservation: keyed((of) => sealer.seal('reservation', [of])),
  }
  const writes = memoryWrites()
  await writes.transact(['stock'], async ({ holds, cases }) => {
    for (const of of PEOPLE) await cases.save(redemption(of, idOf(of)))
    for (const of of PEOPLE)
      await holds.save({
        id: sealer.seal('reservation', [of]),
        location: 'sto_1',
        state: 'HELD',
        lines: [],
        expiresAt: null,
        customerId: idOf(of),
        cartId: null,
        orderId: null,
        createdAt: at,
      })
  })
  return {
    ids: { anne: idOf('anne'), bob: idOf('bob') },
    identity,
    tokens,
    request: (viewer, { filled = true, broken = {}, tills } = {}) => {
      const memory = { source: 'erp', clock: () => NOW }
      const desk = { ...memory, source: 'crm' }
      const ledger = counted(identity)
      const opened = counted(tokens)
      const history = counted<Orders>({
        ...memoryOrders({
          ...memory,
          orders: [order('anne'), order('bob'), order('nobody')],
          payments: ofOrders(payment),
          returns: ofOrders(back),
        }),
        ...broken,
      })
      const points = counted<Loyalty>(memoryLoyalty({ ...desk, accounts: PEOPLE.map(member) }))
      const support = counted<Conversations>(
        memoryConversations({ ...desk, conversations: PEOPLE.map(conversation) }),
      )
      const profiles = counted<Profiles>(
        memoryProfiles({
          ...desk,
          records: PEOPLE.map((of) => ({ id: contact(of).id, profile: plainProfile({ givenName: of }) })),
        }),
      )
      const noted: Access[] = []
      const context = contextWith({
        answers: {
          orders: [
            { name: 'erp', kind: 'ERP', port: history.port },
            ...(tills ? [{ name: 'tills', kind: 'POS' as const, port: { ...history.port, ...tills } }] : []),
          ],
          loyalty: [{ name: 'crm', kind: 'CRM', port: points.port }],
          conversations: [{ name: 'crm', kind: 'CRM', port: support.port }],
          profiles: [{ name: 'crm', kind: 'CRM', port: profiles.port }],
        },
        services: { writes, identity: ledger.port, identityFilled: () => filled, orderTokens: opened.port },
        request: { viewer, access: { note: (access) => void noted.push(access) } },
      })
      const all = [history, points, support, profiles]
      const asked = () => ({
        ledger: called({ ...ledger.calls, ...opened.calls }),
        systems: called(summed(all.map(({ calls }) => calls))),
      })
      return { context, asked, noted }
    },
    order: (of) => sealedOrder(`W-${of}`),
    keys: (type) => {
      const keys = KEYS[type]
      if (keys) return keys
      throw new Error(`expected keys of ${type} in two-shoppers.ts, found none; add them`)
    },
  }
}

function redemptionId(of: string): string {
  return `rdm_${of.padEnd(26, '0')}`
}

function redemption(of: Person, customerId: string): CaseRecord {
  return {
    id: redemptionId(of),
    kind: 'redemption',
    orderId: null,
    customerId,
    location: null,
    isOpen: false,
    version: 1,
    createdAt: instant(NOW),
    body: '{}',
  }
}

/** Calls of all ports by their methods' names. */
function summed(all: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const names = new Set(all.flatMap((calls) => Object.keys(calls)))
  return Object.fromEntries(
    [...names].map((name) => [name, all.reduce((sum, calls) => sum + (calls[name] ?? 0), 0)]),
  )
}

/** Those that were called at all. */
function called(calls: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(calls).filter(([, times]) => times > 0))
}
