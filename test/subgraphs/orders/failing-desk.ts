import { SourceError, type SourceErrorCode } from '../../../adapters/error.ts'
import type { RecordId } from '../../../adapters/ids.ts'
import type { OrderDesk, OrderToPlace, PlacedRecord } from '../../../adapters/ports/order-desk.ts'
import type { OrderKey } from '../../../adapters/ports/orders.ts'
import { type Clock, instant } from '../../../adapters/time.ts'

/** What a call of the desk is to suffer: the order is placed and nobody hears of it, or only when it is told to; or it fails. */
type DeskFault = 'LOST_REPLY' | 'LATE' | SourceErrorCode

/** An order desk that fails when it is told to, in the ways that lose or double orders. */
export interface FailingDesk extends OrderDesk {
  /** The next calls of `place` suffer these, in turn. */
  readonly faults: DeskFault[]
  /** Carries out what was to come late. */
  commitLate(): void
  /** Everything it was asked, `place W1`. */
  readonly asked: readonly string[]
  readonly records: readonly (PlacedRecord & { readonly key: OrderKey })[]
}

/** A desk of one source. */
export function deskThatFails({
  source,
  clock,
  settleMs = 60_000,
}: {
  readonly source: string
  readonly clock: Clock
  readonly settleMs?: number
}): FailingDesk {
  const records: (PlacedRecord & { readonly key: OrderKey })[] = []
  const asked: string[] = []
  const faults: DeskFault[] = []
  const late: OrderToPlace[] = []
  const unsupported = async () => {
    throw new SourceError(source, 'UNSUPPORTED', 'takes no returns')
  }
  const commit = ({ key, total }: OrderToPlace) => {
    const recordId = String(records.length + 1) as RecordId
    const record = { recordId, key, recordedAt: instant(clock()), cancelled: false, total: total.gross }
    records.push(record)
    return record
  }
  return {
    capabilities: { place: true, cancel: true, cancelLines: false, createReturn: false },
    lineIdOf: String,
    settleMs,
    faults,
    asked,
    records,
    commitLate: () => {
      for (const order of late.splice(0)) commit(order)
    },
    async place(order) {
      asked.push(`place ${order.key.number}`)
      const fault = faults.shift()
      if (fault === undefined) return commit(order)
      if (fault === 'LATE') late.push(order)
      if (fault === 'LOST_REPLY') commit(order)
      const code = fault === 'LATE' || fault === 'LOST_REPLY' ? 'SOURCE_TIMEOUT' : fault
      throw new SourceError(source, code, 'did not say that it placed the order')
    },
    async placed(keys) {
      for (const { number } of keys) asked.push(`placed ${number}`)
      return new Map(
        keys.flatMap((key) => {
          const value = records.filter(
            (one) => one.key.number === key.number && one.key.channel === key.channel,
          )
          if (value.length === 0) return []
          const found = { source, recordId: key.number as string as RecordId, recordedAt: null }
          return [[key, { ...found, value, fetchedAt: instant(clock()), fromCache: false }] as const]
        }),
      )
    },
    async cancel({ recordId }) {
      asked.push(`cancel ${recordId}`)
      const at = records.findIndex((one) => one.recordId === recordId)
      const record = records[at]
      if (record) records[at] = { ...record, cancelled: true }
    },
    createReturn: unsupported,
    returned: async () => new Map(),
  }
}
