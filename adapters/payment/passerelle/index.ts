import type { Adapter, Tools } from '../../adapter.ts'
import { createCaller } from '../../call/caller.ts'
import { callerOptions, limitsOf } from '../../call/options.ts'
import type { Source } from '../../source.ts'
import { createPasserelleClient, keyInUse } from './client.ts'
import { diagnosePasserelle } from './diagnose.ts'
import { type PasserelleOptions, passerelleOptions } from './options.ts'
import { passerellePayments } from './payments.ts'

export { type PasserelleOptions, passerelleOptions }

/** Passerelle, the payment service provider of the sandbox: payments. */
export const passerelle: Adapter<PasserelleOptions> = {
  kind: 'PAYMENT',
  options: passerelleOptions,
  create: createPasserelle,
}

function createPasserelle(source: string, options: PasserelleOptions, { clock, observe }: Tools): Source {
  const caller = createCaller({
    source,
    clock,
    observe,
    throttled: keyInUse(source),
    ...callerOptions(options),
  })
  const client = createPasserelleClient(source, caller, options.secretKey)
  const settleMs = options.settleSeconds * 1_000
  return {
    name: source,
    kind: 'PAYMENT',
    ports: { payments: passerellePayments(client, { source, clock, settleMs }) },
    limits: limitsOf(options),
    diagnose: () => diagnosePasserelle(source, client),
    close: () => caller.close(),
  }
}
