import { parisWall } from '../world/calendar.ts'
import { sumOf } from '../world/lines.ts'
import type { WorldReceipt } from '../world/sale-types.ts'
import { goodsOf, type Link } from './goods.ts'
import { tendersOf } from './payment.ts'
import { amount, hasVoidedLine, type TillRoom } from './till-room.ts'
import { element, leaf, type Xml } from './xml.ts'

/**
 * A POSLog 6 `Transaction`: `BusinessUnit/UnitID`, padded till and sequence, line numbers after the line, and the business
 * day and times after the retail transaction.
 */
export function transaction6(receipt: WorldReceipt, room: TillRoom): Xml {
  const storeId = room.storeId(receipt.store)
  const ended = parisWall(receipt.at)
  return element('Transaction', { TrainingModeFlag: String(receipt.kind === 'training') }, [
    element('BusinessUnit', {}, [leaf('UnitID', storeId)]),
    leaf('WorkstationID', receipt.till.padStart(2, '0'), { TypeCode: 'POS' }),
    leaf('SequenceNumber', String(receipt.sequence).padStart(6, '0')),
    leaf('OperatorID', receipt.cashier, { OperatorType: 'Cashier' }),
    leaf('CurrencyCode', 'EUR'),
    receipt.kind === 'no-sale' ? null : retail(receipt, room, storeId),
    leaf('BusinessDayDate', receipt.businessDay),
    leaf('BeginDateTime', parisWall(new Date(Date.parse(receipt.at) - 75_000).toISOString())),
    leaf('EndDateTime', ended),
    receipt.kind === 'no-sale' ? control('NoSale') : null,
  ])
}

/** The transaction with which a till's day begins; its sequence number is 0. */
export function signOn6(of: { readonly storeId: string; readonly till: string; readonly day: string }): Xml {
  return element('Transaction', {}, [
    element('BusinessUnit', {}, [leaf('UnitID', of.storeId)]),
    leaf('WorkstationID', of.till.padStart(2, '0'), { TypeCode: 'POS' }),
    leaf('SequenceNumber', '000000'),
    leaf('BusinessDayDate', of.day),
    leaf('EndDateTime', `${of.day}T08:45:00`),
    control('SignOn'),
  ])
}

function control(event: string): Xml {
  return element('ControlTransaction', {}, [element(event, {}, [])])
}

function retail(receipt: WorldReceipt, room: TillRoom, storeId: string): Xml {
  const { dialect, returnStyle, lines, kind } = receipt
  const style = { room, storeId, dialect, returnStyle, link: linkIn(room) }
  const origin = receipt.returnOf === null ? null : room.receipt(receipt.returnOf)
  const goods = lines.map((line) => goodsOf(line, origin, style))
  const taken = hasVoidedLine(receipt) ? goods.slice(0, 1) : []
  const items = [
    ...goods.map((body) => ({ body, voided: false })),
    ...taken.map((body) => ({ body, voided: true })),
    ...tendersOf(receipt).map((body) => ({ body, voided: false })),
  ]
  return element('RetailTransaction', { TransactionStatus: kind === 'voided' ? 'Canceled' : 'Finished' }, [
    ...items.map(({ body, voided }, index) =>
      element('LineItem', { CancelFlag: 'false', VoidFlag: voided ? 'true' : null, EntryMethod: 'Scanned' }, [
        body,
        leaf('SequenceNumber', String(index + 1)),
      ]),
    ),
    ...totals(receipt),
    customerOf(receipt, room),
    cardOf(receipt),
  ])
}

function totals(receipt: WorldReceipt): readonly Xml[] {
  const gross = sumOf(receipt.lines)
  const tax = receipt.lines.reduce((sum, line) => sum + line.tax, 0)
  const total = (type: string, cents: number) =>
    leaf('Total', amount(cents), { TotalType: type, CurrencyCode: 'EUR' })
  return [
    total('TransactionNetAmount', gross - tax),
    total('TransactionTaxAmount', tax),
    total('TransactionGrandAmount', gross),
    leaf('Total', String(receipt.lines.length), { TotalType: 'TransactionPurchaseQuantity' }),
  ]
}

function customerOf({ customer, namesCustomer }: WorldReceipt, room: TillRoom): Xml | null {
  if (customer === null || !namesCustomer) return null
  const { tillCustomer, givenName, familyName, address } = room.customer(customer)
  return element('Customer', {}, [
    tillCustomer === null ? null : leaf('CustomerID', tillCustomer),
    element('Name', {}, [leaf('OfficialName', `${givenName} ${familyName}`)]),
    address === null
      ? null
      : element('Address', {}, [
          leaf('AddressLine', address.streetLine1 ?? ''),
          leaf('City', address.city ?? ''),
          leaf('PostalCode', address.postalCode ?? ''),
          leaf('Country', address.countryCode ?? 'FR'),
        ]),
  ])
}

function cardOf({ card }: WorldReceipt): Xml | null {
  if (card === null) return null
  return element('LoyaltyAccount', {}, [element('LoyaltyCard', {}, [leaf('PrimaryAccountNumber', card)])])
}

function linkIn(room: TillRoom): Link {
  return (origin, line) =>
    element('TransactionLink', { ReasonCode: 'Return' }, [
      element('BusinessUnit', {}, [leaf('UnitID', room.storeId(origin.store))]),
      leaf('WorkstationID', origin.till.padStart(2, '0')),
      element('BusinessDayDate', {}, [leaf('Date', origin.businessDay)]),
      leaf('SequenceNumber', String(origin.sequence).padStart(6, '0')),
      line === null ? null : leaf('LineItemSequenceNumber', String(line.line)),
    ])
}
