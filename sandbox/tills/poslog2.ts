import { parisWall } from '../world/calendar.ts'
import { sumOf } from '../world/lines.ts'
import type { WorldReceipt } from '../world/sale-types.ts'
import { goodsOf, type Link } from './goods.ts'
import { tendersOf } from './payment.ts'
import { amount, hasVoidedLine, type TillRoom } from './till-room.ts'
import { element, leaf, type Xml } from './xml.ts'

/**
 * A POSLog 2.1 `Transaction`: `RetailStoreID`, bare till and sequence, the day and times before the retail transaction,
 * line numbers first in the line, no status on a finished sale.
 */
export function transaction2(receipt: WorldReceipt, room: TillRoom): Xml {
  const storeId = room.storeId(receipt.store)
  return element('Transaction', receipt.kind === 'training' ? { TrainingModeFlag: 'true' } : {}, [
    leaf('RetailStoreID', storeId),
    leaf('WorkstationID', receipt.till),
    leaf('SequenceNumber', String(receipt.sequence)),
    leaf('BusinessDayDate', receipt.businessDay),
    leaf('EndDateTime', parisWall(receipt.at)),
    leaf('OperatorID', receipt.cashier),
    leaf('CurrencyCode', 'EUR'),
    receipt.kind === 'no-sale' ? control('NoSale') : retail(receipt, room, storeId),
  ])
}

/** The transaction with which a till's day begins; its sequence number is 0. */
export function signOn2(of: { readonly storeId: string; readonly till: string; readonly day: string }): Xml {
  return element('Transaction', {}, [
    leaf('RetailStoreID', of.storeId),
    leaf('WorkstationID', of.till),
    leaf('SequenceNumber', '0'),
    leaf('BusinessDayDate', of.day),
    leaf('EndDateTime', `${of.day}T08:45:00`),
    control('SignOn'),
  ])
}

function control(event: string): Xml {
  return element('ControlTransaction', { Version: '2.1' }, [element(event, {}, [])])
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
  const status = kind === 'voided' ? 'Voided' : null
  return element('RetailTransaction', { Version: '2.1', TransactionStatus: status }, [
    ...items.map(({ body, voided }, index) =>
      element('LineItem', { VoidFlag: voided ? 'true' : null }, [
        leaf('SequenceNumber', String(index + 1)),
        body,
      ]),
    ),
    leaf('Total', amount(sumOf(lines)), { TotalType: 'TransactionGrandAmount' }),
    customerOf(receipt, room),
    receipt.card === null ? null : element('LoyaltyAccount', {}, [leaf('CustomerID', receipt.card)]),
  ])
}

function customerOf({ customer, namesCustomer }: WorldReceipt, room: TillRoom): Xml | null {
  if (customer === null || !namesCustomer) return null
  const { tillCustomer, givenName, familyName } = room.customer(customer)
  return element('Customer', {}, [
    tillCustomer === null ? null : leaf('CustomerID', tillCustomer),
    element('Name', {}, [
      leaf('Name', givenName, { Location: 'First' }),
      leaf('Name', familyName, { Location: 'Last' }),
    ]),
  ])
}

function linkIn(room: TillRoom): Link {
  return (origin, line) =>
    element('TransactionLink', {}, [
      leaf('RetailStoreID', room.storeId(origin.store)),
      leaf('WorkstationID', origin.till),
      leaf('BusinessDayDate', origin.businessDay),
      leaf('SequenceNumber', String(origin.sequence)),
      line === null ? null : leaf('LineItemSequenceNumber', String(line.line)),
    ])
}
