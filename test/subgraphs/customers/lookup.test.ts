import { describe, expect, it } from 'vitest'
import { SourceError } from '../../../adapters/error.ts'
import type { RecordId } from '../../../adapters/ids.ts'
import type { Order, Orders } from '../../../adapters/ports/orders.ts'
import type { CrossReference, Profile, Profiles } from '../../../adapters/ports/profiles.ts'
import { instant } from '../../../adapters/time.ts'
import { lookup } from '../../../subgraphs/customers/lookup.ts'
import { memoryIdentity } from '../../memory/identity.ts'
import { memoryOrders } from '../../memory/orders.ts'
import { memoryProfiles, plainProfile } from '../../memory/profiles.ts'
import { contextWith, NOW, plainOrder } from '../../memory/services.ts'
import { counted, failsWith } from '../../memory/spy.ts'

const clock = () => NOW
const CARD = '2900000000015'
const RECEIPT = '0101-2-20260510-3619'
const is = (source: string, id: string, method: CrossReference['method'] = 'MANUAL'): CrossReference => ({
  record: { source, id: id as RecordId },
  method,
})

/** Two sources of profiles and the tills, each with what it holds. */
function over(holds: {
  crm?: Readonly<Record<string, Partial<Profile>>>
  erp?: Readonly<Record<string, Partial<Profile>>> | SourceError
  receipts?: readonly Partial<Order>[] | SourceError
}) {
  const profiles = (source: string, held: typeof holds.erp = {}) => {
    const failure = held instanceof SourceError ? held : null
    const records = Object.entries(failure ? {} : held).map(([id, facts]) => ({
      id,
      profile: plainProfile(facts),
    }))
    const port = memoryProfiles({ source, clock, records })
    return counted<Profiles>(failure ? { ...port, find: failsWith(failure) } : port)
  }
  const { receipts = [] } = holds
  const lost = receipts instanceof SourceError ? receipts : null
  const plain = plainOrder({ number: RECEIPT, channel: 'STORE_POS', placedOn: '2026-05-10' })
  const orders =
    lost || !Array.isArray(receipts) ? [] : receipts.map((one) => ({ ...plain, customer: null, ...one }))
  const memory = memoryOrders({ source: 'tills', clock, orders })
  const till = counted<Orders>(lost ? { ...memory, orders: failsWith(lost) } : memory)
  const [crm, erp] = [profiles('crm', holds.crm), profiles('erp', holds.erp)]
  const identity = memoryIdentity()
  const context = contextWith({
    answers: {
      profiles: [
        { name: 'crm', kind: 'CRM', port: crm.port },
        { name: 'erp', kind: 'ERP', port: erp.port },
      ],
      orders: [
        { name: 'erp', kind: 'ERP', port: memoryOrders({ source: 'erp', clock, orders: [] }) },
        { name: 'tills', kind: 'POS', port: till.port },
      ],
    },
    services: { identity },
  })
  return { context, identity, calls: { crm: crm.calls, erp: erp.calls, tills: till.calls } }
}
const down = (source: string) => new SourceError(source, 'SOURCE_TIMEOUT', 'no answer')
const recordsOf = ({ candidates }: Awaited<ReturnType<typeof lookup>>) =>
  candidates.map(({ customer }) =>
    customer.entity.records.map(({ record }) => `${record.source} ${record.id}`),
  )
const refused = expect.objectContaining({ extensions: { code: 'BAD_INPUT' } })

describe('a shopper looked up by e-mail', () => {
  const email = 'claire@example.org'

  it('is one where two systems have the e-mail and one names the other’s record', async () => {
    const { context } = over({
      crm: { '0031': { email, crossReferences: [is('erp', '17100001')] } },
      erp: { '17100001': { email: 'CLAIRE@example.org' } },
    })
    const found = await lookup(context, 'EMAIL', ' Claire@Example.ORG ')
    expect(recordsOf(found)).toEqual([['crm 0031', 'erp 17100001']])
    expect(found.best).toBe(found.candidates[0])
    expect(found.best).toMatchObject({ method: 'EXACT_EMAIL', confidence: 0.9 })
    expect(found.sources.map(({ outcome }) => outcome)).toEqual(['OK', 'OK'])
  })

  it('is nobody’s for certain where two records have it and nothing joins them', async () => {
    const { context } = over({ crm: { '0031': { email }, '0032': { email } } })
    const found = await lookup(context, 'EMAIL', email)
    expect(recordsOf(found)).toEqual([['crm 0031'], ['crm 0032']])
    expect(found.best).toBeNull()
    expect(found.candidates.map(({ confidence }) => confidence)).toEqual([0.45, 0.45])
  })

  it('joins nobody: the same e-mail in two systems that do not name each other are two', async () => {
    const { context } = over({
      crm: { '0031': { email, crossReferences: [is('erp', '17100001', 'EXACT_EMAIL')] } },
      erp: { '17100001': { email } },
    })
    expect(recordsOf(await lookup(context, 'EMAIL', email))).toHaveLength(2)
  })

  it('keeps who was found when a source fails, names the source, and calls nobody the one', async () => {
    const { context } = over({ crm: { '0031': { email } }, erp: down('erp') })
    const found = await lookup(context, 'EMAIL', email)
    expect(recordsOf(found)).toEqual([['crm 0031']])
    expect(found.best).toMatchObject({ source: 'erp', code: 'SOURCE_TIMEOUT' })
    expect(found.sources.map(({ instance, outcome }) => [instance, outcome])).toEqual([
      ['crm', 'OK'],
      ['erp', 'TIMEOUT'],
    ])
  })

  it('is nobody where nobody has it', async () => {
    const { context, calls } = over({ crm: { '0031': { email } } })
    expect(await lookup(context, 'EMAIL', 'laire@example.org')).toMatchObject({ best: null, candidates: [] })
    expect([calls.crm.find, calls.erp.find]).toEqual([1, 1])
  })

  it.each(['', 'claire', 'claire@', 'two words@example.org'])('is not asked for by %j', async (value) => {
    const { context, calls } = over({})
    await expect(lookup(context, 'EMAIL', value)).rejects.toEqual(refused)
    expect(calls.crm.find).toBe(0)
  })
})

describe('a shopper looked up by telephone', () => {
  it('is found however the number is written', async () => {
    const { context } = over({ erp: { '17100001': { phone: '06.00.00.00.01' } } })
    for (const value of ['+33 6 00 00 00 01', '0600000001', '0033 600 000 001']) {
      const { best } = await lookup(context, 'PHONE', value)
      expect(best).toMatchObject({ method: 'EXACT_PHONE', confidence: 0.8 })
    }
  })

  it.each(['', '12', 'call me', '+'])('is not asked for by %j', async (value) => {
    await expect(lookup(over({}).context, 'PHONE', value)).rejects.toEqual(refused)
  })
})

describe('a shopper looked up by loyalty card', () => {
  it('costs no call where the ledger knows the card, and says that nobody was asked', async () => {
    const { context, identity, calls } = over({})
    const record = { source: 'crm', id: '0031' as RecordId }
    await identity.observe(
      'customer',
      [{ record, same: [is('card', CARD, 'LOYALTY_CARD')] }],
      'crm',
      instant(NOW),
    )
    const found = await lookup(context, 'LOYALTY_CARD', '2900 0000-00015')
    expect(recordsOf(found)).toEqual([['crm 0031', `card ${CARD}`]])
    expect(found.best).toMatchObject({ method: 'LOYALTY_CARD', confidence: 1 })
    expect([calls.crm.find, calls.erp.find]).toEqual([0, 0])
    expect(found.sources.map(({ outcome }) => outcome)).toEqual(['NOT_ASKED', 'NOT_ASKED'])
  })

  it('asks the systems for a card the ledger has not seen', async () => {
    const { context } = over({ crm: { '0031': { crossReferences: [is('card', CARD, 'LOYALTY_CARD')] } } })
    expect(recordsOf(await lookup(context, 'LOYALTY_CARD', CARD))).toEqual([['crm 0031', `card ${CARD}`]])
  })
})

describe('a shopper looked up by receipt', () => {
  it('is the customer the till names, by the receipt number in any spelling', async () => {
    const { context, calls } = over({ receipts: [{ customer: 'T77' as RecordId, card: CARD }] })
    const found = await lookup(context, 'RECEIPT', '0101-02-20260510-003619')
    expect(recordsOf(found)).toEqual([['tills T77']])
    expect(found.best).toMatchObject({ method: 'MANUAL', confidence: 1 })
    expect(found.sources.map(({ instance }) => instance)).toEqual(['tills'])
    expect([calls.tills.orders, calls.crm.find]).toEqual([1, 0])
  })

  it('is who showed the card where the till names nobody', async () => {
    const { context } = over({ receipts: [{ card: CARD }] })
    const found = await lookup(context, 'RECEIPT', RECEIPT)
    expect(recordsOf(found)).toEqual([[`card ${CARD}`]])
    expect(found.best).toMatchObject({ method: 'LOYALTY_CARD' })
  })

  it('is nobody for an anonymous sale and for an unknown receipt', async () => {
    const anonymous = await lookup(over({ receipts: [{}] }).context, 'RECEIPT', RECEIPT)
    const unknown = await lookup(over({}).context, 'RECEIPT', RECEIPT)
    expect([anonymous, unknown]).toMatchObject([
      { best: null, candidates: [], sources: [{ outcome: 'OK' }] },
      { best: null, candidates: [], sources: [{ outcome: 'OK' }] },
    ])
  })

  it('says that nobody knows when the tills fail', async () => {
    const found = await lookup(over({ receipts: down('tills') }).context, 'RECEIPT', RECEIPT)
    expect(found).toMatchObject({
      best: { code: 'SOURCE_TIMEOUT' },
      sources: [{ instance: 'tills', outcome: 'TIMEOUT' }],
    })
  })

  it('is not asked for by a text that is no receipt number', async () => {
    await expect(lookup(over({}).context, 'RECEIPT', 'W-100042')).rejects.toEqual(refused)
  })
})
