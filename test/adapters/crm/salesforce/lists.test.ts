import { describe } from 'vitest'
import type { OrderNumber, RecordId } from '../../../../adapters/ids.ts'
import type { ConversationsRequest } from '../../../../adapters/ports/conversations.ts'
import type { LedgerRequest, OrderOfPoints } from '../../../../adapters/ports/loyalty.ts'
import type { Identifier } from '../../../../adapters/ports/profiles.ts'
import { isFound, type Read } from '../../../../adapters/read.ts'
import type { Day, Instant } from '../../../../adapters/time.ts'
import { promotionId } from '../../../../sandbox/salesforce/objects/promotions.ts'
import { numberedId } from '../../../../sandbox/salesforce/record-id.ts'
import { changingListContract, everyPage } from '../../../contracts/changing-lists.ts'
import { faultContract } from '../../../contracts/faults.ts'
import { idListContract, type LongList, type LongLists } from '../../../contracts/id-lists.ts'
import { clock, world } from '../../../contracts/small-world.ts'
import { connectCrm } from './open.ts'

type Opened = Awaited<ReturnType<typeof connect>>
const connect = async (server: Readonly<Record<string, unknown>> = {}) => {
  const crm = await connectCrm({ world, server: { clock, ...server }, clock })
  return { ...crm, records: () => crm.records.splice(0), misbehave: crm.served.misbehave }
}

const contacts = world.customers.flatMap(({ contactId }) => contactId ?? []) as RecordId[]
const members = world.loyalty.map(({ memberId }) => memberId as RecordId)
const allOrders = world.orders.map(
  ({ channel, number }): OrderOfPoints => ({ channel, number: number as OrderNumber }),
)
const cases = world.cases.map(({ id }) => id as RecordId)
const id = (prefix: string) => (n: number) => numberedId(prefix, 700_000 + n) as RecordId
const strangeOrder = (n: number): OrderOfPoints => ({ channel: 'WEB', number: `NONE-${n}` as OrderNumber })

/** More than a collection of records by id takes (2000), and than statements of 200 or 500 keys do. */
const KEYS = 2_401
/** Statements that are too long for a URI travel alone in a composite; the last one here has one key. */
const inStatementsOf = (size: number, { composite = 0, query = 0 } = {}) => ({
  composite: Math.floor(KEYS / size) + composite,
  query: 1 + query,
})

/** As many known keys as make the point. */
const some = <Key>(keys: readonly Key[]) => keys.slice(0, 12)

/** A list of many keys of one read. */
function list<Key>(
  known: readonly Key[],
  unknown: (n: number) => Key,
  rest: {
    readonly keys?: number
    readonly calls: LongList['calls']
    readonly read: (opened: Opened, keys: readonly Key[]) => Promise<ReadonlyMap<Key, Read<unknown>>>
  },
): (opened: Opened) => LongList {
  const { keys = KEYS, calls, read } = rest
  return (opened) => ({
    known,
    unknown,
    keys,
    calls,
    read: (asked) => read(opened, asked as readonly Key[]),
  })
}

const email = (value: string): Identifier => ({ type: 'EMAIL', value })
const emails = world.customers.flatMap(({ email: address }) => (address ? [email(address)] : []))
const casesOf = (customer: RecordId): ConversationsRequest => ({
  customer,
  statuses: [],
  first: 8,
  after: null,
})
const pageOf = (account: RecordId): LedgerRequest => ({ account, first: 2, after: null })
const dayAt = (n: number) => new Date(world.now.getTime() + n * 86_400_000).toISOString().slice(0, 10) as Day

const others = {
  'profiles.customerReferences': 'a page',
  'profileDesk.capabilities': 'nothing: no read',
  'profileDesk.update': 'one record',
  'profileDesk.setConsent': 'one shopper',
  'loyaltyDesk.capabilities': 'nothing: no read',
  'loyaltyDesk.settleMs': 'nothing: no read',
  'loyaltyDesk.enrol': 'one shopper',
  'loyaltyDesk.earn': 'one movement',
  'loyaltyDesk.adjust': 'one movement',
  'loyaltyDesk.hold': 'one movement',
  'loyaltyDesk.use': 'one key',
  'loyaltyDesk.release': 'one key',
}

/** Keys of corrections that were made. */
async function adjusted({ loyaltyDesk }: Opened, count: number): Promise<readonly string[]> {
  const account = { recordId: members[0] as RecordId, program: { id: numberedId('0lp', 1), name: '' } }
  const keys = Array.from({ length: count }, (_, n) => `case/${n}`)
  const at = '2026-06-15T09:00:00.000Z' as Instant
  for (const key of keys) {
    await loyaltyDesk.adjust({ key, account, at, channel: 'WEB', points: 1, reason: 'Geste', order: null })
  }
  return keys
}

const lists: LongLists<Opened> = {
  'profiles.profiles': list(some(contacts), id('003'), {
    calls: { 'composite/sobjects': 2 },
    read: ({ profiles }, keys) => profiles.profiles(keys),
  }),
  'profiles.find': list(some(emails), (n) => email(`nobody.${n}@example.org`), {
    calls: { query: Math.ceil(KEYS / 40) },
    read: ({ profiles }, keys) => profiles.find(keys),
  }),
  'loyalty.accountsOfCustomers': list(some(contacts), id('003'), {
    calls: inStatementsOf(200),
    read: ({ loyalty }, keys) => loyalty.accountsOfCustomers(keys),
  }),
  'loyalty.accountsByCard': list(some(world.loyalty.map(({ card }) => card)), (n) => `NO${n}`, {
    calls: inStatementsOf(200),
    read: ({ loyalty }, keys) => loyalty.accountsByCard(keys),
  }),
  'loyalty.accounts': list(some(members), id('0lM'), {
    calls: inStatementsOf(200),
    read: ({ loyalty }, keys) => loyalty.accounts(keys),
  }),
  'loyalty.ledger': list(
    some(members.map(pageOf)),
    (n) => pageOf(id('0lM')(n)),
    // Each page is a statement, and a call takes five.
    { keys: 101, calls: { composite: 20, query: 1 }, read: ({ loyalty }, keys) => loyalty.ledger(keys) },
  ),
  'loyalty.standings': list(some(members), id('0lM'), {
    // With the tiers of the programme in each call.
    calls: { composite: 13 },
    read: ({ loyalty }, keys) => loyalty.standings(keys),
  }),
  'loyalty.expiring': list(some(members), id('0lM'), {
    calls: inStatementsOf(200),
    read: ({ loyalty }, keys) => loyalty.expiring(keys),
  }),
  'loyalty.rewards': list([numberedId('0lp', 1) as string], id('0lp'), {
    calls: inStatementsOf(200),
    read: ({ loyalty }, keys) => loyalty.rewards(keys),
  }),
  'loyalty.ofOrders': list(allOrders.slice(0, 12), strangeOrder, {
    calls: inStatementsOf(200),
    read: ({ loyalty }, keys) => loyalty.ofOrders(keys),
  }),
  'loyaltyDesk.changes': (opened) => ({
    known: () => adjusted(opened, 3),
    unknown: (n) => `none/${n}`,
    keys: KEYS,
    calls: inStatementsOf(200),
    read: (keys) => opened.loyaltyDesk.changes(keys as readonly string[]),
  }),
  'promotions.running': list([0, 1, 2].map(dayAt), (n) => dayAt(n + 3), {
    calls: { query: 1 },
    read: ({ promotions }, keys) => promotions.running(keys),
  }),
  'promotions.byCode': list(
    world.promotions.flatMap(({ code }) => code ?? []),
    (n) => `NO${n}`,
    {
      calls: inStatementsOf(200),
      read: ({ promotions }, keys) => promotions.byCode(keys),
    },
  ),
  'promotions.promotions': list(
    world.promotions.map((_, at) => promotionId(at) as RecordId),
    id('0c8'),
    {
      calls: inStatementsOf(200),
      read: ({ promotions }, keys) => promotions.promotions(keys),
    },
  ),
  'promotions.segments': list(some(contacts), id('003'), {
    calls: inStatementsOf(200),
    read: ({ promotions }, keys) => promotions.segments(keys),
  }),
  'consents.consents': list(some(contacts), id('003'), {
    // Contacts first, then the consents of those that are there.
    calls: { composite: 5, query: 5 },
    read: ({ consents }, keys) => consents.consents(keys),
  }),
  'conversations.list': list(some(contacts.map(casesOf)), (n) => casesOf(id('003')(n)), {
    calls: inStatementsOf(200),
    read: ({ conversations }, keys) => conversations.list(keys),
  }),
  'conversations.ofOrders': list(allOrders, strangeOrder, {
    calls: inStatementsOf(200),
    read: ({ conversations }, keys) => conversations.ofOrders(keys),
  }),
  'conversations.conversations': list(some(cases), id('500'), {
    calls: inStatementsOf(200),
    read: ({ conversations }, keys) => conversations.conversations(keys),
  }),
  'conversations.threads': list(some(cases), id('500'), {
    // Comments, e-mails and chats in one call; what was said in chats in one more where there are any.
    calls: { composite: 13, query: 3 },
    read: ({ conversations }, keys) => conversations.threads(keys),
  }),
}

const pagesThatChange = () => {
  changingListContract(
    'members by card, with their points and tiers',
    async () => {
      // Members count four each, with their currencies and tier: five to a page.
      const { loyalty, ...opened } = await connect({ pageSize: 20 })
      const cards = world.loyalty.slice(0, 22).map(({ card }) => card)
      const read = async () => {
        const reads = await loyalty.accountsByCard(cards)
        return [...reads.values()].map((one) => (isFound(one) ? one.recordId : one.message))
      }
      return { ...opened, path: 'query', read }
    },
    { page: 5, all: members.slice(0, 22) },
  )

  changingListContract(
    'all contacts',
    async () => {
      const { profiles, ...opened } = await connect({ pageSize: 10 })
      const read = async () => {
        const pages = await everyPage((after) => profiles.customerReferences(after))
        return pages.flatMap(({ sets }) => sets.map(({ record }) => record.id))
      }
      return { ...opened, path: 'query', read }
    },
    { page: 10, all: contacts },
  )

  changingListContract(
    'everybody’s conversations, page after page',
    async () => {
      const { conversations, ...opened } = await connect()
      const read = async () => {
        const told: RecordId[] = []
        let after: ConversationsRequest['after'] = null
        for (;;) {
          const request: ConversationsRequest = { customer: null, statuses: [], first: 2, after }
          const page = (await conversations.list([request])).get(request)
          if (!isFound(page)) throw page
          const its = page.value.conversations.map(({ value }) => value)
          told.push(...its.map(({ recordId }) => recordId))
          const last = its.at(-1)
          if (!page.value.hasNextPage || !last) return told
          after = { at: last.openedAt, recordId: last.recordId }
        }
      }
      return { ...opened, path: 'query', read }
    },
    { page: 2, all: cases },
  )
}

describe('Salesforce’s lists', () => {
  faultContract('crm/salesforce', import.meta.url, {
    'id lists over every limit': () => idListContract(() => connect(), lists, others),
    'a page that changes while it is read': pagesThatChange,
  })
})
