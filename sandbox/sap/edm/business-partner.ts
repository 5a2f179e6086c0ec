import { entityType, many, one } from '../edm.ts'

/** Persons who buy, and the sites of the retailer itself. */
export const businessPartner = entityType('A_BusinessPartner', {
  keys: ['BusinessPartner'],
  exits: ['BusinessPartner', 'Customer', 'Supplier'],
  navs: {
    to_BusinessPartnerAddress: many('A_BusinessPartnerAddress', 'BusinessPartner'),
    to_Customer: one('A_Customer', 'Customer'),
  },
  unfilled: `
    to_AddressIndependentEmail to_AddressIndependentFax to_AddressIndependentMobile
    to_AddressIndependentPhone to_AddressIndependentWebsite to_BPCreditWorthiness
    to_BPDataController to_BPEmployment to_BPFinServicesReporting to_BPFiscalYearInformation
    to_BPRelationship to_BuPaIdentification to_BuPaIndustry to_BusinessPartner
    to_BusinessPartnerAlias to_BusinessPartnerBank to_BusinessPartnerContact
    to_BusinessPartnerIsBank to_BusinessPartnerRating to_BusinessPartnerRole to_BusinessPartnerTax
    to_BusPartAddrDepdntTaxNmbr to_PaymentCard to_Supplier
  `,
  fields: `
    CreationTime:Time LastChangeTime:Time IsNaturalPerson:String(1) BusinessPartner:String(10)
    Customer:String(10) Supplier:String(10) AuthorizationGroup:String(4)
    BusinessPartnerCategory:String(1) BusinessPartnerFullName:String(81)
    BusinessPartnerGrouping:String(4) BusinessPartnerName:String(81) BusinessPartnerUUID:UUID
    CorrespondenceLanguage:String(2) CreationDate:Date FirstName:String(40) GenderCodeName:String(1)
    Language:String(2) LastChangeDate:Date LastName:String(40) OrganizationBPName1:String(40)
    OrganizationBPName2:String(40) OrganizationBPName3:String(40) OrganizationBPName4:String(40)
    OrganizationFoundationDate:Date OrganizationLiquidationDate:Date AdditionalLastName:String(40)
    BirthDate:Date BusinessPartnerBirthDateStatus:String(1) BusinessPartnerBirthplaceName:String(40)
    BusinessPartnerDeathDate:Date BusinessPartnerIsBlocked:Boolean
    GroupBusinessPartnerName1:String(40) GroupBusinessPartnerName2:String(40) MiddleName:String(40)
    NameCountry:String(3) NameFormat:String(2) PersonFullName:String(80)
    BusinessPartnerBirthName:String(40) BusinessPartnerSupplementName:String(4)
    NaturalPersonEmployerName:String(35) LastNamePrefix:String(4) LastNameSecondPrefix:String(4)
  `,
})

/** Its phone navigations lead to one set and differ by `PhoneNumberType`: 1 a landline, 3 a mobile. */
export const businessPartnerAddress = entityType('A_BusinessPartnerAddress', {
  keys: ['BusinessPartner', 'AddressID'],
  exits: ['BusinessPartner', 'AddressID', 'Person'],
  navs: {
    to_EmailAddress: many('A_AddressEmailAddress', 'AddressID'),
    to_PhoneNumber: many('A_AddressPhoneNumber', 'AddressID', ['LandlineType', 'PhoneNumberType']),
    to_MobilePhoneNumber: many('A_AddressPhoneNumber', 'AddressID', ['MobileType', 'PhoneNumberType']),
  },
  unfilled: 'to_AddressUsage to_BPAddrDepdntIntlLocNumber to_BPIntlAddressVersion to_FaxNumber to_URLAddress',
  fields: `
    BusinessPartner:String(10) FullName:String(80) Person:String(10) Language:String(2)
    AddressID:String(10) ValidityStartDate:Timestamp ValidityEndDate:Timestamp AddressUUID:UUID
    AdditionalStreetPrefixName:String(40) AdditionalStreetSuffixName:String(40)
    AddressTimeZone:String(6) CityCode:String(12) CityName:String(40) CompanyPostalCode:String(10)
    Country:String(3) FormOfAddress:String(4) HomeCityName:String(40) HouseNumber:String(10)
    HouseNumberSupplementText:String(10) POBoxDeviatingCityName:String(40)
    POBoxDeviatingCountry:String(3) POBoxDeviatingRegion:String(3) POBoxPostalCode:String(10)
    PostalCode:String(10) Region:String(3) StreetName:String(60) StreetPrefixName:String(40)
    StreetSuffixName:String(40) AddressIDByExternalSystem:String(20)
  `,
})

/** Its key does not name the partner. */
export const emailAddress = entityType('A_AddressEmailAddress', {
  keys: ['AddressID', 'Person', 'OrdinalNumber'],
  exits: ['AddressID', 'Person', 'OrdinalNumber'],
  fields: `
    AddressID:String(10) Person:String(10) OrdinalNumber:String(3) IsDefaultEmailAddress:Boolean
    EmailAddress:String(241) SearchEmailAddress:String(20) AddressCommunicationRemarkText:String(50)
  `,
})

/** Landlines and mobiles. */
export const phoneNumber = entityType('A_AddressPhoneNumber', {
  keys: ['AddressID', 'Person', 'OrdinalNumber'],
  exits: ['AddressID', 'Person', 'OrdinalNumber'],
  fields: `
    AddressID:String(10) Person:String(10) OrdinalNumber:String(3)
    DestinationLocationCountry:String(3) IsDefaultPhoneNumber:Boolean PhoneNumber:String(30)
    PhoneNumberExtension:String(10) InternationalPhoneNumber:String(30) PhoneNumberType:String(1)
    AddressCommunicationRemarkText:String(50)
  `,
})

/** The role in which a partner buys; its number may differ from the partner's. */
export const customer = entityType('A_Customer', {
  keys: ['Customer'],
  exits: ['Customer'],
  navs: {
    to_CustomerSalesArea: many('A_CustomerSalesArea', 'Customer'),
  },
  unfilled: `
    to_CustAddrDepdntExtIdentifier to_CustAddrDepdntInformation to_CustomerCompany
    to_CustomerTaxGrouping to_CustomerText to_CustomerUnloadingPoint to_CustUnldgPtAddrDepdntInfo
  `,
  fields: `
    Customer:String(10) AuthorizationGroup:String(4) BillingIsBlockedForCustomer:String(2)
    CustomerAccountGroup:String(4) CustomerClassification:String(2) CustomerFullName:String(220)
    BPCustomerFullName:String(220) CustomerName:String(80) BPCustomerName:String(81)
    DeliveryIsBlocked:String(2) OrderIsBlockedForCustomer:String(2) PostingIsBlocked:Boolean
    CustomerCorporateGroup:String(10) DeletionIndicator:Boolean
  `,
})

/** The terms of one sales area. */
export const customerSalesArea = entityType('A_CustomerSalesArea', {
  keys: ['Customer', 'SalesOrganization', 'DistributionChannel', 'Division'],
  exits: ['Customer'],
  unfilled: 'to_PartnerFunction to_SalesAreaTax to_SalesAreaText to_SlsAreaAddrDepdntInfo',
  fields: `
    DistributionChannel:String(2) Division:String(2) Customer:String(10) SalesOrganization:String(4)
    AccountByCustomer:String(12) BillingIsBlockedForCustomer:String(2) Currency:String(5)
    CustomerABCClassification:String(2) CustomerAccountAssignmentGroup:String(2)
    CustomerGroup:String(2) CustomerIsRebateRelevant:Boolean CustomerPaymentTerms:String(4)
    CustomerPriceGroup:String(2) CustomerPricingProcedure:String(2)
    CustomerStatisticsGroup:String(1) DeliveryIsBlockedForCustomer:String(2)
    OrderIsBlockedForCustomer:String(2) PriceListType:String(2) SalesGroup:String(3)
    SalesItemProposal:String(10) SalesOffice:String(4) SupplyingPlant:String(4)
    SalesDistrict:String(6) AdditionalCustomerGroup1:String(3) AdditionalCustomerGroup2:String(3)
    AdditionalCustomerGroup3:String(3) AdditionalCustomerGroup4:String(3)
    AdditionalCustomerGroup5:String(3) CustomerAccountGroup:String(4)
  `,
})
