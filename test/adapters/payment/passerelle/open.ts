import { onTestFinished } from 'vitest'
import type { CallRecord } from '../../../../adapters/call/scope.ts'
import { passerelle, passerelleOptions } from '../../../../adapters/payment/passerelle/index.ts'
import type { Source } from '../../../../adapters/source.ts'
import type { Ledger } from '../../../../ledger/port.ts'
import { type PasserelleOptions, passerelleServer } from '../../../../sandbox/passerelle/server.ts'
import { serve } from '../../../../sandbox/serve.ts'
import type { SandboxServer } from '../../../../sandbox/server.ts'
import type { OpenedPayments, Paid } from '../../../contracts/payments.ts'
import { world } from '../../../contracts/small-world.ts'
import { freePort } from '../../../sandbox/free-port.ts'

interface OpenOptions {
  readonly server?: Partial<PasserelleOptions>
  /** Adapter options that differ from the sandbox's. */
  readonly options?: Readonly<Record<string, unknown>>
  /** Stands between the adapter and the sandbox. */
  readonly between?: (server: SandboxServer) => SandboxServer
}

/** `connectPsp`, closed when the test ends. */
export async function openPsp(options: OpenOptions = {}) {
  const opened = await connectPsp(options)
  onTestFinished(opened.close)
  return opened
}

/** A provider without payments, served over loopback, and the adapter on it. Both go by one clock that tests move. */
export async function connectPsp({ server = {}, options = {}, between = (own) => own }: OpenOptions = {}) {
  let offset = 0
  const clock = () => new Date(world.now.getTime() + offset)
  const served = await serve(between(passerelleServer({ clock, ...server })), { port: await freePort() })
  const records: CallRecord[] = []
  const source = passerelle.create(
    'psp',
    passerelleOptions.parse({ url: served.url, secretKey: 'sandbox-psp', ...options }),
    {
      clock,
      // The adapter keeps nothing in the ledger.
      ledger: {} as Ledger,
      observe: (call) => records.push(call),
      log: () => {},
    },
  )
  return {
    port: paymentsOf(source),
    source,
    served,
    pay: (paid: Paid) => pay(served.url, paid),
    passes: (seconds: number) => {
      offset += seconds * 1_000
    },
    /** The calls since the last look. */
    records: () => records.splice(0),
    close: async () => {
      await source.close()
      await served.close()
    },
  }
}

/** The same, as the contract wants it. */
export async function openContract(): Promise<OpenedPayments> {
  return { ...(await connectPsp()), source: 'psp' }
}

function paymentsOf({ ports }: Source) {
  if (!ports.payments) throw new Error('the provider serves no payments')
  return ports.payments
}

const DIGITS = { DECLINED: '0002', EXPIRED: '0069', CAPTURE_DECLINED: '0341' }

const METHODS = {
  CARD: { type: 'card', brand: 'visa', last4: '4242' },
  PAYPAL: { type: 'paypal' },
  GIFT_CARD: { type: 'gift_card', last4: '8801' },
}

/** What a shopper does on the provider's page. */
async function pay(url: string, { minor, method, merchantReference, trouble }: Paid): Promise<string> {
  const last4 = trouble && { last4: DIGITS[trouble] }
  const response = await fetch(`${url}/checkout/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      amount: minor,
      currency: 'EUR',
      payment_method: { ...METHODS[method], ...last4 },
      merchant_reference: merchantReference,
    }),
  })
  const { id } = (await response.json()) as { readonly id: string }
  return id
}
