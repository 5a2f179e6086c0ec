import { z } from 'zod'
import type { AbandonedCart, Campaigns } from '../../ports/campaigns.ts'
import type { Dml, Values } from './dml.ts'
import { refusal } from './refusal.ts'
import { keyText } from './written.ts'

/** The object that tells of abandoned carts: automations and campaign tools begin at new tasks of a subject. */
export const TASK = 'Task'

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
        throw refusal(source, written.refused)
    },
  }
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
