import type { WorldMarkdown } from '../../world/offer-types.ts'
import type { WorldDelivery, WorldOrder, WorldReturn } from '../../world/sale-types.ts'
import type { WorldProduct, WorldStore, WorldVariant } from '../../world/shop-types.ts'
import type { WorldCustomer } from '../../world/shopper-types.ts'
import type { World } from '../../world/types.ts'
import type { OrderStore } from '../writes/store.ts'
import { isKept, type KeptOrder, type KeptReturn, returnsOf } from './kept.ts'

/** A customer the ERP knows. */
export type Partner = WorldCustomer & { readonly businessPartner: string }

/** A variant with its style. */
export interface Article {
  readonly product: WorldProduct
  readonly variant: WorldVariant
}

/**
 * The world, and what was written since, by the ERP's keys, each without leading zeros. Every index of the world is built when
 * first asked for.
 */
export interface Book {
  readonly world: World
  readonly store: OrderStore
  /** Every order as it is now, the world's first; the same list as long as nothing is written. */
  readonly orders: () => readonly KeptOrder[]
  readonly partners: () => readonly Partner[]
  readonly partnerByNumber: (number: string) => readonly Partner[]
  readonly partnerByCustomer: (customer: string) => readonly Partner[]
  readonly partnerByAddress: (address: string) => readonly Partner[]
  readonly partnerByEmail: (email: string) => readonly Partner[]
  readonly partnerBySearchEmail: (text: string) => readonly Partner[]
  readonly partnerByPhone: (international: string) => readonly Partner[]
  readonly articles: () => readonly Article[]
  readonly article: (sku: string) => readonly Article[]
  readonly articleByGtin: (gtin: string) => readonly Article[]
  readonly markdownsOf: (sku: string) => readonly WorldMarkdown[]
  readonly placeByCode: (code: string) => readonly WorldStore[]
  readonly placeByTillStore: (tillStore: string) => readonly WorldStore[]
  readonly placeByPlant: (plant: string) => readonly WorldStore[]
  readonly orderByNumber: (salesOrder: string) => readonly KeptOrder[]
  readonly orderByShopNumber: (number: string) => readonly KeptOrder[]
  readonly ordersOfCustomer: (customer: string) => readonly KeptOrder[]
  readonly orderByDelivery: (delivery: string) => readonly KeptOrder[]
  readonly orderByInvoice: (invoice: string) => readonly KeptOrder[]
  readonly orderByCreditMemo: (creditMemo: string) => readonly KeptOrder[]
  readonly orderByReturn: (number: string) => readonly KeptOrder[]
  readonly ordersByReturnReference: (reference: string) => readonly KeptOrder[]
  /** Orders of the world's that have stock of their own set aside. */
  readonly openOrdersOf: (sku: string) => readonly KeptOrder[]
}

/** The one-time account that orders of unknown customers are booked on. */
export const ONE_TIME_CUSTOMER = '99999'

/** Opens the book of a world and of what is written; costs nothing until an index is used. */
export function openBook(world: World, store: OrderStore): Book {
  const partners = once(() => world.customers.filter((each) => isPartner(each)))
  const places = () => [world.warehouse, ...world.stores]
  const articles = once(() =>
    world.products.flatMap((product) => product.variants.map((variant) => ({ product, variant }))),
  )
  const { orders, index: orderIndex } = keptOrders(world, store)
  return {
    world,
    store,
    orders,
    partners,
    partnerByNumber: index(partners, (each) => [each.businessPartner]),
    partnerByCustomer: index(partners, (each) => [each.erpCustomer]),
    partnerByAddress: index(partners, (each) => [addressId(each)]),
    partnerByEmail: index(partners, (each) => [each.email]),
    partnerBySearchEmail: index(partners, (each) => [each.email && searchEmail(each.email)]),
    partnerByPhone: index(partners, (each) => [erpPhone(each)]),
    articles,
    article: index(articles, ({ variant }) => [variant.sku]),
    articleByGtin: index(articles, ({ variant }) => [variant.gtin]),
    markdownsOf: index(
      () => world.markdowns,
      (each) => [each.sku],
    ),
    placeByCode: index(places, (each) => [each.code]),
    placeByTillStore: index(places, (each) => [each.tillStore]),
    placeByPlant: index(places, (each) => [each.plant]),
    orderByNumber: orderIndex((each) => [each.salesOrder]),
    orderByShopNumber: orderIndex((each) => [each.number]),
    ordersOfCustomer: orderIndex((each) => [soldTo(each, world)]),
    orderByDelivery: orderIndex((each) => each.deliveries.map((delivery) => delivery.number)),
    orderByInvoice: orderIndex((each) => [each.invoice?.number]),
    orderByCreditMemo: orderIndex((each) => returnsOf(each).map((one) => one.done && creditMemo(one))),
    orderByReturn: orderIndex((each) => returnsOf(each).map(({ number }) => number)),
    ordersByReturnReference: orderIndex((each) => returnsOf(each).map((one) => returnReference(one, each))),
    openOrdersOf: orderIndex((each) =>
      each.status === 'OPEN' && !isNew(each) ? each.lines.map(({ sku }) => sku) : [],
    ),
  }
}

/** The customer number an order is sold to; a partner's own number where it has none. */
export function soldTo(order: KeptOrder, world: World): string {
  const written = order.written?.head['SoldToParty']
  if (typeof written === 'string' && written !== '') return written
  const customer = world.customers[order.customer]
  return customer?.erpCustomer ?? customer?.businessPartner ?? ONE_TIME_CUSTOMER
}

/** A partner's address number. Each has one address. */
export function addressId({ index: place }: WorldCustomer): string {
  return String(20_000 + place)
}

/** The telephone number the ERP believes. */
export function erpPhone({ phone, erpDiffers }: WorldCustomer): string | null {
  return erpDiffers?.phone ?? phone
}

/** The 20 upper-case characters an e-mail is searched by. */
export function searchEmail(email: string): string {
  return email.toUpperCase().slice(0, 20)
}

/** A finished return is paid back by a credit memo, numbered by the return. */
export function creditMemo({ number }: WorldReturn): string {
  return `3${number.slice(-9).padStart(9, '0')}`
}

/** What a return names as the customer's reference: its order's number where nothing else was written. */
export function returnReference(returned: WorldReturn | KeptReturn, order: KeptOrder): string {
  const written = isKept(returned) ? returned.head['PurchaseOrderByCustomer'] : null
  return typeof written === 'string' && written !== '' ? written : order.number
}

/** Whether an order is none of the world's. */
export function isNew({ written }: KeptOrder): boolean {
  return written?.isNew ?? false
}

/** When a delivery was made out: the day it left or, before that, the day of its order. */
export function deliveryDay({ shippedOn }: WorldDelivery, { placedOn }: WorldOrder): string {
  return shippedOn ?? placedOn
}

/** The world's orders as they are now with those that are new, and indexes over both. */
function keptOrders(world: World, store: OrderStore) {
  let made: { readonly of: number; readonly orders: readonly KeptOrder[] } | null = null
  const known: () => readonly KeptOrder[] = () => world.orders
  return {
    orders: () => {
      const of = store.changes()
      if (of === 0) return known()
      if (made?.of !== of) {
        const current = known().map((order) => store.get(order.salesOrder) ?? order)
        made = { of, orders: [...current, ...store.all().filter(isNew)] }
      }
      return made.orders
    },
    index: (keysOf: (order: KeptOrder) => readonly (string | null | undefined | false)[]) => {
      const first = index(known, keysOf)
      const since = store.index(keysOf)
      return (key: string): readonly KeptOrder[] => {
        if (store.changes() === 0) return first(key)
        return [...first(key).filter(({ salesOrder }) => !store.get(salesOrder)), ...since(key)]
      }
    },
  }
}

function isPartner(customer: WorldCustomer): customer is Partner {
  return customer.businessPartner !== null
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function index<T>(
  items: () => readonly T[],
  keysOf: (item: T) => readonly (string | null | undefined | false)[],
): (key: string) => readonly T[] {
  const build = once(() => {
    const found = new Map<string, T[]>()
    for (const item of items()) {
      for (const key of new Set(keysOf(item))) if (key) add(found, key, item)
    }
    return found
  })
  return (key) => build().get(key) ?? []
}

function add<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key)
  if (group) group.push(item)
  else groups.set(key, [item])
}
