import { describe, expect, it } from 'vitest'
import { posLog6, receiptIn, tillOptions, transaction6 } from './tills.ts'

describe('goods that come back', () => {
  const link = `<TransactionLink ReasonCode="Return"><BusinessUnit><UnitID>0102</UnitID></BusinessUnit><WorkstationID>03</WorkstationID>
    <BusinessDayDate><Date>2026-05-02</Date></BusinessDayDate><SequenceNumber>000099</SequenceNumber><LineItemSequenceNumber>2</LineItemSequenceNumber></TransactionLink>`
  const expected = {
    lines: [
      {
        quantity: '-1',
        unitPrice: { gross: 1290 },
        total: { gross: -1290, net: -1075, tax: -215 },
        origin: { number: '0102-3-20260502-99', lineId: '2' },
      },
    ],
    tenders: [{ method: 'CASH', amount: -1290 }],
    total: { gross: -1290, net: -1075, tax: -215 },
    warnings: [],
  }
  const goods = (element: string, quantity: string, amount: string, more = '') =>
    `<LineItem><${element}><ItemID>10040132</ItemID><RegularSalesUnitPrice>12.90</RegularSalesUnitPrice><ExtendedAmount>${amount}</ExtendedAmount>
       <Quantity>${quantity}</Quantity><Tax><Amount>2.15</Amount><Percent>20</Percent></Tax>${more}${link}</${element}></LineItem>`
  const refund = (attributes: string, amount: string) =>
    `<LineItem><Tender TenderType="Cash" ${attributes}><Amount>${amount}</Amount></Tender></LineItem>`

  it.each([
    ['a Return element', goods('Return', '1', '12.90'), refund('TypeCode="Refund"', '12.90')],
    ['a Return element with negative amounts', goods('Return', '-1', '-12.90'), refund('', '-12.90')],
    [
      'a Sale of a negative quantity whose amount stays positive',
      goods('Sale', '-1.0000', '12.900'),
      refund('TypeCode="Refund"', '12.90'),
    ],
    [
      'a Sale of a negative quantity and amount',
      goods('Sale', '-1', '-12.90'),
      refund('TypeCode="Refund"', '-12.90'),
    ],
    ['a refund without sign or type', goods('Return', '1', '12.90'), refund('', '12.90')],
    [
      'a vendor’s mark',
      goods('Sale', '1', '12.90', '<fu:SalesMode>RETOUR</fu:SalesMode>'),
      refund('TypeCode="Refund"', '12.90'),
    ],
    [
      'a NegativeValue attribute',
      goods('Sale', '-1', '12.90').replace('<ExtendedAmount>', '<ExtendedAmount NegativeValue="true">'),
      refund('TypeCode="Refund"', '12.90'),
    ],
  ])('are negative when written as %s', async (_, line, tender) => {
    const options = tillOptions({
      extensions: { loyaltyIds: [], returnMarks: [{ name: 'SalesMode', value: 'RETOUR' }] },
    })
    expect(await receiptIn(posLog6(transaction6(1, line + tender)), options)).toMatchObject(expected)
  })

  it('stand beside goods that are bought in an exchange', async () => {
    const receipt = await receiptIn(
      posLog6(
        transaction6(
          1,
          `${goods('Return', '1', '12.90')}
           <LineItem><Sale><ItemID>10040133</ItemID><ExtendedAmount>20.00</ExtendedAmount><Quantity>1</Quantity></Sale></LineItem>
           ${refund('TypeCode="Sale"', '7.10')}`,
        ),
      ),
    )
    expect(receipt.lines.map(({ total }) => total.gross)).toEqual([-1290, 2000])
    expect(receipt).toMatchObject({
      total: { gross: 710, net: null, tax: null },
      tenders: [{ amount: 710 }],
      warnings: [],
    })
  })

  it('are rounded the way the money went', async () => {
    const receipt = await receiptIn(
      posLog6(
        transaction6(
          1,
          `<LineItem><Return><ItemID>10040132</ItemID><ExtendedAmount>10.02</ExtendedAmount><Quantity>1</Quantity></Return></LineItem>
           ${refund('TypeCode="Refund"', '10.00')}
           <LineItem><Tender><Rounding RoundingDirection="Down">0.02</Rounding></Tender></LineItem>`,
        ),
      ),
    )
    expect(receipt).toMatchObject({
      total: { gross: -1002 },
      rounding: 2,
      tenders: [{ amount: -1000 }],
      warnings: [],
    })
  })

  it('are not linked where the document leaves out the till', async () => {
    const line = goods('Return', '1', '12.90').replace('<WorkstationID>03</WorkstationID>', '')
    expect((await receiptIn(posLog6(transaction6(1, line)))).lines).toMatchObject([{ origin: null }])
  })
})
