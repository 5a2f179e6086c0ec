import { z } from 'zod'
import { SourceError } from '../../error.ts'
import type { AbandonedCart, Campaigns } from '../../ports/campaigns.ts'
import type { Dml, Values } from './dml.ts'
import { codeName } from './refusal.ts'
import { keyText } from './written.ts'

/** The object that tells of abandoned carts: automations and campaign tools begin at new tasks of a subject. */
export const TASK = 'Task'

/** The vendor's codes for a contact that is not there, or not any more. */
const NOBODY: ReadonlySet<string> = new Set([
  'INVALID_CROSS_REFERENCE_KEY',
  'MALFORMED_ID',
  'ENTITY_IS_DELETED',
])

/** What shoppers left; without it nobody is told. */
export const campaignOptions = z
  .strictObject({
    externalId: z
      .string()
      .regex(/^[A-Za-z]\w*$/, 'expected an API name such as Order_Number__c')
      .describe('unique external id on Task, for the keys of writes'),
    subject: z
      .string()
      .min(1)
      .max(255)
      .default('Abandoned cart')
      .describe('Task.Subject of an abandoned cart: what your automation begins at'),
    status: z.string().min(1).default('Not Started').describe('Task.Status of a new task'),
    settleSeconds: z.int().min(1).max(3_600).default(120).meta({
      unit: 'seconds',
      description: 'how long the org may still carry out a call that it did not answer',
    }),
  })
  .optional()
  .describe('carts that shoppers left, as tasks; without it nobody is told of them')
/** The parsed form of `campaignOptions`, where it is given. */
export type CampaignOptions = NonNullable<z.output<typeof campaignOptions>>

/** Tells of what shoppers left by a Task at their Contact, whose unique key sees to it that there is one. */
export function salesforceCampaigns(dml: Dml, source: string, options: CampaignOptions): Campaigns {
  return {
    settleMs: options.settleSeconds * 1_000,
    async cartAbandoned(cart) {
      const written = await dml.create(TASK, taskOf(cart, options))
      // Told before, by a call whose answer was lost.
      if ('refused' in written && written.refused !== 'DUPLICATE_VALUE')
        throw refusedFor(source, written.refused)
    },
  }
}

/** A shopper who is not known is nobody's fault; what else the org refuses, somebody can put right. */
function refusedFor(source: string, code: string): SourceError {
  return NOBODY.has(code)
    ? new SourceError(source, 'CONFLICT', 'the org does not know the shopper')
    : new SourceError(source, 'UNSUPPORTED', `the org refuses a task for the cart (${codeName(code)})`)
}

function taskOf(
  { key, customer, cartId, channel, at, lines }: AbandonedCart,
  { externalId, subject, status }: CampaignOptions,
): Values {
  const goods = lines.map(({ sku, quantity }) => `${quantity} × ${sku}`)
  return {
    WhoId: customer,
    Subject: subject,
    Status: status,
    ActivityDate: at.slice(0, 10),
    Description: [cartId, channel, at, ...goods].join('\n'),
    [externalId]: keyText(key),
  }
}
