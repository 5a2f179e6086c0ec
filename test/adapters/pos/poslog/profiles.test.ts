import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
import type { Identifier } from '../../../../adapters/ports/profiles.ts'
import { poslog } from '../../../../adapters/pos/poslog/index.ts'
import { isFound } from '../../../../adapters/read.ts'
import { perPort } from '../../../../adapters/source.ts'
import type { StoredReceipt } from '../../../../ledger/port.ts'
import { describeSandbox } from '../../../../sandbox/describe.ts'
import { CUSTOMER } from '../../../../sandbox/world/landmarks.ts'
import { createIdentityFill } from '../../../../subgraphs/shared/shoppers/identity-fill.ts'
import { clock, world } from '../../../contracts/small-world.ts'
import { mugForCash, openTills, posLog6, transaction6 } from './tills.ts'
import { idKey, openWorldTills } from './world-tills.ts'

const T7 = 'T7' as RecordId
const byCard = (value: string): Identifier => ({ type: 'LOYALTY_CARD', value })
const card = (number: string) =>
  `<LoyaltyAccount><LoyaltyCard><PrimaryAccountNumber>${number}</PrimaryAccountNumber></LoyaltyCard></LoyaltyAccount>`
const customer = (id: string, more = '') => `<Customer><CustomerID>${id}</CustomerID>${more}</Customer>`
const parts =
  '<Name><Name Location="First">Ana</Name><Name Location="Last">Roux</Name></Name><TelephoneNumber>04 91 00 00 01</TelephoneNumber>'
const whole =
  '<Name><OfficialName>Ana Roux</OfficialName></Name><Address><AddressLine>3 rue Haute</AddressLine><City>Lyon</City><PostalCode>69001</PostalCode><Country>FR</Country></Address>'

/** One receipt each, numbered from 1, of the same day. */
async function read(...people: readonly string[]) {
  const tills = openTills({
    'a.xml': posLog6(...people.map((who, index) => transaction6(index + 1, `${mugForCash}${who}`))),
  })
  await tills.job.once()
  const references = async () => {
    const { sets, next } = await tills.profiles.customerReferences(null)
    expect(next).toBeNull()
    return sets.map(({ record, same }) => [
      `${record.source}:${record.id}`,
      same.map((one) => `${one.method}:${one.record.source}:${one.record.id}`),
    ])
  }
  const cardsOf = async (id: RecordId) => {
    const found = (await tills.profiles.profiles([id])).get(id)
    if (!isFound(found)) throw new Error('expected a profile')
    return found.value.crossReferences.map(({ record }) => record.id)
  }
  return { ...tills, references, cardsOf }
}

describe('the profile of a till customer', () => {
  it('has what their receipts say, and says which was the last', async () => {
    const tills = await read(customer('T7', whole), `${customer('T7', parts)}${card('2901')}`, customer('T7'))
    expect((await tills.profiles.profiles([T7])).get(T7)).toEqual({
      source: 'tills',
      recordId: 'T7',
      recordedAt: '2026-05-10T12:03:00.000Z',
      fetchedAt: '2026-05-11T04:00:00.000Z',
      fromCache: false,
      value: {
        givenName: 'Ana',
        familyName: 'Roux',
        email: null,
        phone: '+33491000001',
        birthDate: null,
        preferredLocale: null,
        addresses: [
          expect.objectContaining({ streetLine1: '3 rue Haute', city: 'Lyon', postalCode: '69001' }),
        ],
        preferredStore: null,
        firstTouch: null,
        crossReferences: [{ record: { source: 'card', id: '2901' }, method: 'LOYALTY_CARD' }],
      },
    })
  })

  it('takes no name from one that came in one piece', async () => {
    const tills = await read(customer('T7', whole))
    expect((await tills.profiles.profiles([T7])).get(T7)).toMatchObject({
      value: { givenName: null, familyName: null, phone: null },
    })
  })

  it('cannot be read from receipts that another version wrote', async () => {
    const tills = await read(customer('T7'))
    const [stored] = (await tills.ledger.receipts.newestOf('tills', [T7], 1)).get(T7) ?? []
    const other = { ...(stored as StoredReceipt), body: '{}' }
    const file = { file: 'a.xml', mark: '1', receipts: [other], quarantined: [] }
    await tills.ledger.receipts.store('tills', file)
    expect((await tills.profiles.profiles([T7])).get(T7)).toMatchObject({ code: 'BAD_RESPONSE' })
    const asked = byCard('2901')
    expect(await tills.profiles.find([asked])).toEqual(new Map())
  })
})

describe('looking for a shopper at the tills', () => {
  it('finds who was seen with a card, the first seen first, and nobody by anything else', async () => {
    const tills = await read(`${customer('T7')}${card('2901')}`, card('2902'))
    tills.write(
      'b.xml',
      posLog6(transaction6(3, `${mugForCash}${customer('T6')}${card('2901')}`)).replaceAll(
        '2026-05-10',
        '2026-05-11',
      ),
    )
    await tills.job.once()
    const asked = [
      byCard('2901'),
      byCard(' 29 01 '),
      byCard('290'),
      byCard('2902'),
      { type: 'EMAIL', value: 'ana@example.com' },
      { type: 'PHONE', value: '2901' },
    ] as const
    const reads = await tills.profiles.find(asked)
    expect([...reads.keys()]).toEqual([asked[0], asked[1]])
    const found = reads.get(asked[0])
    expect(isFound(found) && found.value.map(({ recordId }) => recordId)).toEqual(['T7', 'T6'])
    expect(reads.get(asked[1])).toEqual(found)
  })

  it('knows nothing of what is not there until the folder has been read to its end', async () => {
    const tills = openTills({ 'a.xml': posLog6(transaction6(1, `${mugForCash}${customer('T7')}`)) })
    const unavailable = expect.objectContaining({ code: 'SOURCE_UNAVAILABLE' })
    const asked = byCard('2901')
    expect(await tills.profiles.profiles([T7])).toEqual(new Map([[T7, unavailable]]))
    expect(await tills.profiles.find([asked, { type: 'EMAIL', value: 'a@b' }])).toEqual(
      new Map([[asked, unavailable]]),
    )
    await expect(tills.profiles.customerReferences(null)).rejects.toEqual(unavailable)
    await tills.job.once()
    expect([...(await tills.profiles.profiles([T7, 'T8' as RecordId])).keys()]).toEqual(['T7'])
  })
})

describe('the cross-references of the tills', () => {
  it('join a customer to their cards and name the cards nobody stands behind', async () => {
    const tills = await read(
      `${customer('T7')}${card('2901')}`,
      `${customer('T7')}${card('2900')}`,
      customer('T8'),
      card('2902'),
      '',
    )
    expect(await tills.references()).toEqual([
      ['tills:T7', ['LOYALTY_CARD:card:2900', 'LOYALTY_CARD:card:2901']],
      ['tills:T8', []],
      ['card:2902', []],
    ])
  })

  it('join nobody by a number for passers-by', async () => {
    const cards = ['2901', '2902', '2903', '2904', '2905', '2906']
    const tills = await read(...cards.map((number) => `${customer('T0')}${card(number)}`))
    expect(await tills.references()).toEqual([
      ['tills:T0', []],
      ...cards.map((number) => [`card:${number}`, []]),
    ])
    expect(await tills.cardsOf('T0' as RecordId)).toEqual([])
    expect(await tills.profiles.find([byCard('2901')])).toEqual(new Map())
  })

  it('join nobody by a card that the cashier lends out', async () => {
    const customers = ['T1', 'T2', 'T3', 'T4', 'T5', 'T6']
    const tills = await read(
      ...customers.map((id) => `${customer(id)}${card('2999')}`),
      `${customer('T1')}${card('2901')}`,
    )
    expect((await tills.references()).filter(([record]) => record !== 'card:2999')).toEqual([
      ['tills:T1', ['LOYALTY_CARD:card:2901']],
      ...customers.slice(1).map((id) => [`tills:${id}`, []]),
    ])
    expect(await tills.cardsOf('T1' as RecordId)).toEqual(['2901'])
    expect(await tills.profiles.find([byCard('2999')])).toEqual(new Map())
  })

  it('refuse a mark of another source', async () => {
    const tills = await read(customer('T7'))
    for (const mark of ['0033A000001', '{"a":1}', '["T7"]']) {
      await expect(tills.profiles.customerReferences(mark)).rejects.toMatchObject({ code: 'UNSUPPORTED' })
    }
  })

  it('go on behind a page that is full', async () => {
    const cards = Array.from({ length: 1_001 }, (_, index) => String(2_900_000 + index))
    const tills = await read(...cards.map(card))
    const first = await tills.profiles.customerReferences(null)
    expect(first.sets).toHaveLength(1_000)
    const rest = await tills.profiles.customerReferences(first.next)
    expect([...first.sets, ...rest.sets].map(({ record }) => record.id)).toEqual(cards)
    expect(rest.next).toBeNull()
  })
})

describe('the shoppers of the sandbox whom the tills know', () => {
  let opened: Awaited<ReturnType<typeof openWorldTills>>
  beforeAll(async () => {
    opened = await openWorldTills()
  })
  afterAll(() => opened.close())

  it('exist in the graph when its identities have been filled, the one without a contact by the promised id', async () => {
    const { source, ledger } = opened
    const { profiles } = source.ports
    if (!profiles) throw new Error('expected the port profiles')
    const asked = { name: source.name, kind: poslog.kind, port: profiles }
    const estate = { sources: [source], answers: { ...perPort(() => []), profiles: [asked] } }
    const { identity, marks } = ledger
    const fill = createIdentityFill({ estate, identity, marks, clock, log: () => {} })
    expect(await fill.once()).toBe(true)
    const { customerId } = describeSandbox(world, { idKey, systems: [] }).samples.tillOnlyShopper
    const owners = await identity.resolve('customer', [customerId])
    expect(owners.get(customerId)?.records.map(({ record }) => record)).toEqual([
      { source: 'card', id: world.customers[CUSTOMER.tillOnly]?.card },
    ])
    const counted = world.receipts.filter(({ kind }) => kind === 'sale' || kind === 'return')
    const cards = [...new Set(counted.flatMap((receipt) => receipt.card ?? []))]
    const records = cards.map((id) => ({ source: 'card', id: id as RecordId }))
    expect((await identity.ownersOf('customer', records)).size).toBe(cards.length)
  })

  it('have the names of receipts that tell first and last name apart', async () => {
    const told = world.receipts.filter(
      ({ namesCustomer, kind, dialect }) => namesCustomer && kind === 'sale' && dialect === 'poslog2',
    )
    const shoppers = world.customers.filter(({ index }) => told.some((receipt) => receipt.customer === index))
    expect(shoppers.length).toBeGreaterThan(0)
    for (const { tillCustomer, givenName, familyName } of shoppers) {
      const id = tillCustomer as RecordId
      const found = (await opened.source.ports.profiles?.profiles([id]))?.get(id)
      expect(found).toMatchObject({ value: { givenName, familyName } })
    }
  })
})
