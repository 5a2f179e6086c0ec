import { z } from 'zod'
import { CHANNEL_KINDS } from '../channel.ts'

/** The option of every till adapter that says which channel its receipts belong to. */
export const receiptChannel = z
  .strictObject({
    code: z.string().min(1).default('store').describe('your own code of the channel'),
    kind: z.enum(CHANNEL_KINDS).default('STORE_POS').describe('its kind, as the schema’s `ChannelKind`'),
  })
  .default({ code: 'store', kind: 'STORE_POS' })
  .describe('the channel receipts belong to: the retailer’s code and the kind')
