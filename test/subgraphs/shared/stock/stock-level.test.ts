import { describe, expect, it } from 'vitest'
import { SourceError } from '../../../../adapters/error.ts'
import type { RecordId } from '../../../../adapters/ids.ts'
import type { StockLevel } from '../../../../adapters/ports/stock.ts'
import { inventory } from '../../../../subgraphs/inventory/index.ts'
import {
  type LevelRead,
  levelAt,
  sellable,
  standing,
  statuses,
} from '../../../../subgraphs/shared/stock/stock-level.ts'
import { createStoreDirectory } from '../../../../subgraphs/shared/stock/store-directory.ts'
import { foundIn } from '../../../memory/found.ts'
import { ask, contextWith, NOW, place } from '../../../memory/services.ts'
import { counted } from '../../../memory/spy.ts'
import { memoryStock } from '../../../memory/stock.ts'

const asked = { name: 'erp', kind: 'ERP' } as const
const level = (onHand: number, reserved: number | null = null): StockLevel => ({
  onHand,
  reserved,
  inbound: null,
})
/** A reading so many seconds old. */
const reading = (value: StockLevel, seconds = 0): LevelRead => ({
  asked,
  held: 0,
  read: foundIn({ source: 'erp', clock: () => new Date(NOW.getTime() - seconds * 1_000) }, value, '1'),
})
const none: LevelRead = { asked, read: undefined, held: 0 }
const down: LevelRead = { asked, held: 0, read: new SourceError('erp', 'SOURCE_TIMEOUT', 'no answer') }
const context = contextWith({
  answers: { stock: [{ ...asked, port: memoryStock({ source: 'erp', clock: () => NOW, stock: {} }) }] },
})

describe('what may be sold', () => {
  it.each([
    [level(5), 0, 5],
    [level(5, 2), 0, 3],
    [level(5, 2), 2, 1],
    [level(5), 6, 0],
    [level(5, 9), 0, 0],
    [level(-3), 0, 0],
  ])('of %j less %d that are held is %d', (counts, held, units) => {
    expect(sellable(counts, held)).toBe(units)
  })
})

describe('the standing of a place', () => {
  it.each([
    [[reading(level(3))], 'IN_STOCK', 3],
    [[reading(level(2))], 'LOW_STOCK', 2],
    [[reading(level(5, 4))], 'LOW_STOCK', 1],
    [[reading(level(0))], 'OUT_OF_STOCK', 0],
    [[reading(level(-2))], 'OUT_OF_STOCK', 0],
    [[none], 'OUT_OF_STOCK', 0],
    [[none, reading(level(2)), reading(level(4))], 'IN_STOCK', 6],
    [[reading(level(-2)), reading(level(1))], 'LOW_STOCK', 1],
  ] as const)('of case %# is a word and a number', (reads, status, availableToSell) => {
    expect(standing(context, reads)).toMatchObject({ status, availableToSell, confidence: 1 })
  })

  it('is as old as its oldest reading, and loses confidence with age', () => {
    expect(standing(context, [reading(level(9), 450), reading(level(9), 90)])).toMatchObject({
      status: 'IN_STOCK',
      asOf: '2026-06-15T09:52:30.000Z',
      confidence: 0.5,
    })
    expect(standing(context, [none]).asOf).toBe('2026-06-15T10:00:00.000Z')
  })

  it('is known to the last second of the budget, and UNKNOWN after it', () => {
    expect(standing(context, [reading(level(9), 899)])).toMatchObject({
      status: 'IN_STOCK',
      confidence: 0.01,
    })
    expect(standing(context, [reading(level(9), 900)])).toEqual({
      status: 'UNKNOWN',
      availableToSell: null,
      asOf: '2026-06-15T09:45:00.000Z',
      confidence: 0,
    })
  })

  it('takes a reading of a clock ahead of ours for one just made', () => {
    expect(standing(context, [reading(level(9), -60)])).toMatchObject({ status: 'IN_STOCK', confidence: 1 })
  })

  it.each([
    ['alone', [down]],
    ['beside a place that has it', [reading(level(9)), down]],
    ['beside a place that has none', [none, down]],
  ])('is UNKNOWN when a read failed, %s, and never out of stock', (_, reads) => {
    expect(standing(context, reads)).toMatchObject({
      status: 'UNKNOWN',
      availableToSell: null,
      confidence: 0,
    })
  })
})

describe('the status of stock sources', () => {
  const outcomes = (...reads: readonly LevelRead[]) =>
    statuses(context, reads).map(({ outcome, asOf }) => [outcome, asOf])

  it('is OK, TIMEOUT, PARTIAL or NOT_ASKED, as it happened', () => {
    expect(outcomes(reading(level(1), 60), none)).toEqual([['OK', '2026-06-15T09:59:00.000Z']])
    expect(outcomes(down)).toEqual([['TIMEOUT', null]])
    expect(outcomes(down, reading(level(1)))).toEqual([['PARTIAL', '2026-06-15T10:00:00.000Z']])
    expect(outcomes()).toEqual([['NOT_ASKED', null]])
  })

  it('is STALE when a reading is too old to promise anything', () => {
    const [status] = statuses(context, [reading(level(1), 9_000), reading(level(1))])
    expect(status).toMatchObject({ outcome: 'STALE', asOf: '2026-06-15T07:30:00.000Z' })
    expect(status?.message).toBe('The last reading of the system "erp" is too old to promise anything.')
  })
})

describe('the owner of a place’s stock', () => {
  const stock = (source: string, onHand: number) =>
    counted(memoryStock({ source, clock: () => NOW, stock: { '1010': { '10040132': onHand } } }))
  const both = place('PAR01', {
    records: new Map([
      ['tills', '1010' as RecordId],
      ['erp', '1010' as RecordId],
    ]),
  })

  it('is the first source in order of precedence that knows the place; counts are never added up', async () => {
    const [erp, tills] = [stock('erp', 5), stock('tills', 7)]
    const answers = {
      stock: [
        { ...asked, port: erp.port },
        { name: 'tills', kind: 'POS', port: tills.port },
      ],
    } as const
    const { asked: owner, read } = await levelAt(contextWith({ answers }), '10040132', both)
    expect([owner.name, read]).toMatchObject(['erp', { value: { onHand: 5 } }])
    expect([erp.calls.levels, tills.calls.levels]).toEqual([1, 0])
  })

  it('is nobody for a place no source knows: that is a failure, not an empty shelf', async () => {
    const answers = { stock: [{ ...asked, port: stock('erp', 5).port }] }
    const lone = place('NEW01', { records: new Map() })
    const read = await levelAt(contextWith({ answers }), '10040132', lone)
    expect(read.read).toMatchObject({ code: 'UNSUPPORTED', source: 'configuration' })
  })
})

describe('the fields of stock', () => {
  const AVAILABILITY = `query ($sku: String!) {
    _entities(representations: [{ __typename: "ProductVariant", sku: $sku }]) {
      ... on ProductVariant {
        availability { status availableToSell confidence sources { instance outcome } }
        storeAvailability(first: 5) {
          edges { node { store { code } status availableToSell asOf confidence level { onHand available source { fromCache } } } }
          sources { instance outcome }
        }
      }
    }
  }`
  const stores = createStoreDirectory([place('PAR01'), place('DEP01', { kind: 'WAREHOUSE' })])
  const over = (read: LevelRead['read'], directory = stores) =>
    contextWith({
      answers: {
        stock: [
          {
            ...asked,
            port: { levels: async (keys) => new Map(read ? keys.map((key) => [key, read]) : []) },
          },
        ],
      },
      services: { stores: directory },
    })
  const run = async (given: ReturnType<typeof over>) => {
    const { data, errors } = await ask(inventory, AVAILABILITY, given, { sku: '10040132' })
    const [{ availability, storeAvailability }] = data['_entities']
    return { availability, node: storeAvailability.edges[0]?.node, storeAvailability, errors }
  }

  it('show what the owner counts', async () => {
    const { availability, node, errors } = await run(over(reading(level(5, 1), 90).read))
    expect(errors).toEqual([])
    expect(availability).toMatchObject({ status: 'IN_STOCK', availableToSell: 4, confidence: 0.9 })
    expect(node).toMatchObject({
      store: { code: 'PAR01' },
      availableToSell: 4,
      asOf: '2026-06-15T09:58:30.000Z',
      level: { onHand: 5, available: 4 },
    })
  })

  it('are null without an error only where no stock is kept', async () => {
    const { node, errors } = await run(over(undefined))
    expect(errors).toEqual([])
    expect(node).toMatchObject({ status: 'OUT_OF_STOCK', availableToSell: 0, level: null })
  })

  it('are null with an error at each path where the owner failed', async () => {
    const { availability, node, storeAvailability, errors } = await run(over(down.read))
    expect(availability).toMatchObject({ status: 'UNKNOWN', availableToSell: null, confidence: 0 })
    expect(node).toMatchObject({ status: 'UNKNOWN', availableToSell: null, asOf: null, level: null })
    expect(storeAvailability.sources).toEqual([{ instance: 'erp', outcome: 'TIMEOUT' }])
    const store = '_entities.0.storeAvailability.edges.0.node'
    expect(errors.map(({ path }) => path).sort()).toEqual([
      '_entities.0.availability.availableToSell',
      `${store}.asOf`,
      `${store}.availableToSell`,
      `${store}.level`,
    ])
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['SOURCE_TIMEOUT']))
  })

  it('promise nothing on a reading older than the budget, and say so', async () => {
    const { availability, node, storeAvailability, errors } = await run(over(reading(level(5), 9_000).read))
    expect(availability).toMatchObject({ status: 'UNKNOWN', availableToSell: null, confidence: 0 })
    expect(node).toMatchObject({
      status: 'UNKNOWN',
      availableToSell: null,
      asOf: '2026-06-15T07:30:00.000Z',
      level: { onHand: 5 },
    })
    expect(storeAvailability.sources).toEqual([{ instance: 'erp', outcome: 'STALE' }])
    expect(errors).toEqual([
      {
        path: '_entities.0.availability.availableToSell',
        message: 'The last reading of the system "erp" is too old to promise anything.',
        code: 'SOURCE_UNAVAILABLE',
        source: 'erp',
      },
      expect.objectContaining({ path: '_entities.0.storeAvailability.edges.0.node.availableToSell' }),
    ])
  })

  it('say nothing of what ships where the retailer has no warehouse', async () => {
    const { availability, errors } = await run(
      over(reading(level(5)).read, createStoreDirectory([place('PAR01')])),
    )
    expect([availability, errors]).toEqual([null, []])
  })

  it('are asked for in one batch, all places together', async () => {
    const { port, calls } = counted(memoryStock({ source: 'erp', clock: () => NOW, stock: {} }))
    const given = contextWith({ answers: { stock: [{ ...asked, port }] }, services: { stores } })
    await run(given)
    expect(calls.levels).toBe(1)
  })
})
