import { writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { withScope } from '../../../../adapters/call/scope.ts'
import type { Sku } from '../../../../adapters/ids.ts'
import { found } from '../../../contracts/found.ts'
import { openFolder } from './folder.ts'

const french = { locales: ['fr-FR'], channel: null }
const products = 'code,title\nrobe,Robe\n'
const variants = 'sku,product\n11,robe\n'
const sku = '11' as Sku

async function open(options: Readonly<Record<string, unknown>> = {}) {
  const opened = await openFolder({ products, variants }, options)
  onTestFinished(opened.close)
  const read = async () => (await opened.catalog.variants([sku], french)).get(sku)
  return { ...opened, read }
}

it('reads nothing before it is asked, and once however many ask', async () => {
  const { read, calls } = await open()
  expect(calls).toHaveLength(0)
  await Promise.all([read(), read(), read()])
  await read()
  expect(calls).toMatchObject([{ source: 'pim', verb: 'FILE', failure: null }])
  expect(calls[0]?.bytes).toBe(products.length + variants.length)
})

it('reads again when a file has changed', async () => {
  const { read, write, calls, events } = await open()
  expect(found(await read()).value.title?.text).toBe('Robe')
  await write({ products: 'code,title\nrobe,Robe longue\n' })
  expect(found(await read()).value.title?.text).toBe('Robe longue')
  expect(calls).toHaveLength(2)
  expect(events.at(-1)).toEqual({ source: 'pim', products: 1, variants: 1, unreadable: 0 })
})

it('fails while a file is away, as a failed call, and is well again when it is back', async () => {
  const { read, write, folder, calls, source } = await open()
  await rm(join(folder, 'variants.csv'))
  expect(await read()).toMatchObject({ code: 'SOURCE_UNAVAILABLE', source: 'pim' })
  await expect(source.diagnose()).rejects.toThrow('found ENOENT')
  expect(calls.map(({ failure }) => failure)).toEqual(['SOURCE_UNAVAILABLE', 'SOURCE_UNAVAILABLE'])
  await write({ variants })
  expect(found(await read()).value.sku).toBe(sku)
})

it('shows nothing of a file that is being written while it is read', async () => {
  const begun: (() => void)[] = []
  // The adapter looks at its clock when it begins to read.
  const clock = () => {
    begun.pop()?.()
    return new Date('2026-06-15T10:00:00Z')
  }
  const { catalog, folder, close } = await openFolder({ products, variants }, {}, clock)
  onTestFinished(close)
  begun.push(() => writeFileSync(join(folder, 'variants.csv'), 'sku,product\n'))
  const reads = await catalog.variants([sku], french)
  expect(reads.get(sku)).toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
  expect((await catalog.variants([sku], french)).size).toBe(0)
})

it('waits no longer than the request has time', async () => {
  const { read, source } = await open()
  const now = Date.parse('2026-06-15T10:00:00Z')
  const scope = { deadline: now, signal: new AbortController().signal, record: () => {} }
  expect(await withScope(scope, read)).toMatchObject({ code: 'SOURCE_TIMEOUT' })
  expect((await source.diagnose()).warnings).toEqual([])
})

it('pages through references after any SKU, as it would after a restart', async () => {
  const items = Array.from({ length: 1_500 }, (_, i) => `${10_000 + i},robe\n`)
  const { catalog, write } = await open()
  await write({ variants: `sku,product\n${items.toReversed().join('')}` })
  const first = await catalog.itemReferences(null)
  const second = await catalog.itemReferences(first.next)
  expect([first.sets.length, second.sets.length, second.next]).toEqual([1_000, 500, null])
  expect(second.sets[0]?.record).toEqual({ source: 'pim', id: '11000' })
})
