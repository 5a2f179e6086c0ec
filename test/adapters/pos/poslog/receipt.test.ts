import { describe, expect, it } from 'vitest'
import { mugForCash, posLog6, readOne, receiptIn, tillOptions, transaction6 } from './tills.ts'

const euros = { currency: 'EUR' }

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
      tenders: [{ id: '2', method: 'CARD', brand: 'Visa', last4: '4242', amount: 2500, ...euros }],
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

describe('whose receipt it is', () => {
  const line =
    '<LineItem><Sale><ItemID>10040132</ItemID><ExtendedAmount>1.00</ExtendedAmount><Quantity>1</Quantity></Sale></LineItem>'

  it('is told by a named customer with a loyalty card', async () => {
    const receipt = await receiptIn(
      posLog6(
        transaction6(
          1,
          `${line}<Customer><CustomerID>T100042</CustomerID><Name><OfficialName>Camille Durand</OfficialName></Name>
            <Address><AddressLine>3 rue Sedaine</AddressLine><City>Paris</City><PostalCode>75011</PostalCode><Country>FR</Country></Address></Customer>
           <LoyaltyAccount><LoyaltyCard><PrimaryAccountNumber>2990000000017</PrimaryAccountNumber></LoyaltyCard></LoyaltyAccount>`,
        ),
      ),
    )
    expect(receipt).toMatchObject({
      customer: 'T100042',
      card: '2990000000017',
      address: {
        givenName: null,
        familyName: 'Camille Durand',
        streetLine1: '3 rue Sedaine',
        postalCode: '75011',
        city: 'Paris',
        countryCode: 'FR',
      },
    })
  })

  it('is told by name in parts and by a loyalty account in 2.x', async () => {
    const receipt = await receiptIn(
      posLog6(
        transaction6(
          1,
          `${line}<Customer><CustomerID>T7</CustomerID><Name><Name Location="First">Camille</Name><Name Location="Last">Durand</Name></Name></Customer>
           <LoyaltyAccount><CustomerID>2990000000017</CustomerID></LoyaltyAccount>`,
        ),
      ),
    )
    expect(receipt).toMatchObject({
      customer: 'T7',
      card: '2990000000017',
      address: { givenName: 'Camille', familyName: 'Durand', city: null },
    })
  })

  it('is told by a vendor’s element where the options name it', async () => {
    const document = posLog6(
      transaction6(
        1,
        `${line}<fu:LoyaltyMembership><fu:LoyaltyID>2990000000017</fu:LoyaltyID></fu:LoyaltyMembership>`,
      ),
    )
    const options = tillOptions({ extensions: { loyaltyIds: ['LoyaltyID'], returnMarks: [] } })
    expect((await receiptIn(document, options)).card).toBe('2990000000017')
    expect((await receiptIn(document)).card).toBeNull()
  })

  it('stays open where points alone are noted', async () => {
    const points = line.replace(
      '</Sale>',
      '<LoyaltyAccount><LoyaltyProgram><Points>0</Points></LoyaltyProgram></LoyaltyAccount></Sale>',
    )
    expect(await receiptIn(posLog6(transaction6(1, points)))).toMatchObject({
      customer: null,
      card: null,
      address: null,
    })
  })
})

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

describe('what is no receipt', () => {
  it.each([
    ['Canceled', 'cancelled'],
    ['VRExt:Voided', 'cancelled'],
    ['TransactionVoided', 'cancelled'],
    ['Suspended', 'cancelled'],
    ['SuspendedRetrieved', 'cancelled'],
  ])('a transaction that is %s is passed over', async (status, because) => {
    const document = posLog6(transaction6(1, mugForCash, { status }))
    expect(await readOne(document)).toEqual({ kind: 'skipped', because })
  })

  it.each(['Finished', 'Tendered', 'Totaled', 'Returned', 'Acme:Whatever'])(
    'a transaction that is %s is one',
    async (status) => {
      expect(await readOne(posLog6(transaction6(1, mugForCash, { status })))).toMatchObject({ kind: 'kept' })
    },
  )

  it('a training sale is passed over', async () => {
    const document = posLog6(transaction6(1, mugForCash, { head: ' TrainingModeFlag="true"' }))
    expect(await readOne(document)).toEqual({ kind: 'skipped', because: 'training' })
  })

  it.each(['ControlTransaction', 'TenderControlTransaction', 'InventoryControlTransaction'])(
    'a %s is passed over',
    async (name) => {
      const document = `<POSLog><Transaction><SequenceNumber>1</SequenceNumber><${name}><SignOn/></${name}></Transaction></POSLog>`
      expect(await readOne(document)).toEqual({ kind: 'skipped', because: 'control' })
    },
  )

  it('a sale with a control transaction beside it is one', async () => {
    const document = posLog6(
      transaction6(1, mugForCash).replace('</Transaction>', '<ControlTransaction/></Transaction>'),
    )
    expect(await readOne(document)).toMatchObject({ kind: 'kept' })
  })

  it('a transaction without goods is passed over', async () => {
    const document = posLog6(
      transaction6(1, '<LineItem><Tender TenderType="Cash"><Amount>5</Amount></Tender></LineItem>'),
    )
    expect(await readOne(document)).toEqual({ kind: 'skipped', because: 'no-goods' })
  })
})
