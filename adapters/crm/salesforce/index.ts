import type { Adapter } from '../../adapter.ts'
import { type Caller, createCaller } from '../../call/caller.ts'
import { callerOptions, limitsOf } from '../../call/options.ts'
import type { Source } from '../../source.ts'
import { dayIn } from '../../time.ts'
import { salesforceCampaigns, TASK } from './campaigns.ts'
import { CASE, caseColumns } from './cases.ts'
import { entryQuery, sessionQuery } from './chats.ts'
import { createClient } from './client.ts'
import { CONSENT, consentQuery, contactQuery, INDIVIDUAL, salesforceConsents } from './consents.ts'
import { CONTACT, contactColumns } from './contact.ts'
import { salesforceConversations } from './conversations.ts'
import type { ConversationOptions } from './desk-options.ts'
import { createVitals, diagnose, type KeyField } from './diagnose.ts'
import { createDml, lockedRow } from './dml.ts'
import { foundIn } from './found.ts'
import { entryColumns, JOURNAL } from './journal.ts'
import { salesforceLoyalty } from './loyalty.ts'
import { salesforceLoyaltyDesk } from './loyalty-desk.ts'
import { memberQuery } from './member.ts'
import { commentQuery, emailQuery } from './messages.ts'
import { typesQuery } from './movements.ts'
import { type LoyaltyOptions, type SalesforceOptions, salesforceOptions } from './options.ts'
import { throttledBy } from './outcome.ts'
import { salesforceProfileDesk } from './profile-desk.ts'
import { salesforceProfiles } from './profiles.ts'
import { promotionQuery, salesforcePromotions, segmentQuery } from './promotions.ts'
import { createRequests } from './requests.ts'
import { rewardsQuery } from './rewards.ts'
import { createSession } from './session.ts'
import type { Query } from './soql.ts'
import { balancesQuery, tiersQuery } from './standing.ts'
import { createVisibility } from './visibility.ts'
import { changesQuery } from './written.ts'

/** Salesforce: profiles from Contacts and, where the org has them, loyalty, promotions, consents and the service desk. Writes members, points, contacts, consents and tasks alone. */
export const salesforce: Adapter<SalesforceOptions> = {
  kind: 'CRM',
  options: salesforceOptions,
  create(source, options, { clock, observe, log }): Source {
    const caller = (url: string): Caller =>
      createCaller({
        ...callerOptions({ ...options, url }),
        source,
        clock,
        observe,
        throttled: (answer) => throttledBy(source)(answer) ?? lockedRow(source)(answer),
      })
    const instanceUrl = options.instanceUrl ?? options.url
    const login = caller(options.url)
    const instance = instanceUrl === options.url ? login : caller(instanceUrl)
    const { clientId, clientSecret } = options
    const version = `v${options.apiVersion}`
    const vitals = createVitals()
    const session = createSession({ source, clientId, clientSecret, login, instance, instanceUrl })
    const visibility = createVisibility({ source, session, version, heard: vitals.heard })
    const requests = createRequests({ source, session, version, heard: vitals.heard })
    const client = createClient({ source, requests, visibility })
    const found = foundIn(source, clock)
    const dml = createDml({ source, session, version, heard: vitals.heard })
    const { loyalty, promotions, campaigns, profileDesk } = options
    const unmapped = (field: string) => log('salesforce-unmapped', { source, field })
    return {
      name: source,
      kind: 'CRM',
      ports: {
        profiles: salesforceProfiles({ client, options, found, unmapped }),
        ...(options.consents && {
          consents: salesforceConsents({ client, options: options.consents, found, clock }),
        }),
        ...(options.conversations && {
          conversations: salesforceConversations({ client, options: options.conversations, found }),
        }),
        ...(loyalty && {
          loyalty: salesforceLoyalty(client, loyalty, {
            found,
            today: () => dayIn('UTC', clock()),
            unmapped: (field) => unmapped(`loyalty.${field}`),
          }),
        }),
        ...(loyalty?.desk && {
          loyaltyDesk: salesforceLoyaltyDesk(client, loyalty, {
            found,
            desk: loyalty.desk,
            dml,
            today: () => dayIn('UTC', clock()),
          }),
        }),
        ...(promotions && { promotions: salesforcePromotions(client, promotions, found) }),
        ...(campaigns && { campaigns: salesforceCampaigns(dml, source, campaigns) }),
        ...(profileDesk && {
          profileDesk: salesforceProfileDesk(options, { client, dml, found, desk: profileDesk }),
        }),
      },
      limits: limitsOf(options),
      budget: vitals.budget,
      diagnose: () =>
        diagnose({
          source,
          instance,
          version,
          visibility,
          vitals,
          queries: portQueries(options),
          keys: keysOfWrites(options),
        }),
      async close() {
        await Promise.all([...new Set([login, instance])].map((each) => each.close()))
      },
    }
  },
}

/** The fields that our keys are kept in. */
function keysOfWrites({ loyalty, campaigns, profileDesk }: SalesforceOptions): readonly KeyField[] {
  const keptIn = (field: string | null | undefined, objects: readonly string[], option: string) =>
    field ? objects.map((object) => ({ object, field, option })) : []
  return [
    ...keptIn(loyalty?.desk?.externalId, ['LoyaltyProgramMember', JOURNAL], 'loyalty.desk'),
    ...keptIn(profileDesk?.externalId, [INDIVIDUAL, CONSENT], 'profileDesk.externalId'),
    ...keptIn(campaigns?.externalId, [TASK], 'campaigns'),
  ]
}

function portQueries(options: SalesforceOptions): readonly Query[] {
  const contacts = { object: CONTACT, columns: contactColumns(options), tail: '' }
  const { loyalty, promotions, consents, conversations } = options
  return [
    contacts,
    ...(loyalty ? loyaltyQueries(loyalty) : []),
    ...(promotions ? [promotionQuery(promotions, ''), segmentQuery(promotions, [])] : []),
    ...(consents ? [contactQuery(consents, ''), consentQuery(consents, '')] : []),
    ...(conversations ? deskQueries(conversations) : []),
  ]
}

function loyaltyQueries(options: LoyaltyOptions): readonly Query[] {
  const journal = { object: JOURNAL, columns: entryColumns(options), tail: '' }
  const rewards = options.rewards ? [rewardsQuery([], options.rewards)] : []
  const { desk } = options
  const written = desk ? [changesQuery(options, desk, []), typesQuery()] : []
  return [memberQuery('', options), journal, balancesQuery([], options), tiersQuery(), ...rewards, ...written]
}

function deskQueries(options: ConversationOptions): readonly Query[] {
  const cases = { object: CASE, columns: caseColumns(options), tail: '' }
  const chats = options.messaging ? [sessionQuery(''), entryQuery('')] : []
  return [cases, commentQuery(''), emailQuery(''), ...chats]
}
