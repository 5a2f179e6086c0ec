import { z } from 'zod'
import { code, date, decimalText, key, listOf, text } from './shapes.ts'

/* Orders and what follows them: API_SALES_ORDER_SRV, deliveries, billing documents, customer returns (WIRE.md section 1). */

/** What an order must at least say to be placed in a page or reported by its id. */
export const orderHead = z.object({
  SalesOrder: key,
  SalesOrderDate: date,
  PurchaseOrderByCustomer: text,
  CustomerPurchaseOrderType: code,
  SoldToParty: text,
  LastChangeDateTime: date,
})

/** A pricing element of an order or item. Class: B price, A discount or surcharge, D tax. */
export const priceElement = z.object({
  ConditionType: code,
  ConditionClass: code,
  ConditionCalculationType: code,
  ConditionAmount: decimalText.nullish(),
  ConditionRateValue: decimalText.nullish(),
  ConditionQuantity: decimalText.nullish(),
  ConditionQuantityUnit: code,
  ConditionInactiveReason: code,
  ConditionIsForStatistics: z.boolean().nullish(),
})
export type PriceElement = z.output<typeof priceElement>

/** The channel of an order, where nothing else of it is wanted. */
export const orderChannel = z.object({ SalesOrder: key, CustomerPurchaseOrderType: code })

/** A_SalesOrderItem. Net is without VAT; a rejected item keeps its amounts. */
export const orderItem = z.object({
  SalesOrderItem: key,
  Material: text,
  SalesOrderItemText: text,
  RequestedQuantity: decimalText,
  RequestedQuantityUnit: code,
  NetAmount: decimalText,
  TaxAmount: decimalText,
  ProductionPlant: text,
  ShippingType: code,
  SDProcessStatus: code,
  DeliveryStatus: code,
  SalesDocumentRjcnReason: text,
  to_PricingElement: listOf(priceElement),
})
export type OrderItem = z.output<typeof orderItem>

/** A_SalesOrder with items and pricing. TotalNetAmount is without VAT and rejected items. */
export const salesOrder = z.object({
  SalesOrder: key,
  SoldToParty: text,
  SalesOrderDate: date,
  LastChangeDateTime: date,
  PurchaseOrderByCustomer: key,
  CustomerPurchaseOrderType: code,
  TotalNetAmount: decimalText,
  TransactionCurrency: key,
  ShippingCondition: code,
  OverallSDProcessStatus: code,
  OverallDeliveryStatus: code,
  to_Item: listOf(orderItem),
  to_PricingElement: listOf(priceElement),
})
export type SalesOrder = z.output<typeof salesOrder>

/** A_OutbDeliveryItem; ReferenceSDDocument is the order. */
export const deliveryItem = z.object({
  DeliveryDocument: key,
  DeliveryDocumentItem: key,
  ReferenceSDDocument: key,
  ReferenceSDDocumentItem: key,
  ActualDeliveryQuantity: decimalText,
  DeliveryQuantityUnit: code,
  Plant: text,
})
export type DeliveryItem = z.output<typeof deliveryItem>

/** A_OutbDeliveryHeader. Status letters: A not begun, B partly, C complete. */
export const deliveryHeader = z.object({
  DeliveryDocument: key,
  ActualGoodsMovementDate: date,
  ShippingCondition: code,
  ShippingType: code,
  OverallGoodsMovementStatus: code,
  OverallPickingStatus: code,
  OverallProofOfDeliveryStatus: code,
  BillOfLading: text,
})
export type DeliveryHeader = z.output<typeof deliveryHeader>

/** A_BillingDocumentItem; SalesDocument is the order. */
export const billingItem = z.object({
  BillingDocument: key,
  SalesDocument: key,
  NetAmount: decimalText,
  TaxAmount: decimalText,
})
export type BillingItem = z.output<typeof billingItem>

/** Which order an item of a billing document is of: one document may bill several. */
export const billedOrder = z.object({ SalesDocument: text })

/** A_BillingDocument with the orders it bills. */
export const billingDocument = z.object({
  BillingDocument: key,
  BillingDocumentDate: date,
  BillingDocumentCategory: code,
  BillingDocumentIsCancelled: z.boolean().nullish(),
  CancelledBillingDocument: text,
  InvoiceClearingStatus: code,
  TotalGrossAmount: decimalText,
  TransactionCurrency: key,
  to_Item: listOf(billedOrder),
})
export type BillingDocument = z.output<typeof billingDocument>

/** A_CustomerReturnItem; quantities are positive. */
export const returnItem = z.object({
  CustomerReturnItem: key,
  Material: text,
  RequestedQuantity: decimalText,
  RequestedQuantityUnit: code,
  NetAmount: decimalText,
  TaxAmount: decimalText,
  ReturnReason: text,
  SalesDocumentRjcnReason: text,
  ReferenceSDDocumentItem: text,
  ProductionPlant: text,
})

/** A_CustomerReturn with its items; ReferenceSDDocument is the order. */
export const customerReturn = z.object({
  CustomerReturn: key,
  PurchaseOrderByCustomer: text,
  CustomerPurchaseOrderType: code,
  CustomerReturnDate: date,
  SDDocumentReason: text,
  ReferenceSDDocument: key,
  OverallSDProcessStatus: code,
  RetsMgmtProcessingStatus: code,
  RetsMgmtLogProcgStatus: code,
  RetsMgmtCompnProcgStatus: code,
  TransactionCurrency: key,
  to_Item: listOf(returnItem),
})
export type CustomerReturn = z.output<typeof customerReturn>

/**
 * A_SalesOrderPartnerAddress: the address as the order has it. Fields and keys as in the API's EDMX; one for each script
 * (AddressRepresentationCode), the latin one blank.
 */
export const orderAddress = z.object({
  AddressRepresentationCode: code,
  AddresseeFullName: text,
  OrganizationName1: text,
  StreetName: text,
  HouseNumber: text,
  StreetPrefixName1: text,
  StreetSuffixName1: text,
  PostalCode: text,
  CityName: text,
  Region: text,
  Country: text,
})
export type OrderAddressRow = z.output<typeof orderAddress>

/** A_SalesOrderHeaderPartner with its addresses. */
export const orderPartner = z.object({
  SalesOrder: key,
  PartnerFunction: code,
  PartnerFunctionInternalCode: code,
  to_Address: listOf(orderAddress),
})
export type OrderPartnerRow = z.output<typeof orderPartner>
