import { z } from 'zod'

/*
 * The OData V2 shapes this adapter reads (WIRE.md section 1; the EDMX of the API_*_SRV services). Decimals and Int64 are
 * JSON strings, dates `/Date(ms)/`, absent texts '' or null; expanded lists are `{ results }`.
 */

/** The envelope of an entity set; rows are parsed one by one. */
export const envelope = z.object({
  d: z.object({ results: z.array(z.unknown()), __next: z.string().optional() }),
})

/** A V2 error body. Its message is the vendor's and stays here. */
export const errorBody = z.object({ error: z.object({ code: z.string() }) })

/** A text; blank and missing ones are null. */
const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null)

/** A code, where '' is a value of its own. */
const code = z
  .string()
  .nullish()
  .transform((value) => value?.trim() ?? '')

const key = z.string().trim().min(1)

/** Some services state decimals as JSON numbers. */
const decimalText = z.union([
  z.string().regex(/^\s*-?\d+(\.\d+)?(e[+-]?\d+)?\s*-?$/i),
  z.number().transform(String),
])

const date = z
  .string()
  .regex(/^\/Date\(-?\d+([+-]\d{1,4})?\)\/$/)
  .nullish()
  .transform((value) => value ?? null)

/** An expanded list. A part of one (with its own `__next`) is refused: half an order is none. */
function listOf<Row extends z.ZodType>(row: Row) {
  return z
    .object({ results: z.array(row), __next: z.undefined().optional() })
    .transform(({ results }) => results)
}

/** A row of which at least the key is readable: the whole record, or the field that keeps it from being read. */
export interface Row<Head, Whole> {
  readonly head: Head
  readonly whole: Whole | null
  readonly problem: string | null
}

/** Reads a row so that one unreadable record does not take the others of its page along. */
export function rowOf<Head, Whole>(
  head: z.ZodType<Head>,
  whole: z.ZodType<Whole>,
): z.ZodType<Row<Head, Whole>> {
  return z.unknown().transform((raw, context): Row<Head, Whole> => {
    const keys = head.safeParse(raw)
    if (!keys.success) {
      context.addIssue({ code: 'custom', message: 'expected a record with its keys', path: [] })
      return z.NEVER
    }
    const parsed = whole.safeParse(raw)
    if (parsed.success) return { head: keys.data, whole: parsed.data, problem: null }
    return { head: keys.data, whole: null, problem: parsed.error.issues[0]?.path.join('.') || 'the record' }
  })
}

/** The fields of a shape, to be selected: what is read is asked for and nothing else. Navigations are not fields. */
export function fieldsOf({ shape }: z.ZodObject, below = ''): string[] {
  const fields = Object.keys(shape).filter((field) => !field.startsWith('to_'))
  return fields.map((field) => (below ? `${below}/${field}` : field))
}

export const partnerKeys = z.object({ BusinessPartner: key, Customer: text })

export const email = z.object({ EmailAddress: text, IsDefaultEmailAddress: z.boolean().nullish() })
export const phone = z.object({
  InternationalPhoneNumber: text,
  PhoneNumber: text,
  IsDefaultPhoneNumber: z.boolean().nullish(),
})
export const address = z.object({
  AddressID: text,
  StreetName: text,
  HouseNumber: text,
  StreetPrefixName: text,
  StreetSuffixName: text,
  PostalCode: text,
  CityName: text,
  Region: text,
  Country: text,
  to_EmailAddress: listOf(email),
  to_PhoneNumber: listOf(phone),
  to_MobilePhoneNumber: listOf(phone),
})

export const partner = z.object({
  BusinessPartner: key,
  Customer: text,
  BusinessPartnerCategory: code,
  FirstName: text,
  LastName: text,
  OrganizationBPName1: text,
  BirthDate: date,
  CorrespondenceLanguage: text,
  CreationDate: date,
  to_BusinessPartnerAddress: listOf(address),
})
export type Partner = z.output<typeof partner>
export type PartnerAddress = z.output<typeof address>

/** A partner with the retailer's own fields, whatever they are. */
export const partnerReferences = z.looseObject({ BusinessPartner: key })

/** A row of A_AddressEmailAddress or A_AddressPhoneNumber: they share a lookup. */
export const addressContact = z.object({
  AddressID: key,
  EmailAddress: text,
  InternationalPhoneNumber: text,
  PhoneNumber: text,
})
export const partnerOfAddress = z.object({ BusinessPartner: key, AddressID: key })

/** What an order must at least say to be placed in a page or reported by its id. */
export const orderHead = z.object({
  SalesOrder: key,
  SalesOrderDate: date,
  PurchaseOrderByCustomer: text,
  CustomerPurchaseOrderType: code,
  SoldToParty: text,
  LastChangeDateTime: date,
})
export type OrderHead = z.output<typeof orderHead>

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

export const orderItem = z.object({
  SalesOrderItem: key,
  Material: text,
  SalesOrderItemText: text,
  RequestedQuantity: decimalText,
  RequestedQuantityUnit: code,
  NetAmount: decimalText,
  TaxAmount: decimalText,
  ProductionPlant: text,
  SDProcessStatus: code,
  DeliveryStatus: code,
  SalesDocumentRjcnReason: text,
  to_PricingElement: listOf(priceElement),
})
export type OrderItem = z.output<typeof orderItem>

export const salesOrder = z.object({
  SalesOrder: key,
  SoldToParty: text,
  SalesOrderDate: date,
  LastChangeDateTime: date,
  PurchaseOrderByCustomer: key,
  CustomerPurchaseOrderType: code,
  TotalNetAmount: decimalText,
  TransactionCurrency: key,
  OverallSDProcessStatus: code,
  OverallDeliveryStatus: code,
  to_Item: listOf(orderItem),
  to_PricingElement: listOf(priceElement),
})
export type SalesOrder = z.output<typeof salesOrder>

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

export const deliveryHeader = z.object({
  DeliveryDocument: key,
  OverallGoodsMovementStatus: code,
  OverallPickingStatus: code,
  OverallProofOfDeliveryStatus: code,
  BillOfLading: text,
})
export type DeliveryHeader = z.output<typeof deliveryHeader>

export const billingItem = z.object({
  BillingDocument: key,
  SalesDocument: key,
  NetAmount: decimalText,
  TaxAmount: decimalText,
})
export type BillingItem = z.output<typeof billingItem>

/** Which order an item of a billing document is of: one document may bill several. */
export const billedOrder = z.object({ SalesDocument: text })

export const billingDocument = z.object({
  BillingDocument: key,
  BillingDocumentCategory: code,
  BillingDocumentIsCancelled: z.boolean().nullish(),
  CancelledBillingDocument: text,
  InvoiceClearingStatus: code,
  TotalGrossAmount: decimalText,
  TransactionCurrency: key,
  to_Item: listOf(billedOrder),
})
export type BillingDocument = z.output<typeof billingDocument>

export const conditionRecord = z.object({
  ConditionRateValue: decimalText,
  ConditionRateValueUnit: text,
  ConditionCurrency: text,
  ConditionQuantity: decimalText.nullish(),
  ConditionQuantityUnit: code,
  ConditionIsDeleted: z.boolean().nullish(),
})

export const validityKeys = z.object({ ConditionRecord: key, Material: key })

export const validity = z.object({
  ConditionRecord: key,
  ConditionValidityStartDate: date,
  ConditionValidityEndDate: date,
  Material: key,
  Plant: code,
  Customer: code,
  CustomerGroup: code,
  CustomerPriceGroup: code,
  CustomerHierarchy: code,
  CustomerConditionGroup: code,
  PriceListType: code,
  SalesOffice: code,
  SalesDocument: code,
  to_SlsPrcgConditionRecord: conditionRecord,
})
export type Validity = z.output<typeof validity>

export const stockKeys = z.object({ Material: key, Plant: key })

export const stockRow = z.object({
  Material: key,
  Plant: key,
  InventoryStockType: code,
  InventorySpecialStockType: code,
  MaterialBaseUnit: code,
  MatlWrhsStkQtyInMatlBaseUnit: decimalText,
})
export type StockRow = z.output<typeof stockRow>

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

export const customerReturn = z.object({
  CustomerReturn: key,
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

/** Address fields of plants differ by release and extension: read where they are there, never asked for by name. */
export const plant = z.object({
  Plant: key,
  PlantName: text,
  PlantCategory: code,
  StreetName: text,
  HouseNumber: text,
  PostalCode: text,
  CityName: text,
  Region: text,
  Country: text,
  PhoneNumber: text,
})
export type Plant = z.output<typeof plant>
