import { describe, expect, it } from 'vitest'
import { mugForCash, posLog6, receiptIn, tillOptions, transaction6 } from './tills.ts'

describe('when it was', () => {
  const ending = (end: string) => receiptIn(posLog6(transaction6(1, mugForCash, { end })))

  it.each([
    ['store-local summer time', '2026-05-10T14:03:00', '2026-05-10T12:03:00.000Z'],
    ['an instant in UTC', '2026-05-10T14:03:00Z', '2026-05-10T14:03:00.000Z'],
    ['an offset', '2026-05-10T14:03:00.250+05:00', '2026-05-10T09:03:00.250Z'],
    ['the hour that comes twice in autumn', '2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
    ['the hour that is left out in spring', '2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
  ])('is read from %s', async (_, end, placedAt) => {
    expect((await ending(end)).placedAt).toBe(placedAt)
  })

  it('keeps the business day of a sale after midnight', async () => {
    expect(await ending('2026-05-11T00:20:00')).toMatchObject({
      businessDay: '2026-05-10',
      placedAt: '2026-05-10T22:20:00.000Z',
    })
  })

  it('is in the zone of the store', async () => {
    const options = tillOptions({ stores: { '0101': { timeZone: 'America/Guadeloupe' } } })
    const receipt = await receiptIn(posLog6(transaction6(1, mugForCash)), options)
    expect(receipt.placedAt).toBe('2026-05-10T18:03:00.000Z')
  })

  it('takes the day from the end, in the store’s zone, where the till states none', async () => {
    const without = (end: string) =>
      receiptIn(
        posLog6(transaction6(1, mugForCash, { end }).replace(/<BusinessDayDate>.*<\/BusinessDayDate>/, '')),
      )
    expect(await without('2026-05-11T00:20:00')).toMatchObject({ businessDay: '2026-05-11' })
    expect(await without('2026-05-10T22:20:00Z')).toMatchObject({ businessDay: '2026-05-11' })
  })

  it('takes the latest line’s time where the end is missing or no time', async () => {
    const lines = mugForCash.replace(
      '</SequenceNumber></LineItem>',
      '</SequenceNumber><DateTime>2026-05-10T13:59:30</DateTime></LineItem>',
    )
    const document = posLog6(transaction6(1, lines, { end: '2026-05-40T99:00:00' }))
    expect((await receiptIn(document)).placedAt).toBe('2026-05-10T11:59:30.000Z')
  })

  it('reads a business day with a zone', async () => {
    const document = posLog6(transaction6(1, mugForCash)).replace('2026-05-10</B', '2026-05-10+02:00</B')
    expect((await receiptIn(document)).businessDay).toBe('2026-05-10')
  })
})

describe('which currency', () => {
  const line = (attributes: string) =>
    `<LineItem><Sale><ItemID>10040132</ItemID><ExtendedAmount ${attributes}>1.005</ExtendedAmount><Quantity>1</Quantity><ExtendedDiscountAmount Currency="XXX">0</ExtendedDiscountAmount></Sale></LineItem>`

  it.each([
    ['the CurrencyCode', '<CurrencyCode>CHF</CurrencyCode>', line('Currency="XXX"'), 'CHF', 101],
    [
      'a total',
      '',
      `${line('')}<Total TotalType="TransactionGrandAmount" CurrencyCode="SEK">1</Total>`,
      'SEK',
      101,
    ],
    ['an amount', '', line('Currency="TND"'), 'TND', 1005],
    ['the options', '', line('Currency="XXX"'), 'EUR', 101],
  ])('is told by %s', async (_, head, retail, currency, gross) => {
    const document = posLog6(
      transaction6(1, retail).replace('<RetailTransaction', `${head}<RetailTransaction`),
    )
    expect(await receiptIn(document)).toMatchObject({ currency, total: { gross } })
  })
})
