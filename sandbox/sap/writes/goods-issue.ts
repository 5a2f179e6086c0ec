import Big from 'big.js'
import { z } from 'zod'
import type { Book } from '../rows/book.ts'

/** Goods that a store's tills sold, as they report them: no sales order stands behind them. */
const goodsIssue = z.strictObject({
  goodsIssue: z.strictObject({
    plant: z.string().min(1),
    items: z
      .array(
        z.strictObject({
          /** Without leading zeros. */
          material: z.string().min(1),
          /** Decimal text in the material's base unit; below zero where goods came back. */
          quantity: z.string().regex(/^-?\d+(\.\d{1,3})?$/),
        }),
      )
      .min(1),
  }),
})

/** Whether an instruction is about goods that the tills moved. */
export function isGoodsIssue(instruction: unknown): boolean {
  return typeof instruction === 'object' && instruction !== null && 'goodsIssue' in instruction
}

/**
 * Takes what the tills sold out of a plant's unrestricted stock, which may fall below zero: the goods are gone, whatever was counted. All of it or
 * nothing. Throws an Error that says what is wrong with the instruction.
 */
export function issueGoods(instruction: unknown, book: Book): void {
  const read = goodsIssue.safeParse(instruction)
  if (!read.success) throw new Error(z.prettifyError(read.error))
  const { plant, items } = read.data.goodsIssue
  const [place] = book.placeByPlant(plant)
  if (!place) throw new Error(`expected a plant of this system, found none numbered ${plant}`)
  for (const { material } of items) {
    const isKept = book.article(material).some(({ variant }) => variant.stock[place.code] !== undefined)
    if (!isKept) throw new Error(`expected a material that plant ${plant} keeps, found ${material}`)
  }
  for (const { material, quantity } of items)
    book.store.move(material, place.code, new Big(quantity).toFixed())
}
