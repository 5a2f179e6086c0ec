import { z } from 'zod'
import { code, date, decimalText, key, listOf, text } from './shapes.ts'

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

/** The two numbers of a partner; `Customer` is null for one who never buys. */
export const partnerKeys = z.object({ BusinessPartner: key, Customer: text })

const email = z.object({ EmailAddress: text, IsDefaultEmailAddress: z.boolean().nullish() })
const phone = z.object({
  InternationalPhoneNumber: text,
  PhoneNumber: text,
  IsDefaultPhoneNumber: z.boolean().nullish(),
})
/** A_BusinessPartnerAddress with its contacts. Mobile numbers are a navigation of their own. */
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

/** A_BusinessPartner with its addresses. */
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
/** Whose an address is. */
export const partnerOfAddress = z.object({ BusinessPartner: key, AddressID: key })

/** A_SlsPrcgConditionRecord: the price, for ConditionQuantity units. */
export const conditionRecord = z.object({
  ConditionRateValue: decimalText,
  ConditionRateValueUnit: text,
  ConditionCurrency: text,
  ConditionQuantity: decimalText.nullish(),
  ConditionQuantityUnit: code,
  ConditionIsDeleted: z.boolean().nullish(),
})

/** What a validity must at least say to be told whose price cannot be read. */
export const validityKeys = z.object({ ConditionRecord: key, Material: key })

/** A_SlsPrcgCndnRecdValidity with its record: what and when a price is for; blank fields do not narrow it down. */
export const validity = z.object({
  ConditionRecord: key,
  ConditionValidityStartDate: date,
  ConditionValidityEndDate: date,
  ConditionType: key,
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

/** A_ProductSalesTax: how one article is taxed in one country. */
export const salesTax = z.object({ Product: key, TaxClassification: code })

/** What a row of stock must at least say to be told whose level cannot be read. */
export const stockKeys = z.object({ Material: key, Plant: key })

/** A_MatlStkInAcctMod: the quantity of one item in one storage location, of one kind of stock. */
export const stockRow = z.object({
  Material: key,
  Plant: key,
  InventoryStockType: code,
  InventorySpecialStockType: code,
  MaterialBaseUnit: code,
  MatlWrhsStkQtyInMatlBaseUnit: decimalText,
})
export type StockRow = z.output<typeof stockRow>

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
