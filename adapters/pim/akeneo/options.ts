import { z } from 'zod'
import { httpOptions } from '../../call/options.ts'
import { CHANNEL_KINDS } from '../../channel.ts'

const code = z.string().min(1)
const attribute = (meaning: string, usual: string) =>
  code.nullable().default(usual).describe(`attribute with ${meaning}; null where the PIM has none`)

const rendition = z.strictObject({
  query: z
    .string()
    .regex(/^[^?#\s]+$/)
    .describe('query of a picture’s URL, without the question mark: width=480'),
  width: z.int().min(1).max(20_000).meta({ unit: 'pixels', description: 'width of the picture this brings' }),
})
export type Rendition = z.output<typeof rendition>

/** How the retailer's PIM names things. */
export const akeneoOptions = z
  .strictObject({
    ...httpOptions,
    concurrency: z.int().min(1).max(64).default(4).meta({
      unit: 'calls',
      description: 'calls under way at once; the PIM takes 4 per connection, over all processes',
    }),
    clientId: code.describe('client id of the connection'),
    secret: code.describe('secret of the connection').meta({ secret: true }),
    username: code.describe('user of the connection'),
    password: code.describe('password of that user').meta({ secret: true }),
    attributes: z
      .strictObject({
        sku: code.default('sku').describe('identifier attribute with the SKU'),
        title: code.default('name').describe('attribute with the title'),
        gtin: attribute('the GTIN; must be an identifier too, or nothing is found by it', 'ean'),
        description: attribute('the long text', 'description'),
        shortDescription: attribute('the short text', 'short_description'),
        talkingPoints: attribute('what an associate says, one line each', 'talking_points'),
        brand: attribute('the brand', 'brand'),
        color: attribute('the colour', 'color'),
        size: attribute('the size', 'size'),
        image: attribute('the picture', 'image'),
      })
      .prefault({})
      .describe('which attribute holds what'),
    axes: z
      .array(code)
      .default([])
      .describe('attributes the variants of a style may differ in besides colour and size, in display order'),
    show: z
      .array(code)
      .default([])
      .describe('further attributes to show with a product (material, weight, ...), in display order'),
    channels: z
      .partialRecord(z.enum(CHANNEL_KINDS), code)
      .default({ WEB: 'ecommerce', MOBILE_APP: 'mobile', ASSOCIATE_APP: 'associate' })
      .describe('the PIM’s channel for each kind of channel'),
    defaultChannel: code
      .default('ecommerce')
      .describe('the PIM’s channel for every other kind, and the first to stand in for a missing text'),
    locales: z
      .record(z.string(), code)
      .default({})
      .describe('BCP 47 tag to PIM locale where they differ by more than the dash: { "fr-BE": "fr_FR" }'),
    mediaBaseUrl: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('public URL below which the PIM’s media files are served; without it pictures are not shown'),
    renditions: z
      .partialRecord(z.enum(CHANNEL_KINDS), rendition)
      .default({})
      .describe('how the media host is asked for pictures of one width, for each kind of channel'),
    structureSeconds: z
      .int()
      .min(1)
      .max(86_400)
      .default(600)
      .meta({ unit: 'seconds', description: 'how long labels, families, channels and attributes are kept' }),
  })
  .describe('Akeneo by REST, version 7 and later')

/** Akeneo's options, validated. */
export type AkeneoOptions = z.output<typeof akeneoOptions>
