import { isSourceError, type SourceError } from '../../adapters/error.ts'
import type { CustomerId, RecordId } from '../../adapters/ids.ts'
import type { LedgerRequest, LoyaltyAccount } from '../../adapters/ports/loyalty.ts'
import { isFound, type Read } from '../../adapters/read.ts'
import type { Answerer } from '../../adapters/source.ts'
import { type Instant, instant, parseInstant } from '../../adapters/time.ts'
import { pageInfo, pageSize, readCursor, writeCursor } from '../connection.ts'
import type { Context } from '../context.ts'
import { toGraphQLError } from '../graphql-error.ts'
import type { Ownership } from '../shared/access/owners.ts'
import { cardNumber } from '../shared/shoppers/card-number.ts'
import { CARD, customerById, customerOfRecord, recordsIn } from '../shared/shoppers/customer-records.ts'
import { answered, failed, statusOfReads } from '../source-status.ts'
import { type Loaders, loadersFor } from './loaders.ts'
import type { CustomerModel, LedgerConnectionModel, LoyaltyAccountModel } from './models.ts'

type Ask = (loader: Loaders, asked: Answerer<'loyalty'>) => Promise<Read<LoyaltyAccount> | undefined>

/** The first account a loyalty source has; when none has one and one failed, its failure: nobody knows. */
async function firstAccount(context: Context, ask: Ask): Promise<LoyaltyAccountModel | null> {
  let failure: SourceError | null = null
  for (const asked of context.services.estate.answers.loyalty) {
    const loader = loadersFor(context, asked.name)
    const read = loader ? await ask(loader, asked) : undefined
    if (isFound(read)) return { asked, found: read }
    if (isSourceError(read)) failure ??= read
  }
  if (failure) throw toGraphQLError(failure)
  return null
}

/** A shopper's account: by the loyalty engine's own customer, else by their card. */
export async function accountOfCustomer(context: Context, id: string): Promise<LoyaltyAccountModel | null> {
  const customer = await customerById(context, id)
  if (!customer) return null
  const account = await firstAccount(context, async ({ ofCustomers, byCard }, { name }) => {
    for (const record of recordsIn(customer, name)) {
      const read = await ofCustomers.load(record)
      if (read) return read
    }
    for (const card of recordsIn(customer, CARD)) {
      const read = await byCard.load(card)
      if (read) return read
    }
    return undefined
  })
  return account && { ...account, shopper: customer.id as CustomerId }
}

/** An account by the number on its card. Throws BAD_INPUT for what is none. */
export async function accountByCard(context: Context, typed: string): Promise<LoyaltyAccountModel | null> {
  const card = cardNumber(typed, 'cardNumber')
  return firstAccount(context, ({ byCard }) => byCard.load(card))
}

/** The account an id stands for. */
export function accountById(context: Context, id: string): Promise<LoyaltyAccountModel | null> {
  const [source, record] = context.services.sealer.unseal('loyalty', id)
  return firstAccount(context, async ({ byId }, { name }) =>
    name === source ? byId.load(record as RecordId) : undefined,
  )
}

/** The member: by the engine's customer record, else the shopper known by the card alone. */
export async function memberOf(
  context: Context,
  { asked, found }: LoyaltyAccountModel,
): Promise<CustomerModel | null> {
  const { customer, cardNumber } = found.value
  const record = customer
    ? { source: asked.name, id: customer }
    : { source: CARD, id: cardNumber as RecordId }
  const entity = await customerOfRecord(context, record)
  return entity && { id: entity.id }
}

/** Whose an account is: the shopper's it was reached through, else the member's, whom the ledger knows. */
export const ownAccount: Ownership<LoyaltyAccountModel> = {
  of: (account, context) => {
    if (account.shopper !== undefined) return { customerId: account.shopper, orderId: null }
    const owner = async () => ({
      customerId: ((await memberOf(context, account))?.id ?? null) as CustomerId | null,
      orderId: null,
    })
    return { orderId: null, find: { asks: 'LEDGER', owner } }
  },
}

/** A page of an account's movements, newest first. */
export async function movements(
  context: Context,
  account: LoyaltyAccountModel,
  first: number,
  after: string | null,
): Promise<LedgerConnectionModel> {
  const { asked, found } = account
  const owner = ownAccount.of(account, context)
  const request: LedgerRequest = {
    account: found.value.recordId,
    first: pageSize(first),
    after: after ? readCursor(after, position) : null,
  }
  const read = await loadersFor(context, asked.name)?.ledger.load(request)
  if (isSourceError(read)) {
    return { edges: [], pageInfo: pageInfo([], false), sources: [failed({ asked, error: read })] }
  }
  if (!read) {
    const sources = [answered(asked, instant(context.services.clock()))]
    return { edges: [], pageInfo: pageInfo([], false), sources }
  }
  const edges = read.value.entries.map((entry) => ({
    node: { asked, page: read, entry, owner },
    cursor: writeCursor([entry.at, context.services.sealer.seal('entry', [entry.recordId])]),
  }))
  const sources = [statusOfReads(asked, [read], context.services.clock)]
  return { edges, pageInfo: pageInfo(edges, read.value.hasNextPage), sources }

  function position(value: unknown): { readonly at: Instant; readonly recordId: RecordId } | null {
    const [at, entry] = Array.isArray(value) ? (value as unknown[]) : []
    const when = typeof at === 'string' ? parseInstant(at) : null
    if (!when || typeof entry !== 'string') return null
    const [recordId, ...more] = context.services.sealer.unseal('entry', entry)
    return recordId && more.length === 0 ? { at: when, recordId: recordId as RecordId } : null
  }
}
