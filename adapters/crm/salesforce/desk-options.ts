import { z } from 'zod'
import { CHANNEL_KINDS } from '../../channel.ts'
import { CONSENT_PURPOSES } from '../../ports/consents.ts'
import { CONVERSATION_STATUSES } from '../../ports/conversations.ts'

const apiName = z.string().regex(/^[A-Za-z]\w*$/, 'expected an API name such as Order_Number__c')
const channel = z.strictObject({
  code: z.string().min(1).describe('your own code of the channel'),
  kind: z.enum(CHANNEL_KINDS).describe('its kind, as the schema’s `ChannelKind`'),
})

/** The service desk; without it the source serves no conversations. */
export const conversationOptions = z
  .strictObject({
    orderNumber: apiName.nullable().default(null).describe('Case field with the order or receipt number'),
    orderChannel: apiName
      .nullable()
      .default(null)
      .describe('Case field with that order’s channel. A number without its channel names no order'),
    orderChannels: z
      .record(z.string(), channel)
      .default({})
      .describe('the channel for each value of that field'),
    origins: z
      .record(z.string(), channel)
      .default({
        Phone: { code: 'phone', kind: 'CALL_CENTER' },
        Email: { code: 'email', kind: 'EMAIL' },
        Web: { code: 'web', kind: 'WEB' },
      })
      .describe('the channel of what is said in comments, by Case.Origin; others are the desk’s own'),
    networks: z
      .record(z.string(), channel)
      .default({
        WhatsApp: { code: 'whatsapp', kind: 'SOCIAL' },
        Facebook: { code: 'facebook', kind: 'SOCIAL' },
        Line: { code: 'line', kind: 'SOCIAL' },
        EmbeddedMessaging: { code: 'chat', kind: 'WEB' },
      })
      .describe('the channel of messaging sessions, by their ChannelType; others are social networks'),
    statuses: z
      .record(z.string(), z.enum(CONVERSATION_STATUSES))
      .default({ New: 'OPEN', Working: 'WAITING_AGENT', Escalated: 'WAITING_AGENT', Closed: 'CLOSED' })
      .describe('the status of a conversation, by Case.Status; others are CLOSED or OPEN, as the case says'),
    messaging: z
      .boolean()
      .default(false)
      .describe(
        'whether the org has Messaging; its user needs Access Conversation Entries. Words of enhanced channels are not in the org and answer UNSUPPORTED',
      ),
  })
  .optional()
  .describe('the service desk; without it the source serves no conversations')
/** The parsed form of `conversationOptions`, where it is given. */
export type ConversationOptions = NonNullable<z.output<typeof conversationOptions>>

/** Data protection and privacy; without it the source serves no consents. */
export const consentOptions = z
  .strictObject({
    purposes: z
      .record(z.string(), z.enum(CONSENT_PURPOSES))
      .default({ Marketing: 'MARKETING' })
      .describe('the purpose for each DataUsePurpose by its name; others are not shown'),
    withoutPurpose: z
      .enum(CONSENT_PURPOSES)
      .default('MARKETING')
      .describe('the purpose of a consent that names none'),
    legalText: apiName
      .nullable()
      .default(null)
      .describe('ContactPointTypeConsent field with the words agreed to'),
    doNotCall: z.boolean().default(true).describe('whether Contact.DoNotCall refuses marketing calls'),
  })
  .optional()
  .describe('data protection and privacy; without it the source serves no consents')
/** The parsed form of `consentOptions`, where it is given. */
export type ConsentOptions = NonNullable<z.output<typeof consentOptions>>

/** How a shopper first came: Contact fields. */
export const originOptions = z
  .strictObject({
    channel: apiName.default('LeadSource').describe('Contact field with the channel of entry'),
    channels: z
      .record(z.string(), channel)
      .describe('the channel for each value of that field; others are logged and not shown'),
    campaign: apiName.nullable().default(null).describe('Contact field with the campaign'),
    referrer: apiName.nullable().default(null).describe('Contact field with the page they came from, a URL'),
  })
  .optional()
  .describe('how shoppers first came; without it nobody’s channel of entry is known')
