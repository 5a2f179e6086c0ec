import { z } from 'zod'
import { httpOptions } from '../../call/options.ts'

/** How the retailer's account at the provider is reached. */
export const passerelleOptions = z
  .strictObject({
    ...httpOptions,
    secretKey: z
      .string()
      .min(1)
      .regex(/^[!-~]+$/)
      .describe('secret API key of the merchant’s account')
      .meta({ secret: true }),
    settleSeconds: z.int().min(1).max(3_600).default(60).meta({
      unit: 'seconds',
      description: 'how long the provider may still carry out a call that it did not answer',
    }),
  })
  .describe('Passerelle, the sandbox’s payment service provider, by REST')

/** Passerelle's options, validated. */
export type PasserelleOptions = z.output<typeof passerelleOptions>
