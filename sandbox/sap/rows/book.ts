import type { WorldMarkdown } from '../../world/offer-types.ts'
import type { WorldDelivery, WorldOrder, WorldReturn } from '../../world/sale-types.ts'
import type { WorldProduct, WorldStore, WorldVariant } from '../../world/shop-types.ts'
import type { WorldCustomer } from '../../world/shopper-types.ts'
import type { World } from '../../world/types.ts'

/** A customer the ERP knows. */
export type Partner = WorldCustomer & { readonly businessPartner: string }

/** A variant with its style. */
export interface Article {
  readonly product: WorldProduct
  readonly variant: WorldVariant
}

/** The world by the ERP's keys, each without leading zeros. Every index is built when first asked for. */
export interface Book {
  readonly world: World
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
  readonly orderByNumber: (salesOrder: string) => readonly WorldOrder[]
  readonly orderByShopNumber: (number: string) => readonly WorldOrder[]
  readonly ordersOfCustomer: (customer: string) => readonly WorldOrder[]
  readonly orderByDelivery: (delivery: string) => readonly WorldOrder[]
  readonly orderByInvoice: (invoice: string) => readonly WorldOrder[]
  readonly orderByCreditMemo: (creditMemo: string) => readonly WorldOrder[]
  readonly orderByReturn: (number: string) => readonly WorldOrder[]
  readonly openOrdersOf: (sku: string) => readonly WorldOrder[]
}

/** The one-time account that orders of unknown customers are booked on. */
const ONE_TIME_CUSTOMER = '99999'

/** Opens the book of a world; costs nothing until an index is used. */
export function openBook(world: World): Book {
  const partners = once(() => world.customers.filter((each) => isPartner(each)))
  const places = () => [world.warehouse, ...world.stores]
  const articles = once(() =>
    world.products.flatMap((product) => product.variants.map((variant) => ({ product, variant }))),
  )
  const orders = () => world.orders
  return {
    world,
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
    orderByNumber: index(orders, (each) => [each.salesOrder]),
    orderByShopNumber: index(orders, (each) => [each.number]),
    ordersOfCustomer: index(orders, (each) => [soldTo(each, world)]),
    orderByDelivery: index(orders, (each) => each.deliveries.map((delivery) => delivery.number)),
    orderByInvoice: index(orders, (each) => [each.invoice?.number]),
    orderByCreditMemo: index(orders, ({ returned }) => [returned?.done && creditMemo(returned)]),
    orderByReturn: index(orders, (each) => [each.returned?.number]),
    openOrdersOf: index(orders, (each) => (each.status === 'OPEN' ? each.lines.map(({ sku }) => sku) : [])),
  }
}

/** The customer number an order is sold to; a partner's own number where it has none. */
export function soldTo(order: WorldOrder, world: World): string {
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

/** When a delivery was made out: the day it left or, before that, the day of its order. */
export function deliveryDay({ shippedOn }: WorldDelivery, { placedOn }: WorldOrder): string {
  return shippedOn ?? placedOn
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
