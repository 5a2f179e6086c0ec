import { describe, expect, it } from 'vitest'
import { openOrg } from './ask.ts'
import { account, customer, smallWorld } from './small-world.ts'

const world = smallWorld(
  Array.from({ length: 25 }, (_, index) => customer(index)),
  [account(0, '2990000000017', 12), account(1, '2990000000024', 2), account(2, '2990000000031', 0)],
)

describe('pages of a query', () => {
  it('go on at nextRecordsUrl until done, without repeats, and can be asked again', async () => {
    const { query, get } = await openOrg(world, { pageSize: 10 })
    const first = await query('SELECT Id FROM Contact ORDER BY Id')
    expect(first.body).toMatchObject({ totalSize: 25, done: false })
    expect(first.body.records).toHaveLength(10)
    expect(first.body.nextRecordsUrl).toMatch(/^\/services\/data\/v60\.0\/query\/01g\w{15}-10$/)
    const second = await get(first.body.nextRecordsUrl)
    const third = await get(second.body.nextRecordsUrl)
    expect(third.body).toMatchObject({ totalSize: 25, done: true })
    expect(third.body).not.toHaveProperty('nextRecordsUrl')
    const pages = [first, second, third].flatMap(({ body }) => body.records)
    expect(pages.map(({ Id }) => Id)).toEqual(world.customers.map(({ contactId }) => contactId))
    expect((await get(first.body.nextRecordsUrl)).body).toEqual(second.body)
  })

  it('count the children that subqueries bring, and page long lists of children too', async () => {
    const { query, get } = await openOrg(world, { pageSize: 10 })
    const { body } = await query(
      'SELECT Id, (SELECT Id FROM Transaction_Journal ORDER BY Id) FROM LoyaltyProgramMember ORDER BY Id',
    )
    expect(body).toMatchObject({ totalSize: 3, done: false })
    expect(body.records).toHaveLength(1)
    const children = body.records[0].Transaction_Journal
    expect(children).toMatchObject({ totalSize: 12, done: false })
    const rest = await get(children.nextRecordsUrl)
    expect(rest.body.done).toBe(true)
    expect([...children.records, ...rest.body.records].map(({ Id }) => Id)).toEqual(
      world.loyalty[0]?.movements.map(({ id }) => id),
    )
    const next = await get(body.nextRecordsUrl)
    expect(
      next.body.records.map((record: { Transaction_Journal: unknown }) => record.Transaction_Journal),
    ).toEqual([expect.objectContaining({ totalSize: 2 }), null])
  })

  it('are of 200 records at least and 2000 at most, whatever the caller wishes', async () => {
    const many = smallWorld(Array.from({ length: 2_100 }, (_, index) => customer(index)))
    const { query } = await openOrg(many)
    const size = async (wish: string) =>
      (await query('SELECT Id FROM Contact', { 'Sforce-Query-Options': `batchSize=${wish}` })).body.records
        .length
    expect(await size('20')).toBe(200)
    expect(await size('500')).toBe(500)
    expect(await size('9000')).toBe(2_000)
  })

  it('refuse a locator they do not know', async () => {
    const { get } = await openOrg(world)
    const { status, body } = await get('/services/data/v60.0/query/01g000000000009AAA-2000')
    expect([status, body[0].errorCode]).toEqual([400, 'INVALID_QUERY_LOCATOR'])
  })
})
