import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiptNumber } from '../../../adapters/ids.ts'
import { instantIn } from '../../../adapters/time.ts'
import { writeTillFiles } from '../../../sandbox/tills/write.ts'
import type { WorldReceipt } from '../../../sandbox/world/sale-types.ts'
import { createWorld } from '../../../sandbox/world/world.ts'
import { all, child, type Node, readXml, text } from './read-xml.ts'

const now = new Date('2026-06-15T10:00:00Z')
const world = createWorld({ size: 400, now })

/** A transaction under the number a reader would give it. */
function numberOf(transaction: Node): string {
  return receiptNumber({
    store: text(transaction, 'BusinessUnit', 'UnitID') ?? text(transaction, 'RetailStoreID') ?? '',
    till: text(transaction, 'WorkstationID') ?? '',
    businessDay: text(transaction, 'BusinessDayDate') ?? '',
    sequence: text(transaction, 'SequenceNumber') ?? '',
  })
}

function cents(amount: string | undefined): number {
  return Math.round(Number(amount) * 100)
}

function goodsIn(transaction: Node): readonly Node[] {
  return all(transaction, 'LineItem')
    .filter((item) => item.attributes.get('VoidFlag') !== 'true')
    .flatMap((item) => item.children.filter(({ name }) => name === 'Sale' || name === 'Return'))
}

/** What a receipt's tenders come to: refunds negative, change taken off. */
function paidIn(transaction: Node): number {
  return all(transaction, 'Tender')
    .filter((tender) => child(tender, 'Amount'))
    .map((tender) => {
      const amount = cents(text(tender, 'Amount'))
      const change = child(tender, 'TenderChange') ? cents(text(tender, 'TenderChange', 'Amount')) : 0
      return tender.attributes.get('TypeCode') === 'Refund' ? -Math.abs(amount) : amount - change
    })
    .reduce((left, right) => left + right, 0)
}

describe('the till files of a world', () => {
  let folder: string
  const documents = new Map<string, Node>()
  const transactions = new Map<string, Node>()
  const written = (receipt: WorldReceipt): Node => {
    const found = transactions.get(receipt.number)
    if (!found) throw new Error(`${receipt.number} is not written`)
    return found
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tills-'))
    await writeTillFiles(world, folder)
    for (const store of world.stores) {
      for (const file of await readdir(join(folder, store.tillStore))) {
        const document = readXml(await readFile(join(folder, store.tillStore, file), 'utf8'))
        documents.set(`${store.tillStore}/${file}`, document)
        for (const transaction of all(document, 'Transaction'))
          transactions.set(numberOf(transaction), transaction)
      }
    }
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('have a folder per store and a file per business day, and nothing half written', () => {
    const expected = world.receipts.map((receipt) => {
      const store = world.stores.find(({ code }) => code === receipt.store)
      return `${store?.tillStore}/${receipt.businessDay.replaceAll('-', '')}.xml`
    })
    expect([...documents.keys()].sort()).toEqual([...new Set(expected)].sort())
  })

  it('hold every receipt of the world under its natural key, and besides them sign-ons alone', () => {
    const known = new Set(world.receipts.map(({ number }) => number))
    expect(world.receipts.filter(({ number }) => !transactions.has(number))).toEqual([])
    const others = [...transactions].filter(([number]) => !known.has(number))
    expect(others.every(([, node]) => child(node, 'ControlTransaction', 'SignOn'))).toBe(true)
  })

  it('say when a receipt ended in local time without a zone', () => {
    for (const receipt of world.receipts) {
      expect(instantIn('Europe/Paris', text(written(receipt), 'EndDateTime') ?? '')).toBe(receipt.at)
    }
  })

  it('name the article of every line by its GTIN, with quantity, price, amount and tax', () => {
    const gtins = new Map(
      world.products.flatMap(({ variants }) => variants.map(({ sku, gtin }) => [sku, gtin])),
    )
    for (const receipt of world.receipts) {
      const goods = goodsIn(written(receipt))
      expect(goods.map((line) => text(line, 'POSIdentity', 'POSItemID'))).toEqual(
        receipt.lines.map(({ sku }) => gtins.get(sku)),
      )
      expect(goods.map((line) => Math.abs(Number(text(line, 'Quantity'))))).toEqual(
        receipt.lines.map(({ quantity }) => Math.abs(Number(quantity))),
      )
      expect(goods.map((line) => cents(text(line, 'RegularSalesUnitPrice')))).toEqual(
        receipt.lines.map(({ unitPrice }) => unitPrice),
      )
      expect(goods.map((line) => Math.abs(cents(text(line, 'ExtendedAmount'))))).toEqual(
        receipt.lines.map(({ total }) => Math.abs(total)),
      )
      expect(goods.map((line) => Math.abs(cents(text(line, 'Tax', 'Amount'))))).toEqual(
        receipt.lines.map(({ tax }) => Math.abs(tax)),
      )
    }
  })

  it('write returns as their store does: a Return, or a Sale with a negative quantity and a positive price', () => {
    const returns = world.receipts.filter(({ kind }) => kind === 'return')
    const kinds = new Set(returns.map(({ dialect, returnStyle }) => `${dialect} ${returnStyle}`))
    expect(kinds.size).toBe(4)
    for (const receipt of returns) {
      const goods = goodsIn(written(receipt))
      const asReturn = receipt.returnStyle === 'return-element'
      expect(goods.every(({ name }) => name === (asReturn ? 'Return' : 'Sale'))).toBe(true)
      expect(goods.every((line) => Number(text(line, 'Quantity')) > 0 === asReturn)).toBe(true)
      expect(goods.every((line) => cents(text(line, 'RegularSalesUnitPrice')) > 0)).toBe(true)
    }
  })

  it('link returned goods to the line that sold them, where the receipt is known', () => {
    const linked = world.receipts.filter(({ returnOf }) => returnOf !== null)
    expect(linked.length).toBeGreaterThan(5)
    for (const receipt of linked) {
      for (const [index, line] of goodsIn(written(receipt)).entries()) {
        const link = child(line, 'TransactionLink')
        expect(link).toBeDefined()
        const day =
          text(line, 'TransactionLink', 'BusinessDayDate', 'Date') ??
          text(line, 'TransactionLink', 'BusinessDayDate')
        expect(
          receiptNumber({
            store:
              text(line, 'TransactionLink', 'BusinessUnit', 'UnitID') ??
              text(line, 'TransactionLink', 'RetailStoreID') ??
              '',
            till: text(line, 'TransactionLink', 'WorkstationID') ?? '',
            businessDay: day ?? '',
            sequence: text(line, 'TransactionLink', 'SequenceNumber') ?? '',
          }),
        ).toBe(receipt.returnOf)
        const origin = world.receipts.find(({ number }) => number === receipt.returnOf)
        const sold = origin?.lines.find(
          (one) => String(one.line) === text(line, 'TransactionLink', 'LineItemSequenceNumber'),
        )
        expect(sold?.sku).toBe(receipt.lines[index]?.sku)
      }
    }
  })

  it('are paid to the cent: tenders less change are the lines and the rounding', () => {
    for (const receipt of world.receipts.filter(({ tenders }) => tenders.length > 0)) {
      const due = receipt.lines.reduce((sum, { total }) => sum + total, 0) + receipt.rounding
      expect(paidIn(written(receipt))).toBe(due)
      const rounding = all(written(receipt), 'Rounding').map((node) =>
        node.attributes.get('RoundingDirection') === 'Down' ? -cents(node.text) : cents(node.text),
      )
      expect(rounding).toEqual(receipt.rounding === 0 ? [] : [receipt.rounding])
    }
    expect(world.receipts.some(({ rounding }) => rounding < 0)).toBe(true)
    expect(world.receipts.some(({ rounding }) => rounding > 0)).toBe(true)
  })

  it('show weighed goods in kilograms', () => {
    const units = new Set(
      [...transactions.values()]
        .flatMap((node) => all(node, 'Quantity'))
        .map((node) => `${node.attributes.get('UnitOfMeasureCode')} ${node.text.includes('.')}`),
    )
    expect(units).toEqual(new Set(['KGM true', 'EA false']))
  })

  it('mark training, voided receipts, opened drawers and lines taken off again', () => {
    const marks = (kind: WorldReceipt['kind']) => {
      const receipts = world.receipts.filter((receipt) => receipt.kind === kind).map(written)
      expect(receipts.length).toBeGreaterThan(0)
      return receipts
    }
    for (const node of marks('training')) expect(node.attributes.get('TrainingModeFlag')).toBe('true')
    for (const node of marks('voided')) {
      expect(child(node, 'RetailTransaction')?.attributes.get('TransactionStatus')).toMatch(
        /^(Canceled|Voided)$/,
      )
    }
    for (const node of marks('no-sale')) {
      expect(child(node, 'RetailTransaction')).toBeUndefined()
      expect(child(node, 'ControlTransaction', 'NoSale')).toBeDefined()
    }
    for (const node of marks('sale')) expect(node.attributes.get('TrainingModeFlag') ?? 'false').toBe('false')
    expect(
      [...transactions.values()].some((node) =>
        all(node, 'LineItem').some((item) => item.attributes.get('VoidFlag') === 'true'),
      ),
    ).toBe(true)
  })

  it('show the loyalty card and name the customer, apostrophes and ampersands escaped', () => {
    for (const receipt of world.receipts) {
      const account = child(written(receipt), 'RetailTransaction', 'LoyaltyAccount')
      const card =
        account && (text(account, 'LoyaltyCard', 'PrimaryAccountNumber') ?? text(account, 'CustomerID'))
      expect(card ?? null).toBe(receipt.card)
      const customer =
        receipt.namesCustomer && receipt.customer !== null ? world.customers[receipt.customer] : null
      expect(text(written(receipt), 'RetailTransaction', 'Customer', 'CustomerID') ?? null).toBe(
        customer?.tillCustomer ?? null,
      )
    }
    const names = new Set(
      [...transactions.values()]
        .flatMap((node) => all(node, 'ItemID'))
        .map((node) => node.attributes.get('Name')),
    )
    expect(names).toContain('Fil & Trame')
  })

  it('change on the night after their day, but late files now', async () => {
    const time = async (receipt: WorldReceipt | undefined) => {
      const store = world.stores.find(({ code }) => code === receipt?.store)
      const file = `${receipt?.businessDay.replaceAll('-', '')}.xml`
      return (await stat(join(folder, store?.tillStore ?? '', file))).mtime.toISOString()
    }
    expect(await time(world.receipts.find(({ late }) => late))).toBe(now.toISOString())
    const summer = world.receipts.find(({ late, businessDay }) => !late && businessDay > '2026-05')
    const next = new Date(Date.parse(`${summer?.businessDay}T01:30:00Z`) + 86_400_000)
    expect(await time(summer)).toBe(next.toISOString())
  })

  it('are not written again into a folder that holds them', async () => {
    const [name = ''] = documents.keys()
    const long = new Date('2020-01-01T00:00:00Z')
    await utimes(join(folder, name), long, long)
    expect(
      await writeTillFiles(createWorld({ size: 400, now: new Date('2026-06-15T17:00:00Z') }), folder),
    ).toBe(0)
    expect((await stat(join(folder, name))).mtime).toEqual(long)
  })
})

describe('a folder for till files', () => {
  const small = createWorld({ size: 20, now })
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tills-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const files = async (path: string) =>
    (await readdir(path, { recursive: true })).filter((name) => name.endsWith('.xml')).length

  it('is emptied of another world and filled with this one', async () => {
    const path = join(folder, 'replaced')
    await writeTillFiles(createWorld({ size: 60, now }), path)
    const count = await writeTillFiles(small, path)
    expect(count).toBeGreaterThan(0)
    expect(await files(path)).toBe(count)
  })

  it('is written whole after a run that was cut off', async () => {
    const path = join(folder, 'resumed')
    const count = await writeTillFiles(small, path)
    const stamp = join(path, '.sandbox-tills.json')
    await writeFile(stamp, (await readFile(stamp, 'utf8')).replace('"complete":true', '"complete":false'))
    await rm(join(path, '0101'), { recursive: true })
    expect(await writeTillFiles(small, path)).toBe(count)
    expect(await files(path)).toBe(count)
  })

  it('is left alone when it holds somebody else’s files', async () => {
    const path = join(folder, 'foreign')
    await mkdir(path)
    await writeFile(join(path, 'letters.txt'), 'dear diary')
    await expect(writeTillFiles(small, path)).rejects.toThrow('expected an empty folder')
    expect(await readdir(path)).toEqual(['letters.txt'])
  })
})
