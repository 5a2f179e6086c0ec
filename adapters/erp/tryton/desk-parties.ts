import type { Address } from '../../address.ts'
import type { OrderToPlace } from '../../ports/order-desk.ts'
import { conflict, type OrderDeskTools } from './desk-tools.ts'
import { guestCode } from './guests.ts'
import { nameText } from './party.ts'
import { recipientText } from './recipient.ts'
import { type BuyerParty, buyerParty, codedRecord } from './wire-desk.ts'
import type { Values } from './writer.ts'

/** Who a sale is for, by Tryton's own ids. */
export interface Buyer {
  readonly party: BuyerParty
  readonly invoiceAddress: number
  readonly shipmentAddress: number
}

/**
 * The party an order is sold to, with its addresses: a shopper's own party, or one of a guest's order alone, which is made unless an
 * earlier attempt has. An address the party has already is taken, another one is added.
 */
export async function buyerOf(order: OrderToPlace, tools: OrderDeskTools): Promise<Buyer> {
  const { billingAddress, shippingAddress } = order
  const [known, countries] = await Promise.all([
    readParty(codeOf(order, tools), tools),
    readCountries(order, tools),
  ])
  const party = known ?? (await makeGuest(order, tools))
  const at = createAddresses(party, { countries, tools })
  const shipmentAddress = await at(shippingAddress ?? billingAddress)
  const invoiceAddress = billingAddress === null ? shipmentAddress : await at(billingAddress)
  return { party, invoiceAddress, shipmentAddress }
}

function codeOf({ customer, key }: OrderToPlace, { mapping }: OrderDeskTools): string {
  return customer ?? guestCode(key.number, mapping)
}

async function readParty(code: string, { client }: OrderDeskTools): Promise<BuyerParty | null> {
  const [row] = await client.read({
    model: 'party.party',
    domain: [['code', '=', code]],
    fields: buyerParty,
    shape: buyerParty,
    limit: 1,
  })
  return row ?? null
}

async function makeGuest(order: OrderToPlace, tools: OrderDeskTools): Promise<BuyerParty> {
  const { contact, customer, shippingAddress, billingAddress } = order
  const { mapping, writer } = tools
  if (customer !== null) throw conflict(tools, 'the shopper is not known')
  const names = [contact, billingAddress, shippingAddress].map((who) =>
    who ? nameText(who, mapping.partyNames) : '',
  )
  const code = codeOf(order, tools)
  const contacts = [
    { type: 'email', value: contact?.email },
    { type: 'mobile', value: contact?.phone },
  ].filter(({ value }) => value)
  await writer.create('party.party', [
    { code, name: names.find(Boolean) ?? contact?.email ?? code, contact_mechanisms: [['create', contacts]] },
  ])
  const made = await readParty(code, tools)
  if (!made) throw tools.client.unreadable('party.party')
  return made
}

/** Country ids by code; one that Tryton has no record of is absent. */
async function readCountries(
  { shippingAddress, billingAddress }: OrderToPlace,
  { client }: OrderDeskTools,
): Promise<ReadonlyMap<string, number>> {
  const codes = [shippingAddress, billingAddress].flatMap((address) => address?.countryCode ?? [])
  if (codes.length === 0) return new Map()
  const rows = await client.read({
    model: 'country.country',
    domain: [['code', 'in', codes]],
    fields: codedRecord,
    shape: codedRecord,
  })
  return new Map(rows.map(({ id, code }) => [code, id]))
}

/** Finds or adds addresses of a party; null is the party's own first one. */
function createAddresses(
  party: BuyerParty,
  { countries, tools }: { readonly countries: ReadonlyMap<string, number>; readonly tools: OrderDeskTools },
): (address: Address | null) => Promise<number> {
  const known = party['addresses.'].map((row) => ({
    id: row.id,
    text: textOf(row, row['country.']?.code ?? null),
  }))

  return async (address) => {
    const [first] = known
    if (address === null && first) return first.id
    const wanted = payloadOf(address, { party, countries, tools })
    const text = textOf(wanted, address?.countryCode ?? null)
    const same = known.find((each) => each.text === text)
    if (same) return same.id
    const [id] = await tools.writer.create('party.address', [{ ...wanted, party: party.id }])
    if (id === undefined) throw tools.client.unreadable('party.address')
    known.push({ id, text })
    return id
  }
}

/** What makes two addresses the same. */
function textOf(row: Values, country: string | null): string {
  const parts = [row['party_name'], row['street'], row['postal_code'], row['city']]
  return JSON.stringify([...parts.map((part) => part ?? null), country])
}

function payloadOf(
  address: Address | null,
  {
    party,
    countries,
    tools,
  }: {
    readonly party: BuyerParty
    readonly countries: ReadonlyMap<string, number>
    readonly tools: OrderDeskTools
  },
): Values {
  if (address === null) return {}
  const { streetLine1, streetLine2, postalCode, city, countryCode } = address
  const country = countryCode === null ? null : countries.get(countryCode)
  if (country === undefined) throw conflict(tools, 'Tryton does not know the country; import its countries')
  const recipient = recipientText(address, tools.mapping)
  return {
    // Where it names the party itself, Tryton does.
    party_name: recipient === party.name ? null : recipient,
    street: [streetLine1, streetLine2].filter(Boolean).join('\n') || null,
    postal_code: postalCode,
    city,
    country,
  }
}
