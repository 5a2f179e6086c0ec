import type { Row } from '../edm.ts'
import { type Book, ONE_TIME_CUSTOMER } from '../rows/book.ts'
import type { KeptOrder } from '../rows/kept.ts'
import type { Entity } from './entity.ts'
import { lineOf, ownCents } from './order-lines.ts'
import { allows, inEuros, inSalesArea, needs, oneOf, refused, textOf } from './rules.ts'

/** What a caller may say of an order's head. */
const HEAD = [
  'SalesOrderType',
  'SalesOrganization',
  'DistributionChannel',
  'OrganizationDivision',
  'SoldToParty',
  'PurchaseOrderByCustomer',
  'CustomerPurchaseOrderType',
  'CustomerPurchaseOrderDate',
  'SalesOrderDate',
  'RequestedDeliveryDate',
  'PricingDate',
  'ShippingCondition',
  'TransactionCurrency',
] as const

/** The channels by CustomerPurchaseOrderType; the tills write their own documents. */
const CHANNELS = { WEB: 'WEB', APP: 'MOBILE_APP', TEL: 'CALL_CENTER' } as const

/** Partner functions as the logon language shows them. */
const FUNCTIONS = ['SP', 'SH', 'BP', 'PY']

/**
 * Keeps an order that was sent as a deep insert. Throws a Refusal, and keeps nothing. A second order of one customer reference is
 * taken like the first: the vendor warns of it on a screen and nowhere else.
 */
export function createOrder(sent: Entity, book: Book): KeptOrder {
  allows(sent, HEAD, ['to_Item', 'to_Partner', 'to_PricingElement'])
  needs(sent, 'SalesOrderType', 'SoldToParty')
  inSalesArea(sent)
  inEuros(sent, 'TransactionCurrency')
  oneOf(sent, 'SalesOrderType', { values: ['OR'], code: 'V1/311' })
  oneOf(sent, 'CustomerPurchaseOrderType', { values: Object.keys(CHANNELS), code: 'V1/144' })
  oneOf(sent, 'ShippingCondition', { values: ['01', '02'], code: 'VP/112' })
  const items = sent.nested.get('to_Item') ?? []
  if (items.length === 0) throw refused('V1/028', 'Enter at least one item.', 'to_Item')
  const now = book.store.now()
  const order: KeptOrder = {
    number: textOf(sent, 'PurchaseOrderByCustomer'),
    salesOrder: book.store.next('order'),
    channel: channelOf(sent),
    customer: customerOf(sent, book),
    placedOn: textOf(sent, 'SalesOrderDate') || now.slice(0, 10),
    placedAt: now,
    status: 'OPEN',
    lines: items.map((item, at) => lineOf(item, at, book)),
    shipping: ownCents(sent, 'HD00'),
    deliveries: [],
    invoice: null,
    returned: null,
    written: { isNew: true, changedAt: now, head: headOf(sent, now), addresses: addressesOf(sent, book) },
  }
  if (new Set(order.lines.map(({ line }) => line)).size < order.lines.length)
    throw refused('V1/023', 'An item number is given twice.', 'SalesOrderItem')
  book.store.save(order)
  return order
}

function headOf({ row }: Entity, now: string): Row {
  const sent = HEAD.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]] as const]))
  const day = now.slice(0, 10)
  return {
    CustomerPurchaseOrderType: '',
    ...Object.fromEntries(sent),
    CreationDate: day,
    LastChangeDate: day,
  }
}

function channelOf(sent: Entity): KeptOrder['channel'] {
  const type = textOf(sent, 'CustomerPurchaseOrderType')
  return Object.entries(CHANNELS).find(([name]) => name === type)?.[1] ?? 'WEB'
}

/** The world's customer behind a customer number; -1 for the one-time customer. */
function customerOf(sent: Entity, book: Book): number {
  const number = textOf(sent, 'SoldToParty')
  if (number === ONE_TIME_CUSTOMER) return -1
  const [partner] = book.partnerByCustomer(number)
  if (!partner)
    throw refused('VP/216', `Sold-to party ${number} is not maintained for the sales area.`, 'SoldToParty')
  return partner.index
}

function addressesOf(sent: Entity, book: Book) {
  const partners = sent.nested.get('to_Partner') ?? []
  const soldTo = textOf(sent, 'SoldToParty')
  for (const partner of partners) {
    allows(partner, ['PartnerFunction', 'Customer'], ['to_Address'])
    needs(partner, 'PartnerFunction')
    oneOf(partner, 'PartnerFunction', { values: FUNCTIONS, code: 'VPD/045' })
    const customer = textOf(partner, 'Customer') || soldTo
    if (customer !== soldTo && book.partnerByCustomer(customer).length === 0)
      throw refused('VPD/005', `Partner ${customer} does not exist.`, 'Customer')
  }
  const addresses = new Map(
    partners.flatMap((partner) => {
      const [address] = partner.nested.get('to_Address') ?? []
      if (!address) return []
      oneOf(address, 'AddressRepresentationCode', { values: [], code: 'AM/010' })
      return [[textOf(partner, 'PartnerFunction'), address.row] as const]
    }),
  )
  if (soldTo === ONE_TIME_CUSTOMER && !addresses.get('SP')?.['AddresseeFullName'])
    throw refused('VPD/023', 'Enter the name and address of the one-time customer.', 'to_Partner')
  return addresses
}
