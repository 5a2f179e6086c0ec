import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ringUp } from '../../../sandbox/tills/ring-up.ts'
import { world } from '../../contracts/small-world.ts'
import { tillSale } from '../../graph/till-sale.ts'
import { all, readXml, text } from './read-xml.ts'

const [store] = world.stores
const sku = world.products.flatMap(({ variants }) => variants)[0]?.sku ?? ''

describe('a sale at a till of the running sandbox', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'till-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const sale = () => tillSale(world, { store: store?.code ?? '', sku, units: 2, at: world.now })

  it('drops a file of its own, and tells the ERP what has left its store', async () => {
    const told: unknown[] = []
    await ringUp(sale(), { world, folder, tellErp: (instruction) => told.push(instruction) })
    const [file, ...others] = await readdir(join(folder, store?.tillStore ?? ''))
    expect([file, others]).toEqual(['20260615-9-9001.xml', []])
    const document = readXml(await readFile(join(folder, store?.tillStore ?? '', file ?? ''), 'utf8'))
    const numbers = all(document, 'Transaction').map((one) => Number(text(one, 'SequenceNumber')))
    expect(numbers).toEqual([0, 9001])
    expect(all(document, 'Sale').map((one) => text(one, 'Quantity'))).toEqual(['2'])
    expect(told).toEqual([{ goodsIssue: { plant: store?.plant, items: [{ material: sku, quantity: '2' }] } }])
  })

  it('moves nothing when it is none', async () => {
    const told: unknown[] = []
    await ringUp({ ...sale(), kind: 'voided' }, { world, folder, tellErp: (one) => told.push(one) })
    expect(told).toEqual([])
  })
})
