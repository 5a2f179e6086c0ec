import type { GraphQLResolveInfo } from 'graphql'
import type { CustomerId } from '../../adapters/ids.ts'
import { type Currency, type Money, money, multiplyMoney } from '../../adapters/money.ts'
import type { Context } from '../context.ts'
import { forbidden } from '../graphql-error.ts'
import { isOwn } from '../shared/access/known-viewer.ts'
import { pointsFor } from '../shared/points/earned-points.ts'
import { type MoneyFields, moneyFields } from '../shared/prices/money.ts'
import { accountOfCustomer } from './accounts.ts'
import type { CartModel } from './models.ts'
import { standingOf } from './standing.ts'

/** What a cart has to do with points, as the schema shows it. */
export interface PointsPreviewModel {
  readonly toEarn: number | null
  readonly redeemable: number
  readonly redeemableValue: MoneyFields | null
  readonly basis: MoneyFields
}

/**
 * What a cart would earn, and what of it points could pay. A guest sees what they would earn as a member. Null for a cart that is not there.
 * Throws FORBIDDEN for a shopper's whose points the viewer may not see, and why nobody knows.
 */
export async function previewOf(
  context: Context,
  { id, cost }: CartModel,
  path: GraphQLResolveInfo['path'],
): Promise<PointsPreviewModel | null> {
  const { services } = context
  const cart = (await services.writes.carts.byIds([id])).get(id)
  const customerId = cart?.customerId ?? null
  if (!cart || customerId !== null) await refuseOthers(context, customerId, path)
  if (!cart || !cost) return null
  const basis = money(cost.total.amount, cost.total.currencyCode as Currency)
  const { earn } = services.loyalty
  const spendable = customerId === null ? NOTHING : await spendableOn(context, customerId, basis)
  return {
    toEarn: earn && pointsFor(basis, earn),
    redeemable: spendable.points,
    redeemableValue: spendable.value && moneyFields(spendable.value),
    basis: moneyFields(basis),
  }
}

interface Spendable {
  readonly points: number
  /** Null where nobody says what they are worth. */
  readonly value: Money | null
}

const NOTHING: Spendable = { points: 0, value: null }

/** The points of a shopper that this amount takes, and what they are worth. */
async function spendableOn(context: Context, customerId: string, total: Money): Promise<Spendable> {
  const account = await accountOfCustomer(context, customerId)
  if (!account) return NOTHING
  const { available } = account.found.value.balance
  const worth = (await standingOf(context, account))?.pointValue ?? null
  if (worth === null || worth.currency !== total.currency || worth.minor <= 0)
    return { points: Math.max(0, available), value: null }
  const points = Math.max(0, Math.min(available, Math.floor(total.minor / worth.minor)))
  return { points, value: multiplyMoney(worth, String(points)) }
}

const READ = 'loyalty:read'
const SEES = [['customer:self'], [READ]]

/** What somebody is shown of another's points is taken down, for the audit log. */
async function refuseOthers(
  context: Context,
  owner: string | null,
  path: GraphQLResolveInfo['path'],
): Promise<void> {
  const { scopes } = context.viewer
  const customerId = owner as CustomerId | null
  const isTheirs =
    customerId !== null && scopes.includes('customer:self') && (await isOwn(context, customerId))
  if (isTheirs) return
  if (!scopes.includes(READ)) throw forbidden({ scopes: SEES, authenticated: false, policy: false })
  if (customerId === null) return
  const note = { coordinate: 'Cart.pointsPreview', path, scopes: [READ] }
  context.access.note({ owner: { customerId, orderId: null }, ...note })
}
