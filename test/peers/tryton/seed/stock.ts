import Big from 'big.js'
import { dateValue } from '../../../../adapters/erp/tryton/codec.ts'
import type { Day } from '../../../../adapters/time.ts'
import type { WorldOrder } from '../../../../sandbox/world/sale-types.ts'
import type { World } from '../../../../sandbox/world/types.ts'
import type { Rpc, Values } from '../rpc.ts'
import type { Catalog } from './catalog.ts'
import type { Books } from './company.ts'
import type { Place } from './places.ts'

/** What a place must count once every delivery has left and every return has come in, and how it gets there. */
interface Holding {
  readonly sku: string
  readonly code: string
  /** What the first inventory counts. */
  readonly opening: Big
  /** What has to be booked out beside sales and inventories, which cannot count below zero. */
  readonly missing: Big
  /** Whether a later inventory finds nothing left. */
  readonly soldOut: boolean
}

/** What a product that is out of stock once had. */
const ONCE = new Big(5)

/**
 * Counts the opening stock so that it becomes the world's once deliveries and returns are booked: a product that a
 * place has none of today was there once, one it never kept has no move there at all.
 */
export async function setUpStock(
  rpc: Rpc,
  world: World,
  known: { readonly books: Books; readonly places: ReadonlyMap<string, Place>; readonly catalog: Catalog },
): Promise<void> {
  const all = holdings(world)
  const { books, places, catalog } = known
  const product = (sku: string) => catalog.articles.get(sku)?.product
  const year = world.orders[0]?.placedOn.slice(0, 4) ?? '2020'
  const inventory = (day: string, code: string, lines: readonly Values[]) => ({
    company: books.company,
    location: places.get(code)?.storage,
    date: dateValue(day as Day),
    lines: [['create', lines]],
  })
  const openings = [...places.keys()].map((code) =>
    inventory(
      `${year}-01-01`,
      code,
      all
        .filter((holding) => holding.code === code && holding.opening.gt(0))
        .map(({ sku, opening }) => ({ product: product(sku), quantity: opening.toNumber() })),
    ),
  )
  const recounts = [...places.keys()].map((code) =>
    inventory(
      `${year}-01-02`,
      code,
      all
        .filter((holding) => holding.code === code && holding.soldOut)
        .map(({ sku }) => ({ product: product(sku), expected_quantity: ONCE.toNumber(), quantity: 0 })),
    ),
  )
  await rpc.press('stock.inventory', 'confirm', await rpc.create('stock.inventory', openings))
  await rpc.press('stock.inventory', 'confirm', await rpc.create('stock.inventory', recounts))
  await bookMissing(rpc, all, known)
}

function holdings(world: World): readonly Holding[] {
  const moved = movements(world)
  return world.products.flatMap(({ variants }) =>
    variants.flatMap(({ sku, stock }) => {
      const codes = new Set([...Object.keys(stock), ...codesOf(moved, sku)])
      return [...codes].map((code) => {
        const left = moved.get(`${sku}/${code}`) ?? new Big(0)
        return { sku, code, ...beginningOf(new Big(stock[code] ?? '0').plus(left)) }
      })
    }),
  )
}

/** How a place comes to have had so much before anything moved. */
function beginningOf(before: Big): Pick<Holding, 'opening' | 'missing' | 'soldOut'> {
  const none = new Big(0)
  if (before.gt(0)) return { opening: before, missing: none, soldOut: false }
  if (before.eq(0)) return { opening: ONCE, missing: none, soldOut: true }
  return { opening: ONCE, missing: ONCE.minus(before), soldOut: false }
}

function codesOf(moved: ReadonlyMap<string, Big>, sku: string): string[] {
  return [...moved.keys()].filter((key) => key.startsWith(`${sku}/`)).map((key) => key.slice(sku.length + 1))
}

/** What leaves a place less what comes back to it, by `sku/code`. */
function movements(world: World): ReadonlyMap<string, Big> {
  const moved = new Map<string, Big>()
  const all = world.orders.flatMap((order) => [
    ...order.deliveries
      .filter(({ shippedOn }) => shippedOn !== null)
      .flatMap(({ from, lines }) => movesOf(order, from, lines)),
    ...movesOf(order, world.warehouse.code, order.returned?.lines ?? []).map(([key, quantity]) => {
      return [key, quantity.times(-1)] as const
    }),
  ])
  for (const [key, quantity] of all) moved.set(key, quantity.plus(moved.get(key) ?? 0))
  return moved
}

function movesOf(
  { lines }: WorldOrder,
  code: string,
  moved: readonly { readonly line: number; readonly quantity: string }[],
): readonly (readonly [string, Big])[] {
  return moved.map(({ line, quantity }) => {
    const sku = lines.find((each) => each.line === line)?.sku
    return [`${sku}/${code}`, new Big(quantity)] as const
  })
}

async function bookMissing(
  rpc: Rpc,
  all: readonly Holding[],
  { books, places, catalog }: Parameters<typeof setUpStock>[2],
): Promise<void> {
  const [loss] = await rpc.rows('stock.location', [['type', '=', 'lost_found']])
  const moves = all
    .filter(({ missing }) => missing.gt(0))
    .map(({ sku, code, missing }) => ({
      company: books.company,
      product: catalog.articles.get(sku)?.product,
      uom: catalog.articles.get(sku)?.unit,
      quantity: missing.toNumber(),
      from_location: places.get(code)?.storage,
      to_location: loss?.id,
    }))
  await rpc.press('stock.move', 'do', await rpc.create('stock.move', moves))
}
