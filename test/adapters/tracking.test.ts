import { describe, expect, it } from 'vitest'
import { carrierOption, parcel } from '../../adapters/tracking.ts'

describe('a parcel to follow', () => {
  it('has its number in the carrier’s address, escaped', () => {
    const carrier = { name: 'Colissimo', url: 'https://parcels.example/?code={number}' }
    expect(parcel('6A 1&x=$&', carrier)).toEqual({
      carrier: 'Colissimo',
      number: '6A 1&x=$&',
      url: 'https://parcels.example/?code=6A%201%26x%3D%24%26',
    })
  })

  it('has no address without a carrier, or one whose parcels cannot be followed', () => {
    expect(parcel('6A1', undefined)).toEqual({ carrier: null, number: '6A1', url: null })
    expect(parcel('6A1', { name: 'Coursier' })).toMatchObject({ carrier: 'Coursier', url: null })
  })

  it.each(['http://parcels.example/{number}', 'https://parcels.example/', '{number}'])(
    'is not followed at %s',
    (url) => {
      expect(carrierOption.safeParse({ name: 'Colissimo', url }).success).toBe(false)
    },
  )
})
