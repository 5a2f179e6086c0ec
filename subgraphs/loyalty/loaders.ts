import type { RecordId } from '../../adapters/ids.ts'
import type {
  ExpiringPoints,
  LedgerPage,
  LedgerRequest,
  Loyalty,
  LoyaltyAccount,
  LoyaltyEntry,
  LoyaltyReward,
  LoyaltyStanding,
  OrderOfPoints,
} from '../../adapters/ports/loyalty.ts'
import { type Context, perRequest } from '../context.ts'
import { type ReadLoader, readLoader } from '../loader.ts'

/** One engine's reads, each batched over the request. */
export interface Loaders {
  readonly ofCustomers: ReadLoader<RecordId, LoyaltyAccount>
  readonly byCard: ReadLoader<string, LoyaltyAccount>
  readonly byId: ReadLoader<RecordId, LoyaltyAccount>
  readonly ledger: ReadLoader<LedgerRequest, LedgerPage>
  readonly standings: ReadLoader<RecordId, LoyaltyStanding>
  readonly expiring: ReadLoader<RecordId, readonly ExpiringPoints[]>
  readonly rewards: ReadLoader<string, readonly LoyaltyReward[]>
  readonly ofOrders: ReadLoader<OrderOfPoints, readonly LoyaltyEntry[]>
}

type AllLoaders = ReadonlyMap<string, Loaders>

const loaders = perRequest((): { all: AllLoaders | null } => ({ all: null }))

/** The loaders of an engine by its configured name. */
export function loadersFor(context: Context, source: string): Loaders | null {
  const kept = loaders(context)
  kept.all ??= new Map(
    context.services.estate.answers.loyalty.map(({ name, port }) => [name, loadersOf(port)]),
  )
  return kept.all.get(source) ?? null
}

/** What this request has read is not what it reads from now on. */
export function renewLoaders(context: Context): void {
  loaders(context).all = null
}

function loadersOf(port: Loyalty): Loaders {
  const text = (key: LedgerRequest | OrderOfPoints) => JSON.stringify(key)
  return {
    ofCustomers: readLoader((ids: readonly RecordId[]) => port.accountsOfCustomers(ids)),
    byCard: readLoader((cards: readonly string[]) => port.accountsByCard(cards)),
    byId: readLoader((ids: readonly RecordId[]) => port.accounts(ids)),
    ledger: readLoader((requests: readonly LedgerRequest[]) => port.ledger(requests), text),
    standings: readLoader((ids: readonly RecordId[]) => port.standings(ids)),
    expiring: readLoader((ids: readonly RecordId[]) => port.expiring(ids)),
    rewards: readLoader((programs: readonly string[]) => port.rewards(programs)),
    ofOrders: readLoader((orders: readonly OrderOfPoints[]) => port.ofOrders(orders), text),
  }
}
