import { entityType } from '../edm.ts'

/** Stores (category A) and distribution centres (B). No position and no zone: the system has none. */
export const plant = entityType('A_Plant', {
  keys: ['Plant'],
  exits: ['PlantCustomer', 'PlantSupplier', 'AddressID'],
  fields: `
    Plant:String(4) PlantName:String(30) ValuationArea:String(4) PlantCustomer:String(10)
    PlantSupplier:String(10) FactoryCalendar:String(2) DefaultPurchasingOrganization:String(4)
    SalesOrganization:String(4) AddressID:String(10) PlantCategory:String(1)
    DistributionChannel:String(2) Division:String(2) Language:String(2) IsMarkedForArchiving:Boolean
    StreetName:String(60) HouseNumber:String(10) PostalCode:String(10) CityName:String(40)
    Region:String(3) Country:String(3)
  `,
})
