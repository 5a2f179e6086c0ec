import { entityType, many, one } from '../edm.ts'

/** Invoices and credit memos. */
export const billingDocument = entityType('A_BillingDocument', {
  keys: ['BillingDocument'],
  exits: ['BillingDocument', 'SoldToParty', 'PayerParty', 'CancelledBillingDocument'],
  navs: {
    to_Item: many('A_BillingDocumentItem', 'BillingDocument'),
  },
  unfilled: 'to_Partner to_PricingElement to_Text',
  fields: `
    SalesOrganization:String(4) DistributionChannel:String(2) BillingDocument:String(10)
    BillingDocumentCategory:String(1) BillingDocumentType:String(4) CreationDate:Date
    LastChangeDate:Date LastChangeDateTime:Timestamp BillingDocumentDate:Date
    BillingDocumentIsCancelled:Boolean CancelledBillingDocument:String(10)
    BillingDocCombinationCriteria:String(40) TotalNetAmount:Decimal(16,3)
    TransactionCurrency:String(5) StatisticsCurrency:String(5) TaxAmount:Decimal(14,3)
    TotalGrossAmount:Decimal(17,3) PayerParty:String(10) FixedValueDate:Date ExchangeRateDate:Date
    SoldToParty:String(10) OverallSDProcessStatus:String(1) OverallBillingStatus:String(1)
    AccountingPostingStatus:String(1) AccountingTransferStatus:String(1) BillingIssueType:String(1)
    InvoiceListStatus:String(1) InvoiceClearingStatus:String(1) BillingDocumentListType:String(4)
    BillingDocumentListDate:Date
  `,
})

/** Its own number comes without padding, those of the documents before it with. */
export const billingDocumentItem = entityType('A_BillingDocumentItem', {
  keys: ['BillingDocument', 'BillingDocumentItem'],
  exits: ['BillingDocument', 'BillingDocumentItem', 'Material', 'SalesDocument', 'ReferenceSDDocument'],
  navs: {
    to_BillingDocument: one('A_BillingDocument', 'BillingDocument'),
  },
  unfilled: 'to_ItemText to_Partner to_PricingElement',
  fields: `
    TransactionCurrency:String(5) Plant:String(4) BillingDocument:String(10)
    BillingDocumentItem:String(6) SalesDocumentItemCategory:String(4)
    SalesDocumentItemType:String(1) ReferenceLogicalSystem:String(10) SalesOffice:String(4)
    Material:String(40) OriginallyRequestedMaterial:String(40) PricingReferenceMaterial:String(40)
    MaterialGroup:String(9) AdditionalMaterialGroup1:String(3) AdditionalMaterialGroup2:String(3)
    AdditionalMaterialGroup3:String(3) AdditionalMaterialGroup4:String(3)
    AdditionalMaterialGroup5:String(3) MaterialCommissionGroup:String(2)
    MaterialGroupHierarchy1:String(18) MaterialGroupHierarchy2:String(18)
    MaterialDeterminationType:String(1) BillingDocumentItemText:String(40)
    BillingQuantity:Decimal(13,3) BillingQuantityUnit:String(3)
    BillingQuantityInBaseUnit:Decimal(13,3) MRPRequiredQuantityInBaseUnit:Decimal(13,3)
    BillingToBaseQuantityDnmntr:Decimal(5,0) BillingToBaseQuantityNmrtr:Decimal(5,0)
    BillingPlanRule:String(1) BillingPlan:String(10) BillingPlanItem:String(6)
    NetAmount:Decimal(16,3) GrossAmount:Decimal(16,3) PricingScaleQuantityInBaseUnit:Decimal(13,3)
    TaxAmount:Decimal(14,3) CostAmount:Decimal(14,3) Subtotal1Amount:Decimal(14,3)
    Subtotal2Amount:Decimal(14,3) Subtotal3Amount:Decimal(14,3) Subtotal4Amount:Decimal(14,3)
    Subtotal5Amount:Decimal(14,3) Subtotal6Amount:Decimal(14,3) MaterialPricingGroup:String(2)
    MainItemPricingRefMaterial:String(40) MainItemMaterialPricingGroup:String(2)
    EligibleAmountForCashDiscount:Decimal(14,3) ReferenceSDDocument:String(10)
    ReferenceSDDocumentItem:String(6) ReferenceSDDocumentCategory:String(4) SalesDocument:String(10)
    SalesDocumentItem:String(6) SalesSDDocumentCategory:String(4)
    BillingDocumentItemInPartSgmt:String(6) ExternalReferenceDocument:String(10)
    ExternalReferenceDocumentItem:String(6)
  `,
})
