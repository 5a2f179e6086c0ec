import type { WorldCustomer } from '../../../../sandbox/world/shopper-types.ts'
import type { World } from '../../../../sandbox/world/types.ts'
import type { Rpc, Values } from '../rpc.ts'
import type { Books } from './company.ts'

/** A shopper's party and the address its documents name. */
export interface Shopper {
  readonly party: number
  readonly address: number
}

/** The party category by which shoppers are told from suppliers and the company itself. */
const CATEGORY = 'Clients'

/** Makes a party for every customer the ERP knows; what it knows otherwise than the CRM is as the world says. */
export async function setUpShoppers(
  rpc: Rpc,
  world: World,
  books: Books,
): Promise<ReadonlyMap<number, Shopper>> {
  const known = world.customers.filter(({ businessPartner }) => businessPartner !== null)
  const languages = await rpc.rows('ir.lang', [['code', 'in', ['fr', 'en']]], ['code'])
  const languageOf = (locale: string) => languages.find(({ code }) => code === locale.slice(0, 2))?.id ?? null
  const [category] = await rpc.create('party.category', [{ name: CATEGORY }])
  const parties = await rpc.create(
    'party.party',
    known.map((customer) => ({
      name: `${customer.givenName} ${customer.familyName}`,
      code: customer.businessPartner,
      lang: languageOf(customer.locale),
      categories: [['add', [category]]],
      addresses: [['create', [addressOf(customer, books)]]],
      contact_mechanisms: [['create', contactsOf(customer)]],
    })),
  )
  const rows = await rpc.rows('party.party', [['id', 'in', parties]], ['addresses'])
  return new Map(
    known.map(({ index }, at): [number, Shopper] => {
      const [address = 0] = (rows[at]?.['addresses'] ?? []) as number[]
      return [index, { party: parties[at] ?? 0, address }]
    }),
  )
}

function addressOf({ address, erpDiffers }: WorldCustomer, books: Books): Values {
  if (address === null) return {}
  return {
    street: [address.streetLine1, address.streetLine2].filter((line) => line !== null).join('\n'),
    postal_code: address.postalCode,
    city: erpDiffers?.city ?? address.city,
    country: books.country,
  }
}

function contactsOf({ email, phone, erpDiffers }: WorldCustomer): Values[] {
  const number = erpDiffers?.phone ?? phone
  return [
    ...(email === null ? [] : [{ type: 'email', value: email }]),
    ...(number === null ? [] : [{ type: 'mobile', value: number }]),
  ]
}
