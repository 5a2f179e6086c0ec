import { parseReceiptNumber } from '../../adapters/ids.ts'
import { CUSTOMER } from './landmarks.ts'
import { stream } from './random.ts'
import type { WorldOrder, WorldReceipt } from './sale-types.ts'
import type { WorldCustomer } from './shopper-types.ts'

/** One in so many till sales of shoppers the ERP knows was also posted to the ERP as an order. */
const ONE_IN = 12

/** The ERP orders that are copies of till receipts. The omnichannel shopper has at least one. */
export function copyReceipts(
  seed: number,
  receipts: readonly WorldReceipt[],
  customers: readonly WorldCustomer[],
): readonly WorldOrder[] {
  const sales = receipts.filter(({ kind, customer }) => kind === 'sale' && customer !== null)
  const shoppers = sales.filter(({ customer }) => customer === CUSTOMER.omnichannel)
  const always = shoppers.at(-2)
  return sales
    .filter((receipt) => receipt === always || stream(seed, 'copy', receipt.number).chance(1 / ONE_IN))
    .flatMap((receipt) => {
      const customer = customers[receipt.customer ?? -1]
      return customer?.businessPartner ? [{ receipt, customer }] : []
    })
    .map(({ receipt, customer }, index) => copyOf(receipt, customer, index + 1))
}

function copyOf(receipt: WorldReceipt, customer: WorldCustomer, serial: number): WorldOrder {
  return {
    number: paddedNumber(receipt.number),
    salesOrder: String(3_000_000_000 + serial),
    channel: 'STORE_POS',
    customer: customer.index,
    placedOn: receipt.businessDay,
    placedAt: receipt.at,
    status: 'INVOICED',
    lines: receipt.lines.map((line) => ({ ...line, line: line.line * 10 })),
    shipping: 0,
    deliveries: [],
    invoice: { number: String(95_000_000 + serial), on: receipt.businessDay, cleared: true },
    returned: null,
    copyOfReceipt: receipt.number,
  }
}

/** The till's interface to the ERP pads till and sequence: `0101-02-20260510-003619`. */
function paddedNumber(number: string): string {
  const key = parseReceiptNumber(number)
  if (!key) throw new RangeError('expected a receipt number')
  const { store, till, businessDay, sequence } = key
  return `${store}-${till.padStart(2, '0')}-${businessDay.replaceAll('-', '')}-${sequence.padStart(6, '0')}`
}
