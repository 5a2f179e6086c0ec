import Big from 'big.js'
import { dateValue } from '../../../../adapters/erp/tryton/codec.ts'
import type { Day } from '../../../../adapters/time.ts'
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
      return [...codes].map((code): Holding => {
        const out = moved.get(`${sku}/${code}`) ?? new Big(0)
        const before = new Big(stock[code] ?? '0').plus(out)
        const soldOut = before.eq(0)
        const opening = soldOut ? ONCE : before
        return {
          sku,
          code,
          opening: opening.lt(0) ? ONCE : opening,
          missing: before.lt(0) ? ONCE.minus(before) : new Big(0),
          soldOut,
        }
      })
    }),
  )
}

function codesOf(moved: ReadonlyMap<string, Big>, sku: string): string[] {
  return [...moved.keys()].filter((key) => key.startsWith(`${sku}/`)).map((key) => key.slice(sku.length + 1))
}

/** What leaves a place less what comes back to it, by `sku/code`. */
function movements(world: World): ReadonlyMap<string, Big> {
  const moved = new Map<string, Big>()
  const add = (sku: string, code: string, quantity: Big) =>
    moved.set(`${sku}/${code}`, (moved.get(`${sku}/${code}`) ?? new Big(0)).plus(quantity))
  for (const order of world.orders) {
    const skuOf = (line: number) => order.lines.find((each) => each.line === line)?.sku ?? ''
    for (const { from, shippedOn, lines } of order.deliveries) {
      if (shippedOn === null) continue
      for (const { line, quantity } of lines) add(skuOf(line), from, new Big(quantity))
    }
    if (order.returned === null) continue
    for (const { line, quantity } of order.returned.lines)
      add(skuOf(line), world.warehouse.code, new Big(quantity).times(-1))
  }
  return moved
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
