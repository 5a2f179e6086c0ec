import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { OrderNumber, RecordId } from '../../../../adapters/ids.ts'
import type { HistoryRequest, OrderKey } from '../../../../adapters/ports/orders.ts'
import { isFound } from '../../../../adapters/read.ts'
import type { Day } from '../../../../adapters/time.ts'
import { mugForCash, openTills, posLog6, transaction6 } from './tills.ts'

const number = (sequence: number, day = '20260510') => `0101-2-${day}-${sequence}` as RecordId
const key = (text: string): OrderKey => ({ channel: 'STORE_POS', number: text as OrderNumber })
const card =
  '<LoyaltyAccount><LoyaltyCard><PrimaryAccountNumber>2990000000017</PrimaryAccountNumber></LoyaltyCard></LoyaltyAccount>'
const customer = '<Customer><CustomerID>T7</CustomerID></Customer>'
const on = (transaction: string, day: string) => transaction.replaceAll('2026-05-10', day)

const line = (sequence: number, sku: string, quantity: string, amount: string, more = '') =>
  `<LineItem><Sale><ItemID>${sku}</ItemID><ExtendedAmount>${amount}</ExtendedAmount><Quantity>${quantity}</Quantity>${more}</Sale><SequenceNumber>${sequence}</SequenceNumber></LineItem>`
const linkTo = (sequence: number, itemLine?: number) =>
  `<TransactionLink><WorkstationID>2</WorkstationID><BusinessDayDate>2026-05-10</BusinessDayDate><SequenceNumber>${sequence}</SequenceNumber>
   ${itemLine ? `<LineItemSequenceNumber>${itemLine}</LineItemSequenceNumber>` : ''}</TransactionLink>`

const request = (given: Partial<HistoryRequest> = {}): HistoryRequest => ({
  customers: [],
  cards: ['2990000000017'],
  first: 20,
  until: null,
  from: null,
  channels: [],
  ...given,
})

async function read(files: Readonly<Record<string, string>>) {
  const tills = openTills(files)
  await tills.job.once()
  const order = async (sequence: number) => {
    const asked = key(number(sequence))
    const found = (await tills.orders.orders([asked])).get(asked)
    return isFound(found) ? found.value : null
  }
  const page = async (given: Partial<HistoryRequest> = {}) => {
    const asked = request(given)
    const found = (await tills.orders.history([asked])).get(asked)
    if (!isFound(found)) throw new Error('expected a page')
    return found
  }
  return { ...tills, order, page }
}

describe('a receipt as an order', () => {
  it('is in the store’s channel under its number, with its provenance', async () => {
    const tills = await read({ 'a.xml': posLog6(transaction6(1, `${mugForCash}${customer}${card}`)) })
    const asked = key('0101-02-20260510-000001')
    const reads = await tills.orders.orders([asked])
    expect(reads.get(asked)).toEqual({
      source: 'tills',
      recordId: number(1),
      recordedAt: '2026-05-10T12:03:00.000Z',
      fetchedAt: '2026-05-11T04:00:00.000Z',
      fromCache: false,
      value: {
        recordId: number(1),
        channel: { code: 'store', kind: 'STORE_POS' },
        number: number(1),
        status: 'COLLECTED',
        statusDetail: 'Finished',
        placedOn: '2026-05-10',
        placedAt: '2026-05-10T12:03:00.000Z',
        store: '0101',
        customer: 'T7',
        card: '2990000000017',
        lines: [
          {
            lineId: '1',
            sku: '10040132',
            gtin: null,
            title: 'Tasse émaillée',
            quantity: '1',
            unitPrice: { gross: { minor: 1250, currency: 'EUR' }, net: null, tax: null },
            lineTotal: { gross: { minor: 1250, currency: 'EUR' }, net: null, tax: null },
            status: 'COLLECTED',
            returnOf: null,
          },
        ],
        cost: {
          subtotal: { gross: { minor: 1250, currency: 'EUR' }, net: null, tax: null },
          shipping: null,
          discount: null,
          total: { gross: { minor: 1250, currency: 'EUR' }, net: null, tax: null },
          roundingAdjustment: null,
        },
        promotions: [],
        version: null,
      },
    })
  })

  it('has a fulfilment over the counter and its tenders as payments', async () => {
    const tills = await read({ 'a.xml': posLog6(transaction6(1, mugForCash)) })
    const fulfillments = await tills.orders.fulfillments([number(1), number(9)])
    expect([...fulfillments.keys()]).toEqual([number(1)])
    expect(fulfillments.get(number(1))).toMatchObject({
      value: [
        {
          recordId: number(1),
          kind: 'IN_STORE',
          status: 'COLLECTED',
          location: '0101',
          lines: [{ lineId: '1', quantity: '1' }],
        },
      ],
    })
    const payments = await tills.orders.payments([number(1)])
    expect(payments.get(number(1))).toMatchObject({
      value: [
        {
          recordId: `${number(1)}/2`,
          method: 'CASH',
          amount: { minor: 1250, currency: 'EUR' },
          state: 'CAPTURED',
          capturedAt: '2026-05-10T12:03:00.000Z',
        },
      ],
    })
    expect(await tills.orders.returns([number(1)])).toEqual(new Map())
  })

  it('is absent under another channel and under a number that is none', async () => {
    const tills = await read({ 'a.xml': posLog6(transaction6(1, mugForCash)) })
    const asked: OrderKey[] = [
      { channel: 'WEB', number: number(1) as string as OrderNumber },
      key('W-100042'),
      key(number(2)),
    ]
    expect(await tills.orders.orders(asked)).toEqual(new Map())
  })

  it('has an unknown state while its goods are to be delivered', async () => {
    const delivery = mugForCash.replaceAll('Sale>', 'SaleForDelivery>')
    const tills = await read({ 'a.xml': posLog6(transaction6(1, delivery)) })
    expect(await tills.order(1)).toMatchObject({ status: 'UNKNOWN', lines: [{ status: 'UNKNOWN' }] })
    expect(await tills.orders.fulfillments([number(1)])).toEqual(new Map())
  })
})

describe('goods that come back', () => {
  const sold = transaction6(1, `${line(1, '10040132', '2', '25.00')}${line(2, '10040133', '1', '9.00')}`)
  const back = (sequence: number, lines: string) =>
    on(
      transaction6(
        sequence,
        `${lines}<LineItem><Tender TenderType="Cash" TypeCode="Refund"><Amount>1</Amount></Tender></LineItem>`,
      ),
      '2026-05-12',
    ).replaceAll(
      '<BusinessDayDate>2026-05-12</BusinessDayDate><SequenceNumber>1<',
      '<BusinessDayDate>2026-05-10</BusinessDayDate><SequenceNumber>1<',
    )

  it('leave an order of their own with status RETURNED', async () => {
    const tills = await read({ 'b.xml': posLog6(back(5, line(1, '10040132', '-1', '12.50', linkTo(1, 1)))) })
    const asked = key(number(5, '20260512'))
    const found = (await tills.orders.orders([asked])).get(asked)
    expect(isFound(found) && found.value).toMatchObject({
      status: 'RETURNED',
      lines: [{ quantity: '-1', status: 'RETURNED', lineTotal: { gross: { minor: -1250 } } }],
      cost: { total: { gross: { minor: -1250 } } },
    })
    expect(await tills.orders.fulfillments([number(5, '20260512')])).toEqual(new Map())
  })

  it('show on the receipt they came from, until all of it is back', async () => {
    const tills = await read({
      'a.xml': posLog6(sold),
      'b.xml': posLog6(
        back(5, line(1, '10040132', '-1', '12.50', `<Reason>Trop petit</Reason>${linkTo(1, 1)}`)),
      ),
    })
    expect(await tills.order(1)).toMatchObject({
      status: 'PARTIALLY_RETURNED',
      lines: [{ status: 'PARTIALLY_RETURNED' }, { status: 'COLLECTED' }],
    })
    expect((await tills.orders.returns([number(1)])).get(number(1))).toMatchObject({
      recordId: number(1),
      value: [
        {
          recordId: number(5, '20260512'),
          channel: { code: 'store', kind: 'STORE_POS' },
          status: 'REFUNDED',
          receivedAt: '0101',
          lines: [{ lineId: '1', sku: '10040132', quantity: '1', reason: 'Trop petit' }],
          refund: { minor: 1250, currency: 'EUR' },
        },
      ],
    })
    // Linked to the receipt without a line: the SKU tells which.
    tills.write(
      'c.xml',
      posLog6(
        back(
          6,
          `${line(1, '10040132', '-1', '12.50', linkTo(1))}${line(2, '10040133', '-1', '9.00', linkTo(1))}`,
        ),
      ),
    )
    await tills.job.once()
    expect(await tills.order(1)).toMatchObject({
      status: 'RETURNED',
      lines: [{ status: 'RETURNED' }, { status: 'RETURNED' }],
    })
    expect((await tills.orders.returns([number(1)])).get(number(1))).toMatchObject({
      value: [
        { refund: { minor: 1250 } },
        { lines: [{ lineId: '1' }, { lineId: '2' }], refund: { minor: 2150 } },
      ],
    })
  })

  it('show the same when the return is read before the sale', async () => {
    const tills = await read({
      'a.xml': posLog6(back(5, line(1, '10040132', '-2', '25.00', linkTo(1, 1)))),
      'b.xml': posLog6(sold),
    })
    expect(await tills.order(1)).toMatchObject({
      status: 'PARTIALLY_RETURNED',
      lines: [{ status: 'RETURNED' }, { status: 'COLLECTED' }],
    })
  })

  it('leave an exchange collected, its new goods with the shopper', async () => {
    const tills = await read({
      'a.xml': posLog6(
        transaction6(1, `${line(1, '10040132', '-1', '12.50')}${line(2, '10040133', '1', '20.00')}`),
      ),
    })
    expect(await tills.order(1)).toMatchObject({
      status: 'COLLECTED',
      lines: [{ status: 'RETURNED' }, { status: 'COLLECTED' }],
    })
    expect((await tills.orders.fulfillments([number(1)])).get(number(1))).toMatchObject({
      value: [{ lines: [{ lineId: '2', quantity: '1' }] }],
    })
  })
})

describe('a post-void', () => {
  const sold = posLog6(transaction6(1, `${mugForCash}${card}`), transaction6(2, `${mugForCash}${card}`))
  const again = posLog6(transaction6(1, `${mugForCash}${card}`, { status: 'PostVoided' }))
  const other = posLog6(transaction6(9, linkTo(1), { status: 'PostVoided' }))

  it.each([
    ['the receipt is sent again as voided', { 'a.xml': sold, 'b.xml': again }],
    ['the voided one is read first', { 'a.xml': again, 'b.xml': sold }],
    ['another transaction voids it by a link', { 'a.xml': sold, 'b.xml': other }],
  ])('takes the receipt back: %s', async (_, files) => {
    const tills = await read(files)
    expect(await tills.order(1)).toBeNull()
    expect((await tills.page()).value.orders.map((order) => order.number)).toEqual([number(2)])
  })

  it('of a return makes the goods the shopper’s again', async () => {
    const back = transaction6(5, line(1, '10040132', '-1', '12.50', linkTo(1, 1)))
    const tills = await read({ 'a.xml': sold, 'b.xml': posLog6(back) })
    expect(await tills.order(1)).toMatchObject({ status: 'RETURNED' })
    tills.write('c.xml', posLog6(transaction6(5, '', { status: 'PostVoided' })))
    await tills.job.once()
    expect(await tills.order(1)).toMatchObject({ status: 'COLLECTED' })
    expect(await tills.orders.returns([number(1)])).toEqual(new Map())
  })
})

describe('a shopper’s history', () => {
  const days = ['2026-05-08', '2026-05-09', '2026-05-10']
  const files = {
    'a.xml': posLog6(
      ...days.flatMap((day) => [
        on(transaction6(1, `${mugForCash}${card}`), day),
        on(transaction6(2, `${mugForCash}${customer}`), day),
      ]),
      transaction6(3, mugForCash),
    ),
  }

  it('holds what carries the card or the customer, newest day first', async () => {
    const tills = await read(files)
    const numbers = async (given: Partial<HistoryRequest>) =>
      (await tills.page(given)).value.orders.map((order) => order.number)
    expect(await numbers({})).toEqual([number(1), number(1, '20260509'), number(1, '20260508')])
    expect(await numbers({ customers: ['T7' as RecordId], from: '2026-05-09' as Day })).toEqual([
      number(2),
      number(1),
      number(2, '20260509'),
      number(1, '20260509'),
    ])
    expect(await numbers({ cards: ['299'] })).toEqual([])
  })

  it('comes in pages of whole days', async () => {
    const tills = await read(files)
    const first = await tills.page({ customers: ['T7' as RecordId], first: 1 })
    expect(first.value).toMatchObject({
      orders: [{ number: number(2) }, { number: number(1) }],
      more: true,
      unreadable: [],
    })
    const last = await tills.page({ customers: ['T7' as RecordId], first: 3, until: '2026-05-09' as Day })
    expect(last.value.orders).toHaveLength(4)
    expect(last.value.more).toBe(false)
  })

  it('is empty for other channels without being unknown', async () => {
    const tills = await read(files)
    expect((await tills.page({ channels: ['WEB'] })).value).toEqual({
      orders: [],
      unreadable: [],
      more: false,
    })
    expect((await tills.page({ channels: ['WEB', 'STORE_POS'] })).value.orders).toHaveLength(3)
  })

  it('goes on behind days whose receipts were all voided', async () => {
    const voided = ['2026-05-10', '2026-05-09'].map((day) =>
      on(transaction6(1, '', { status: 'PostVoided' }), day),
    )
    const tills = await read({ ...files, 'b.xml': posLog6(...voided) })
    expect((await tills.page({ first: 1 })).value).toMatchObject({
      orders: [{ number: number(1, '20260508') }],
      more: false,
    })
  })

  it('says since when it may be out of date', async () => {
    const tills = await read(files)
    tills.now.value = new Date('2026-05-11T05:00:00Z')
    await tills.job.once()
    expect(await tills.page()).not.toHaveProperty('stale')
    tills.now.value = new Date('2026-05-11T06:00:00Z')
    rmSync(tills.folder, { recursive: true })
    await expect(tills.job.once()).rejects.toThrow('ENOENT')
    const page = await tills.page()
    expect(page).toMatchObject({ fetchedAt: '2026-05-11T05:00:00.000Z', stale: true })
    expect(page.value.orders).toHaveLength(3)
  })

  it('is unknown, not empty, while the files have never been read to their end', async () => {
    const tills = openTills(files)
    const asked = request()
    expect((await tills.orders.history([asked])).get(asked)).toMatchObject({
      name: 'SourceError',
      code: 'SOURCE_UNAVAILABLE',
    })
    const wanted = key(number(1))
    expect((await tills.orders.orders([wanted])).get(wanted)).toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
    expect((await tills.orders.payments([number(1)])).get(number(1))).toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    })
  })

  it('names a stored receipt it can no longer read', async () => {
    const tills = await read(files)
    const stored = [...(await tills.ledger.receipts.byNumber('tills', [number(1)])).values()]
    const spoilt = stored.map((receipt) => ({ ...receipt, body: '{"version":0}' }))
    await tills.ledger.receipts.store('tills', { file: 'z.xml', mark: '', receipts: spoilt, quarantined: [] })
    const page = await tills.page()
    expect(page.value.unreadable).toEqual([number(1)])
    expect(page.value.orders).toHaveLength(2)
    const asked = key(number(1))
    expect((await tills.orders.orders([asked])).get(asked)).toMatchObject({ code: 'BAD_RESPONSE' })
  })
})
