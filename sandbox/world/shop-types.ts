import type { Address, GeoPoint } from '../../adapters/address.ts'

/** A store, or the warehouse. */
export interface WorldStore {
  /** The retailer's code: `PAR01`. */
  readonly code: string
  readonly name: string
  /** The ERP's plant: 4 characters, `1010`. */
  readonly plant: string
  /** The till system's store id: 4 digits with leading zero, `0101`; empty for the warehouse. */
  readonly tillStore: string
  readonly address: Address
  readonly geo: GeoPoint
  /** IANA. */
  readonly timeZone: string
  readonly phone: string
}

/** A style with its variants. */
export interface WorldProduct {
  /** The PIM's product model code: `slim-jean-1004`. Also the handle. */
  readonly code: string
  readonly family: string
  /** PIM category codes, most specific last. */
  readonly categories: readonly string[]
  readonly brand: string
  /** By Akeneo locale (`fr_FR`, `en_US`); a locale may be missing. */
  readonly title: Readonly<Record<string, string>>
  /** By Akeneo channel (`ecommerce`, `mobile`, `associate`) and locale; entries may be missing. */
  readonly description: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly material: string
  /** VAT in percent: "20" or "5.5". */
  readonly taxRate: string
  /** Sold by weight in KGM (a quantity like "0.420"), not by piece. */
  readonly weighed: boolean
  readonly image: string
  readonly createdDaysAgo: number
  readonly variants: readonly WorldVariant[]
}

/** What is sold of a style: one color in one size. */
export interface WorldVariant {
  /** 8 digits, never a leading zero: `10040132`. The ERP holds it as an 18-digit material with leading zeros. */
  readonly sku: string
  /** GTIN-13 with a right check digit. */
  readonly gtin: string
  readonly uuid: string
  readonly color: string
  readonly size: string
  /** The ERP's list price, gross cents for one unit. */
  readonly price: number
  /** What the tills really charge; differs from `price` for drifting SKUs. */
  readonly tillPrice: number
  /** The ERP states its price per this many units (condition quantity): usually 1. */
  readonly pricePer: number
  /** False: the PIM does not have it (an imperfection). */
  readonly inPim: boolean
  /** Unrestricted stock by store or warehouse code, decimal text; a code that is missing is not stocked there. */
  readonly stock: Readonly<Record<string, string>>
}
