import { entityType, many } from '../edm.ts'

/** An article; `ProductStandardID` is its GTIN. */
export const product = entityType('A_Product', {
  keys: ['Product'],
  exits: ['Product', 'CrossPlantConfigurableProduct'],
  navs: {
    to_Description: many('A_ProductDescription', 'Product'),
    to_Plant: many('A_ProductPlant', 'Product'),
    to_SalesDelivery: many('A_ProductSalesDelivery', 'Product'),
    to_ProductUnitsOfMeasure: many('A_ProductUnitsOfMeasure', 'Product'),
    to_ProductSalesTax: many('A_ProductSalesTax', 'Product'),
  },
  unfilled: `
    to_ProductBasicText to_ProductInspectionText to_ProductProcurement to_ProductPurchaseText
    to_ProductQualityMgmt to_ProductSales to_ProductStorage to_Valuation
  `,
  fields: `
    Product:String(40) ProductType:String(4) CrossPlantStatus:String(2)
    CrossPlantStatusValidityDate:Date CreationDate:Date LastChangeDate:Date
    LastChangeDateTime:Timestamp IsMarkedForDeletion:Boolean ProductOldID:String(40)
    GrossWeight:Decimal(13,3) PurchaseOrderQuantityUnit:String(3) WeightUnit:String(3)
    NetWeight:Decimal(13,3) ProductGroup:String(9) BaseUnit:String(3) ItemCategoryGroup:String(4)
    ProductHierarchy:String(18) VarblPurOrdUnitIsActive:String(1) VolumeUnit:String(3)
    Brand:String(4) ValidityStartDate:Date IndustryStandardName:String(18)
    ProductStandardID:String(18) ProductIsConfigurable:Boolean ExternalProductGroup:String(18)
    CrossPlantConfigurableProduct:String(40) ProductManufacturerNumber:String(40)
    WarehouseProductGroup:String(4) StandardHandlingUnitType:String(4)
    PreferredUnitOfMeasure:String(3) TimeUnitForQuarantinePeriod:String(3)
    QualityInspectionGroup:String(4) AuthorizationGroup:String(4) HandlingUnitType:String(4)
    HasVariableTareWeight:Boolean UnitForMaxPackagingDimensions:String(3)
  `,
})

/** 40 characters a language. */
export const productDescription = entityType('A_ProductDescription', {
  keys: ['Product', 'Language'],
  exits: ['Product'],
  fields: `
    Product:String(40) Language:String(2) ProductDescription:String(40)
  `,
})

/** The plants that keep it. */
export const productPlant = entityType('A_ProductPlant', {
  keys: ['Product', 'Plant'],
  exits: ['Product'],
  unfilled: `
    to_PlantMRPArea to_PlantQualityMgmt to_PlantSales to_PlantStorage to_PlantText
    to_ProdPlantInternationalTrade to_ProductPlantCosting to_ProductPlantForecast
    to_ProductPlantProcurement to_ProductSupplyPlanning to_ProductWorkScheduling to_StorageLocation
  `,
  fields: `
    Product:String(40) Plant:String(4) ProductionInvtryManagedLoc:String(4) ProfileCode:String(2)
    ProfileValidityStartDate:Date MaintenanceStatusName:String(15) IsMarkedForDeletion:Boolean
    MRPType:String(2) MRPResponsible:String(3) IsCoProduct:Boolean ProductIsConfigurable:String(40)
    SerialNumberProfile:String(4) ProductCFOPCategory:String(2) ProductIsExciseTaxRelevant:Boolean
    ConfigurableProduct:String(40) ProductIsCriticalPrt:Boolean
    ProductLogisticsHandlingGroup:String(4)
  `,
})

/** How it is sold in an area. */
export const productSalesDelivery = entityType('A_ProductSalesDelivery', {
  keys: ['Product', 'ProductSalesOrg', 'ProductDistributionChnl'],
  exits: ['Product'],
  unfilled: 'to_SalesTax to_SalesText',
  fields: `
    Product:String(40) ProductSalesOrg:String(4) ProductDistributionChnl:String(2)
    MinimumOrderQuantity:Decimal(13,3) PriceSpecificationProductGroup:String(2)
    AccountDetnProductGroup:String(2) ProductSalesStatus:String(2)
    ProductSalesStatusValidityDate:Date SalesMeasureUnit:String(3) ProductHierarchy:String(18)
    FirstSalesSpecProductGroup:String(3) SecondSalesSpecProductGroup:String(3)
    ThirdSalesSpecProductGroup:String(3) FourthSalesSpecProductGroup:String(3)
    FifthSalesSpecProductGroup:String(3) MinimumMakeToOrderOrderQty:Decimal(13,3)
    ProductCommissionGroup:String(2) PricingReferenceProduct:String(40) ProductUnitGroup:String(4)
    VariableSalesUnitIsNotAllowed:Boolean ProductHasAttributeID01:Boolean
    ProductHasAttributeID02:Boolean ProductHasAttributeID03:Boolean ProductHasAttributeID04:Boolean
    ProductHasAttributeID05:Boolean ProductHasAttributeID06:Boolean ProductHasAttributeID07:Boolean
    ProductHasAttributeID08:Boolean ProductHasAttributeID09:Boolean ProductHasAttributeID10:Boolean
  `,
})

/** Its units; the base unit alone here. */
export const productUnit = entityType('A_ProductUnitsOfMeasure', {
  keys: ['Product', 'AlternativeUnit'],
  exits: ['Product'],
  navs: {
    to_InternationalArticleNumber: many('A_ProductUnitsOfMeasureEAN', 'Product', 'AlternativeUnit'),
  },
  fields: `
    Product:String(40) AlternativeUnit:String(3) QuantityNumerator:Decimal(5,0)
    QuantityDenominator:Decimal(5,0) BaseUnit:String(3) GlobalTradeItemNumber:String(18)
    GlobalTradeItemNumberCategory:String(2)
  `,
})

/** Its GTINs by unit. */
export const productGtin = entityType('A_ProductUnitsOfMeasureEAN', {
  keys: ['Product', 'AlternativeUnit', 'ConsecutiveNumber'],
  exits: ['Product', 'ConsecutiveNumber'],
  fields: `
    Product:String(40) AlternativeUnit:String(3) ConsecutiveNumber:String(5)
    ProductStandardID:String(18) InternationalArticleNumberCat:String(2)
    IsMainGlobalTradeItemNumber:Boolean
  `,
})

/** How it is taxed where it is sold from; the classification's meaning is the retailer's customizing. */
export const productSalesTax = entityType('A_ProductSalesTax', {
  keys: ['Product', 'Country', 'TaxCategory'],
  exits: ['Product'],
  fields: `
    Product:String(40) Country:String(3) TaxCategory:String(4) TaxClassification:String(1)
  `,
})
