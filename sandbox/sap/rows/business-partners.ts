import type { Row, View } from '../edm.ts'
import { addressId, type Book, erpPhone, type Partner, searchEmail } from './book.ts'
import { streetOf } from './text.ts'
import { through, viewOf, walkable } from './views.ts'

/** The views of API_BUSINESS_PARTNER: one partner, one address and at most one e-mail and one phone each. */
export function businessPartnerViews(book: Book) {
  const { partnerByNumber, partnerByCustomer, partnerByAddress, partnerByPhone } = book
  const over = (rows: (partner: Partner) => readonly Row[], by: View['by']) => viewOf(book.partners, rows, by)
  const national = (value: string) => partnerByPhone(value.replace(/^0/, '+33'))
  return {
    partners: walkable('BusinessPartner', book.partners, {
      keyOf: ({ businessPartner }) => businessPartner,
      rows: partnerRows,
      by: {
        BusinessPartner: through(partnerByNumber, partnerRows),
        Customer: through(partnerByCustomer, partnerRows),
      },
    }),
    addresses: over(addressRows, {
      BusinessPartner: through(partnerByNumber, addressRows),
      AddressID: through(partnerByAddress, addressRows),
    }),
    emails: over(emailRows, {
      AddressID: through(partnerByAddress, emailRows),
      EmailAddress: through(book.partnerByEmail, emailRows),
      SearchEmailAddress: through(book.partnerBySearchEmail, emailRows),
    }),
    phones: over(phoneRows, {
      AddressID: through(partnerByAddress, phoneRows),
      InternationalPhoneNumber: through(partnerByPhone, phoneRows),
      PhoneNumber: through(national, phoneRows),
    }),
    customers: over(customerRows, { Customer: through(partnerByCustomer, customerRows) }),
    salesAreas: over(salesAreaRows, { Customer: through(partnerByCustomer, salesAreaRows) }),
  }
}

function partnerRows(partner: Partner): readonly Row[] {
  const name = `${partner.givenName} ${partner.familyName}`
  const language = partner.locale.slice(0, 2).toUpperCase()
  const row = {
    BusinessPartner: partner.businessPartner,
    Customer: partner.erpCustomer ?? '',
    BusinessPartnerCategory: '1',
    IsNaturalPerson: 'X',
    BusinessPartnerGrouping: 'BP02',
    BusinessPartnerFullName: name,
    BusinessPartnerName: name,
    PersonFullName: name,
    FirstName: partner.givenName,
    LastName: partner.familyName,
    BirthDate: partner.birthDate,
    CorrespondenceLanguage: language,
    Language: language,
    CreationDate: partner.createdAt.slice(0, 10),
    CreationTime: partner.createdAt.slice(11, 19),
    LastChangeDate: partner.createdAt.slice(0, 10),
    LastChangeTime: partner.createdAt.slice(11, 19),
  }
  return [row]
}

function addressRows(partner: Partner): readonly Row[] {
  const { address, erpDiffers } = partner
  const row = {
    BusinessPartner: partner.businessPartner,
    AddressID: addressId(partner),
    ValidityStartDate: `${partner.createdAt.slice(0, 10)}T00:00:00.000Z`,
    ValidityEndDate: '9999-12-31T23:59:59.000Z',
    FullName: `${partner.givenName} ${partner.familyName}`,
    Language: partner.locale.slice(0, 2).toUpperCase(),
    ...streetOf(address?.streetLine1 ?? ''),
    StreetSuffixName: address?.streetLine2 ?? '',
    PostalCode: address?.postalCode ?? '',
    CityName: erpDiffers?.city ?? address?.city ?? '',
    Region: address?.region ?? '',
    Country: address?.countryCode ?? 'FR',
    AddressTimeZone: 'CET',
    // Not the vendor's: what the two phone navigations follow.
    LandlineType: '1',
    MobileType: '3',
  }
  return [row]
}

function emailRows(partner: Partner): readonly Row[] {
  if (partner.email === null) return []
  const row = {
    AddressID: addressId(partner),
    Person: '',
    OrdinalNumber: '1',
    IsDefaultEmailAddress: true,
    EmailAddress: partner.email,
    SearchEmailAddress: searchEmail(partner.email),
  }
  return [row]
}

function phoneRows(partner: Partner): readonly Row[] {
  const international = erpPhone(partner)
  if (international === null) return []
  const row = {
    AddressID: addressId(partner),
    Person: '',
    OrdinalNumber: '1',
    DestinationLocationCountry: 'FR',
    IsDefaultPhoneNumber: true,
    PhoneNumber: international.replace(/^\+33/, '0'),
    InternationalPhoneNumber: international,
    PhoneNumberType: /^\+33[67]/.test(international) ? '3' : '1',
  }
  return [row]
}

function customerRows(partner: Partner): readonly Row[] {
  const name = `${partner.givenName} ${partner.familyName}`
  const row = {
    Customer: partner.erpCustomer ?? '',
    CustomerAccountGroup: 'CUST',
    CustomerFullName: name,
    BPCustomerFullName: name,
    CustomerName: name,
    BPCustomerName: name,
  }
  return [row]
}

function salesAreaRows(partner: Partner): readonly Row[] {
  const row = {
    Customer: partner.erpCustomer ?? '',
    SalesOrganization: '1010',
    DistributionChannel: '10',
    Division: '00',
    Currency: 'EUR',
    CustomerPriceGroup: 'C1',
    CustomerPricingProcedure: '02',
    CustomerPaymentTerms: '0001',
    SupplyingPlant: '1000',
  }
  return [row]
}
