import type { WorldReceipt, WorldTender } from '../world/sale-types.ts'
import { amount } from './till-room.ts'
import { element, leaf, type Xml } from './xml.ts'

/** The till vendor's own tender numbers, which 2.x writes beside the type. */
const TENDER_IDS = { Cash: '1', CreditDebit: '11', GiftCard: '21', Voucher: '22' } as const

/**
 * The `Tender` elements of a receipt, and last, where cash was rounded, one that holds nothing but the rounding. Money
 * paid out has the type code `Refund`; its amount has no sign in 6 and a minus in 2.x.
 */
export function tendersOf({ tenders, rounding, dialect }: WorldReceipt): readonly Xml[] {
  const paid = tenders.map((tender) => tenderOf(tender, dialect))
  return rounding === 0 ? paid : [...paid, element('Tender', {}, [roundingOf(rounding)])]
}

function tenderOf(tender: WorldTender, dialect: WorldReceipt['dialect']): Xml {
  const out = tender.amount < 0
  const cents = dialect === 'poslog2' ? tender.amount : Math.abs(tender.amount)
  return element('Tender', { TenderType: tender.type, TypeCode: out ? 'Refund' : 'Sale' }, [
    dialect === 'poslog2' ? leaf('TenderID', TENDER_IDS[tender.type]) : null,
    leaf('Amount', amount(cents), { Currency: 'EUR' }),
    tender.last4 === null ? null : cardOf(tender.brand, tender.last4),
    tender.change === 0 ? null : element('TenderChange', {}, [leaf('Amount', amount(tender.change))]),
  ])
}

function cardOf(brand: string | null, last4: string): Xml {
  return element('CreditDebit', { CardType: brand }, [leaf('PrimaryAccountNumber', `************${last4}`)])
}

function roundingOf(cents: number): Xml {
  return leaf('Rounding', amount(Math.abs(cents)), { RoundingDirection: cents > 0 ? 'Up' : 'Down' })
}
