import { entityType, many, one } from '../edm.ts'

/** An order's head. `TotalNetAmount` is without tax and without rejected items. */
export const salesOrder = entityType('A_SalesOrder', {
  keys: ['SalesOrder'],
  exits: ['SalesOrder', 'SoldToParty', 'ReferenceSDDocument'],
  navs: {
    to_Item: many('A_SalesOrderItem', 'SalesOrder'),
    to_Partner: many('A_SalesOrderHeaderPartner', 'SalesOrder'),
    to_PricingElement: many('A_SalesOrderHeaderPrElement', 'SalesOrder'),
    to_SubsequentProcFlowDoc: many('A_SalesOrderSubsqntProcFlow', 'SalesOrder'),
  },
  unfilled: 'to_BillingPlan to_PaymentPlanItemDetails to_PrecedingProcFlowDoc to_RelatedObject to_Text',
  fields: `
    DistributionChannel:String(2) OrganizationDivision:String(2) SDDocumentReason:String(3)
    ReferenceSDDocument:String(10) ShippingCondition:String(2)
    OverallSDDocumentRejectionSts:String(1) SalesOrder:String(10) SalesOrderType:String(4)
    SalesOrderTypeInternalCode:String(4) SalesOrganization:String(4) SalesOffice:String(4)
    SoldToParty:String(10) CreationDate:Date LastChangeDate:Date ExternalDocumentID:String(40)
    LastChangeDateTime:Timestamp ExternalDocLastChangeDateTime:Timestamp
    PurchaseOrderByCustomer:String(35) PurchaseOrderByShipToParty:String(35)
    CustomerPurchaseOrderType:String(4) CustomerPurchaseOrderDate:Date SalesOrderDate:Date
    TotalNetAmount:Decimal(16,3) OverallDeliveryStatus:String(1) TotalBlockStatus:String(1)
    OverallOrdReltdBillgStatus:String(1) OverallSDDocReferenceStatus:String(1)
    TransactionCurrency:String(5) PricingDate:Date RequestedDeliveryDate:Date
    HeaderBillingBlockReason:String(2) DeliveryBlockReason:String(2) DeliveryDateTypeRule:String(1)
    CustomerPaymentTerms:String(4) PaymentMethod:String(1) FixedValueDate:Date
    AccountingDocExternalReference:String(16) SalesOrderApprovalReason:String(4)
    SalesDocApprovalStatus:String(1) OverallSDProcessStatus:String(1)
    TotalCreditCheckStatus:String(1) OverallTotalDeliveryStatus:String(1) BillingDocumentDate:Date
    CustomerPurchaseOrderSuplmnt:String(4) ServicesRenderedDate:Date
  `,
})

/** An item; numbered without padding here. */
export const salesOrderItem = entityType('A_SalesOrderItem', {
  keys: ['SalesOrder', 'SalesOrderItem'],
  exits: [
    'SalesOrder',
    'SalesOrderItem',
    'HigherLevelItem',
    'Material',
    'PricingReferenceMaterial',
    'ReferenceSDDocument',
    'ReferenceSDDocumentItem',
  ],
  navs: {
    to_SalesOrder: one('A_SalesOrder', 'SalesOrder'),
    to_PricingElement: many('A_SalesOrderItemPrElement', 'SalesOrder', 'SalesOrderItem'),
    to_ScheduleLine: many('A_SalesOrderScheduleLine', 'SalesOrder', 'SalesOrderItem'),
  },
  unfilled: `
    to_BillingPlan to_Partner to_PrecedingProcFlowDocItem to_RelatedObject
    to_SubsequentProcFlowDocItem to_Text
  `,
  fields: `
    SalesOrder:String(10) SalesDocumentRjcnReason:String(2) TransactionCurrency:String(5)
    ReferenceSDDocument:String(10) ShippingPoint:String(4) ShippingType:String(2) SalesOrderItem:String(6)
    HigherLevelItem:String(6) SalesOrderItemCategory:String(4) SalesOrderItemText:String(40)
    UnderlyingPurchaseOrderItem:String(6) Material:String(40) MaterialByCustomer:String(35)
    PricingReferenceMaterial:String(40) RequestedQuantity:Decimal(15,3)
    RequestedQuantityUnit:String(3) RequestedQuantitySAPUnit:String(3)
    RequestedQuantityISOUnit:String(3) OrderQuantityUnit:String(3) OrderQuantitySAPUnit:String(3)
    OrderQuantityISOUnit:String(3) ItemNetWeight:Decimal(15,3) NetAmount:Decimal(16,3)
    TotalSDDocReferenceStatus:String(1) SDDocReferenceStatus:String(1)
    MaterialSubstitutionReason:String(4) MaterialGroup:String(9) MaterialPricingGroup:String(2)
    AdditionalMaterialGroup1:String(3) AdditionalMaterialGroup2:String(3)
    AdditionalMaterialGroup3:String(3) AdditionalMaterialGroup4:String(3)
    AdditionalMaterialGroup5:String(3) ProductionPlant:String(4) OriginalPlant:String(4)
    AltvBsdConfSubstitutionStatus:String(1) StorageLocation:String(4)
    DeliveryDateQuantityIsFixed:Boolean TaxAmount:Decimal(14,3) CostAmount:Decimal(14,3)
    ReferenceSDDocumentItem:String(6) SDProcessStatus:String(1) DeliveryStatus:String(1)
    OrderRelatedBillingStatus:String(1) Subtotal1Amount:Decimal(14,3) Subtotal2Amount:Decimal(14,3)
    Subtotal3Amount:Decimal(14,3) Subtotal4Amount:Decimal(14,3) Subtotal5Amount:Decimal(14,3)
    Subtotal6Amount:Decimal(14,3)
  `,
})

/** When an item is to leave. */
export const salesOrderScheduleLine = entityType('A_SalesOrderScheduleLine', {
  keys: ['SalesOrder', 'SalesOrderItem', 'ScheduleLine'],
  exits: ['SalesOrder', 'SalesOrderItem', 'ScheduleLine'],
  fields: `
    SalesOrder:String(10) SalesOrderItem:String(6) ScheduleLine:String(4) RequestedDeliveryDate:Date
    ConfirmedDeliveryDate:Date OrderQuantityUnit:String(3) OrderQuantitySAPUnit:String(3)
    OrderQuantityISOUnit:String(3) ScheduleLineOrderQuantity:Decimal(13,3)
    ConfdOrderQtyByMatlAvailCheck:Decimal(13,3) DeliveredQtyInOrderQtyUnit:Decimal(13,3)
    OpenConfdDelivQtyInOrdQtyUnit:Decimal(13,3) CorrectedQtyInOrderQtyUnit:Decimal(13,3)
    DelivBlockReasonForSchedLine:String(2)
  `,
})

/** Sold-to, ship-to, bill-to and payer; the function is shown by the logon language. */
export const salesOrderPartner = entityType('A_SalesOrderHeaderPartner', {
  keys: ['SalesOrder', 'PartnerFunction'],
  exits: ['SalesOrder', 'Customer', 'Supplier', 'ReferenceBusinessPartner', 'AddressID'],
  navs: {
    to_SalesOrder: one('A_SalesOrder', 'SalesOrder'),
    to_Address: many('A_SalesOrderPartnerAddress', 'SalesOrder', 'PartnerFunction'),
  },
  fields: `
    SalesOrder:String(10) PartnerFunction:String(2) PartnerFunctionInternalCode:String(2)
    Customer:String(10) Supplier:String(10) Personnel:String(8) ContactPerson:String(10)
    ReferenceBusinessPartner:String(10) AddressID:String(10) VATRegistration:String(20)
  `,
})

/** A partner's address as the order has it, one for each script it is written in; the latin one is blank. */
export const salesOrderPartnerAddress = entityType('A_SalesOrderPartnerAddress', {
  keys: ['SalesOrder', 'PartnerFunction', 'AddressRepresentationCode'],
  exits: ['SalesOrder'],
  fields: `
    SalesOrder:String(10) PartnerFunction:String(2) AddressRepresentationCode:String(1)
    CorrespondenceLanguage:String(2) AddresseeFullName:String(80) OrganizationName1:String(40)
    OrganizationName2:String(40) OrganizationName3:String(40) OrganizationName4:String(40)
    CityName:String(40) DistrictName:String(40) PostalCode:String(10) StreetPrefixName1:String(40)
    StreetPrefixName2:String(40) StreetName:String(60) StreetSuffixName1:String(40)
    StreetSuffixName2:String(40) HouseNumber:String(10) Country:String(3) Region:String(3)
    FormOfAddress:String(4) TaxJurisdiction:String(15) TransportZone:String(10) POBox:String(10)
    POBoxPostalCode:String(10) EmailAddress:String(241) MobilePhoneCountry:String(3)
    MobileNumber:String(30) PhoneNumberCountry:String(3) PhoneNumber:String(30)
  `,
})

/** Documents that followed the order: J delivery, M invoice, H return, O credit memo. */
export const subsequentDocument = entityType('A_SalesOrderSubsqntProcFlow', {
  keys: ['SalesOrder', 'DocRelationshipUUID'],
  exits: ['SalesOrder', 'SubsequentDocument'],
  navs: {
    to_SalesOrder: one('A_SalesOrder', 'SalesOrder'),
  },
  fields: `
    SalesOrder:String(10) DocRelationshipUUID:UUID SubsequentDocument:String(10)
    SubsequentDocumentCategory:String(4) ProcessFlowLevel:String(2) OverallSDProcessStatus:String(1)
    CreationDate:Date CreationTime:Time LastChangeDate:Date
  `,
})

/** Prices, discounts and tax of an item, gross (procedure with tax included). */
export const itemPricing = entityType('A_SalesOrderItemPrElement', {
  keys: ['SalesOrder', 'SalesOrderItem', 'PricingProcedureStep', 'PricingProcedureCounter'],
  exits: ['SalesOrder', 'SalesOrderItem', 'PricingProcedureStep', 'PricingProcedureCounter'],
  navs: {
    to_SalesOrder: one('A_SalesOrder', 'SalesOrder'),
    to_SalesOrderItem: one('A_SalesOrderItem', 'SalesOrder', 'SalesOrderItem'),
  },
  fields: `
    SalesOrder:String(10) SalesOrderItem:String(6) TransactionCurrency:String(5)
    PricingProcedureStep:String(3) PricingProcedureCounter:String(3) ConditionType:String(4)
    PricingDateTime:String(14) PriceConditionDeterminationDte:Date
    ConditionCalculationType:String(3) ConditionBaseValue:Decimal(24,9)
    ConditionRateValue:Decimal(24,9) ConditionCurrency:String(5) ConditionQuantity:Decimal(5,0)
    ConditionQuantityUnit:String(3) ConditionQuantitySAPUnit:String(3)
    ConditionQuantityISOUnit:String(3) ConditionCategory:String(1) ConditionIsForStatistics:Boolean
    PricingScaleType:String(1) ConditionOrigin:String(1) IsGroupCondition:String(1)
    ConditionRecord:String(10) ConditionSequentialNumber:String(3)
    CndnRoundingOffDiffAmount:Decimal(6,3) ConditionAmount:Decimal(16,3) ConditionControl:String(1)
    ConditionInactiveReason:String(1) ConditionClass:String(1) FactorForConditionBasisValue:Double
    StructureCondition:String(1) PricingScaleBasis:String(3) ConditionScaleBasisValue:Decimal(24,9)
    ConditionScaleBasisUnit:String(3) ConditionScaleBasisCurrency:String(5)
    ConditionIsManuallyChanged:Boolean ConditionIsForConfiguration:Boolean
    VariantCondition:String(26)
  `,
})

/** The same of the whole order, with shipping. */
export const headerPricing = entityType('A_SalesOrderHeaderPrElement', {
  keys: ['SalesOrder', 'PricingProcedureStep', 'PricingProcedureCounter'],
  exits: ['SalesOrder', 'PricingProcedureStep', 'PricingProcedureCounter'],
  navs: {
    to_SalesOrder: one('A_SalesOrder', 'SalesOrder'),
  },
  fields: `
    SalesOrder:String(10) TransactionCurrency:String(5) PricingProcedureStep:String(3)
    PricingProcedureCounter:String(3) ConditionType:String(4) PricingDateTime:String(14)
    PriceConditionDeterminationDte:Date ConditionCalculationType:String(3)
    ConditionBaseValue:Decimal(24,9) ConditionRateValue:Decimal(24,9) ConditionCurrency:String(5)
    ConditionQuantity:Decimal(5,0) ConditionQuantityUnit:String(3)
    ConditionQuantitySAPUnit:String(3) ConditionQuantityISOUnit:String(3)
    ConditionCategory:String(1) ConditionIsForStatistics:Boolean PricingScaleType:String(1)
    ConditionOrigin:String(1) IsGroupCondition:String(1) ConditionRecord:String(10)
    ConditionSequentialNumber:String(3) CndnRoundingOffDiffAmount:Decimal(6,3)
    ConditionAmount:Decimal(16,3) ConditionControl:String(1) ConditionInactiveReason:String(1)
    ConditionClass:String(1) FactorForConditionBasisValue:Double StructureCondition:String(1)
    PricingScaleBasis:String(3) ConditionScaleBasisValue:Decimal(24,9)
    ConditionScaleBasisUnit:String(3) ConditionScaleBasisCurrency:String(5)
    ConditionIsManuallyChanged:Boolean ConditionIsForConfiguration:Boolean
    VariantCondition:String(26)
  `,
})
