import { dayIn } from '../../adapters/time.ts'
import type { WorldLine } from '../../sandbox/world/sale-types.ts'
import type { WorldStore, WorldVariant } from '../../sandbox/world/shop-types.ts'
import type { World } from '../../sandbox/world/types.ts'
import { createSealer } from '../../subgraphs/sealed-id.ts'
import { orderId } from '../../subgraphs/shared/orders/order-id.ts'

/** One order of a shopper as the graph must show it, worked out from the world. */
export interface ExpectedOrder {
  readonly id: string
  readonly number: string
  readonly channel: string
  readonly placedOn: string
  readonly placedAt: string | null
  /** Gross cents. */
  readonly total: number
  readonly lines: readonly WorldLine[]
}

/** A shopper's orders from every channel, in the order of the schema: newest first, unknown instants last in a day. */
export function expectedOrders(world: World, customer: number, idKey: string): readonly ExpectedOrder[] {
  const sealer = createSealer(idKey)
  const id = (channel: string, number: string) => orderId(sealer, { channel, number } as never)
  const away = world.orders
    .filter((order) => order.customer === customer && order.copyOfReceipt === undefined)
    .map((order): ExpectedOrder => {
      const live = order.lines.filter(({ rejected }) => !rejected && order.status !== 'CANCELLED')
      const goods = live.reduce((sum, { total }) => sum + total, 0)
      return {
        id: id(order.channel, order.number),
        number: order.number,
        channel: order.channel,
        placedOn: order.placedOn,
        placedAt: null,
        total: goods + (live.length > 0 ? order.shipping : 0),
        lines: order.lines,
      }
    })
  const tills = world.receipts
    .filter((receipt) => receipt.customer === customer && ['sale', 'return'].includes(receipt.kind))
    .map(
      (receipt): ExpectedOrder => ({
        id: id('STORE_POS', receipt.number),
        number: receipt.number,
        channel: 'STORE_POS',
        placedOn: receipt.businessDay,
        placedAt: new Date(receipt.at).toISOString(),
        total: receipt.lines.reduce((sum, { total }) => sum + total, 0),
        lines: receipt.lines,
      }),
    )
  return [...away, ...tills].sort(inOrder)
}

function inOrder(left: ExpectedOrder, right: ExpectedOrder): number {
  if (left.placedOn !== right.placedOn) return left.placedOn > right.placedOn ? -1 : 1
  if (left.placedAt !== right.placedAt) return (left.placedAt ?? '') > (right.placedAt ?? '') ? -1 : 1
  return left.id < right.id ? -1 : 1
}

/** The world's stores by distance from a point, nearest first (haversine on a sphere of 6371 km). */
export function nearest(
  world: World,
  from: { latitude: number; longitude: number },
  most: number,
): readonly WorldStore[] {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const distance = ({ geo }: WorldStore) => {
    const a =
      Math.sin(radians(geo.latitude - from.latitude) / 2) ** 2 +
      Math.cos(radians(from.latitude)) *
        Math.cos(radians(geo.latitude)) *
        Math.sin(radians(geo.longitude - from.longitude) / 2) ** 2
    return 2 * 6371 * Math.asin(Math.sqrt(a))
  }
  return [...world.stores].sort((left, right) => distance(left) - distance(right)).slice(0, most)
}

/** A variant of the world with its product. */
export function variantOf(world: World, sku: string) {
  for (const product of world.products) {
    const variant = product.variants.find((one) => one.sku === sku)
    if (variant) return { product, variant }
  }
  throw new RangeError(`expected SKU ${sku} in the world, found none`)
}

/** Whole units that may be sold of a variant in a store; 0 where it is not stocked. */
export function unitsIn(store: WorldStore, { stock }: WorldVariant): number {
  return Math.max(0, Math.floor(Number(stock[store.code] ?? '0')))
}

/** Cents as the schema writes an amount of EUR. */
export function euros(cents: number): string {
  const sign = cents < 0 ? '-' : ''
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** What one unit costs everybody on the world's today: its markdown's price, where it has one. Cents. */
export function unitPriceOf(world: World, sku: string): number {
  const today = dayIn('Europe/Paris', world.now)
  const reduced = world.markdowns.find((one) => one.sku === sku && one.from <= today && today <= one.until)
  return reduced?.price ?? variantOf(world, sku).variant.price
}
