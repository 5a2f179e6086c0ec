import { type Random, stream } from '../../sandbox/world/random.ts'
import type { World } from '../../sandbox/world/types.ts'
import { createWorld } from '../../sandbox/world/world.ts'

/** An article in one place, and what the ERP says that there is of it. */
export interface Shelf {
  readonly sku: string
  /** The place's code. */
  readonly code: string
  readonly plant: string
  readonly units: number
}

/** What the writers buy. */
export interface Goods {
  /** Articles that the warehouse has many of, and a few that it has hardly any of. */
  readonly sent: readonly Shelf[]
  /** Articles that a store has, for who collects. */
  readonly collected: readonly Shelf[]
}

/** The retailer of a run. */
export function worldOf(seed: number, now: string): World {
  return createWorld({ seed, size: 80, now: new Date(now) })
}

/** The last units are for many at once: there are never enough of these. */
const SCARCE = 12
const PLENTY = 60
const COLLECTED = 40

/** Chooses the goods of a run. */
export function goodsOf(world: World, store: string): Goods {
  const variants = world.products
    .filter(({ weighed }) => !weighed)
    .flatMap((product) => product.variants)
    .filter(({ inPim }) => inPim)
  const shelves = ({ code, plant }: { readonly code: string; readonly plant: string }): readonly Shelf[] =>
    variants.flatMap(({ sku, stock }) => {
      const units = Number(stock[code] ?? 0)
      return units > 0 ? [{ sku, code, plant, units }] : []
    })
  const { warehouse } = world
  const shop = world.stores.find(({ code }) => code === store) ?? warehouse
  const inWarehouse = shelves(warehouse).toSorted((left, right) => right.units - left.units)
  return {
    sent: [
      ...inWarehouse.slice(0, PLENTY),
      ...inWarehouse.filter(({ units }) => units <= 8).slice(0, SCARCE),
    ],
    collected: shelves(shop)
      .toSorted((left, right) => right.units - left.units)
      .slice(0, COLLECTED),
  }
}

/** What one shopper puts into a cart: one or two lines to be sent, sometimes one to be collected. */
export interface Wish {
  readonly shelf: Shelf
  readonly quantity: number
  readonly isCollected: boolean
}

/** Draws a cart; scarce articles are drawn as often as the others. */
export function draw(goods: Goods, random: Random): readonly Wish[] {
  const wishes: Wish[] = []
  const add = (shelf: Shelf, isCollected: boolean) => {
    if (wishes.some(({ shelf: { sku } }) => sku === shelf.sku)) return
    wishes.push({ shelf, quantity: random.int(1, 2), isCollected })
  }
  for (let lines = random.int(1, 2); lines > 0; lines--) add(random.pick(goods.sent), false)
  if (random.chance(0.2)) add(random.pick(goods.collected), true)
  return wishes
}

/** The stream of one thing of a run. */
export function drawing(seed: number, ...thing: readonly (string | number)[]): Random {
  return stream(seed, 'torture', ...thing)
}
