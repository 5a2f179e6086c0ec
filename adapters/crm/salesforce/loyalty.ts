import { isSourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { LedgerPage, LedgerRequest, Loyalty, LoyaltyAccount } from '../../ports/loyalty.ts'
import { inChunks, type Read, type Reads } from '../../read.ts'
import type { Client } from './client.ts'
import type { FoundIn } from './found.ts'
import { fullId } from './ids.ts'
import { entryColumns, inEffect, JOURNAL, type Translation, toEntry } from './journal.ts'
import { compareMembers, memberQuery, toAccount } from './member.ts'
import type { LoyaltyOptions } from './options.ts'
import { pointsOfOrders } from './order-points.ts'
import { salesforceProgramme } from './programme.ts'
import { valueOr } from './requests.ts'
import { among, type Query, quoted } from './soql.ts'
import { textOf, type WireRecord } from './wire.ts'

/** Members in one statement: their currencies and tiers count as records of the page, which holds 2000. */
const MEMBERS_PER_QUERY = 200

/** Loyalty, from Loyalty Management: members with currency and tier, and the transaction journal. */
export function salesforceLoyalty(
  client: Client,
  options: LoyaltyOptions,
  { found, today, ...log }: Translation & { readonly found: FoundIn },
): Loyalty {
  /** Accounts by a member's field; `canonical` is how a key is compared, null for a key that cannot exist. */
  async function accountsBy<K extends string>(
    keys: readonly K[],
    field: string,
    canonical: (text: string) => string | null,
  ): Promise<Reads<K, LoyaltyAccount>> {
    return inChunks(keys, MEMBERS_PER_QUERY, async (chunk) => {
      const wanted = chunk.flatMap((key) => canonical(key) ?? [])
      if (wanted.length === 0) return []
      const records = await client.query(memberQuery(`WHERE ${among(field, wanted)}`, options), wanted.length)
      const best = new Map<string, WireRecord>()
      for (const record of [...records].sort(compareMembers).reverse()) {
        best.set(canonical(textOf(record, field) ?? '') ?? '', record)
      }
      return chunk.flatMap((key) => {
        const record = best.get(canonical(key) ?? ' ')
        return record === undefined ? [] : [[key, accountOf(record)] as const]
      })
    })
  }

  function accountOf(record: WireRecord): Read<LoyaltyAccount> {
    const id = found.idOf(record)
    return found(record, id, () => toAccount(record, id, { options, source: found.source, today: today() }))
  }

  function pageOf(
    request: LedgerRequest,
    account: RecordId,
    records: readonly WireRecord[],
  ): Read<LedgerPage> {
    const translation = { ...log, today }
    const entries = records
      .slice(0, request.first)
      .map((record) => toEntry(record, found.idOf(record), { options, source: found.source, ...translation }))
    return found.computed(account, { entries, hasNextPage: records.length > request.first })
  }

  return {
    accountsOfCustomers: (customers) => accountsBy(customers, 'ContactId', fullId),
    accountsByCard: (cards) => accountsBy(cards, 'MembershipNumber', (card) => card.trim()),
    accounts: (ids) => accountsBy(ids, 'Id', fullId),

    async ledger(requests) {
      const asked = requests.flatMap((request) => {
        const account = fullId(request.account)
        return account === null ? [] : [{ request, account, query: journalQuery(request, account, options) }]
      })
      const answers = await client.queries(asked.map(({ query }) => ({ query, keys: 1 })))
      return new Map(
        asked.map(({ request, account }, i) => {
          const records = answers[i] ?? []
          return [
            request,
            isSourceError(records) ? records : valueOr(() => pageOf(request, account, records)),
          ]
        }),
      )
    },

    ...salesforceProgramme(client, options, { found, today }),
    ofOrders: (orders) => pointsOfOrders(client, options, { found, today, ...log })(orders),
  }
}

/** One page and one record more, newest first; movements at the same instant by id. */
function journalQuery({ first, after }: LedgerRequest, account: RecordId, options: LoyaltyOptions): Query {
  const since = after && fullId(after.recordId)
  const older = since
    ? ` AND (ActivityDate < ${after.at} OR (ActivityDate = ${after.at} AND Id < ${quoted(since)}))`
    : ''
  const where = `WHERE MemberId = ${quoted(account)} AND ${options.points} != NULL${inEffect(options)}${older}`
  return {
    object: JOURNAL,
    columns: entryColumns(options),
    tail: `${where} ORDER BY ActivityDate DESC, Id DESC LIMIT ${first + 1}`,
  }
}
