import { amountText, type Money, multiplyMoney, subtractMoney } from '../../money.ts'
import type { LineToPlace, OrderToPlace } from '../../ports/order-desk.ts'
import type { Day } from '../../time.ts'
import { partnersOf } from './desk-partners.ts'
import type { OrderWriting } from './desk-tools.ts'
import { materialKey } from './keys.ts'
import type { SapOptions } from './options.ts'
import { clip, datetime } from './values.ts'

/** PurchaseOrderByCustomer. What is longer could be written in part and never be found again. */
const REFERENCE_LENGTH = 35
/** SalesOrderItemText. */
const TEXT_LENGTH = 40

/**
 * An order as one deep insert of A_SalesOrder. Prices and discounts are given to the cent (manual price, discount as an amount, shipping
 * as an amount on the head), so that the system comes to the total the shopper saw. Throws CONFLICT for what it cannot hold.
 */
export function orderPayload(order: OrderToPlace, writing: OrderWriting): Readonly<Record<string, unknown>> {
  const { mapping, channelType, soldTo } = writing
  const { orderType } = mapping.orderDesk
  const isCollected = order.lines.every(({ fulfilment }) => fulfilment !== 'SHIP')
  const [pickup] = mapping.pickupConditions
  const partners = partnersOf(order, writing)
  return {
    SalesOrderType: orderType,
    ...salesArea(mapping),
    SoldToParty: soldTo,
    PurchaseOrderByCustomer: reference(order.key.number, writing),
    CustomerPurchaseOrderType: channelType,
    ...days(order.placedOn, 'SalesOrderDate', 'CustomerPurchaseOrderDate'),
    TransactionCurrency: order.total.gross.currency,
    ...(isCollected && pickup !== undefined && { ShippingCondition: pickup }),
    to_Item: order.lines.map((line) => itemPayload(line, writing)),
    ...(partners.length > 0 && { to_Partner: partners }),
    ...shippingPayload(order, writing),
  }
}

/** The sales area that orders and returns are written in. */
export function salesArea({ salesOrganization, distributionChannel, orderDesk }: SapOptions) {
  return {
    SalesOrganization: salesOrganization,
    DistributionChannel: distributionChannel,
    OrganizationDivision: orderDesk.division,
  }
}

/** A number as the customer's reference. Throws CONFLICT for one that does not fit. */
export function reference(number: string, { conflict }: Pick<OrderWriting, 'conflict'>): string {
  if (number.length > REFERENCE_LENGTH)
    throw conflict(`its number is longer than the ${REFERENCE_LENGTH} characters of a customer reference`)
  return number
}

/** An order's item is its line's position times ten, as the system itself numbers. */
export function itemOf(position: number): string {
  return String(position * 10)
}

function days(day: Day, ...fields: readonly string[]) {
  return Object.fromEntries(fields.map((field) => [field, datetime(day)]))
}

function itemPayload(line: LineToPlace, writing: OrderWriting) {
  const { mapping, conflict } = writing
  const { manualConditionType, orderDesk, materialDigits } = mapping
  const [pickup] = line.fulfilment === 'SHIP' ? [] : mapping.pickupTypes
  const before = multiplyMoney(line.unitPrice, String(line.quantity))
  const discount = subtractMoney(before, line.lineTotal.gross)
  if (discount.minor < 0)
    throw conflict(
      `line ${line.position} costs more than its price times its quantity; expected no surcharge`,
    )
  return {
    SalesOrderItem: itemOf(line.position),
    Material: materialKey(line.sku, materialDigits),
    SalesOrderItemText: clip(line.title, TEXT_LENGTH),
    RequestedQuantity: String(line.quantity),
    ...(line.location !== null && { ProductionPlant: line.location }),
    ...(pickup !== undefined && { ShippingType: pickup }),
    to_PricingElement: [
      element(manualConditionType, line.unitPrice),
      ...(discount.minor === 0
        ? []
        : [element(orderDesk.discountConditionType, { ...discount, minor: -discount.minor })]),
    ],
  }
}

function shippingPayload({ shippingCost }: OrderToPlace, { mapping, conflict }: OrderWriting) {
  if (shippingCost === null || shippingCost.gross.minor === 0) return {}
  const [type] = mapping.shippingConditions
  if (type === undefined) throw conflict('no condition type stands for shipping; set "shippingConditions"')
  return { to_PricingElement: [element(type, shippingCost.gross)] }
}

function element(type: string, amount: Money) {
  return {
    ConditionType: type,
    ConditionRateValue: amountText(amount),
    ConditionCurrency: amount.currency,
  }
}
