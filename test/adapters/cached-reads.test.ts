import { readdirSync, readFileSync } from 'node:fs'
import { type ConstDirectiveNode, Kind, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { CACHED_READS, type CachedPort, howKept } from '../../adapters/cached-reads.ts'
import { cachedPort } from '../../adapters/keep-fresh.ts'
import type { Instant } from '../../adapters/time.ts'
import { memoryCache } from '../../cache/memory.ts'
import { subgraphNames, subgraphSdl } from '../../schema/sdl.ts'

const PORTS = new URL('../../adapters/ports/', import.meta.url)
const rules = Object.entries(CACHED_READS) as [CachedPort, (typeof CACHED_READS)[CachedPort]][]
const reads = rules.flatMap(([port, { reads: methods, maxAge }]) =>
  Object.entries(methods).map(([method, how]) => ({ port, method, how, maxAge })),
)

/** Every age the SDL gives, by the coordinate it stands at: `ProductVariant.price`. */
function agesOfSdl(): ReadonlyMap<string, number> {
  const ages = new Map<string, number>()
  const note = (coordinate: string, directives: readonly ConstDirectiveNode[] = []) => {
    const found = directives.find(({ name }) => name.value === 'cacheControl')
    const age = found?.arguments?.find(({ name }) => name.value === 'maxAge')?.value
    if (age?.kind === 'IntValue') ages.set(coordinate, Number(age.value))
  }
  for (const name of subgraphNames()) {
    for (const type of parse(subgraphSdl(name)).definitions) {
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue
      note(type.name.value, type.directives)
      for (const field of type.fields ?? []) note(`${type.name.value}.${field.name.value}`, field.directives)
    }
  }
  return ages
}

/** The methods each port's page declares, by the port's interface. */
function methodsOfPorts(): readonly string[] {
  return readdirSync(PORTS)
    .map((file) => readFileSync(new URL(file, PORTS), 'utf8'))
    .flatMap((text) => [...text.matchAll(/^export interface (\w+) \{\n([\s\S]*?)^\}/gm)])
    .flatMap(([, name = '', body = '']) => {
      const port = name.charAt(0).toLowerCase() + name.slice(1)
      const methods = [...body.matchAll(/^ {2}(\w+)\([\s\S]*?\): Promise</gm)]
      return methods.map(([, method]) => `${port}.${method}`)
    })
}

describe('the table of what may be kept', () => {
  it('gives each port the age that the schema gives what it fills', () => {
    const ages = agesOfSdl()
    expect(ages.size).toBeGreaterThan(5)
    for (const [port, { coordinates, maxAge }] of rules) {
      for (const coordinate of coordinates) expect([port, ages.get(coordinate)]).toEqual([port, maxAge])
    }
  })

  it('has a word on every method of its ports: kept, or on purpose not', () => {
    const declared = methodsOfPorts().filter((method) => (method.split('.')[0] ?? '') in CACHED_READS)
    expect(declared.length).toBeGreaterThan(15)
    expect(declared.sort()).toEqual(reads.map(({ port, method }) => `${port}.${method}`).sort())
  })

  it('has none on what it does not know', () => {
    expect([howKept('stock', 'forecast'), howKept('weather', 'today')]).toEqual([null, null])
  })
})

/** A port with one method, behind a cache, in a time of its own. */
function setUp(port: CachedPort, method: string) {
  let now = Date.parse('2026-06-15T10:00:00Z')
  let calls = 0
  const clock = () => new Date(now)
  const found = () => ({
    value: 'said',
    source: 'erp',
    recordId: '1',
    recordedAt: null,
    fetchedAt: clock().toISOString() as Instant,
    fromCache: false,
  })
  const read = async (keys?: readonly unknown[]) => {
    calls += 1
    return howKept(port, method) === 'list' ? [found()] : new Map(keys?.map((key) => [key, found()]))
  }
  const ages = Object.fromEntries(rules.map(([name, { maxAge }]) => [name, maxAge]))
  const wrapped = cachedPort({ [method]: read } as Record<string, typeof read>, {
    cache: memoryCache({ maxEntries: 10, clock }),
    clock,
    freshness: { ...(ages as Record<CachedPort, number>), staleIfError: 0 },
    hmacKey: 'a key',
    source: 'erp',
    port,
  })
  const ask = () => wrapped[method]?.([{ sku: 'mug' }])
  const pass = (seconds: number) => {
    now += seconds * 1_000
  }
  return { ask, calls: () => calls, pass }
}

describe('a wrapped port', () => {
  it.each(reads.filter(({ how }) => how !== null))(
    'keeps $port.$method for $maxAge seconds',
    async ({ port, method, maxAge }) => {
      const { ask, calls, pass } = setUp(port, method)
      await ask()
      pass(maxAge - 1)
      await ask()
      expect(calls()).toBe(1)
      pass(2)
      await ask()
      expect(calls()).toBe(2)
    },
  )

  it.each([...reads.filter(({ how }) => how === null), { port: 'stock', method: 'forecast' } as const])(
    'passes $port.$method through',
    async ({ port, method }) => {
      const { ask, calls } = setUp(port, method)
      await ask()
      await ask()
      expect(calls()).toBe(2)
    },
  )
})
