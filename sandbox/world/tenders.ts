import { sumOf } from './lines.ts'
import type { Random } from './random.ts'
import type { WorldLine, WorldReceipt, WorldTender } from './sale-types.ts'
import { roundsCash } from './stores.ts'

interface Paid {
  readonly tenders: readonly WorldTender[]
  readonly rounding: number
}

/**
 * How a receipt was paid: the tenders less their change are the lines and the rounding together. Voided receipts and
 * opened drawers have no tenders.
 */
export function tendersOf(
  random: Random,
  { lines, kind, store }: Pick<WorldReceipt, 'kind' | 'store'> & { readonly lines: readonly WorldLine[] },
): Paid {
  const total = sumOf(lines)
  if (kind === 'voided' || kind === 'no-sale' || total === 0) return { tenders: [], rounding: 0 }
  if (total < 0) return { tenders: [random.chance(0.4) ? cash(total, 0) : card(random, total)], rounding: 0 }
  const draw = random.next()
  if (kind === 'training' || draw < 0.3) return inCash(random, total, roundsCash(store))
  if (draw < 0.36 && total > 1500) return inTwo(random, 'GiftCard', total)
  if (draw < 0.4 && total > 1500) return inTwo(random, 'Voucher', total)
  return { tenders: [card(random, total)], rounding: 0 }
}

function inCash(random: Random, total: number, rounds: boolean): Paid {
  const due = rounds ? Math.round(total / 5) * 5 : total
  const note = random.pick([500, 1000, 2000])
  const given = random.chance(0.3) ? due : Math.ceil(due / note) * note
  return { tenders: [cash(given, given - due)], rounding: due - total }
}

function inTwo(random: Random, type: 'GiftCard' | 'Voucher', total: number): Paid {
  const first: WorldTender = { type, amount: 1000, change: 0, brand: null, last4: null }
  return { tenders: [first, card(random, total - 1000)], rounding: 0 }
}

function cash(amount: number, change: number): WorldTender {
  return { type: 'Cash', amount, change, brand: null, last4: null }
}

function card(random: Random, amount: number): WorldTender {
  const brand = random.pick(['CB', 'VISA', 'MASTERCARD'])
  const last4 = String(random.int(0, 9999)).padStart(4, '0')
  return { type: 'CreditDebit', amount, change: 0, brand, last4 }
}
