import type { Join } from './edmx.ts'

/** Entity sets by service, as published. */
export const SERVICES: Readonly<Record<string, readonly string[]>> = {
  API_BUSINESS_PARTNER: [
    'A_BusinessPartner',
    'A_BusinessPartnerAddress',
    'A_AddressEmailAddress',
    'A_AddressPhoneNumber',
    'A_Customer',
    'A_CustomerSalesArea',
  ],
  API_SALES_ORDER_SRV: [
    'A_SalesOrder',
    'A_SalesOrderItem',
    'A_SalesOrderScheduleLine',
    'A_SalesOrderHeaderPartner',
    'A_SalesOrderSubsqntProcFlow',
    'A_SalesOrderItemPrElement',
    'A_SalesOrderHeaderPrElement',
  ],
  API_OUTBOUND_DELIVERY_SRV: ['A_OutbDeliveryHeader', 'A_OutbDeliveryItem'],
  API_BILLING_DOCUMENT_SRV: ['A_BillingDocument', 'A_BillingDocumentItem'],
  API_PRODUCT_SRV: [
    'A_Product',
    'A_ProductDescription',
    'A_ProductPlant',
    'A_ProductSalesDelivery',
    'A_ProductUnitsOfMeasureEAN',
  ],
  API_SLSPRICINGCONDITIONRECORD_SRV: ['A_SlsPrcgConditionRecord', 'A_SlsPrcgCndnRecdValidity'],
  API_MATERIAL_STOCK_SRV: ['A_MatlStkInAcctMod'],
}

const many = (from: string, navigation: string, to: string, ...on: string[]): Join => ({
  from,
  navigation,
  to,
  many: true,
  on,
})
/** Navigations the adapter follows; the field lists name them without their targets. */
export const JOINS: readonly Join[] = [
  many('A_BusinessPartner', 'to_BusinessPartnerAddress', 'A_BusinessPartnerAddress', 'BusinessPartner'),
  many('A_BusinessPartnerAddress', 'to_EmailAddress', 'A_AddressEmailAddress', 'AddressID'),
  many('A_BusinessPartnerAddress', 'to_PhoneNumber', 'A_AddressPhoneNumber', 'AddressID'),
  many('A_BusinessPartnerAddress', 'to_MobilePhoneNumber', 'A_AddressPhoneNumber', 'AddressID'),
  many('A_SalesOrder', 'to_Item', 'A_SalesOrderItem', 'SalesOrder'),
  many('A_SalesOrder', 'to_PricingElement', 'A_SalesOrderHeaderPrElement', 'SalesOrder'),
  many('A_SalesOrderItem', 'to_PricingElement', 'A_SalesOrderItemPrElement', 'SalesOrder', 'SalesOrderItem'),
  many('A_BillingDocument', 'to_Item', 'A_BillingDocumentItem', 'BillingDocument'),
  {
    ...many(
      'A_SlsPrcgCndnRecdValidity',
      'to_SlsPrcgConditionRecord',
      'A_SlsPrcgConditionRecord',
      'ConditionRecord',
    ),
    many: false,
  },
]

const on = (day: string) => `/Date(${Date.parse(`${day}T00:00:00Z`)})/`

/** A small retailer as the database holds it, by entity set: numbers padded, values as OData V2 writes them. */
export const DATA: Readonly<Record<string, readonly object[]>> = {
  A_BusinessPartner: [
    {
      BusinessPartner: '0017100001',
      Customer: '0018100001',
      BusinessPartnerCategory: '1',
      FirstName: 'Camille',
      LastName: 'Moreau',
      BirthDate: on('1960-04-09'),
      CorrespondenceLanguage: 'FR',
    },
    {
      BusinessPartner: '0017100002',
      Customer: '0017100002',
      BusinessPartnerCategory: '1',
      FirstName: 'Zoé',
      LastName: "O'Neil",
    },
  ],
  A_BusinessPartnerAddress: [
    {
      BusinessPartner: '0017100001',
      AddressID: '0000020001',
      StreetName: 'rue de Rivoli',
      HouseNumber: '9',
      PostalCode: '75001',
      CityName: 'Paris',
      Country: 'FR',
    },
  ],
  A_AddressEmailAddress: [
    {
      AddressID: '0000020001',
      Person: '',
      OrdinalNumber: '1',
      IsDefaultEmailAddress: true,
      EmailAddress: 'Camille.Moreau@example.com',
      SearchEmailAddress: 'CAMILLE.MOREAU@EXAMP',
    },
  ],
  A_AddressPhoneNumber: [
    {
      AddressID: '0000020001',
      Person: '',
      OrdinalNumber: '1',
      IsDefaultPhoneNumber: true,
      InternationalPhoneNumber: '+33639980000',
      PhoneNumber: '0639980000',
    },
  ],
  A_SalesOrder: ['2026-05-18', '2026-05-14', '2026-05-14'].map((day, at) => ({
    SalesOrder: `000100000${at + 1}`,
    SalesOrganization: '1010',
    SoldToParty: '0018100001',
    SalesOrderDate: on(day),
    PurchaseOrderByCustomer: `W-10000${at + 1}`,
    CustomerPurchaseOrderType: 'WEB',
    TotalNetAmount: '100.00',
    TransactionCurrency: 'EUR',
    OverallSDProcessStatus: 'C',
    OverallDeliveryStatus: 'C',
  })),
  A_SalesOrderItem: [1, 2, 3].map((at) => ({
    SalesOrder: `000100000${at}`,
    SalesOrderItem: '000010',
    Material: '000000000010040132',
    SalesOrderItemText: 'Jean slim',
    RequestedQuantity: '2.000',
    RequestedQuantityUnit: 'PC',
    NetAmount: '100.00',
    TaxAmount: '20.00',
    ProductionPlant: '1000',
    SDProcessStatus: 'C',
    DeliveryStatus: 'C',
    SalesDocumentRjcnReason: '',
  })),
  A_SalesOrderItemPrElement: [
    {
      SalesOrder: '0001000001',
      SalesOrderItem: '000010',
      PricingProcedureStep: '010',
      PricingProcedureCounter: '001',
      ConditionType: 'PPR0',
      ConditionClass: 'B',
      ConditionRateValue: '130.000000000',
      ConditionQuantity: '2',
      ConditionQuantityUnit: 'PC',
      ConditionAmount: '130.00',
    },
    {
      SalesOrder: '0001000001',
      SalesOrderItem: '000010',
      PricingProcedureStep: '100',
      PricingProcedureCounter: '001',
      ConditionType: 'RA01',
      ConditionClass: 'A',
      ConditionRateValue: '0',
      ConditionAmount: '-10.00',
    },
  ],
  A_SalesOrderHeaderPrElement: [],
  A_OutbDeliveryHeader: [
    {
      DeliveryDocument: '0080000001',
      OverallGoodsMovementStatus: 'C',
      OverallPickingStatus: 'C',
      BillOfLading: '6A1',
    },
  ],
  A_OutbDeliveryItem: [
    {
      DeliveryDocument: '0080000001',
      DeliveryDocumentItem: '000010',
      ReferenceSDDocument: '0001000001',
      ReferenceSDDocumentItem: '000010',
      ActualDeliveryQuantity: '2.000',
      DeliveryQuantityUnit: 'PC',
      Plant: '1000',
    },
  ],
  A_BillingDocument: [
    {
      BillingDocument: '0090000001',
      BillingDocumentCategory: 'M',
      BillingDocumentIsCancelled: false,
      CancelledBillingDocument: '',
      InvoiceClearingStatus: 'C',
      TotalGrossAmount: '125.00',
      TransactionCurrency: 'EUR',
    },
  ],
  A_BillingDocumentItem: [
    {
      BillingDocument: '0090000001',
      BillingDocumentItem: '000010',
      SalesDocument: '0001000001',
      NetAmount: '100.00',
      TaxAmount: '20.00',
    },
  ],
  A_SlsPrcgCndnRecdValidity: [
    {
      ConditionRecord: '0000000001',
      ConditionValidityStartDate: on('2026-01-01'),
      ConditionValidityEndDate: '/Date(253402214400000)/',
      ConditionType: 'PPR0',
      SalesOrganization: '1010',
      DistributionChannel: '10',
      Material: '000000000010040132',
    },
    {
      ConditionRecord: '0000000002',
      ConditionValidityStartDate: on('2025-01-01'),
      ConditionValidityEndDate: on('2025-12-31'),
      ConditionType: 'PPR0',
      SalesOrganization: '1010',
      DistributionChannel: '10',
      Material: '000000000010040132',
    },
  ],
  A_SlsPrcgConditionRecord: [
    {
      ConditionRecord: '0000000001',
      ConditionRateValue: '650.000',
      ConditionRateValueUnit: 'EUR',
      ConditionQuantity: '10',
      ConditionQuantityUnit: 'PC',
      ConditionIsDeleted: false,
    },
    {
      ConditionRecord: '0000000002',
      ConditionRateValue: '55.000',
      ConditionRateValueUnit: 'EUR',
      ConditionQuantity: '1',
      ConditionQuantityUnit: 'PC',
      ConditionIsDeleted: false,
    },
  ],
  A_MatlStkInAcctMod: [
    ['0001', '01', '5.00000000000000'],
    ['0002', '01', '2.00000000000000'],
    ['0001', '07', '9.00000000000000'],
  ].map(([StorageLocation, InventoryStockType, MatlWrhsStkQtyInMatlBaseUnit]) => ({
    Material: '000000000010040132',
    Plant: '1010',
    StorageLocation,
    Batch: '',
    Supplier: '',
    Customer: '',
    WBSElementInternalID: '0',
    SDDocument: '',
    SDDocumentItem: '0',
    InventorySpecialStockType: '',
    InventoryStockType,
    MaterialBaseUnit: 'PC',
    MatlWrhsStkQtyInMatlBaseUnit,
  })),
}
