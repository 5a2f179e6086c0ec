import type { CallRecord } from '../../../../adapters/call/scope.ts'
import { tryton } from '../../../../adapters/erp/tryton/index.ts'
import type { Ports, Source } from '../../../../adapters/source.ts'
import type { Ledger } from '../../../../ledger/port.ts'
import { clock } from '../../../contracts/small-world.ts'

export interface OpenTryton {
  readonly source: Source
  readonly ports: Ports
  /** The models of every call since the last look. */
  calls(): readonly string[]
  /** Lines written to the operator's log. */
  /** The calls as the pipeline tells of them, since the last look. */
  records(): readonly CallRecord[]
  readonly logged: readonly (readonly [string, Readonly<Record<string, string | number>>])[]
}

/** The adapter with these options, patient: the real one shares its machine with everything else. */
export function openTryton(options: Readonly<Record<string, unknown>>): OpenTryton {
  const records: CallRecord[] = []
  const logged: [string, Readonly<Record<string, string | number>>][] = []
  const source = tryton.create('erp', tryton.options.parse({ timeoutMs: 30_000, ...options }), {
    clock,
    ledger: noLedger,
    observe: (record) => records.push(record),
    log: (event, values) => logged.push([event, values]),
  })
  const ports = source.ports as Ports
  return {
    source,
    ports,
    logged,
    calls: () => records.splice(0).map(({ route }) => route),
    records: () => records.splice(0),
  }
}

const noLedger = new Proxy({} as Ledger, {
  get: () => {
    throw new Error('the Tryton adapter has no business with the ledger')
  },
})
