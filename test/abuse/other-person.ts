import { mintId, type RecordId } from '../../adapters/ids.ts'
import type { World } from '../../sandbox/world/types.ts'
import { createSealer } from '../../subgraphs/sealed-id.ts'
import type { Whole } from '../graph/whole.ts'

/** Somebody whom the asker must learn nothing of, and everything by which one might ask for what is theirs. */
export interface OtherPerson {
  /** Their ids as the graph gives them to staff, each with one of the same kind that nobody has. */
  readonly ids: readonly { readonly kind: string; readonly theirs: string; readonly nobodys: string }[]
  /** Numbers and addresses that people know of them. */
  readonly known: readonly string[]
  /** Cursors of their lists. */
  readonly cursors: readonly string[]
  /** Values of theirs in the systems' records that the asker shares none of. */
  readonly secrets: readonly string[]
}

/** The shopper who wrote to the service desk, besides the asker. */
export async function otherPerson(whole: Whole): Promise<OtherPerson> {
  const { world, idKey } = whole
  const index = world.cases.find(({ customer }) => customer !== 0)?.customer ?? -1
  const { contactId, card, email, phone } = world.customers[index] ?? {}
  if (!contactId || !card || !email || !phone)
    throw new Error('expected a shopper with a case to be known everywhere')
  const id = mintId(idKey, 'customer', { source: 'crm', id: contactId as RecordId })
  const { data, errors } = await whole.ask(THEIRS, { id })
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  const text = JSON.stringify(data)
  const stranger = createSealer(`${idKey} of another retailer`)
  const sealer = createSealer(idKey)
  const order = world.orders.find(({ customer }) => customer === index)?.number ?? ''
  const returned = aReturn(world, sealer)
  const RETURN = 'query ($id: ID!) { return(id: $id) { id } }'
  const seen = await whole.ask(RETURN, { id: returned })
  if (seen.data?.return?.id !== returned) throw new Error('expected the return of somebody else')
  // Which partner an ERP's customer is, the adapter asks once in its life, when somebody's ownership is looked into.
  await whole.ask(RETURN, { id: returned }, whole.as('shopper'))
  const sealed = [
    { kind: 'ord', theirs: theirsLike(text, 'ord'), nobodys: sealer.seal('order', ['WEB', 'W-999999']) },
    {
      kind: 'cnv',
      theirs: theirsLike(text, 'cnv'),
      nobodys: sealer.seal('conversation', ['crm', '5005e0000000999AAA']),
    },
    {
      kind: 'loy',
      theirs: theirsLike(text, 'loy'),
      nobodys: sealer.seal('loyalty', ['crm', '0lM5e0000000999AAA']),
    },
    {
      kind: 'ret',
      theirs: returned,
      nobodys: sealer.seal('return', ['erp', '69999999', '9999999', 'WEB', 'W-999999']),
    },
  ]
  return {
    ids: [
      { kind: 'cus', theirs: id, nobodys: `cus_${'0'.repeat(26)}` },
      ...sealed,
      {
        kind: 'ord of another key',
        theirs: stranger.seal('order', ['WEB', order]),
        nobodys: stranger.seal('order', ['WEB', '-']),
      },
    ],
    known: [card, email, phone, order, contactId],
    cursors: [...new Set([...text.matchAll(/"cursor":"([^"]+)"/g)].map(([, cursor = '']) => cursor))],
    secrets: secretsOf(world, index),
  }
}

/** Everything of theirs that has an id or a cursor. */
const THEIRS = `query ($id: ID!) { customer(id: $id) {
  orders(first: 1) { edges { cursor node { id } } }
  loyalty { id ledger(first: 1) { edges { cursor } } rewards(first: 1) { edges { cursor } } }
  conversations(first: 1) { edges { cursor node { id messages(first: 1) { edges { cursor } } } } }
  purchasedVariants(first: 1) { edges { cursor } }
} }`

function theirsLike(text: string, prefix: string): string {
  const [id] = new RegExp(`\\b${prefix}_[\\w-]+`).exec(text) ?? []
  if (id === undefined) throw new Error(`expected them to have an id that begins with ${prefix}`)
  return id
}

/** The return of an order of somebody else's, sealed as the graph seals it. */
function aReturn(world: World, sealer: ReturnType<typeof createSealer>): string {
  const order = world.orders.find(({ customer, returned }) => customer !== 0 && returned !== null)
  if (!order?.returned) throw new Error('expected a return of somebody else')
  return sealer.seal('return', ['erp', order.returned.number, order.salesOrder, order.channel, order.number])
}

function secretsOf(world: World, index: number): readonly string[] {
  const of = (customer: number) => {
    const { email, phone, card, contactId, businessPartner, address, familyName, webAccount } =
      world.customers[customer] ?? {}
    const orders = world.orders.filter((one) => one.customer === customer)
    const receipts = world.receipts.filter((one) => one.customer === customer)
    const cases = world.cases.filter((one) => one.customer === customer)
    return [
      ...[email, phone, card, contactId, businessPartner, familyName, webAccount],
      ...Object.values(address ?? {})
        .flat()
        .map(String),
      ...orders.flatMap((one) => [one.number, one.salesOrder]),
      ...receipts.map((one) => one.number),
      ...cases.flatMap((one) => [one.number, one.id, one.subject, ...one.comments.map(({ text }) => text)]),
    ].filter((value): value is string => typeof value === 'string' && value.length > 5)
  }
  const own = new Set(of(0))
  return [...new Set(of(index))].filter(
    (value) => !own.has(value) && ![...own].some((mine) => mine.includes(value)),
  )
}
