import { describe, expect, it } from 'vitest'
import { withScope } from '../../../../adapters/call/scope.ts'
import { isSourceError } from '../../../../adapters/error.ts'
import type { Reads } from '../../../../adapters/read.ts'
import { isFound } from '../../../../adapters/read.ts'
import type { Misbehaviour } from '../../../../sandbox/server.ts'
import { openPim } from './open.ts'
import { french, inPim, skuOf, world } from './retailer.ts'

const skus = inPim.map(({ variant }) => skuOf(variant))
const [sku] = skus as [(typeof skus)[number]]

/** The codes of the failures in an answer, each once. */
function codesOf(reads: Reads<unknown, unknown>): readonly string[] {
  return [...new Set([...reads.values()].map((read) => (isSourceError(read) ? read.code : 'found')))]
}

describe('a failure', () => {
  it('of one chunk fails its own SKUs and no others', async () => {
    const { catalog, served } = await openPim(world, { options: { retries: 0 } })
    await catalog.variants(skus, french)
    await served.misbehave({ path: 'products-uuid/search', nth: 2, refuse: 'throttled' })
    const reads = await catalog.variants(skus, french)
    const failed = [...reads].filter(([, read]) => isSourceError(read))
    expect(reads.size).toBe(skus.length)
    expect([100, skus.length - 100]).toContain(failed.length)
    const [, error] = failed[0] ?? []
    expect(error).toMatchObject({ source: 'pim', code: 'RATE_LIMITED', retryAfterSeconds: 2 })
  })

  it.each<[string, Misbehaviour, string]>([
    ['throttled', { refuse: 'throttled' }, 'RATE_LIMITED'],
    ['out of service', { refuse: 'unavailable' }, 'SOURCE_UNAVAILABLE'],
    ['babbling', { garbage: true }, 'BAD_RESPONSE'],
    ['cut off in the middle', { truncate: true }, 'SOURCE_UNAVAILABLE'],
    ['silent', { hang: true }, 'SOURCE_TIMEOUT'],
    ['down', { down: true }, 'SOURCE_UNAVAILABLE'],
  ])('of a PIM that is %s is told for every key, of every read', async (_how, misbehaviour, code) => {
    const { catalog, served } = await openPim(world, { options: { timeoutMs: 300 } })
    await catalog.variants([sku], french)
    const [product] = world.products
    const request = { productCode: product?.code ?? '', first: 5, after: null }
    await served.misbehave(misbehaviour)
    const reads = await Promise.all([
      catalog.variants([sku], french),
      catalog.products([request.productCode], french),
      catalog.variantsOf([request], french),
    ])
    expect(reads.map(codesOf)).toEqual([[code], [code], [code]])
    await expect(catalog.itemReferences(null)).rejects.toMatchObject({ name: 'SourceError' })
    await served.misbehave({})
  })

  it('of the structure fails the read and is not kept', async () => {
    const { catalog, served } = await openPim(world)
    await served.misbehave({ path: '/variants', refuse: 'unavailable' })
    expect(codesOf(await catalog.variants([sku], french))).toEqual(['SOURCE_UNAVAILABLE'])
    await served.misbehave({})
    expect(codesOf(await catalog.variants([sku], french))).toEqual(['found'])
  })

  it('carries nothing the vendor or the caller said', async () => {
    const { catalog, served } = await openPim(world, { options: { attributes: { gtin: 'name' } } })
    const reads = await catalog.variantsByGtin(['3760990000325' as never], french)
    const [error] = [...reads.values()]
    expect(error).toMatchObject({ code: 'BAD_RESPONSE' })
    expect(isSourceError(error) && error.message).toBe(
      'pim: the PIM refuses the call on products-uuid/search (HTTP 422)',
    )
    expect(served.url).toBeTruthy()
  })
})

describe('a token', () => {
  it('that the PIM no longer takes is renewed with the refresh token, and the call repeated once', async () => {
    const { catalog, calls, runsAhead } = await openPim(world)
    await catalog.variants([sku], french)
    calls()
    runsAhead(3_601)
    const reads = await Promise.all(skus.slice(0, 3).map((one) => catalog.variants([one], french)))
    expect(reads.map(codesOf)).toEqual([['found'], ['found'], ['found']])
    expect(calls()).toEqual({ token: 1, 'products-uuid/search': 6 })
  })

  it('is renewed before it ends, and got anew when the refresh token is worn out', async () => {
    const { catalog, calls, passes } = await openPim(world, { options: { structureSeconds: 86_400 } })
    await catalog.variants([sku], french)
    calls()
    passes(3_580)
    await catalog.variants([sku], french)
    expect(calls()).toEqual({ token: 1, 'products-uuid/search': 1 })
    passes(15 * 86_400)
    await catalog.itemReferences(null)
    expect(calls()).toMatchObject({ token: 2, 'products-uuid': 1 })
  })

  it('is not given for wrong credentials: the source is unavailable, and nothing else is asked', async () => {
    const { catalog, calls } = await openPim(world, { options: { password: 'wrong' } })
    const reads = await catalog.variants([sku], french)
    expect([...reads.values()]).toMatchObject([{ code: 'SOURCE_UNAVAILABLE' }])
    expect(String([...reads.values()])).not.toContain('wrong')
    expect(Object.keys(calls())).toEqual(['token'])
  })
})

describe('a request that is given up', () => {
  const scope = (deadline: number, signal: AbortSignal) => ({ deadline, signal, record: () => {} })

  it('does not take along the token and labels that another waits for', async () => {
    const { catalog, served } = await openPim(world)
    await served.misbehave({ latencyMs: 30 })
    const gone = new AbortController()
    const far = world.now.getTime() + 60_000
    const first = withScope(scope(far, gone.signal), () => catalog.variants([sku], french))
    const second = withScope(scope(far, new AbortController().signal), () => catalog.variants([sku], french))
    gone.abort()
    expect(codesOf(await first)).toEqual(['SOURCE_TIMEOUT'])
    expect(isFound((await second).get(sku))).toBe(true)
  })

  it('has no call made for it when its time is up', async () => {
    const { catalog, calls } = await openPim(world)
    const late = scope(world.now.getTime(), new AbortController().signal)
    await catalog.variants([sku], french)
    calls()
    const reads = await withScope(late, () => catalog.variants([sku], french))
    expect(codesOf(reads)).toEqual(['SOURCE_TIMEOUT'])
  })
})
