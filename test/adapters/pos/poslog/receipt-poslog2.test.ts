import { describe, expect, it } from 'vitest'
import { receiptIn, tillOptions } from './tills.ts'

describe('a sale in POSLog 2.x', () => {
  it('becomes a receipt, taxes in lines of their own and prices before tax', async () => {
    const receipt = await receiptIn(
      `<POSLog><Transaction><RetailStoreID>0205</RetailStoreID><WorkstationID>3</WorkstationID>
        <SequenceNumber>77</SequenceNumber><BusinessDayDate>2026-01-10</BusinessDayDate><EndDateTime>2026-01-10T18:30:00</EndDateTime>
        <RetailTransaction Version="2.1">
          <LineItem><SequenceNumber>1</SequenceNumber><Sale ItemType="Stock"><POSIdentity POSIDType="EAN"><POSItemID>3250000000012</POSItemID></POSIdentity>
            <Description>Mug</Description><ActualSalesUnitPrice>10.00</ActualSalesUnitPrice><ExtendedAmount>20.00</ExtendedAmount><Quantity>2</Quantity></Sale></LineItem>
          <LineItem><SequenceNumber>2</SequenceNumber><Tax TaxType="Sales"><Amount>1.20</Amount><Percent>4.0</Percent></Tax></LineItem>
          <LineItem><SequenceNumber>3</SequenceNumber><Tax TaxType="Sales"><Amount>0.45</Amount></Tax></LineItem>
          <LineItem><SequenceNumber>4</SequenceNumber><Tender><TenderID>1</TenderID><Amount>21.65</Amount><Cash/></Tender></LineItem>
          <Total TotalType="TransactionGrossAmount">20.00</Total><Total TotalType="TransactionGrandAmount">21.65</Total>
        </RetailTransaction></Transaction></POSLog>`,
      tillOptions({ currency: 'USD', timeZone: 'America/New_York' }),
    )
    expect(receipt).toMatchObject({
      number: '0205-3-20260110-77',
      placedAt: '2026-01-10T23:30:00.000Z',
      status: null,
      currency: 'USD',
      lines: [{ sku: null, gtin: '3250000000012', total: { gross: 2000, net: 2000, tax: null } }],
      tenders: [{ method: 'CASH', amount: 2165 }],
      total: { gross: 2165, net: 2000, tax: 165 },
      warnings: [],
    })
  })

  it('computes a line’s amount from its price where it is missing', async () => {
    const receipt = await receiptIn(
      `<POSLog><Transaction><RetailStoreID>1</RetailStoreID><WorkstationID>1</WorkstationID><SequenceNumber>1</SequenceNumber>
        <BusinessDayDate>2026-01-10</BusinessDayDate><RetailTransaction Version="2.1">
          <LineItem><SequenceNumber>1</SequenceNumber><Sale><RegularSalesUnitPrice>3.35</RegularSalesUnitPrice><Quantity>3</Quantity><ExtendedDiscountAmount>0.05</ExtendedDiscountAmount></Sale></LineItem>
        </RetailTransaction></Transaction></POSLog>`,
    )
    expect(receipt).toMatchObject({
      placedAt: null,
      lines: [{ unitPrice: { gross: 335 }, total: { gross: 1000 } }],
      discount: 5,
    })
  })
})
