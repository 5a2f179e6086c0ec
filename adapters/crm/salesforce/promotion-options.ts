import { z } from 'zod'
import { CHANNEL_KINDS } from '../../channel.ts'
import { isCurrency } from '../../money.ts'

const apiName = z.string().regex(/^[A-Za-z]\w*$/, 'expected an API name such as Kind__c')
const optional = apiName.nullable().default(null)

const audience = z
  .strictObject({
    members: z.literal(true).optional().describe('whoever has a loyalty account'),
    tier: z.string().min(1).optional().describe('name of a loyalty tier'),
    segment: z.string().min(1).optional().describe('a value of the Contact’s segments field'),
  })
  .refine((named) => Object.values(named).filter((value) => value !== undefined).length === 1, {
    error: 'expected exactly one of members, tier and segment',
  })

/** How a retailer keeps promotions in the object Promotion: which field holds what, and what its words mean. */
export const promotionOptions = z.strictObject({
  currency: z
    .string()
    .refine(isCurrency, 'expected an ISO 4217 code')
    .describe('currency of amounts and minimums'),
  kind: apiName.describe('Promotion field that says what it gives'),
  kinds: z
    .record(
      z.string().min(1),
      z.enum(['PERCENT', 'AMOUNT', 'BUY_X_GET_Y', 'FREE_SHIPPING', 'POINTS_MULTIPLIER']),
    )
    .describe('what each value of that field gives'),
  percent: optional.describe('field with the percentage'),
  amount: optional.describe('field with the amount'),
  buy: optional.describe('field with how many are bought at full price'),
  get: optional.describe('field with how many are then reduced'),
  factor: apiName.default('PointFactor').describe('field with the factor of points'),
  minimum: optional.describe('field with what the goods must cost'),
  stackable: optional.describe('checkbox: goes together with others; without it none does'),
  code: apiName.default('PromotionCode').describe('field with the code'),
  channels: z
    .strictObject({
      field: apiName.describe('multi-select field with the channels'),
      kinds: z
        .record(z.string().min(1), z.enum(CHANNEL_KINDS))
        .describe('kind of channel for each value of that field'),
    })
    .optional()
    .describe('where it is good; without it, or blank: everywhere'),
  stores: optional.describe('multi-select field with store codes; blank: every store'),
  items: optional.describe('field with SKUs, separated by lines, commas or semicolons; blank: everything'),
  audience: z
    .strictObject({
      field: apiName.describe('multi-select field that says for whom'),
      groups: z
        .record(z.string().min(1), audience)
        .describe('who is meant by each value of that field: one of the keys below'),
    })
    .optional()
    .describe('for whom it is; without it, or blank: everybody'),
  segments: optional.describe('Contact field with the segments a shopper is in'),
  startTime: optional.describe('Time field: from when on its first day'),
  endTime: optional.describe('Time field: until when on its last day'),
  geofence: z
    .strictObject({
      store: apiName.describe('field with the code of the store it is around'),
      meters: apiName.describe('field with the radius in metres'),
    })
    .optional()
    .describe('where shoppers must be near a store; without it nowhere'),
})

/** The parsed form. */
export type PromotionOptions = z.output<typeof promotionOptions>
