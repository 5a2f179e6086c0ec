import { describe, expect, it } from 'vitest'
import { SourceError } from '../../../adapters/error.ts'
import type { RecordId } from '../../../adapters/ids.ts'
import type { StoreRecord, Stores } from '../../../adapters/ports/stores.ts'
import { inventory } from '../../../subgraphs/inventory/index.ts'
import { createStoreDirectory } from '../../../subgraphs/shared/stock/store-directory.ts'
import { ask, contextWith, NOW, place } from '../../memory/services.ts'
import { counted } from '../../memory/spy.ts'
import { memoryStores } from '../../memory/stores.ts'

const paris = place('PAR01', { geo: { latitude: 48.86, longitude: 2.34 }, services: ['RETURNS'] })
const lyon = place('LYO01', {
  geo: { latitude: 45.76, longitude: 4.84 },
  services: ['RETURNS', 'CLICK_AND_COLLECT'],
})
const nice = place('NCE01', { name: 'Nice by hand', phone: '+33493000000', records: new Map() })
const depot = place('DEP01', { kind: 'WAREHOUSE' })
const record = (id: string, name: string): StoreRecord => ({
  recordId: id as RecordId,
  name,
  kind: 'STORE',
  address: null,
  geo: null,
  timeZone: null,
  phone: `phone of ${id}`,
})
const erp = memoryStores({
  source: 'erp',
  clock: () => NOW,
  stores: [record('par01', 'Paris Louvre'), record('lyo01', 'Lyon')],
})
const down: Stores = {
  stores: () => Promise.reject(new SourceError('erp', 'SOURCE_UNAVAILABLE', 'HTTP 503')),
}

function over(port: Stores = erp) {
  const spied = counted(port)
  const context = contextWith({
    answers: { stores: [{ name: 'erp', kind: 'ERP', port: spied.port }] },
    services: { stores: createStoreDirectory([paris, lyon, nice, depot]) },
  })
  return { context, calls: spied.calls }
}
const STORES = `query ($first: Int!, $after: String, $near: GeoPointInput, $radius: Int, $services: [StoreService!]) {
  stores(first: $first, after: $after, near: $near, radiusMeters: $radius, services: $services) {
    edges { node { code name phone source { recordId } } cursor distanceMeters }
    pageInfo { hasNextPage endCursor } totalCount sources { instance outcome }
  }
}`
const list = async (variables: object, port?: Stores) => {
  const { data, errors } = await ask(inventory, STORES, over(port).context, { first: 10, ...variables })
  return {
    stores: data?.stores,
    codes: data?.stores?.edges.map((edge: { node: { code: string } }) => edge.node.code),
    errors,
  }
}

describe('stores', () => {
  it('are listed by code with their master data, from one call', async () => {
    const { context, calls } = over()
    const { data, errors } = await ask(inventory, STORES, context, { first: 10 })
    expect(errors).toEqual([])
    expect(data.stores).toMatchObject({
      edges: [
        { node: { code: 'LYO01', name: 'Lyon', phone: 'phone of lyo01', source: { recordId: 'lyo01' } } },
        { node: { code: 'NCE01', name: 'Nice by hand', phone: '+33493000000', source: null } },
        { node: { code: 'PAR01', name: 'Paris Louvre' } },
      ],
      totalCount: 3,
      sources: [{ instance: 'erp', outcome: 'OK' }],
    })
    expect(calls.stores).toBe(1)
  })

  it('are found near a point, within a radius, by what they offer', async () => {
    const near = { latitude: 48.9, longitude: 2.3 }
    expect((await list({ near, radius: 600_000 })).codes).toEqual(['PAR01', 'LYO01'])
    expect((await list({ near, radius: 50_000 })).codes).toEqual(['PAR01'])
    const offers = await list({ services: ['CLICK_AND_COLLECT', 'RETURNS'] })
    expect([offers.codes, offers.stores.totalCount]).toEqual([['LYO01'], 1])
  })

  it('are paged, and a cursor goes on also where its store does not fit', async () => {
    const first = await list({ first: 1 })
    expect([first.codes, first.stores.pageInfo.hasNextPage]).toEqual([['LYO01'], true])
    const after = first.stores.pageInfo.endCursor
    expect((await list({ after })).codes).toEqual(['NCE01', 'PAR01'])
    const offering = await list({
      after: (await list({ first: 2 })).stores.pageInfo.endCursor,
      services: ['RETURNS'],
    })
    expect(offering.codes).toEqual(['PAR01'])
  })

  it.each([
    [{ first: 0 }],
    [{ first: 101 }],
    [{ radius: 0 }],
    [{ radius: 20_000_001 }],
    [{ after: 'nonsense' }],
    [{ near: { latitude: 0, longitude: 181 } }],
  ])('refuse %j as BAD_INPUT', async (variables) => {
    const { errors } = await list(variables)
    expect(errors).toMatchObject([{ path: 'stores', code: 'BAD_INPUT' }])
  })

  it('keep what the configuration knows when the system fails, with an error where only it would know', async () => {
    const { stores, errors } = await list({}, down)
    expect(stores.sources).toEqual([{ instance: 'erp', outcome: 'UNAVAILABLE' }])
    expect(stores.edges[1].node).toMatchObject({ code: 'NCE01', name: 'Nice by hand', source: null })
    expect(stores.edges[2].node).toEqual({ code: 'PAR01', name: null, phone: null, source: null })
    expect(errors.map(({ path, code }) => [path, code])).toEqual(
      [0, 2].flatMap((edge) =>
        ['name', 'phone', 'source'].map((field) => [
          `stores.edges.${edge}.node.${field}`,
          'SOURCE_UNAVAILABLE',
        ]),
      ),
    )
  })
})

describe('a store', () => {
  const STORE = 'query ($id: ID, $code: String) { store(id: $id, code: $code) { id code } }'
  const find = async (variables: object) => ask(inventory, STORE, over().context, { ...variables })

  it('is found by id and by code; a warehouse is none', async () => {
    expect((await find({ code: 'PAR01' })).data.store).toEqual({ id: paris.id, code: 'PAR01' })
    expect((await find({ id: paris.id })).data.store.code).toBe('PAR01')
    expect((await find({ code: 'DEP01' })).data.store).toBeNull()
    expect((await find({ code: 'XXX99' })).data.store).toBeNull()
  })

  it.each([[{}], [{ id: 'a', code: 'b' }]])(
    'is asked for by one of id and code, not by %j',
    async (variables) => {
      expect((await find(variables)).errors).toMatchObject([{ code: 'BAD_INPUT' }])
    },
  )
})
