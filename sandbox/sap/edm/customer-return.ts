import { entityType, many, one } from '../edm.ts'

/** A returns order; the order it takes back from is `ReferenceSDDocument`. */
export const customerReturn = entityType('A_CustomerReturn', {
  keys: ['CustomerReturn'],
  exits: ['CustomerReturn', 'SoldToParty', 'ReferenceSDDocument'],
  navs: {
    to_Item: many('A_CustomerReturnItem', 'CustomerReturn'),
  },
  unfilled: 'to_Partner to_PricingElement to_RelatedObject',
  fields: `
    CustomerReturn:String(10) CustomerReturnType:String(4) SalesOrganization:String(4)
    DistributionChannel:String(2) OrganizationDivision:String(2) SoldToParty:String(10)
    CreationDate:Date LastChangeDate:Date LastChangeDateTime:Timestamp
    PurchaseOrderByCustomer:String(35) CustomerPurchaseOrderType:String(4) CustomerReturnDate:Date SDDocumentReason:String(3)
    TotalNetAmount:Decimal(16,3) TransactionCurrency:String(5) PricingDate:Date
    ReferenceSDDocument:String(10) ReferenceSDDocumentCategory:String(4) RetsMgmtProcess:String(12)
    RetsMgmtProcessingStatus:String(1) RetsMgmtLogProcgStatus:String(1)
    RetsMgmtCompnProcgStatus:String(1) OverallSDProcessStatus:String(1)
    OverallOrdReltdBillgStatus:String(1) OverallSDDocumentRejectionSts:String(1)
  `,
})

/** What comes back of one item. */
export const customerReturnItem = entityType('A_CustomerReturnItem', {
  keys: ['CustomerReturn', 'CustomerReturnItem'],
  exits: [
    'CustomerReturn',
    'CustomerReturnItem',
    'HigherLevelItem',
    'Material',
    'ReferenceSDDocument',
    'ReferenceSDDocumentItem',
  ],
  navs: {
    to_CustomerReturn: one('A_CustomerReturn', 'CustomerReturn'),
  },
  unfilled: 'to_Partner to_PricingElement to_ProcessStep to_ScheduleLine',
  fields: `
    CustomerReturn:String(10) CustomerReturnItem:String(6) HigherLevelItem:String(6)
    CustomerReturnItemCategory:String(4) CustomerReturnItemText:String(40) Material:String(40)
    RequestedQuantity:Decimal(15,3) RequestedQuantityUnit:String(3) NetAmount:Decimal(16,3)
    TaxAmount:Decimal(14,3) TransactionCurrency:String(5) ProductionPlant:String(4)
    StorageLocation:String(4) ReturnReason:String(3) ReturnsRefundType:String(1)
    ReturnsRefundProcgMode:String(1) ReturnsRefundExtent:String(3)
    CustRetItmFollowUpActivity:String(4) ReferenceSDDocument:String(10)
    ReferenceSDDocumentItem:String(6) SDProcessStatus:String(1) RetsMgmtProcessingStatus:String(1)
    SalesDocumentRjcnReason:String(2)
  `,
})
