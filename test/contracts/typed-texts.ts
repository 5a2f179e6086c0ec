import type { OrderNumber, RecordId } from '../../adapters/ids.ts'
import type { Ports } from '../../adapters/source.ts'

type Asked = Pick<Ports, 'orders' | 'profiles'>

/**
 * Asks shopper and order ports everything that takes a text somebody may have typed, or that came from another system, with
 * this one. What each answered, in the order of asking.
 */
export async function askTyped({ orders, profiles }: Asked, text: string) {
  const id = text as RecordId
  const number = text as OrderNumber
  const history = {
    customers: [id],
    cards: [text],
    first: 5,
    until: null,
    from: null,
    channels: [],
  }
  return [
    await profiles.profiles([id]),
    await profiles.find((['EMAIL', 'PHONE', 'LOYALTY_CARD'] as const).map((type) => ({ type, value: text }))),
    await orders.orders((['WEB', 'STORE_POS'] as const).map((channel) => ({ channel, number }))),
    await orders.history([history]),
    await orders.fulfillments([id]),
    await orders.payments([id]),
    await orders.returns([id]),
    await orders.invoices([id]),
    await orders.addresses([id]),
  ] as const
}
