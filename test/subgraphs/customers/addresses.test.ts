import { describe, expect, it } from 'vitest'
import type { Address } from '../../../adapters/address.ts'
import { distinctAddresses } from '../../../subgraphs/customers/addresses.ts'

const nowhere: Address = {
  givenName: null,
  familyName: null,
  company: null,
  streetLine1: null,
  streetLine2: null,
  postalCode: null,
  city: null,
  region: null,
  countryCode: null,
  phone: null,
}
const paix = {
  ...nowhere,
  streetLine1: '12 rue de la Paix',
  postalCode: '75002',
  city: 'Paris',
  countryCode: 'FR',
}

describe('addresses of several systems', () => {
  it('are one where they read the same, the first filled with what the others add', () => {
    const shouted = {
      ...paix,
      streetLine1: '12, RUE DE LA PAIX',
      phone: '+33100000000',
      streetLine2: 'Bâtiment B',
    }
    expect(distinctAddresses([paix, shouted])).toEqual([
      { ...paix, phone: '+33100000000', streetLine2: 'Bâtiment B' },
    ])
  })

  it('are two where a city, a street or a second line contradicts', () => {
    const elsewhere = { ...paix, city: 'Nîmes' }
    const first = { ...paix, streetLine2: 'Bâtiment A' }
    const second = { ...paix, streetLine2: 'Bâtiment B' }
    expect(distinctAddresses([paix, elsewhere])).toEqual([paix, elsewhere])
    expect(distinctAddresses([first, second])).toEqual([first, second])
  })

  it('without a street are one only where all of it is the same', () => {
    const city = { ...nowhere, city: 'Paris' }
    expect(distinctAddresses([city, city, { ...city, company: 'Fil' }])).toHaveLength(2)
  })
})
