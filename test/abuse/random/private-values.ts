import { mintId, type RecordId } from '../../../adapters/ids.ts'
import { consentsOf } from '../../../sandbox/world/consents.ts'
import type { WorldOrder, WorldReceipt } from '../../../sandbox/world/sale-types.ts'
import type { WorldCustomer } from '../../../sandbox/world/shopper-types.ts'
import { createThreads } from '../../../sandbox/world/threads.ts'
import type { World } from '../../../sandbox/world/types.ts'
import { createSealer } from '../../../subgraphs/sealed-id.ts'
import { orderId } from '../../../subgraphs/shared/orders/order-id.ts'
import { SHORTEST, textFinder } from './find-texts.ts'
import { brandOf } from './marked-world.ts'

/**
 * What a private value tells of: who somebody is (`profile`), how they are to be reached at an order's address (`address`), their
 * keys in other systems (`records`), what they bought (`orders`) and paid with (`payments`), their membership (`points`), what they
 * wrote (`words`). Of orders, returns and redemptions that the graph took: their ids, by which operators know what waits
 * (`placed`), what was said at checkout (`checkout`), and the codes that open the counter (`codes`). `hidden` is for nobody: notes among
 * agents, drafts, sales that were called off, a guest's tokens.
 */
export const KINDS = [
  'profile',
  'address',
  'records',
  'orders',
  'payments',
  'points',
  'words',
  'placed',
  'checkout',
  'codes',
  'hidden',
] as const
export type Kind = (typeof KINDS)[number]

/** A text that is somebody's alone. */
export interface PrivateValue {
  readonly text: string
  readonly kind: Kind
  /** Index of the shopper in the world; null for what nobody known bought. */
  readonly owner: number | null
  /** The id of the order it is of; null for what belongs to none. */
  readonly order: string | null
}

/** Where private values are looked for, and among what. */
interface Among {
  readonly world: World
  readonly idKey: string
  /** What was made in the world. */
  readonly made: readonly PrivateValue[]
  /** What everybody may read. */
  readonly everybodys: string
}

/**
 * Every text of the world, and of what was made in it, that is one person's alone: those that two share, that stand in one another,
 * or in what everybody may read, are left out, and so are short ones, which turn up by chance.
 */
export function privateValues({ world, idKey, made, everybodys }: Among): readonly PrivateValue[] {
  const byText = new Map<string, PrivateValue[]>()
  for (const one of [...everything(world, idKey), ...made]) {
    if (one.text.length < SHORTEST) continue
    const same = byText.get(one.text)
    if (same) same.push(one)
    else byText.set(one.text, [one])
  }
  const texts = [...byText.keys()]
  const standing = textFinder(texts)
  const read = standing(everybodys)
  const inOthers = new Set(texts.flatMap((text) => [...standing(text)].filter((other) => other !== text)))
  return [...byText].flatMap(([text, [first, ...more]]) => {
    if (!first || read.has(text) || inOthers.has(text)) return []
    return more.some(({ owner, kind }) => owner !== first.owner || kind !== first.kind) ? [] : [first]
  })
}

/** Finds those of the values that stand in a text. */
export function privateFinder(values: readonly PrivateValue[]): (told: string) => readonly PrivateValue[] {
  const byText = new Map(values.map((value) => [value.text, value]))
  const find = textFinder(byText.keys())
  return (told) => [...find(told)].flatMap((text) => byText.get(text) ?? [])
}

function everything(world: World, idKey: string): readonly PrivateValue[] {
  return [
    ...world.customers.flatMap((customer) => [...ofPerson(customer, idKey), ...recordsOf(world, customer)]),
    ...world.orders.flatMap((order) => ofOrder(order, idKey)),
    ...world.receipts.flatMap((receipt) => ofReceipt(receipt, idKey)),
    ...world.loyalty.flatMap(({ card, memberId, movements, customer }) =>
      values('points', customer, [card, memberId, ...movements.map(({ id }) => id)]),
    ),
    ...wordsOf(world),
  ]
}

/** A shopper's id in the graph, before anybody merged anything. */
export function customerIdOf({ contactId, card }: WorldCustomer, idKey: string): string | null {
  if (contactId !== null) return mintId(idKey, 'customer', { source: 'crm', id: contactId as RecordId })
  return card && mintId(idKey, 'customer', { source: 'card', id: card as RecordId })
}

/** An order's id in the graph: of a receipt's copy that of the receipt. */
export function orderIdOf(order: WorldOrder | WorldReceipt, idKey: string): string {
  const sealer = createSealer(idKey)
  if ('till' in order) return orderId(sealer, { channel: 'STORE_POS', number: order.number } as never)
  const number = order.copyOfReceipt ?? order.number
  return orderId(sealer, { channel: order.channel, number } as never)
}

type Texts = readonly (string | null | undefined)[]

function values(
  kind: Kind,
  owner: number | null,
  texts: Texts,
  order: string | null = null,
): readonly PrivateValue[] {
  return texts.flatMap((text) => (text ? [{ text, kind, owner, order }] : []))
}

function ofPerson(customer: WorldCustomer, idKey: string): readonly PrivateValue[] {
  const { index, familyName, email, birthDate, phone, address, erpDiffers } = customer
  return [
    ...values('profile', index, [customerIdOf(customer, idKey), email, birthDate]),
    ...values('address', index, [familyName, phone, address?.streetLine1, erpDiffers?.phone]),
  ]
}

function recordsOf(world: World, customer: WorldCustomer): readonly PrivateValue[] {
  const { index, contactId, businessPartner, erpCustomer, tillCustomer, webAccount } = customer
  const said = consentsOf(world, customer)
  return [
    // Where a profile says who tells it, it names these.
    ...values('profile', index, [contactId, said?.individualId, ...(said?.given.map(({ id }) => id) ?? [])]),
    ...values('records', index, [businessPartner, erpCustomer, tillCustomer, webAccount]),
  ]
}

function ofOrder(order: WorldOrder, idKey: string): readonly PrivateValue[] {
  const { number, salesOrder, customer, deliveries, invoice, returned } = order
  const id = orderIdOf(order, idKey)
  const parcels = deliveries.flatMap((delivery) => [delivery.number, delivery.tracking])
  const texts = [id, number, salesOrder, ...parcels, invoice?.number, returned?.number]
  return values('orders', customer, texts, id)
}

function ofReceipt(receipt: WorldReceipt, idKey: string): readonly PrivateValue[] {
  const { number, kind, customer, tenders } = receipt
  const id = orderIdOf(receipt, idKey)
  if (kind !== 'sale' && kind !== 'return') return values('hidden', customer, [number, id])
  const isByCard = tenders.some(({ brand }) => brand !== null)
  return [
    ...values('orders', customer, [id, number], id),
    ...values('payments', customer, [isByCard ? brandOf(customer) : null]),
  ]
}

function wordsOf(world: World): readonly PrivateValue[] {
  const threads = createThreads(world)
  return world.cases.flatMap(({ id, number, customer, subject, comments }) => {
    const { emails = [], sessions = [], notes = [] } = threads.get(id) ?? {}
    const isShown = ({ from, draft }: (typeof emails)[number]) => from !== 'carrier' && !draft
    const said = [...comments, ...emails.filter(isShown), ...sessions.flatMap(({ entries }) => entries)]
    const unsaid = [...notes, ...emails.filter((email) => !isShown(email))]
    return [
      ...values('words', customer, [id, number, subject, ...said.map(({ text }) => text)]),
      ...values(
        'hidden',
        customer,
        unsaid.map(({ text }) => text),
      ),
    ]
  })
}
