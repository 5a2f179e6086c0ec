import type { CallRecord } from '../../../../adapters/call/scope.ts'
import { sqlTills } from '../../../../adapters/pos/sql/index.ts'
import type { Ports, Source } from '../../../../adapters/source.ts'
import type { Ledger } from '../../../../ledger/port.ts'
import { clock } from '../../../contracts/small-world.ts'

/** The ports SQL tills serve. */
export type TillPorts = Pick<Ports, 'orders' | 'profiles' | 'stock' | 'prices'>

/** The adapter with these options, patient: a real server shares its machine with everything else. */
export function openTills(
  options: Readonly<Record<string, unknown>>,
  observe: (call: CallRecord) => void = () => {},
): { readonly source: Source; readonly ports: TillPorts } {
  const parsed = sqlTills.options.parse({ timeoutMs: 30_000, ...options })
  const source = sqlTills.create('tills', parsed, { clock, ledger: noLedger, observe, log: () => {} })
  return { source, ports: source.ports as TillPorts }
}

const noLedger = new Proxy({} as Ledger, {
  get: () => {
    throw new Error('SQL tills have no business with the ledger')
  },
})
