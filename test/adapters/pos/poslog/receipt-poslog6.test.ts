import { describe, expect, it } from 'vitest'
import { mugForCash, posLog6, receiptIn, transaction6 } from './tills.ts'

describe('a sale in POSLog 6', () => {
  it('becomes a receipt with its lines, taxes and tenders', async () => {
    const receipt = await receiptIn(
      posLog6(
        transaction6(
          3619,
          `<LineItem EntryMethod="Scanned"><Sale ItemType="VRExt:Stock">
             <POSIdentity POSIDType="GTIN"><POSItemID>3250000000012</POSItemID></POSIdentity>
             <ItemID>10040132</ItemID><Description>Tasse émaillée</Description>
             <RegularSalesUnitPrice>12.50</RegularSalesUnitPrice><ActualSalesUnitPrice>12.50</ActualSalesUnitPrice>
             <ExtendedAmount>25.00</ExtendedAmount><Quantity UnitOfMeasureCode="EA">2</Quantity>
             <Tax TaxType="VAT"><TaxableAmount TaxIncludedInTaxableAmountFlag="true">25.00</TaxableAmount><Amount>4.17</Amount><Percent>20.00</Percent></Tax>
           </Sale><SequenceNumber>1</SequenceNumber></LineItem>
           <LineItem><Tender TenderType="CreditDebit" TypeCode="Sale"><Amount Currency="EUR">25.00</Amount>
             <CreditDebit CardType="Visa"><PrimaryAccountNumber>************4242</PrimaryAccountNumber></CreditDebit>
           </Tender><SequenceNumber>2</SequenceNumber></LineItem>
           <Total TotalType="TransactionGrandAmount" CurrencyCode="EUR">25.00</Total>
           <Total TotalType="TransactionNetAmount" CurrencyCode="EUR">20.83</Total>
           <Total TotalType="TransactionTaxAmount" CurrencyCode="EUR">4.17</Total>`,
        ),
      ),
    )
    expect(receipt).toEqual({
      kind: 'receipt',
      version: 1,
      number: '0101-2-20260510-3619',
      store: '0101',
      till: '02',
      businessDay: '2026-05-10',
      placedAt: '2026-05-10T12:03:00.000Z',
      status: 'Finished',
      customer: null,
      card: null,
      address: null,
      currency: 'EUR',
      lines: [
        {
          lineId: '1',
          sku: '10040132',
          gtin: '3250000000012',
          title: 'Tasse émaillée',
          quantity: '2',
          unitPrice: { gross: 1250, net: 1042, tax: 208 },
          total: { gross: 2500, net: 2083, tax: 417 },
          taken: true,
          origin: null,
          reason: null,
        },
      ],
      tenders: [{ id: '2', method: 'CARD', brand: 'Visa', last4: '4242', amount: 2500, currency: 'EUR' }],
      subtotal: { gross: 2500, net: 2083, tax: 417 },
      discount: null,
      total: { gross: 2500, net: 2083, tax: 417 },
      rounding: null,
      warnings: [],
    })
  })

  it('is the same receipt whatever the order of its elements', async () => {
    const document = posLog6(
      `<Transaction><EndDateTime>2026-05-10T14:03:00</EndDateTime><RetailTransaction>
         <LineItem><SequenceNumber>2</SequenceNumber><Tender TenderType="Cash"><Amount Currency="EUR">12.50</Amount></Tender></LineItem>
         <LineItem><SequenceNumber>1</SequenceNumber><Sale><Quantity>1</Quantity><ExtendedAmount>12.50</ExtendedAmount>
           <Description>Tasse émaillée</Description><ItemID>10040132</ItemID></Sale></LineItem>
       </RetailTransaction><SequenceNumber>1</SequenceNumber><BusinessDayDate>2026-05-10</BusinessDayDate>
       <WorkstationID>02</WorkstationID><BusinessUnit><UnitID>0101</UnitID></BusinessUnit></Transaction>`,
    )
    const usual = await receiptIn(posLog6(transaction6(1, mugForCash)))
    expect(await receiptIn(document)).toEqual({ ...usual, status: null })
  })

  it('gives weighed goods with their decimals', async () => {
    const receipt = await receiptIn(
      posLog6(
        transaction6(
          1,
          `<LineItem><Sale><ItemID>10040999</ItemID><Description>Comté 18 mois</Description>
             <RegularSalesUnitPrice>28.90</RegularSalesUnitPrice><ExtendedAmount>12.13800</ExtendedAmount>
             <Quantity UnitOfMeasureCode="KGM">0.42000</Quantity><Tax><Amount>0.63</Amount><Percent>5.5</Percent></Tax></Sale></LineItem>
           <LineItem><Tender TenderType="CreditDebit"><Amount>12.14</Amount></Tender></LineItem>`,
        ),
      ),
    )
    expect(receipt.lines).toMatchObject([
      { quantity: '0.42', unitPrice: { gross: 2890 }, total: { gross: 1214, net: 1151, tax: 63 } },
    ])
    expect(receipt.warnings).toEqual([])
  })

  it('leaves out voided and cancelled lines', async () => {
    const line = (sequence: number, flag: string, item = 'Sale') =>
      `<LineItem ${flag}><${item}><ItemID>1004013${sequence}</ItemID><ExtendedAmount>1.00</ExtendedAmount><Quantity>1</Quantity></${item}><SequenceNumber>${sequence}</SequenceNumber></LineItem>`
    const receipt = await receiptIn(
      posLog6(
        transaction6(
          1,
          `${line(1, '')}${line(2, 'VoidFlag="true"')}${line(3, 'CancelFlag="1"')}${line(4, 'VoidFlag="false"')}
           <LineItem><Void><ItemLink><LineItemSequenceNumber>4</LineItemSequenceNumber></ItemLink></Void><SequenceNumber>5</SequenceNumber></LineItem>
           <LineItem VoidFlag="true"><Tender TenderType="Cash"><Amount>5.00</Amount></Tender></LineItem>
           <LineItem><Tender TenderType="Cash"><Amount>1.00</Amount></Tender></LineItem>`,
        ),
      ),
    )
    expect(receipt.lines.map(({ lineId }) => lineId)).toEqual(['1'])
    expect(receipt.tenders.map(({ amount }) => amount)).toEqual([100])
  })

  it('shows goods sold for delivery as not yet taken', async () => {
    const receipt = await receiptIn(
      posLog6(
        transaction6(
          1,
          `<LineItem><SaleForDelivery><ItemID>10040132</ItemID><ExtendedAmount>5.00</ExtendedAmount><Quantity>1</Quantity></SaleForDelivery></LineItem>`,
        ),
      ),
    )
    expect(receipt.lines).toMatchObject([{ taken: false, quantity: '1' }])
  })
})
