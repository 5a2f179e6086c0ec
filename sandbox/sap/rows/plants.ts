import type { WorldStore } from '../../world/shop-types.ts'
import { having, type Row, type View } from '../edm.ts'
import type { Book } from './book.ts'

/** The view of API_PLANT_SRV: stores (A) and the warehouse (B). */
export function plantView({ world }: Book): View {
  const rows = [plantRow(world.warehouse, 'B'), ...world.stores.map((store) => plantRow(store, 'A'))]
  const find = (value: string) => rows.filter(having('Plant', value))
  return { all: () => rows, by: { Plant: find } }
}

function plantRow({ plant, name, address }: WorldStore, category: 'A' | 'B'): Row {
  const [, houseNumber = '', street = address.streetLine1 ?? ''] =
    /^(\d+\S*) (.+)$/.exec(address.streetLine1 ?? '') ?? []
  return {
    Plant: plant,
    PlantName: name.slice(0, 30),
    ValuationArea: plant,
    FactoryCalendar: 'FR',
    SalesOrganization: '1010',
    DistributionChannel: '10',
    Division: '00',
    Language: 'FR',
    PlantCategory: category,
    AddressID: `9${plant}`,
    StreetName: street,
    HouseNumber: houseNumber,
    PostalCode: address.postalCode ?? '',
    CityName: address.city ?? '',
    Region: address.region ?? '',
    Country: address.countryCode ?? '',
  }
}
