import { describe, expect, it } from 'vitest'
import { SourceError } from '../../../../adapters/error.ts'
import type { RecordId } from '../../../../adapters/ids.ts'
import type { Catalog } from '../../../../adapters/ports/catalog.ts'
import type { CrossReference, CrossReferencePage, Profiles } from '../../../../adapters/ports/profiles.ts'
import { recordKey } from '../../../../ledger/port.ts'
import { createIdentityFill } from '../../../../subgraphs/shared/shoppers/identity-fill.ts'
import { memoryCatalog } from '../../../memory/catalog.ts'
import { memoryIdentity } from '../../../memory/identity.ts'
import { memoryReceipts } from '../../../memory/ledger.ts'
import { memoryProfiles, plainProfile } from '../../../memory/profiles.ts'
import { contextWith, NOW } from '../../../memory/services.ts'

const clock = () => NOW
const is = (source: string, id: string, method: CrossReference['method'] = 'MANUAL'): CrossReference => ({
  record: { source, id: id as RecordId },
  method,
})
/** A source of seven shoppers in pages of three, which can be told to fail or to be slow. */
function source(name: string, same: (index: number) => readonly CrossReference[] = () => []) {
  const records = Array.from({ length: 7 }, (_, index) => ({
    id: `${name}-${index}`,
    profile: plainProfile({ crossReferences: same(index) }),
  }))
  const memory = memoryProfiles({ source: name, clock, records })
  const asked: (string | null)[] = []
  const trouble: { on: (after: string | null) => void } = { on: () => {} }
  const port: Profiles = {
    ...memory,
    customerReferences: async (after): Promise<CrossReferencePage> => {
      asked.push(after)
      trouble.on(after)
      return memory.customerReferences(after)
    },
  }
  return { name, port, asked, trouble }
}
type Source = ReturnType<typeof source>

const fails = () => {
  throw new SourceError('erp', 'SOURCE_UNAVAILABLE', 'HTTP 503')
}

function filling(sources: readonly Source[], catalog: readonly Catalog[] = []) {
  const identity = memoryIdentity()
  const { marks } = memoryReceipts()
  const logged: object[] = []
  const { estate } = contextWith({
    answers: {
      profiles: sources.map(({ name, port }) => ({ name, kind: 'CRM', port })),
      catalog: catalog.map((port) => ({ name: 'pim', kind: 'PIM', port })),
    },
  }).services
  const log = (event: string, values: object) => void logged.push({ event, ...values })
  /** A process that starts on the same ledger. */
  const start = () => createIdentityFill({ estate, identity, marks, clock, log })
  const owner = async (from: string, id: string, kind: 'customer' | 'item' = 'customer') => {
    const record = { source: from, id: id as RecordId }
    const entity = (await identity.ownersOf(kind, [record])).get(recordKey(record))
    return entity?.records.map((owned) => `${owned.record.source} ${owned.record.id}`)
  }
  return { start, owner, logged, marks }
}

describe('the filling of the identity ledger', () => {
  it('reads every source to its end, page by page, best source first', async () => {
    const [crm, erp] = [source('crm', (index) => [is('erp', `erp-${index}`)]), source('erp')]
    const { start, owner } = filling([crm, erp])
    const fill = start()
    expect(fill.filled()).toBe(false)
    expect(await fill.once()).toBe(true)
    expect(fill.filled()).toBe(true)
    expect([crm.asked, erp.asked]).toEqual([
      [null, '3', '6'],
      [null, '3', '6'],
    ])
    expect(await owner('erp', 'erp-6')).toEqual(['crm crm-6', 'erp erp-6'])
  })

  it('observes what tills say, and joins by the card alone', async () => {
    const card = (index: number) => [is('card', `29${index}`, 'LOYALTY_CARD')]
    const { start, owner } = filling([source('crm', card), source('tills', card)])
    await start().once()
    expect(await owner('tills', 'tills-2')).toEqual(['crm crm-2', 'card 292', 'tills tills-2'])
  })

  it('reads the catalogue’s GTINs as items', async () => {
    const variants = [{ sku: '10040132', gtin: '4006381333931', color: 'red', size: 'M' }]
    const products = [{ code: 'jean', brand: 'B', title: {}, variants }]
    const { start, owner } = filling([], [memoryCatalog({ source: 'pim', clock, products })])
    expect(await start().once()).toBe(true)
    expect(await owner('gs1', '04006381333931', 'item')).toEqual(['pim 10040132', 'gs1 04006381333931'])
  })

  it('goes on from its mark after a restart', async () => {
    const erp = source('erp')
    const { start, owner } = filling([erp])
    erp.trouble.on = (after) => after === '6' && fails()
    expect(await start().once()).toBe(false)
    erp.trouble.on = () => {}
    expect(await start().once()).toBe(true)
    expect(erp.asked).toEqual([null, '3', '6', '6'])
    expect(await owner('erp', 'erp-6')).toEqual(['erp erp-6'])
  })

  it('begins anew once it has come to the end: cross-references change in old records', async () => {
    const erp = source('erp')
    const { start } = filling([erp])
    const fill = start()
    await fill.once()
    await fill.once()
    expect(erp.asked).toEqual([null, '3', '6', null, '3', '6'])
  })

  it('reads the others when one fails, says which, and is not filled', async () => {
    const [crm, erp] = [source('crm'), source('erp')]
    const { start, owner, logged } = filling([crm, erp])
    crm.trouble.on = fails
    const fill = start()
    expect(await fill.once()).toBe(false)
    expect(fill.filled()).toBe(false)
    expect(await owner('erp', 'erp-6')).toEqual(['erp erp-6'])
    expect(logged).toEqual([
      { event: 'identity.fill.failed', source: 'crm', kind: 'customer', code: 'SOURCE_UNAVAILABLE' },
    ])
  })

  it('lets a bug through', async () => {
    const erp = source('erp')
    erp.trouble.on = () => {
      throw new TypeError('a bug')
    }
    await expect(filling([erp]).start().once()).rejects.toThrow('a bug')
  })
})

describe('the filling in the background', () => {
  it('asks again only the source that failed, until it answers', async () => {
    const [crm, erp] = [source('crm'), source('erp')]
    const { start } = filling([crm, erp])
    const leave = new AbortController()
    let failures = 3
    crm.trouble.on = () => {
      failures -= 1
      if (failures >= 0) fails()
    }
    const fill = start()
    const running = fill.run(leave.signal, { everyMs: 60_000, retryMs: 1 })
    while (!fill.filled()) await new Promise((resolve) => setTimeout(resolve, 1))
    leave.abort()
    await running
    expect(crm.asked).toEqual([null, null, null, null, '3', '6'])
    expect(erp.asked).toEqual([null, '3', '6'])
  })

  it('reads everything again now and then', async () => {
    const erp = source('erp')
    const { start } = filling([erp])
    const leave = new AbortController()
    erp.trouble.on = () => {
      if (erp.asked.length === 7) leave.abort()
    }
    await start().run(leave.signal, { everyMs: 1, retryMs: 1 })
    expect(erp.asked).toEqual([null, '3', '6', null, '3', '6', null])
  })

  it('does not repeat a pass that was just done', async () => {
    const erp = source('erp')
    const { start } = filling([erp])
    const fill = start()
    await fill.once()
    const leave = new AbortController()
    const running = fill.run(leave.signal, { everyMs: 60_000 })
    await new Promise((resolve) => setTimeout(resolve, 10))
    leave.abort()
    await running
    expect(erp.asked).toEqual([null, '3', '6'])
  })

  it('knows at once that an earlier run has filled the ledger', async () => {
    const erp = source('erp')
    const { start } = filling([erp])
    await start().once()
    erp.trouble.on = fails
    const leave = new AbortController()
    const later = start()
    const running = later.run(leave.signal, { retryMs: 60_000 })
    while (erp.asked.length < 4) await new Promise((resolve) => setTimeout(resolve, 1))
    expect(later.filled()).toBe(true)
    leave.abort()
    await running
  })

  it('stops between two pages when told to, and goes on there later', async () => {
    const [crm, erp] = [source('crm'), source('erp')]
    const { start, marks, logged } = filling([crm, erp])
    const leave = new AbortController()
    crm.trouble.on = () => leave.abort()
    await start().run(leave.signal)
    expect([crm.asked, erp.asked, logged]).toEqual([[null], [], []])
    expect(await marks.read('identity/customer/crm')).toBe('3')
  })
})
