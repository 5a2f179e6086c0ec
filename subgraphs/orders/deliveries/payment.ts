import { addMoney, type Money } from '../../../adapters/money.ts'
import type { Payments, ProviderPayment } from '../../../adapters/ports/payments.ts'
import { instant } from '../../../adapters/time.ts'
import type { OutboxEntry } from '../../../ledger/writes/port.ts'
import { bodyOf, type OrderDeliveryTools, orderIdIn, saidIn } from '../../shared/orders/order-entry.ts'
import { changeOrder, happened, type PlacedOrderBody } from '../../shared/orders/placed-order.ts'
import { type Delivery, NOTHING } from '../../shared/writes/outbox-delivery.ts'

type Payment = NonNullable<PlacedOrderBody['payment']>

/** Takes the money of an order that its desk has. The entry's id is the provider's key, so that it is taken once. */
export function capturePayment(tools: OrderDeliveryTools): Delivery {
  return changePayment(tools, {
    change: (payments, { reference, amount }, { id: key }) => payments.capture({ reference, amount, key }),
    state: 'CAPTURED',
    kind: 'PAYMENT_CAPTURED',
  })
}

/** Gives up the authorisation of an order that its desk refused. */
export function voidPayment(tools: OrderDeliveryTools): Delivery {
  return changePayment(tools, {
    change: (payments, { reference }, { id: key }) => payments.void({ reference, key }),
    state: 'VOIDED',
    kind: 'PAYMENT_VOIDED',
  })
}

/** Gives money back that was taken. */
export function refundPayment(tools: OrderDeliveryTools): Delivery {
  return changePayment(tools, {
    change: (payments, { reference, amount }, { id: key, refund }) =>
      payments.refund({ reference, amount: refund ?? amount, key }),
    state: 'REFUNDED',
    kind: 'PAYMENT_REFUNDED',
  })
}

/** An entry as a provider is told of it. */
interface Told {
  readonly id: string
  /** What is given back; all of it where it is left out. */
  readonly refund: Money | null
}

interface Change {
  change(payments: Payments, payment: Payment, told: Told): Promise<ProviderPayment>
  readonly state: 'CAPTURED' | 'VOIDED' | 'REFUNDED'
  readonly kind: 'PAYMENT_CAPTURED' | 'PAYMENT_VOIDED' | 'PAYMENT_REFUNDED'
}

function changePayment(tools: OrderDeliveryTools, { change, state, kind }: Change): Delivery {
  return {
    // The provider does a key once, however often it comes.
    find: null,
    settleMs: ({ system }) => paymentsOf(tools, system).settleMs,
    async deliver(entry) {
      const payment = (await bodyOf(tools, entry))?.payment
      if (!payment) return NOTHING
      const refund = saidIn(entry).amount ?? null
      await change(paymentsOf(tools, entry.system), payment, { id: entry.id, refund })
      const at = instant(tools.clock())
      return changeOrder(orderIdIn(entry), (body) =>
        happened(
          { ...body, payment: body.payment && after(body.payment, state, refund) },
          { at, kind, system: entry.system, note: null },
        ),
      )
    },
    // Money that cannot be taken or given back is somebody's to look at.
    refused: async () => null,
  }
}

function after(payment: Payment, state: Change['state'], refund: Money | null): Payment {
  if (state !== 'REFUNDED') return { ...payment, state }
  const { amount, refunded: before } = payment
  const now = refund ?? amount
  const refunded = before ? addMoney(before, now) : now
  return { ...payment, refunded, state: refunded.minor < amount.minor ? 'PARTIALLY_REFUNDED' : 'REFUNDED' }
}

function paymentsOf({ estate }: OrderDeliveryTools, system: OutboxEntry['system']): Payments {
  const found = estate.answers.payments.find(({ name }) => name === system)
  if (!found) throw new Error(`expected a system "${system}" that answers payments`)
  return found.port
}
