/** A postal address in schema.org's parts; null where the record has no value. */
export interface Address {
  readonly givenName: string | null
  readonly familyName: string | null
  readonly company: string | null
  readonly streetLine1: string | null
  readonly streetLine2: string | null
  readonly postalCode: string | null
  readonly city: string | null
  readonly region: string | null
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string | null
  readonly phone: string | null
}

/** WGS 84, degrees. */
export interface GeoPoint {
  readonly latitude: number
  readonly longitude: number
}
