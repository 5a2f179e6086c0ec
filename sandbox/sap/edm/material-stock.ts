import { entityType, many, one } from '../edm.ts'

/** Materials that have a stock somewhere. */
export const materialStock = entityType('A_MaterialStock', {
  keys: ['Material'],
  navs: {
    to_MatlStkInAcctMod: many('A_MatlStkInAcctMod', 'Material'),
  },
  fields: `
    Material:String(40) MaterialBaseUnit:String(3)
  `,
})

/** One row by place and kind of stock; materials come as 18 digits and match so alone. */
export const stockInAccount = entityType('A_MatlStkInAcctMod', {
  keys: [
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
  navs: {
    to_MaterialStock: one('A_MaterialStock', 'Material'),
  },
  unfilled: 'to_MaterialSerialNumber',
  fields: `
    Material:String(40) Plant:String(4) StorageLocation:String(4) Batch:String(10)
    Supplier:String(10) Customer:String(10) WBSElementInternalID:String(8) SDDocument:String(10)
    SDDocumentItem:String(6) InventorySpecialStockType:String(1) InventoryStockType:String(2)
    WBSElementExternalID:String(24) MaterialBaseUnit:String(3)
    MatlWrhsStkQtyInMatlBaseUnit:Decimal(31,14)
  `,
})
