import { z } from 'zod'

/** A carrier as the retailer's configuration names it. */
export const carrierOption = z.strictObject({
  name: z.string().min(1).describe("the carrier's name as shoppers know it"),
  url: z
    .string()
    .regex(/^https:\/\/[^{}]+\{number\}[^{}]*$/, 'expected an https:// address with {number} in it')
    .optional()
    .describe('where a parcel is followed; {number} stands for its number'),
})
export type Carrier = z.output<typeof carrierOption>

/** A parcel to follow; without a carrier its number alone. */
export function parcel(number: string, carrier: Carrier | undefined) {
  const url = carrier?.url?.replace('{number}', () => encodeURIComponent(number)) ?? null
  return { carrier: carrier?.name ?? null, number, url }
}
