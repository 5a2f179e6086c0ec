import type { WorldReceipt } from '../world/sale-types.ts'
import { signOn2, transaction2 } from './poslog2.ts'
import { signOn6, transaction6 } from './poslog6.ts'
import type { TillRoom } from './till-room.ts'

const NAMESPACE = 'http://www.nrf-arts.org/IXRetail/namespace/'
const HEAD = {
  poslog6: `<POSLog xmlns="${NAMESPACE}" MajorVersion="6" MinorVersion="0" FixVersion="0">`,
  poslog2: `<POSLog xmlns="${NAMESPACE}">`,
} as const

/** One store's business day as a POSLog document: every till signs on, then its transactions in the order they ended. */
export function dayDocument(receipts: readonly WorldReceipt[], room: TillRoom): string {
  const [first] = receipts
  if (!first) throw new RangeError('expected at least one receipt of the day')
  const two = first.dialect === 'poslog2'
  const tills = [...new Set(receipts.map(({ till }) => till))].sort()
  const opening = tills.map((till) => {
    const of = { storeId: room.storeId(first.store), till, day: first.businessDay }
    return two ? signOn2(of) : signOn6(of)
  })
  const sales = receipts.map((receipt) => (two ? transaction2(receipt, room) : transaction6(receipt, room)))
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    HEAD[first.dialect],
    ...opening,
    ...sales,
    '</POSLog>',
    '',
  ]
  return lines.join('\n')
}
