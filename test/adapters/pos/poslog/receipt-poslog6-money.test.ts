import { describe, expect, it } from 'vitest'
import { posLog6, receiptIn, tillOptions, transaction6 } from './tills.ts'

describe('a sale in POSLog 6', () => {
  it('takes line discounts off and tells them', async () => {
    const receipt = await receiptIn(
      posLog6(
        transaction6(
          1,
          `<LineItem><Sale><ItemID>10040132</ItemID><RegularSalesUnitPrice>20.00</RegularSalesUnitPrice>
             <ActualSalesUnitPrice>15.00</ActualSalesUnitPrice><ExtendedAmount>30.00</ExtendedAmount>
             <ExtendedDiscountAmount Currency="XXX">10.00</ExtendedDiscountAmount><Quantity>2</Quantity></Sale></LineItem>
           <LineItem><Sale><ItemID>10040133</ItemID><RegularSalesUnitPrice>9.00</RegularSalesUnitPrice>
             <ExtendedAmount>14.00</ExtendedAmount><Quantity>2</Quantity>
             <RetailPriceModifier><Amount Action="Subtract">2.00</Amount></RetailPriceModifier></Sale></LineItem>
           <LineItem><Tender TenderType="Cash"><Amount>44.00</Amount></Tender></LineItem>`,
        ),
      ),
    )
    expect(receipt).toMatchObject({
      lines: [
        { unitPrice: { gross: 2000 }, total: { gross: 3000 } },
        { unitPrice: { gross: 900 }, total: { gross: 1400 } },
      ],
      discount: 1400,
      total: { gross: 4400 },
      warnings: [],
    })
  })

  it('takes a discount on the whole receipt off the total, unless what was paid says it is in the lines', async () => {
    const sale = (paid: string) =>
      posLog6(
        transaction6(
          1,
          `<LineItem><Sale><ItemID>10040132</ItemID><ExtendedAmount>50.00</ExtendedAmount><Quantity>1</Quantity></Sale></LineItem>
           <LineItem><Discount><Amount>5.00</Amount></Discount></LineItem>
           <LineItem><Tender TenderType="Cash"><Amount>${paid}</Amount></Tender></LineItem>`,
        ),
      )
    expect(await receiptIn(sale('45.00'))).toMatchObject({
      discount: 500,
      total: { gross: 4500 },
      warnings: [],
    })
    expect(await receiptIn(sale('50.00'))).toMatchObject({
      discount: 500,
      total: { gross: 5000 },
      warnings: [],
    })
  })

  it('takes change off the cash and tells rounding apart', async () => {
    const receipt = await receiptIn(
      posLog6(
        transaction6(
          1,
          `<LineItem><Sale><ItemID>10040132</ItemID><ExtendedAmount>12.48</ExtendedAmount><Quantity>1</Quantity></Sale></LineItem>
           <LineItem><Tender TenderType="Cash" TypeCode="Sale"><Amount>20.00</Amount><TenderChange><Amount>7.50</Amount></TenderChange></Tender></LineItem>
           <LineItem><Tender><Rounding RoundingDirection="Up">0.02</Rounding></Tender></LineItem>
           <Total TotalType="TransactionGrandAmount">12.50</Total>`,
        ),
      ),
    )
    expect(receipt).toMatchObject({
      tenders: [{ method: 'CASH', amount: 1250 }],
      total: { gross: 1248 },
      rounding: 2,
      warnings: [],
    })
  })

  it('tells a gift card from the card that paid the rest', async () => {
    const receipt = await receiptIn(
      posLog6(
        transaction6(
          1,
          `<LineItem><Sale><ItemID>10040132</ItemID><ExtendedAmount>80.00</ExtendedAmount><Quantity>1</Quantity></Sale></LineItem>
           <LineItem><Tender TenderType="GiftCard"><Amount>50.00</Amount></Tender><SequenceNumber>2</SequenceNumber></LineItem>
           <LineItem><Tender TenderType="CreditDebit"><Amount>20.00</Amount></Tender><SequenceNumber>3</SequenceNumber></LineItem>
           <LineItem><Tender TenderType="VRExt:Bon"><Amount>10.00</Amount></Tender><SequenceNumber>4</SequenceNumber></LineItem>`,
        ),
      ),
      tillOptions({ tenders: { Bon: 'STORE_CREDIT' } }),
    )
    expect(receipt.tenders.map(({ id, method, amount }) => [id, method, amount])).toEqual([
      ['2', 'GIFT_CARD', 5000],
      ['3', 'CARD', 2000],
      ['4', 'STORE_CREDIT', 1000],
    ])
  })

  it('never keeps more of a card than its last four digits', async () => {
    const receipt = await receiptIn(
      posLog6(
        transaction6(
          1,
          `<LineItem><Sale><ItemID>10040132</ItemID><ExtendedAmount>1.00</ExtendedAmount><Quantity>1</Quantity></Sale></LineItem>
           <LineItem><Tender TenderType="CreditDebit"><Amount>1.00</Amount><CreditDebit><PrimaryAccountNumber>4111111111111111</PrimaryAccountNumber></CreditDebit></Tender></LineItem>`,
        ),
      ),
    )
    expect(receipt.tenders).toMatchObject([{ last4: '1111', brand: null }])
    expect(JSON.stringify(receipt)).not.toContain('4111111111111111')
  })

  it('keeps a contradiction between the totals and the lines as a warning', async () => {
    const receipt = await receiptIn(
      posLog6(
        transaction6(
          1,
          `<LineItem><Sale><ItemID>10040132</ItemID><ExtendedAmount>12.50</ExtendedAmount><Quantity>1</Quantity><Tax><Amount>2.08</Amount></Tax></Sale></LineItem>
           <LineItem><Tender TenderType="Cash"><Amount>13.00</Amount></Tender></LineItem>
           <Total TotalType="TransactionGrandAmount">13.00</Total><Total TotalType="TransactionTaxAmount">2.58</Total>`,
        ),
      ),
    )
    expect(receipt.total).toEqual({ gross: 1250, net: 1042, tax: 208 })
    expect(receipt.warnings).toEqual([
      'the tenders make 13.00 EUR, the lines give 12.50 EUR',
      'TransactionGrandAmount states 13.00 EUR, the lines give 12.50 EUR',
      'TransactionTaxAmount states 2.58 EUR, the lines give 2.08 EUR',
    ])
  })

  it('does not take totals for contradictions that mean something else or differ by rounding', async () => {
    const receipt = await receiptIn(
      posLog6(
        transaction6(
          1,
          `<LineItem><Sale><ItemID>10040132</ItemID><ExtendedAmount>12.50</ExtendedAmount><Quantity>1</Quantity><Tax><Amount>2.08</Amount></Tax></Sale></LineItem>
           <LineItem><Tender TenderType="Cash"><Amount>12.50</Amount></Tender></LineItem>
           <Total TotalType="TransactionGrossAmount">10.42</Total><Total TotalType="TransactionNetAmount">12.50</Total>
           <Total TotalType="TransactionTaxAmount">2.09</Total><Total TotalType="TransactionPurchaseQuantity">1</Total>
           <Total TotalType="VRExt:Whatever">99.00</Total>`,
        ),
      ),
    )
    expect(receipt.warnings).toEqual([])
  })
})
