/**
 * The keys of the entity sets that are read, as their metadata declare them: what no two records of a set have alike. API
 * references on api.sap.com, EDMX of each service.
 */
export const KEYS = {
  A_BusinessPartner: ['BusinessPartner'],
  A_BusinessPartnerAddress: ['BusinessPartner', 'AddressID'],
  A_AddressEmailAddress: ['AddressID', 'Person', 'OrdinalNumber'],
  A_AddressPhoneNumber: ['AddressID', 'Person', 'OrdinalNumber'],
  A_SalesOrder: ['SalesOrder'],
  A_SalesOrderHeaderPartner: ['SalesOrder', 'PartnerFunction'],
  A_OutbDeliveryHeader: ['DeliveryDocument'],
  A_OutbDeliveryItem: ['DeliveryDocument', 'DeliveryDocumentItem'],
  A_BillingDocument: ['BillingDocument'],
  A_BillingDocumentItem: ['BillingDocument', 'BillingDocumentItem'],
  A_CustomerReturn: ['CustomerReturn'],
  A_SlsPrcgCndnRecdValidity: ['ConditionRecord', 'ConditionValidityEndDate'],
  A_ProductSalesTax: ['Product', 'Country', 'TaxCategory'],
  A_MatlStkInAcctMod: [
    'Material',
    'Plant',
    'StorageLocation',
    'Batch',
    'Supplier',
    'Customer',
    'WBSElementInternalID',
    'SDDocument',
    'SDDocumentItem',
    'InventorySpecialStockType',
    'InventoryStockType',
  ],
  A_Plant: ['Plant'],
} as const

/** An entity set that is read. */
export type EntitySet = keyof typeof KEYS
