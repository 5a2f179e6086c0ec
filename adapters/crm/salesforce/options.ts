import { z } from 'zod'
import { httpOptions } from '../../call/options.ts'
import { CHANNEL_KINDS } from '../../channel.ts'
import { isCurrency } from '../../money.ts'
import { campaignOptions } from './campaigns.ts'
import { consentOptions, conversationOptions, originOptions } from './desk-options.ts'
import { promotionOptions } from './promotion-options.ts'

const apiName = z
  .string()
  .regex(/^[A-Za-z]\w*$/, 'expected an API name such as Loyalty_Card__c')
  .nullable()

const reference = z.union([
  z.string().min(1),
  z.strictObject({
    source: z.string().min(1).describe('name of the source whose records the field holds'),
    method: z
      .enum(['MANUAL', 'VERIFIED_LOGIN'])
      .default('MANUAL')
      .describe('MANUAL for an external id the CRM maintains, VERIFIED_LOGIN for a web account'),
    stripZeros: z
      .boolean()
      .default(false)
      .describe('whether leading zeros of a number go: an ERP partner held as 0017100001'),
  }),
])

const channel = z.strictObject({
  code: z.string().min(1).describe('your own code of the channel'),
  kind: z.enum(CHANNEL_KINDS).describe('its kind, as the schema’s `ChannelKind`'),
})

const LEDGER_KINDS = ['EARN', 'BONUS', 'REDEEM', 'EXPIRE', 'ADJUST', 'REVERSE', 'TRANSFER'] as const

const fields = z
  .strictObject({
    loyaltyCard: apiName.default(null).describe('Contact field with the loyalty card number'),
    birthDate: apiName.default('Birthdate').describe('Contact field with the birth date'),
    locale: apiName.default(null).describe('Contact field with the language, fr_FR or fr-FR'),
    preferredStore: apiName.default(null).describe('Contact field with the preferred store’s code'),
  })
  .prefault({})
  .describe('which Contact field holds what; null: none does')

const desk = z.strictObject({
  externalId: apiName
    .unwrap()
    .describe(
      'unique external id on TransactionJournal and LoyaltyProgramMember alike, for the keys of writes',
    ),
  code: apiName.default(null).describe('TransactionJournal field with the code of a redemption'),
  settleSeconds: z.int().min(1).max(3_600).default(120).meta({
    unit: 'seconds',
    description: 'how long the org may still carry out a call that it did not answer',
  }),
})

const loyalty = z.strictObject({
  currency: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('name of the points currency; null: the first that is not `Qualifying`'),
  pendingPoints: apiName.default(null).describe('LoyaltyMemberCurrency field with points not yet usable'),
  reservedPoints: apiName
    .default(null)
    .describe('LoyaltyMemberCurrency field with points held for a redemption under way'),
  points: apiName.unwrap().default('Points__c').describe('TransactionJournal field with the points moved'),
  channel: apiName.default(null).describe('TransactionJournal field with the channel'),
  orderNumber: apiName.default(null).describe('TransactionJournal field with the order or receipt number'),
  expiresOn: apiName.default(null).describe('TransactionJournal field with the day the points expire on'),
  balanceAfter: apiName
    .default(null)
    .describe('TransactionJournal field with the balance after the movement'),
  reverses: apiName.default(null).describe('TransactionJournal reference to the movement that is taken back'),
  reason: apiName
    .default(null)
    .describe('TransactionJournal field with the reason; without one the JournalSubType is the reason'),
  programChannels: apiName
    .default(null)
    .describe('LoyaltyProgram picklist with the programme’s channels, `WEB;POS`, in the words of `channels`'),
  pointValue: z
    .strictObject({
      field: apiName.unwrap().default('CostperUnit').describe('LoyaltyProgramCurrency field with the worth'),
      currency: z
        .string()
        .refine(isCurrency, { error: 'expected an ISO 4217 currency code like EUR' })
        .describe('an ISO 4217 currency code like EUR'),
    })
    .optional()
    .describe('what one point is worth when spent. Without it nothing is said'),
  rewards: z
    .strictObject({
      cost: apiName.unwrap().describe('VoucherDefinition field with the points it costs'),
      channels: apiName
        .default(null)
        .describe('VoucherDefinition picklist with the channels it may be used in, `WEB;POS`'),
      tier: z
        .string()
        .regex(/^[A-Za-z]\w*__c$/, 'expected an API name such as Minimum_Tier__c')
        .nullable()
        .default(null)
        .describe('VoucherDefinition reference to the lowest LoyaltyTier it is for, `Minimum_Tier__c`'),
    })
    .optional()
    .describe('rewards, from voucher definitions; without it there is no list of them'),
  channels: z
    .record(z.string(), channel)
    .default({})
    .describe('the channel for each value of the channel field'),
  tiers: z
    .record(z.string(), z.int().min(1))
    .default({})
    .describe('rank of each tier by its name, 1 lowest, where tiers have no sequence number'),
  journalTypes: z
    .record(z.string(), z.enum(LEDGER_KINDS))
    .default({
      Accrual: 'EARN',
      Redemption: 'REDEEM',
      Expiration: 'EXPIRE',
      'Manual Points Adjustment': 'ADJUST',
    })
    .describe('kind of movement for each journal type by its name; others are ADJUST'),
  desk: desk.optional().describe('what writing needs; without it nobody is enrolled and no points are moved'),
})

const profileDesk = z.strictObject({
  externalId: apiName
    .default(null)
    .describe(
      'unique external id on Individual and ContactPointTypeConsent alike, for the keys of writes; without it no consents are written',
    ),
  localeSeparator: z
    .enum(['_', '-'])
    .default('_')
    .describe('how `fields.locale` is written: fr_FR or fr-FR. Both are read'),
})

/** The options of a Salesforce source in `couture.yaml`. */
export const salesforceOptions = z
  .strictObject({
    ...httpOptions,
    url: httpOptions.url.describe('the org’s My Domain, https://MYDOMAIN.my.salesforce.com'),
    instanceUrl: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('base URL of the instance, where tokens name another host than `url`')
      .meta({ secret: 'url' }),
    clientId: z.string().min(1).describe('consumer key of the connected app'),
    clientSecret: z.string().min(1).describe('consumer secret of the connected app').meta({ secret: true }),
    apiVersion: z
      .string()
      .regex(/^\d{2}\.0$/, 'expected a version such as 60.0')
      .default('60.0')
      .describe('REST API version'),
    countryCode: z
      .string()
      .regex(/^\d{1,3}$/)
      .default('33')
      .describe('calling code of phone numbers without one'),
    fields,
    references: z
      .record(z.string().regex(/^[A-Za-z]\w*$/), reference)
      .default({})
      .describe(
        'Contact fields that hold another system’s key: the name of that system, or a map of the keys below',
      ),
    profileDesk: profileDesk
      .optional()
      .describe('what changing Contacts needs; without it nobody’s profile or consent is changed'),
    firstTouch: originOptions,
    consents: consentOptions,
    conversations: conversationOptions,
    loyalty: loyalty.optional().describe('Loyalty Management; without it the source serves no loyalty'),
    promotions: promotionOptions.optional().describe('promotions; without it the source serves none'),
    campaigns: campaignOptions,
  })
  .describe('Salesforce by REST and SOQL, with client credentials')

/** The parsed form of `salesforceOptions`. */
export type SalesforceOptions = z.output<typeof salesforceOptions>
/** The parsed form of its `loyalty`. */
export type LoyaltyOptions = z.output<typeof loyalty>
/** The parsed form of its `loyalty.desk`. */
export type DeskOptions = z.output<typeof desk>
/** The parsed form of `profileDesk`. */
export type ProfileDeskOptions = z.output<typeof profileDesk>
