import { describe } from 'vitest'
import { faultContract, faultsOfBatches, faultsOverHttp } from '../../../contracts/faults.ts'
import { paymentsContract } from '../../../contracts/payments.ts'
import { connectPsp, openContract } from './open.ts'

describe('Passerelle’s payments', () => {
  paymentsContract(openContract)
})

describe('Passerelle’s faults', () => {
  const open = (count: number) => async () => {
    const { port, source, served, pay, records, close } = await connectPsp({ options: { timeoutMs: 300 } })
    const paid = await Promise.all(
      Array.from({ length: count }, (_, n) =>
        pay({ minor: 100 + n, method: 'CARD', merchantReference: `W-${n}` }),
      ),
    )
    return {
      source: 'psp',
      read: async () => (await port.payments(paid.slice(0, 1))).values(),
      many: { keys: paid, read: (keys: readonly string[]) => port.payments(keys) },
      diagnose: source.diagnose,
      records,
      misbehave: served.misbehave,
      close,
    }
  }
  const { '401, then one re-login': _, ...overHttp } = faultsOverHttp(open(1))
  // The provider takes 100 ids in one question.
  const batches = faultsOfBatches(open(130))
  faultContract('payment/passerelle', import.meta.url, { ...overHttp, ...batches })
})
