import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tools } from '../../../../adapters/adapter.ts'
import type { OrderNumber, RecordId } from '../../../../adapters/ids.ts'
import type { OrderKey, Orders } from '../../../../adapters/ports/orders.ts'
import { poslog } from '../../../../adapters/pos/poslog/index.ts'
import { isFound } from '../../../../adapters/read.ts'
import type { Ledger } from '../../../../ledger/port.ts'
import { openSqliteLedger } from '../../../../ledger/sqlite/open.ts'
import { writeTillFiles } from '../../../../sandbox/tills/write.ts'
import type { WorldReceipt } from '../../../../sandbox/world/sale-types.ts'
import type { World } from '../../../../sandbox/world/types.ts'
import { createWorld } from '../../../../sandbox/world/world.ts'
import { tillOptions } from './tills.ts'

const METHODS = { Cash: 'CASH', CreditDebit: 'CARD', GiftCard: 'GIFT_CARD', Voucher: 'STORE_CREDIT' } as const

/** The sandbox's tills, read into a real ledger. */
describe('the sandbox retailer’s till receipts', () => {
  let folder: string
  let ledger: Ledger
  let world: World
  let orders: Orders
  let shown: readonly WorldReceipt[]

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'couture-world-'))
    world = createWorld({ size: 150, now: new Date('2026-05-11T10:00:00Z') })
    await writeTillFiles(world, join(folder, 'tills'))
    ledger = await openSqliteLedger({
      file: join(folder, 'ledger.db'),
      idKey: 'a lasting key of thirty-two bytes',
    })
    const tools: Tools = { clock: () => world.now, ledger, observe: () => {}, log: () => {} }
    const source = poslog.create('tills', tillOptions({ folder: join(folder, 'tills') }), tools)
    await source.jobs?.[0]?.once()
    if (!source.ports.orders) throw new Error('expected the port orders')
    orders = source.ports.orders
    shown = world.receipts.filter(({ kind }) => kind === 'sale' || kind === 'return')
  })
  afterAll(async () => {
    await ledger.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('are all there and nothing else is: no training, voided or drawer receipts, no quarantine', async () => {
    expect(await ledger.receipts.count('tills')).toBe(shown.length)
    expect(await ledger.receipts.quarantined('tills')).toEqual([])
    expect(new Set(world.receipts.map(({ kind }) => kind)).size).toBe(5)
  })

  it('equal the world’s, line by line and cent by cent', async () => {
    const keys = shown.map(
      (receipt): OrderKey => ({ channel: 'STORE_POS', number: receipt.number as OrderNumber }),
    )
    const [reads, payments] = await Promise.all([
      orders.orders(keys),
      orders.payments(shown.map(({ number }) => number as RecordId)),
    ])
    const read = keys.map((key) => {
      const order = reads.get(key)
      const paid = payments.get(key.number as string as RecordId)
      if (!isFound(order) || !isFound(paid)) return key.number
      const { cost, lines } = order.value
      return {
        number: order.value.number,
        placedOn: order.value.placedOn,
        placedAt: order.value.placedAt,
        store: order.value.store,
        customer: order.value.customer,
        card: order.value.card,
        total: cost.total,
        discount: cost.discount?.minor ?? 0,
        rounding: cost.roundingAdjustment?.minor ?? 0,
        lines: lines.map(({ lineId, sku, gtin, title, quantity, unitPrice, lineTotal }) => ({
          lineId,
          sku,
          gtin,
          title,
          quantity: Number(quantity),
          unitPrice: unitPrice.gross.minor,
          total: lineTotal.gross.minor,
          tax: lineTotal.tax?.minor,
        })),
        payments: paid.value.map(({ method, brand, last4, amount }) => ({
          method,
          brand,
          last4,
          amount: amount.minor,
        })),
      }
    })
    expect(read).toEqual(shown.map((receipt) => expectedOf(receipt, world)))
  })

  it('stand without a single contradiction', async () => {
    const stored = await ledger.receipts.byNumber(
      'tills',
      shown.map(({ number }) => number as RecordId),
    )
    expect([...stored.values()].filter(({ body }) => !body.includes('"warnings":[]'))).toEqual([])
  })

  it('show what came back where it was bought', async () => {
    const returned = shown.filter(({ returnOf }) => returnOf !== null)
    const origins = [...new Set(returned.map(({ returnOf }) => returnOf as RecordId))]
    expect(origins.length).toBeGreaterThan(0)
    const reads = await orders.returns(origins)
    const found = origins.map((origin) => {
      const read = reads.get(origin)
      return isFound(read)
        ? [origin, read.value.map(({ recordId, refund }) => [recordId, refund?.minor])]
        : origin
    })
    const backOf = (origin: string) =>
      returned
        .filter(({ returnOf }) => returnOf === origin)
        .sort((left, right) => (left.at < right.at ? -1 : 1))
        .map(({ number, lines }) => [
          number,
          -lines.filter(({ total }) => total < 0).reduce((sum, { total }) => sum + total, 0),
        ])
    expect(found).toEqual(origins.map((origin) => [origin, backOf(origin)]))
  })

  it('make the omnichannel shopper’s history in the stores', async () => {
    const shopper = world.customers[0]
    const request = {
      customers: [shopper?.tillCustomer as RecordId],
      cards: shopper?.card ? [shopper.card] : [],
      first: 1_000,
      until: null,
      from: null,
      channels: [],
    }
    const page = (await orders.history([request])).get(request)
    const theirs = shown.filter(
      (receipt) => receipt.customer === 0 && (receipt.card !== null || receipt.namesCustomer),
    )
    expect(theirs.length).toBeGreaterThan(0)
    expect(isFound(page) && page.value.orders.map(({ number }) => number).sort()).toEqual(
      theirs.map(({ number }) => number).sort(),
    )
  })
})

function expectedOf(receipt: WorldReceipt, world: World) {
  const store = world.stores.find(({ code }) => code === receipt.store)
  const named = receipt.customer !== null && receipt.namesCustomer
  const sum = (of: (line: WorldReceipt['lines'][number]) => number) =>
    receipt.lines.reduce((total, line) => total + of(line), 0)
  const money = (minor: number) => ({ minor, currency: 'EUR' })
  return {
    number: receipt.number,
    placedOn: receipt.businessDay,
    placedAt: receipt.at,
    store: store?.tillStore,
    customer: named ? (world.customers[receipt.customer ?? -1]?.tillCustomer ?? null) : null,
    card: receipt.card,
    total: {
      gross: money(sum(({ total }) => total)),
      net: money(sum(({ total, tax }) => total - tax)),
      tax: money(sum(({ tax }) => tax)),
    },
    discount: sum(({ discount }) => discount),
    rounding: receipt.rounding,
    lines: receipt.lines.map((line) => ({
      lineId: String(line.line),
      // Some stores' tills know articles by their barcode alone.
      sku: Number(store?.tillStore) % 4 === 0 ? null : line.sku,
      gtin: world.products.flatMap(({ variants }) => variants).find(({ sku }) => sku === line.sku)?.gtin,
      title: line.title,
      quantity: Number(line.quantity),
      unitPrice: line.unitPrice,
      total: line.total,
      tax: line.tax,
    })),
    payments: receipt.tenders.map(({ type, brand, last4, amount, change }) => ({
      method: METHODS[type],
      brand,
      last4,
      amount: amount - change,
    })),
  }
}
