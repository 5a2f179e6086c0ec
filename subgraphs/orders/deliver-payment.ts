import type { Payments, ProviderPayment } from '../../adapters/ports/payments.ts'
import { instant } from '../../adapters/time.ts'
import type { OutboxEntry } from '../../ledger/writes/port.ts'
import { bodyOf, type OrderDeliveryTools, orderIdIn } from '../order-entry.ts'
import { type Delivery, NOTHING } from '../outbox-delivery.ts'
import { changeOrder, happened, type PlacedOrderBody } from '../placed-order.ts'

type Payment = NonNullable<PlacedOrderBody['payment']>

/** Takes the money of an order that its desk has. The entry's id is the provider's key, so that it is taken once. */
export function capturePayment(tools: OrderDeliveryTools): Delivery {
  return changePayment(tools, {
    change: (payments, { reference, amount }, key) => payments.capture({ reference, amount, key }),
    state: 'CAPTURED',
    kind: 'PAYMENT_CAPTURED',
  })
}

/** Gives up the authorisation of an order that its desk refused. */
export function voidPayment(tools: OrderDeliveryTools): Delivery {
  return changePayment(tools, {
    change: (payments, { reference }, key) => payments.void({ reference, key }),
    state: 'VOIDED',
    kind: 'PAYMENT_VOIDED',
  })
}

interface Change {
  change(payments: Payments, payment: Payment, key: string): Promise<ProviderPayment>
  readonly state: Payment['state']
  readonly kind: 'PAYMENT_CAPTURED' | 'PAYMENT_VOIDED'
}

function changePayment(tools: OrderDeliveryTools, { change, state, kind }: Change): Delivery {
  return {
    // The provider does a key once, however often it comes.
    find: null,
    settleMs: ({ system }) => paymentsOf(tools, system).settleMs,
    async deliver(entry) {
      const payment = (await bodyOf(tools, entry))?.payment
      if (!payment) return NOTHING
      await change(paymentsOf(tools, entry.system), payment, entry.id)
      const at = instant(tools.clock())
      return changeOrder(orderIdIn(entry), (body) =>
        happened(
          { ...body, payment: body.payment && { ...body.payment, state } },
          { at, kind, system: entry.system, note: null },
        ),
      )
    },
    // Money that cannot be taken or given back is somebody's to look at.
    refused: async () => null,
  }
}

function paymentsOf({ estate }: OrderDeliveryTools, system: OutboxEntry['system']): Payments {
  const found = estate.answers.payments.find(({ name }) => name === system)
  if (!found) throw new Error(`expected a system "${system}" that answers payments`)
  return found.port
}
