import type { RecordId } from '../../../adapters/ids.ts'
import type {
  Fulfillment,
  HistoryPage,
  HistoryRequest,
  Order,
  OrderAddresses,
  OrderDocument,
  OrderKey,
  Payment,
  Return,
} from '../../../adapters/ports/orders.ts'
import type { Answerer } from '../../../adapters/source.ts'
import { type Context, perRequest } from '../../context.ts'
import { type ReadLoader, readLoader } from '../../loader.ts'

/** The parts of an order that load themselves, by the name of the port's method. */
export interface OrderParts {
  readonly fulfillments: readonly Fulfillment[]
  readonly payments: readonly Payment[]
  readonly returns: readonly Return[]
  readonly invoices: readonly OrderDocument[]
  readonly addresses: OrderAddresses
}

type PartLoaders = { readonly [P in keyof OrderParts]: ReadLoader<RecordId, OrderParts[P]> }

/** The loaders of one source in the role of order history, for the length of a request. */
interface Loaders extends PartLoaders {
  readonly history: ReadLoader<HistoryRequest, HistoryPage>
  readonly orders: ReadLoader<OrderKey, Order>
}

const loaders = perRequest(({ services }) => {
  const text = (key: unknown) => JSON.stringify(key)
  return new Map<string, Loaders>(
    [...services.estate.answers.orders, services.placedOrders].map(({ name, port }) => [
      name,
      {
        history: readLoader(port.history, text),
        orders: readLoader(port.orders, ({ channel, number }) => text([channel, number])),
        fulfillments: readLoader(port.fulfillments),
        payments: readLoader(port.payments),
        returns: readLoader(port.returns),
        invoices: readLoader(port.invoices),
        addresses: readLoader(port.addresses),
      },
    ]),
  )
})

function of(context: Context, name: string): Loaders {
  const found = loaders(context).get(name)
  if (!found) throw new Error(`expected a source that answers orders, found "${name}"`)
  return found
}

/** Pages of history from one source. */
export function historyOf(context: Context, { name }: Answerer<'orders'>): Loaders['history'] {
  return of(context, name).history
}

/** Orders by business number from one source. */
export function ordersOf(context: Context, { name }: Pick<Answerer<'orders'>, 'name'>): Loaders['orders'] {
  return of(context, name).orders
}

/** Parts of orders by the order's record in one source. */
export function partsOf(context: Context, name: string): PartLoaders {
  return of(context, name)
}

/** What the graph itself holds of an order is read again by whoever asks from now on: this very request has changed it. */
export function forgetOwn(context: Context, id: string, key: OrderKey): void {
  const own = of(context, context.services.placedOrders.name)
  own.orders.clear(key)
  for (const part of [own.fulfillments, own.payments, own.returns, own.invoices, own.addresses])
    part.clear(id as RecordId)
}
