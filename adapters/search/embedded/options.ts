import { z } from 'zod'

const locale = z
  .string()
  .refine((tag) => isLocale(tag), { error: 'expected a BCP 47 language tag like fr-FR' })
  .describe('a BCP 47 language tag like fr-FR')

/** What the index knows and how fresh it is. */
export const embeddedOptions = z
  .strictObject({
    locales: z
      .array(locale)
      .min(1)
      .describe(
        'the languages shoppers search in, the main one first: each has an index of its own. French and English words are found by their stems, those of other languages whole',
      ),
    facets: z
      .array(z.string().min(1))
      .default(['material'])
      .describe(
        'attributes to narrow by, besides category, brand, colour and size. The catalogue must show them (`show`)',
      ),
    refreshSeconds: z.int().min(1).max(86_400).default(300).meta({
      unit: 'seconds',
      description:
        'pause between two looks at what has changed in the catalogues. One that cannot tell (pim/csv) is read whole each time',
    }),
    rereadSeconds: z.int().min(1).max(604_800).default(3_600).meta({
      unit: 'seconds',
      description: 'how often catalogues that tell changes are read whole all the same, for what was deleted',
    }),
  })
  .describe('an index in this process')

/** The parsed form of `embeddedOptions`. */
export type EmbeddedOptions = z.output<typeof embeddedOptions>

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
