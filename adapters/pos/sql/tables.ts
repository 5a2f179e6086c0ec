/**
 * The part of uniCenta's tables (3.70, as its own scripts for PostgreSQL and MySQL make them) that is read. Names are upper case in
 * MySQL on Linux and folded to lower case in PostgreSQL; columns answer to either in both. Money is double; times are local,
 * without a zone.
 */
export interface Tables {
  readonly applications: { readonly id: string; readonly version: string }
  /** One a ticket, whatever its type. */
  readonly receipts: { readonly id: string; readonly money: string; readonly datenew: string }
  /** `tickettype`: 0 a sale, 1 a refund, 2 a payment of debts, 3 the drawer opened. */
  readonly tickets: {
    readonly id: string
    readonly tickettype: number
    readonly ticketid: number
    readonly customer: string | null
  }
  /** `units` are negative on a refund; `price` is of one unit, net of tax, after discounts. */
  readonly ticketlines: {
    readonly ticket: string
    readonly line: number
    readonly product: string | null
    readonly units: number
    readonly price: number
    readonly taxid: string
    /** Java's XML properties: the name the line was sold under, among others. */
    readonly attributes: Uint8Array | null
  }
  /** `total` with tax, without the change given. */
  readonly payments: {
    readonly id: string
    readonly receipt: string
    readonly payment: string
    readonly total: number
    readonly cardname: string | null
  }
  /** A till's session; `host` names the till. */
  readonly closedcash: { readonly money: string; readonly host: string }
  readonly products: {
    readonly id: string
    readonly reference: string
    readonly code: string
    readonly name: string
    readonly pricesell: number
    readonly taxcat: string
  }
  /** `rate` is a fraction: 0.2. `custcategory`: for customers of that category alone; `parentid`: on top of another. */
  readonly taxes: {
    readonly id: string
    readonly category: string
    readonly custcategory: string | null
    readonly parentid: string | null
    readonly rate: number
  }
  readonly customers: {
    readonly id: string
    readonly searchkey: string
    readonly card: string | null
    readonly firstname: string | null
    readonly lastname: string | null
    readonly email: string | null
    readonly phone: string | null
    readonly phone2: string | null
    readonly address: string | null
    readonly address2: string | null
    readonly postal: string | null
    readonly city: string | null
    readonly region: string | null
    readonly country: string | null
    /** False for a customer who has been put away. A boolean, or a bit. */
    readonly visible: boolean
  }
  readonly stockcurrent: { readonly location: string; readonly product: string; readonly units: number }
}
