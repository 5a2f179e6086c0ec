import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import type { Tools } from '../../../../adapters/adapter.ts'
import { poslog } from '../../../../adapters/pos/poslog/index.ts'
import { openSqliteLedger } from '../../../../ledger/sqlite/open.ts'
import { writesSku } from '../../../../sandbox/tills/till-room.ts'
import { writeTillFiles } from '../../../../sandbox/tills/write.ts'
import { type ExpectedOrder, ordersContract } from '../../../contracts/orders.ts'
import { clock, world } from '../../../contracts/small-world.ts'
import { tillOptions } from './tills.ts'

describe('till receipts keep the contract of Orders', () => {
  ordersContract(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'couture-contract-'))
    await writeTillFiles(world, join(folder, 'tills'))
    const ledger = await openSqliteLedger({
      file: join(folder, 'ledger.db'),
      idKey: 'a lasting key of thirty-two bytes',
    })
    const tools: Tools = { clock, ledger, observe: () => {}, log: () => {} }
    const source = poslog.create('tills', tillOptions({ folder: join(folder, 'tills') }), tools)
    await source.jobs?.[0]?.once()
    if (!source.ports.orders) throw new Error('expected the port orders')
    const [shopper] = world.customers
    return {
      port: source.ports.orders,
      source: 'tills',
      customers: shopper?.tillCustomer ? [shopper.tillCustomer] : [],
      cards: shopper?.card ? [shopper.card] : [],
      expected: expectedOrders(),
      close: async () => {
        await ledger.close()
        await rm(folder, { recursive: true })
      },
    }
  })
})

function expectedOrders(): readonly ExpectedOrder[] {
  const theirs = world.receipts.filter(
    ({ customer, card, namesCustomer, kind }) =>
      customer === 0 && (card !== null || namesCustomer) && (kind === 'sale' || kind === 'return'),
  )
  return theirs.map(({ number, store, businessDay, lines }) => {
    const till = world.stores.find(({ code }) => code === store)?.tillStore ?? ''
    return {
      number,
      channel: 'STORE_POS',
      placedOn: businessDay,
      total: lines.reduce((sum, { total }) => sum + total, 0),
      // Some stores' tills know articles by their barcode alone.
      skus: lines.map(({ sku }) => (writesSku(till) ? sku : null) as string),
    }
  })
}
