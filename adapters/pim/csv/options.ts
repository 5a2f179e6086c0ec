import { z } from 'zod'

const column = (meaning: string, usual: string) =>
  z.string().min(1).default(usual).describe(`column with ${meaning}`)

/** Where the files are, and what the retailer calls their columns. */
export const csvOptions = z
  .strictObject({
    folder: z.string().min(1).describe('folder with products.csv and variants.csv'),
    delimiter: z.enum([',', ';', '\t', '|']).default(',').describe('what stands between two cells'),
    columns: z
      .strictObject({
        code: column('the code of a style, in products.csv', 'code'),
        handle: column('its word for URLs; the code in lower case where there is none', 'handle'),
        brand: column('its brand', 'brand'),
        title: column('a title; of a style, or of one variant alone', 'title'),
        shortDescription: column('the short text of a style', 'short_description'),
        description: column('the long text of a style', 'description'),
        talkingPoints: column('what an associate says of a style, one line each', 'talking_points'),
        category: column('its shelves: Fashion > Tops > Shirts, several with | between', 'category'),
        sku: column('the SKU, in variants.csv', 'sku'),
        gtin: column('the GTIN', 'gtin'),
        product: column('the code of the variant’s style', 'product'),
        color: column('the colour', 'color'),
        size: column('the size', 'size'),
        image: column('the address of a picture; of a style, or of one variant alone', 'image'),
        created: column('since when a style has been there, RFC 3339', 'created'),
        updated: column('when the row was last changed, RFC 3339', 'updated'),
      })
      .prefault({})
      .describe('which column holds what; a text has one column (title) or one per locale (title_fr_FR)'),
    show: z
      .array(z.string().min(1))
      .default([])
      .describe('further columns of products.csv to show with a product, in display order'),
    timeoutMs: z
      .int()
      .min(50)
      .max(60_000)
      .default(2_000)
      .meta({ unit: 'milliseconds', description: 'longest wait for the files' }),
  })
  .describe('CSV files in a folder')

/** The parsed form of `csvOptions`. */
export type CsvOptions = z.output<typeof csvOptions>
