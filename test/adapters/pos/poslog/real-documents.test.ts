import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readOne, tillOptions } from './tills.ts'

// biome-ignore lint/style/noProcessEnv: where the documents are is a matter of the machine the tests run on
const { COUTURE_SHARED: given } = process.env
const shared = given ?? join(import.meta.dirname, '../../../../../shared')
const folder = join(shared, 'data/poslog')
const present = existsSync(folder)

const options = tillOptions({ timeZone: 'Europe/Stockholm', skuPattern: '^\\d{5,6}$' })
const read = (file: string) => readOne(readFileSync(join(folder, file), 'utf8'), options)

/** One line of untaxed goods paid in cash, as four of the five documents have it. */
const paidInCash = (number: string, sku: string, amount: number, cash: number, rounding: number | null) => ({
  kind: 'kept',
  body: {
    kind: 'receipt',
    number,
    businessDay: '2019-07-22',
    status: 'Finished',
    currency: 'SEK',
    customer: null,
    card: null,
    lines: [
      {
        lineId: '1',
        sku,
        gtin: null,
        quantity: '1',
        unitPrice: { gross: amount, net: amount, tax: 0 },
        total: { gross: amount, net: amount, tax: 0 },
        origin: null,
      },
    ],
    tenders: [{ id: '2', method: 'CASH', amount: cash, currency: 'SEK' }],
    subtotal: { gross: amount, net: amount, tax: 0 },
    total: { gross: amount, net: amount, tax: 0 },
    discount: null,
    rounding,
    warnings: [],
  },
})

describe.skipIf(!present)(`the five real till documents${present ? '' : ` (skipped: no ${folder})`}`, () => {
  it('reads a large amount rounded up to whole crowns', async () => {
    const receipt = await read('arts1.xml')
    expect(receipt).toMatchObject(paidInCash('3004-1-20190722-3619', '100000', 2_204_188, 2_204_200, 12))
    expect(receipt).toMatchObject({
      body: {
        store: '3004',
        till: '1',
        placedAt: '2019-07-22T13:53:21.000Z',
        lines: [{ title: 'RECEPTVAROR 0%' }],
      },
    })
  })

  it('reads an amount rounded up', async () => {
    expect(await read('arts2.xml')).toMatchObject(
      paidInCash('3004-1-20190722-3622', '100000', 19_689, 19_700, 11),
    )
  })

  it('reads an amount rounded down', async () => {
    const receipt = await read('arts3.xml')
    expect(receipt).toMatchObject(paidInCash('3000-10-20190722-2536', '100060', 38_415, 38_400, -15))
    expect(receipt).toMatchObject({ body: { lines: [{ title: 'FÖRSKOTTSBETALNING' }] } })
  })

  it('passes over the cancelled one', async () => {
    expect(await read('arts4.xml')).toEqual({ kind: 'skipped', because: 'cancelled' })
  })

  it('reads an amount that needs no rounding', async () => {
    expect(await read('arts5.xml')).toMatchObject(
      paidInCash('3000-10-20190722-2541', '100060', 7_900, 7_900, null),
    )
  })
})
