import { mintId, type RecordId } from '../../adapters/ids.ts'
import type { World } from '../../sandbox/world/types.ts'
import { createSealer } from '../../subgraphs/sealed-id.ts'
import { orderId } from '../../subgraphs/shared/orders/order-id.ts'
import { world as smallWorld } from '../contracts/small-world.ts'
import { withOneOrder, withThousandOrders } from './thousand-orders.ts'

/** Two shoppers whom every system knows, the first with a conversation; by their index in the small world. */
const ONE = 4
const THOUSAND = 19

/** Everything the example operations name a shopper by. */
export interface Shopper {
  readonly id: string
  readonly card: string
  readonly email: string
  /** Their newest order of the web that was sent and paid. */
  readonly order: { readonly id: string; readonly number: string }
}

/**
 * The small world with a shopper of one order and one of a thousand, alike but for that: both have an open conversation with one
 * chat, a card, and an account. The sample shopper gives one of their conversations away.
 */
export const threeShoppers: World = withPoints(
  withCases(withOneOrder(withThousandOrders(smallWorld, THOUSAND, skus()), ONE)),
)

/** Both, as the graph's ids have them under a key. */
export function shoppersOf(idKey: string): Readonly<Record<'one' | 'thousand', Shopper>> {
  return { one: shopperOf(ONE, idKey), thousand: shopperOf(THOUSAND, idKey) }
}

function skus(): readonly string[] {
  const sold = smallWorld.products.filter(({ weighed }) => !weighed).flatMap(({ variants }) => variants)
  return sold.filter(({ inPim }) => inPim).map(({ sku }) => sku)
}

function withCases(world: World): World {
  const given = world.cases.find(({ customer, status }) => customer === 0 && status === 'Closed')
  const cases = world.cases.map((one) => {
    if (one === given) return { ...one, customer: THOUSAND, status: 'New' as const }
    return one.customer === ONE ? { ...one, status: 'New' as const } : one
  })
  return { ...world, cases }
}

/** Points were earned by the orders there are now. */
function withPoints(world: World): World {
  const loyalty = world.loyalty.map((account) => {
    if (![ONE, THOUSAND].includes(account.customer)) return account
    const orders = world.orders.filter(({ customer }) => customer === account.customer)
    const movements = account.movements.map((movement, index) => {
      const order = orders[index]
      return order
        ? { ...movement, channel: order.channel, order: order.number }
        : { ...movement, order: null }
    })
    return { ...account, movements }
  })
  return { ...world, loyalty }
}

function shopperOf(index: number, idKey: string): Shopper {
  const { contactId, card, email } = threeShoppers.customers[index] ?? {}
  const paid = threeShoppers.orders.filter(({ customer, invoice }) => customer === index && invoice)
  const order = paid.reduce((left, right) => (right.placedOn > left.placedOn ? right : left))
  if (!contactId || !card || !email) throw new RangeError(`expected shopper ${index} to be known everywhere`)
  return {
    id: mintId(idKey, 'customer', { source: 'crm', id: contactId as RecordId }),
    card,
    email,
    order: { id: orderId(createSealer(idKey), order as never), number: order.number },
  }
}
