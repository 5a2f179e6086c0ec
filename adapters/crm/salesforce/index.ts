import type { Adapter } from '../../adapter.ts'
import { type Caller, createCaller } from '../../call/caller.ts'
import { callerOptions } from '../../call/options.ts'
import type { Source } from '../../source.ts'
import { dayIn } from '../../time.ts'
import { createClient } from './client.ts'
import { CONTACT, contactColumns } from './contact.ts'
import { createVitals, diagnose } from './diagnose.ts'
import { foundIn } from './found.ts'
import { entryColumns, JOURNAL } from './journal.ts'
import { salesforceLoyalty } from './loyalty.ts'
import { memberQuery } from './member.ts'
import { type SalesforceOptions, salesforceOptions } from './options.ts'
import { salesforceProfiles } from './profiles.ts'
import { createRequests } from './requests.ts'
import { rewardsQuery } from './rewards.ts'
import { createSession } from './session.ts'
import type { Query } from './soql.ts'
import { balancesQuery, tiersQuery } from './standing.ts'
import { createVisibility } from './visibility.ts'

/** Salesforce: profiles from Contacts and, where the org has it, loyalty from Loyalty Management. Reads only. */
export const salesforce: Adapter<SalesforceOptions> = {
  kind: 'CRM',
  options: salesforceOptions,
  create(source, options, { clock, observe, log }): Source {
    const caller = (url: string): Caller =>
      createCaller({ ...callerOptions({ ...options, url }), source, clock, observe })
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
    const { loyalty } = options
    return {
      name: source,
      kind: 'CRM',
      ports: {
        profiles: salesforceProfiles(client, options, found),
        ...(loyalty && {
          loyalty: salesforceLoyalty(client, loyalty, {
            found,
            today: () => dayIn('UTC', clock()),
            unmapped: (field) => log('salesforce-unmapped', { source, field: `loyalty.${field}` }),
          }),
        }),
      },
      diagnose: () =>
        diagnose({ source, instance, version, visibility, vitals, queries: portQueries(options) }),
      async close() {
        await Promise.all([...new Set([login, instance])].map((each) => each.close()))
      },
    }
  },
}

function portQueries(options: SalesforceOptions): readonly Query[] {
  const contacts = { object: CONTACT, columns: contactColumns(options), tail: '' }
  const { loyalty } = options
  if (!loyalty) return [contacts]
  const journal = { object: JOURNAL, columns: entryColumns(loyalty), tail: '' }
  const rewards = loyalty.rewards ? [rewardsQuery([], loyalty.rewards)] : []
  return [contacts, memberQuery('', loyalty), journal, balancesQuery([], loyalty), tiersQuery(), ...rewards]
}
