import { describe, expect, it } from 'vitest'
import { type Scope, withScope } from '../../../adapters/call/scope.ts'
import type { CustomerId } from '../../../adapters/ids.ts'
import { createAccessCollector } from '../../../gateway/access/collector.ts'
import type { Access } from '../../../subgraphs/shared/access/access.ts'

const scope: Scope = { deadline: 1, signal: new AbortController().signal, record: () => {} }

type Path = Access['path']
const pathOf = (keys: readonly (string | number)[]) =>
  keys.reduce<Path | undefined>((prev, key) => ({ prev, key, typename: undefined }), undefined) as Path

function access(
  what: string,
  path: readonly (string | number)[],
  owner: Partial<Access['owner']> = {},
): Access {
  return {
    owner: { customerId: 'cus_1' as CustomerId, orderId: null, ...owner },
    coordinate: what,
    path: pathOf(path),
    scopes: ['a'],
  }
}

const taken = (collector: ReturnType<typeof createAccessCollector>) =>
  collector.take().map(({ customerId, orderIds, what }) => [customerId ?? [...orderIds][0], [...what].sort()])

describe('the notes of a request', () => {
  it('are told apart by the fetch they were made in, although their paths are the same', async () => {
    const collector = createAccessCollector()
    const [one, other] = [collector.fetch(scope), collector.fetch(scope)]
    withScope(one.scope, () => collector.note(access('One', ['_entities', 0])))
    await withScope(other.scope, async () => {
      await Promise.resolve()
      collector.note(access('Other', ['_entities', 0]))
    })
    one.end({ data: { _entities: [null] } })
    other.end({ data: { _entities: [{}] } })
    expect(taken(collector)).toEqual([['cus_1', ['Other']]])
  })

  it('count where their place in the answer holds anything, also false, an empty text or list', () => {
    const collector = createAccessCollector()
    const fetch = collector.fetch(scope)
    const data = { a: [{ b: false }, { b: null }, null], c: '', d: [] }
    withScope(fetch.scope, () => {
      collector.note(access('false', ['a', 0, 'b']))
      collector.note(access('null', ['a', 1, 'b']))
      collector.note(access('below null', ['a', 2, 'b']))
      collector.note(access('beyond', ['a', 3, 'b']))
      collector.note(access('absent', ['x', 'y']))
      collector.note(access('empty', ['c']))
      collector.note(access('empty list', ['d']))
    })
    fetch.end({ data })
    expect(taken(collector)).toEqual([['cus_1', ['empty', 'empty list', 'false']]])
  })

  it('count for nothing in a fetch that failed, and after it was given up', () => {
    const collector = createAccessCollector()
    const fetch = collector.fetch(scope)
    const note = () => withScope(fetch.scope, () => collector.note(access('A', ['a'])))
    note()
    fetch.end({ data: null })
    note()
    expect(collector.take()).toEqual([])
  })

  it('count as delivered where nobody can say which fetch they belong to', () => {
    const collector = createAccessCollector()
    collector.note(access('A', ['a']))
    withScope(scope, () => collector.note(access('B', ['b'])))
    expect(taken(collector)).toEqual([['cus_1', ['A', 'B']]])
  })

  it('are put together by shopper, and by order where nobody knows the shopper', () => {
    const collector = createAccessCollector()
    for (const orderId of ['o2', 'o1']) collector.note(access('Order', ['a'], { orderId }))
    for (const orderId of ['o3', 'o4']) collector.note(access('Order', ['a'], { orderId, customerId: null }))
    expect(collector.take().map(({ customerId, orderIds }) => [customerId, [...orderIds]])).toEqual([
      ['cus_1', ['o2', 'o1']],
      [null, ['o3']],
      [null, ['o4']],
    ])
    expect(collector.take()).toEqual([])
  })
})
