import type { Address } from '../../adapters/address.ts'

/** A person, and the records that each system has of them. */
export interface WorldCustomer {
  /** Index in the world, 0 is the omnichannel shopper. */
  readonly index: number
  readonly givenName: string
  readonly familyName: string
  readonly email: string | null
  readonly phone: string | null
  /** YYYY-MM-DD. */
  readonly birthDate: string | null
  /** `fr_FR`, `en_GB`. */
  readonly locale: string
  readonly address: Address | null
  /** Salesforce Contact id, 18 characters; null: the CRM does not know them. */
  readonly contactId: string | null
  /** ERP business partner, 10 digits without leading zeros: `17100001`; null: never ordered by web or phone. */
  readonly businessPartner: string | null
  /** The ERP's customer number of that partner where it differs (WIRE: they may), else the same. */
  readonly erpCustomer: string | null
  /** The till system's customer id; null: the tills know the card at most. */
  readonly tillCustomer: string | null
  /** 13 digits, Luhn; null without a card. */
  readonly card: string | null
  /** Web account number. */
  readonly webAccount: string | null
  readonly preferredStore: string | null
  /** When the CRM contact was made; ISO. */
  readonly createdAt: string
  /** Index of the customer this one is a copy of (same e-mail, another contact), else null. */
  readonly duplicateOf: number | null
  /** What the ERP believes instead, where it differs from the CRM. */
  readonly erpDiffers: { readonly phone?: string; readonly city?: string } | null
}

/** What a customer wrote to the service desk, and what was answered. */
export interface WorldCase {
  readonly id: string
  readonly number: string
  readonly customer: number
  readonly subject: string
  readonly status: 'New' | 'Working' | 'Closed'
  readonly origin: 'Web' | 'Phone' | 'Email' | 'Chat'
  readonly createdAt: string
  readonly comments: readonly {
    readonly id: string
    readonly at: string
    readonly text: string
    readonly byAgent: boolean
  }[]
}

/** A group of shoppers that campaigns speak to. */
export interface WorldSegment {
  readonly name: string
  /** Indexes of customers with a CRM contact. */
  readonly customers: readonly number[]
}
