import { beforeEach, describe, expect, it } from 'vitest'
import type { Instant } from '../../../adapters/time.ts'
import { type AuditAccessFlags, auditAccess } from '../../../gateway/commands/audit-access.ts'
import type { AccessEntry } from '../../../ledger/access/port.ts'
import type { Ledger } from '../../../ledger/port.ts'
import { sqlitePlace } from '../../ledger/sqlite/place.ts'

const shopper = (n: number) => `cus_${String(n).padStart(26, '0')}`

function entry(at: string, more: Partial<AccessEntry> = {}): AccessEntry {
  return {
    at: at as Instant,
    viewer: { kind: 'STAFF', subject: 'staff/42', store: 'PAR01' },
    customerId: shopper(1),
    orderIds: [],
    what: ['Customer', 'Customer.email'],
    why: { scopes: ['customer:read'], reached: ['customer'], reason: null },
    from: { client: 'till', clientVersion: '1', address: '::1', requestId: 'r-1', operation: 'Q' },
    ...more,
  }
}

describe('couture audit access', () => {
  let ledger: Ledger
  let place: Awaited<ReturnType<typeof sqlitePlace>>
  beforeEach(async () => {
    place = await sqlitePlace()
    ledger = await place.open()
    return async () => {
      await ledger.close()
      await place.destroy()
    }
  })

  async function run(flags: Partial<AuditAccessFlags> = {}) {
    const out: string[] = []
    const told: string[] = []
    const io = { out: (text: string) => void out.push(text), tell: (text: string) => void told.push(text) }
    const all = { limit: '1000', json: false, verify: false, ...flags }
    const code = await auditAccess(all, { access: ledger.access, timeZone: 'Europe/Paris', io })
    return { code, out: out.join(''), told: told.join('') }
  }

  it('prints a line for each access: who, whose, what, why, from where', async () => {
    await ledger.access.append([
      entry('2026-05-10T10:00:00.000Z'),
      entry('2026-05-10T10:01:00.000Z', {
        customerId: null,
        orderIds: ['ord_1a'],
        what: ['Order.payments'],
        why: { scopes: ['order:read', 'order:payments'], reached: ['order'], reason: 'ticket 4711' },
      }),
      entry('2026-05-10T10:02:00.000Z', {
        viewer: { kind: 'ANONYMOUS', subject: null, store: null },
        orderIds: ['ord_1a', 'ord_1b'],
        why: { scopes: [], reached: [], reason: null },
        from: { client: null, clientVersion: null, address: null, requestId: 'r-3', operation: null },
      }),
    ])
    expect(await run()).toEqual({
      code: 0,
      out: `1  2026-05-10T10:00:00.000Z  STAFF staff/42 in PAR01  ${shopper(1)}  Customer Customer.email  by customer:read  through customer  from till 1, ::1, Q  r-1
2  2026-05-10T10:01:00.000Z  STAFF staff/42 in PAR01  ord_1a  Order.payments  by order:payments order:read  through order  because "ticket 4711"  from till 1, ::1, Q  r-1
3  2026-05-10T10:02:00.000Z  ANONYMOUS  ${shopper(1)} in 2 orders  Customer Customer.email  by no scope  through nothing known  from nowhere known  r-3
`,
      told: '',
    })
  })

  it('prints one JSON object a line, with everything', async () => {
    await ledger.access.append([entry('2026-05-10T10:00:00.000Z', { orderIds: ['ord_1a', 'ord_1b'] })])
    const { out } = await run({ json: true })
    expect(JSON.parse(out)).toMatchObject({
      seq: 1,
      orderIds: ['ord_1a', 'ord_1b'],
      hash: expect.any(String),
    })
    expect(out.endsWith('}\n')).toBe(true)
  })

  it('finds by shopper, viewer and order', async () => {
    const viewer = { kind: 'STAFF', subject: 'staff/7', store: null }
    await ledger.access.append([
      entry('2026-05-10T10:00:00.000Z', { viewer }),
      entry('2026-05-10T10:00:00.000Z', { customerId: shopper(2) }),
      entry('2026-05-10T10:00:00.000Z', { customerId: shopper(3), orderIds: ['ord_1a'] }),
    ])
    const seqs = async (flags: Partial<AuditAccessFlags>) =>
      (await run(flags)).out.split('\n').flatMap((line) => (line === '' ? [] : [Number(line.split(' ')[0])]))
    expect(await seqs({ viewer: 'staff/7' })).toEqual([1])
    expect(await seqs({ customer: shopper(2) })).toEqual([2])
    expect(await seqs({ order: 'ord_1a' })).toEqual([3])
    expect(await run({ order: 'ord_1b' })).toEqual({
      code: 0,
      out: '',
      told: 'no such access is in the log\n',
    })
  })

  it('takes days by the retailer’s clock, to their end, and instants as they are', async () => {
    // Paris is two hours ahead in May.
    const times = [
      '2026-05-09T21:59:59.999Z',
      '2026-05-09T22:00:00.000Z',
      '2026-05-10T21:59:59.999Z',
      '2026-05-10T22:00:00.000Z',
    ]
    await ledger.access.append(times.map((at) => entry(at)))
    const count = async (flags: Partial<AuditAccessFlags>) => (await run(flags)).out.split('\n').length - 1
    expect(await count({ since: '2026-05-10' })).toBe(3)
    expect(await count({ until: '2026-05-10' })).toBe(3)
    expect(await count({ since: '2026-05-10', until: '2026-05-10' })).toBe(2)
    expect(await count({ since: '2026-05-10T22:00:00Z' })).toBe(1)
    expect(await count({ until: '2026-05-10T00:00:00+02:00' })).toBe(1)
  })

  it('prints as many as it may, and says how to go on', async () => {
    await ledger.access.append([1, 2, 3].map(() => entry('2026-05-10T10:00:00.000Z')))
    const first = await run({ limit: '2' })
    expect(first.out.split('\n')).toHaveLength(3)
    expect(first.told).toBe('there are more; go on with --after 2\n')
    const next = await run({ limit: '2', after: '2' })
    expect([next.out.split(' ')[0], next.told]).toEqual(['3', ''])
  })

  it('says that the log is whole, and how far it goes', async () => {
    const { rows, hash } = await ledger.access.append([entry('2026-05-10T10:00:00.000Z')])
    const whole = { code: 0, out: `the access log is whole: 1 rows, head 1:${hash}\n`, told: '' }
    expect(await run({ verify: true })).toEqual(whole)
    expect(await run({ verify: true, head: `${rows}:${hash}` })).toEqual(whole)
  })

  it('fails, and names the first row that is not what was written, also against a noted head', async () => {
    await ledger.access.append([1, 2, 3].map(() => entry('2026-05-10T10:00:00.000Z')))
    expect(await run({ verify: true, head: `2:${'0'.repeat(64)}` })).toMatchObject({
      code: 1,
      out: expect.stringMatching(
        /^the access log is broken at row 2: it is not the row whose head was noted/,
      ),
    })
    await place.tamper('delete from access_entry where seq = 2')
    expect(await run({ verify: true })).toEqual({
      code: 1,
      out: 'the access log is broken at row 2: it is gone\n',
      told: '',
    })
  })

  it.each([
    [{ customer: 'ada@example.org' }, "expected --customer to be a shopper's id"],
    [{ order: 'W-1' }, "expected --order to be an order's id"],
    [{ since: 'yesterday' }, 'expected --since to be a day like 2026-11-01 or an instant'],
    [{ until: '2026-02-30' }, 'expected --until to be a day'],
    [{ limit: '0' }, 'expected --limit to be a whole number, 1 or more'],
    [{ limit: 'all' }, 'expected --limit'],
    [{ after: '-1' }, 'expected --after to be a whole number, 0 or more'],
    [{ head: `1:${'0'.repeat(64)}` }, 'expected --verify beside --head'],
    [{ verify: true, head: '1' }, 'expected --head as --verify prints it'],
    [{ verify: true, customer: shopper(1) }, 'expected --verify without --customer'],
  ])('refuses what makes no sense: %o', async (flags, message) => {
    await expect(run(flags)).rejects.toMatchObject({
      name: 'CommandError',
      message: expect.stringContaining(message),
    })
  })
})
