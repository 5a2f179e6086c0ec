import { entityType, many, one } from '../edm.ts'

/** What a price is. `ConditionRateValue` is per `ConditionQuantity` units. */
export const conditionRecord = entityType('A_SlsPrcgConditionRecord', {
  keys: ['ConditionRecord'],
  navs: {
    to_SlsPrcgCndnRecdValidity: many('A_SlsPrcgCndnRecdValidity', 'ConditionRecord'),
  },
  unfilled: 'to_SlsPrcgCndnRecdSuplmnt to_SlsPrcgCndnRecordScale to_SlsPrcgConditionRecordText',
  fields: `
    ConditionRecord:String(10) ConditionSequentialNumber:String(2) ConditionTable:String(3)
    ConditionApplication:String(2) ConditionType:String(4) ConditionValidityEndDate:Date
    ConditionValidityStartDate:Date ConditionTextID:String(10) ConditionScaleQuantity:Decimal(15,3)
    ConditionScaleQuantityUnit:String(3) ConditionScaleAmount:Decimal(16,3)
    ConditionScaleAmountCurrency:String(5) ConditionCalculationType:String(1)
    ConditionRateValue:Decimal(12,3) ConditionRateValueUnit:String(5)
    ConditionRateRatio:Decimal(24,9) ConditionRateRatioUnit:String(3)
    ConditionRateAmount:Decimal(24,9) ConditionCurrency:String(5) ConditionQuantity:Decimal(5,0)
    ConditionQuantityUnit:String(3) ConditionToBaseQtyNmrtr:Decimal(5,0)
    ConditionToBaseQtyDnmntr:Decimal(5,0) BaseUnit:String(3) ConditionLowerLimit:Decimal(12,3)
    ConditionLowerLimitAmount:Decimal(24,9) ConditionLowerLimitRatio:Decimal(24,9)
    ConditionUpperLimit:Decimal(12,3) ConditionUpperLimitAmount:Decimal(24,9)
    ConditionUpperLimitRatio:Decimal(24,9) ConditionAlternativeCurrency:String(5)
    ConditionExclusion:String(1) ConditionIsDeleted:Boolean MinimumConditionBasisValue:Decimal(15,3)
    MaximumConditionBasisValue:Decimal(15,3) MaximumConditionAmount:Decimal(14,3)
    ConditionReleaseStatus:String(1) ConditionChangeReason:String(3)
    PrevApprovedConditionRecord:String(10) ConditionTaxCode:String(2)
    ConditionWithholdingTaxCode:String(2)
  `,
})

/** What and when it is for. Materials come as 18 digits and match so alone. */
export const conditionValidity = entityType('A_SlsPrcgCndnRecdValidity', {
  keys: ['ConditionRecord', 'ConditionValidityEndDate'],
  exits: ['Customer', 'BPForCustomer'],
  navs: {
    to_SlsPrcgConditionRecord: one('A_SlsPrcgConditionRecord', 'ConditionRecord'),
  },
  unfilled: 'to_SlsPrcgCndnRecdSuplmnt',
  fields: `
    ConditionRecord:String(10) ConditionValidityEndDate:Date ConditionValidityStartDate:Date
    ConditionApplication:String(2) ConditionType:String(4) ConditionReleaseStatus:String(1)
    SalesDocument:String(10) SalesDocumentItem:String(6) ConditionContract:String(10)
    CustomerHierarchy:String(10) LocalSalesTaxApplicabilityCode:String(3) CustomerGroup:String(2)
    CustomerPriceGroup:String(2) MaterialPricingGroup:String(2) Customer:String(10)
    BPForCustomer:String(10) MaterialGroup:String(9) Material:String(40)
    AdditionalMaterialGroup1:String(3) AdditionalMaterialGroup2:String(3)
    AdditionalMaterialGroup3:String(3) AdditionalMaterialGroup4:String(3)
    AdditionalMaterialGroup5:String(3) PriceListType:String(2) CustomerTaxClassification1:String(1)
    CustomerTaxClassification2:String(1) CustomerTaxClassification3:String(1)
    CustomerTaxClassification4:String(1) CustomerTaxClassification5:String(1)
    CustomerTaxClassification6:String(1) CustomerTaxClassification7:String(1)
    CustomerTaxClassification8:String(1) CustomerTaxClassification9:String(1)
    MainItemMaterialPricingGroup:String(2) MainItemPricingRefMaterial:String(40)
    VariantCondition:String(26) SalesOffice:String(4) SalesGroup:String(3)
    SalesOrganization:String(4) SalesOrderSalesOrganization:String(4) DistributionChannel:String(2)
    Plant:String(4) PlantRegion:String(3) ConditionProcessingStatus:String(2)
    ConditionIsExclusive:Boolean ConditionScaleBasisValue:String(7)
    SalesSDDocumentCategory:String(4) CustomerConditionGroup:String(2)
    CrsCtlgMappgPriceVersionNumber:String(4) SalesDocumentType:String(4) SalesDistrict:String(6)
    PurgDocSupplyingPlant:String(4) ShippingCondition:String(2) PlantCounty:String(3)
    PlantCity:String(4) MaterialExternalGroup:String(18)
  `,
})
