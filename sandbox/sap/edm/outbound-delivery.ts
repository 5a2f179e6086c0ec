import { entityType, many } from '../edm.ts'

/** This service has no conversion exits: documents come padded to 10 digits and match padded alone. */
export const outboundDelivery = entityType('A_OutbDeliveryHeader', {
  keys: ['DeliveryDocument'],
  navs: {
    to_DeliveryDocumentItem: many('A_OutbDeliveryItem', 'DeliveryDocument'),
  },
  unfilled: 'to_DeliveryDocumentText to_HandlingUnitHeaderDelivery to_DeliveryDocumentPartner',
  fields: `
    DeliveryDocument:String(10) ActualDeliveryRoute:String(6) Shippinglocationtimezone:String(6)
    ActualGoodsMovementDate:Date BillingDocumentDate:Date BillOfLading:String(35)
    CompleteDeliveryIsDefined:Boolean CreationDate:Date DeliveryBlockReason:String(2)
    DeliveryDate:Date DeliveryDocumentBySupplier:String(35) DeliveryDocumentType:String(4)
    DeliveryIsInPlant:Boolean DeliveryPriority:String(2) DeliveryTime:Time DeliveryVersion:String(4)
    DistrStatusByDecentralizedWrhs:String(1) DocumentDate:Date
    HdrGeneralIncompletionStatus:String(1) HdrGoodsMvtIncompletionStatus:String(1)
    HeaderBillgIncompletionStatus:String(1) HeaderBillingBlockReason:String(2)
    HeaderDelivIncompletionStatus:String(1) HeaderPickgIncompletionStatus:String(1)
    IntercompanyBillingDate:Date IsDeliveryForSingleWarehouse:String(1) IsExportDelivery:String(1)
    LastChangeDate:Date LoadingDate:Date OverallDelivConfStatus:String(1)
    OverallDelivReltdBillgStatus:String(1) OverallGoodsMovementStatus:String(1)
    OverallIntcoBillingStatus:String(1) OverallPackingStatus:String(1)
    OverallPickingConfStatus:String(1) OverallPickingStatus:String(1)
    OverallProofOfDeliveryStatus:String(1) OverallSDProcessStatus:String(1)
    OverallWarehouseActivityStatus:String(1) PickingDate:Date PlannedGoodsIssueDate:Date
    ProofOfDeliveryDate:Date ProposedDeliveryRoute:String(6) ShipmentBlockReason:String(2)
    ShippingCondition:String(2) ShippingPoint:String(4) ShippingType:String(2)
    ShipToParty:String(10) SoldToParty:String(10) TotalBlockStatus:String(1)
    TotalCreditCheckStatus:String(1) TransportationPlanningDate:Date
    TransportationPlanningStatus:String(1)
  `,
})

/** Materials as 18 digits, item numbers as 6. */
export const outboundDeliveryItem = entityType('A_OutbDeliveryItem', {
  keys: ['DeliveryDocument', 'DeliveryDocumentItem'],
  unfilled: 'to_SerialDeliveryItem to_DocumentFlow to_HandlingUnitItemDelivery to_DeliveryDocumentItemText',
  fields: `
    DeliveryDocument:String(10) DeliveryDocumentItem:String(6) ActualDeliveryQuantity:Decimal(13,3)
    AdditionalMaterialGroup1:String(3) AdditionalMaterialGroup2:String(3)
    AdditionalMaterialGroup3:String(3) AdditionalMaterialGroup4:String(3)
    AdditionalMaterialGroup5:String(3) CustEngineeringChgStatus:String(17)
    DeliveryDocumentItemCategory:String(4) DeliveryDocumentItemText:String(40)
    DeliveryGroup:String(3) DeliveryQuantityUnit:String(3) DeliveryRelatedBillingStatus:String(1)
    DeliveryToBaseQuantityDnmntr:Decimal(5,0) DeliveryToBaseQuantityNmrtr:Decimal(5,0)
    DeliveryVersion:String(4) EUDeliveryItemARCStatus:String(1) GoodsMovementStatus:String(1)
    IntercompanyBillingStatus:String(1) IssgOrRcvgMaterial:String(40)
    IssuingOrReceivingPlant:String(4) IssuingOrReceivingStorageLoc:String(4)
    ItemBillingIncompletionStatus:String(1) ItemDeliveryIncompletionStatus:String(1)
    ItemGeneralIncompletionStatus:String(1) ItemPackingIncompletionStatus:String(1)
    ItemPickingIncompletionStatus:String(1) Material:String(40) MaterialByCustomer:String(35)
    MaterialFreightGroup:String(8) MaterialGroup:String(9) MaterialIsBatchManaged:Boolean
    MaterialIsIntBatchManaged:Boolean OriginalDeliveryQuantity:Decimal(13,3)
    OriginallyRequestedMaterial:String(40) PackingStatus:String(1)
    PartialDeliveryIsAllowed:String(1) PickingConfirmationStatus:String(1) PickingStatus:String(1)
    Plant:String(4) ProofOfDeliveryRelevanceCode:String(1) ProofOfDeliveryStatus:String(1)
    QuantityIsFixed:Boolean ReferenceDocumentLogicalSystem:String(10) ReferenceSDDocument:String(10)
    ReferenceSDDocumentCategory:String(4) ReferenceSDDocumentItem:String(6)
    SDProcessStatus:String(1) StorageBin:String(10) StorageLocation:String(4) StorageType:String(3)
    WarehouseActivityStatus:String(1)
  `,
})
