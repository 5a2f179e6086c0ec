import { describe, expect, it } from 'vitest'
import { column, world } from './client.ts'
import { shirt, writer } from './written.ts'

const [store] = world.stores
const sku = shirt.variant.sku
const kept = Number(shirt.variant.stock[store?.code ?? ''])

/** A system with what it counts, unrestricted and without special stock, of the article in the store. */
async function system() {
  const { server, read } = await writer()
  const onHand = async () => {
    const $filter = `Material eq '${sku.padStart(18, '0')}' and Plant eq '${store?.plant}' and InventoryStockType eq '01' and InventorySpecialStockType eq ''`
    const rows = await read('API_MATERIAL_STOCK_SRV/A_MatlStkInAcctMod', { $filter })
    return column(rows, 'MatlWrhsStkQtyInMatlBaseUnit').reduce<number>((sum, one) => sum + Number(one), 0)
  }
  const issue = (...items: readonly object[]) =>
    server.advance?.({ goodsIssue: { plant: store?.plant, items } })
  return { onHand, issue }
}

describe('what the tills sold', () => {
  it('is gone from the plant’s unrestricted stock, also below zero, and is back when it came back', async () => {
    const { onHand, issue } = await system()
    expect(await onHand()).toBe(kept)
    issue({ material: sku, quantity: '2' })
    expect(await onHand()).toBe(kept - 2)
    issue({ material: sku, quantity: String(kept) })
    expect(await onHand()).toBe(-2)
    issue({ material: sku, quantity: '-3' })
    expect(await onHand()).toBe(1)
  })

  it.each([
    ['a plant that is none', { goodsIssue: { plant: '9999', items: [{ material: sku, quantity: '1' }] } }],
    ['no item', { goodsIssue: { plant: store?.plant, items: [] } }],
    [
      'a quantity that is none',
      { goodsIssue: { plant: store?.plant, items: [{ material: sku, quantity: 'one' }] } },
    ],
    ['another field', { goodsIssue: { plant: store?.plant, items: [], storno: true } }],
  ])('is refused with %s', async (_, instruction) => {
    const { server } = await writer()
    expect(() => server.advance?.(instruction)).toThrow()
  })

  it('is all booked or nothing', async () => {
    const { onHand, issue } = await system()
    expect(() => issue({ material: sku, quantity: '1' }, { material: '99999999', quantity: '1' })).toThrow(
      `expected a material that plant ${store?.plant} keeps, found 99999999`,
    )
    expect(await onHand()).toBe(kept)
  })
})
