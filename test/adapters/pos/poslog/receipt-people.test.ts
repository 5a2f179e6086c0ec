import { describe, expect, it } from 'vitest'
import { posLog6, receiptIn, tillOptions, transaction6 } from './tills.ts'

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
