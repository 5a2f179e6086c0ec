import { z } from 'zod'

/** PHP writes a map without entries as a list. */
function phpMap<T extends z.ZodType>(value: T) {
  const empty = z.tuple([]).transform((): Record<string, z.output<T>> => ({}))
  return z.union([z.record(z.string(), value), empty])
}

const labels = phpMap(z.string().nullable())

/** A label by PIM locale; null or absent where nobody has translated it. */
export type Labels = Readonly<Record<string, string | null>>

const value = z.object({ locale: z.string().nullable(), scope: z.string().nullable(), data: z.unknown() })
/** One value of one attribute, for a locale and channel or (null) for all of them. */
export type PimValue = z.output<typeof value>

const values = phpMap(z.array(value))
/** Values by attribute; an absent attribute has none. */
export type PimValues = z.output<typeof values>

/** A product of `products-uuid`; inherited values are merged in. */
export const productShape = z.object({
  uuid: z.string(),
  family: z.string().nullable(),
  parent: z.string().nullable(),
  categories: z.array(z.string()),
  values,
  created: z.string(),
  updated: z.string(),
})
export type PimProduct = z.output<typeof productShape>

/** A product model. */
export const modelShape = z.object({
  code: z.string(),
  family: z.string().nullable(),
  family_variant: z.string(),
  parent: z.string().nullable(),
  categories: z.array(z.string()),
  values,
  created: z.string(),
  updated: z.string(),
})
export type PimModel = z.output<typeof modelShape>

/** A page of any list; items are read one by one. */
export const pageShape = z.object({
  _links: z.object({ next: z.object({ href: z.string() }).optional() }),
  _embedded: z.object({ items: z.array(z.unknown()) }),
})

export const attributeShape = z.object({ code: z.string(), type: z.string(), labels })
export type PimAttribute = z.output<typeof attributeShape>

export const optionShape = z.object({ code: z.string(), labels })

export const channelShape = z.object({
  code: z.string(),
  locales: z.array(z.string()),
  category_tree: z.string(),
})

export const categoryShape = z.object({ code: z.string(), parent: z.string().nullable(), labels })
export type PimCategory = z.output<typeof categoryShape>

export const familyVariantShape = z.object({
  code: z.string(),
  variant_attribute_sets: z.array(z.object({ level: z.int(), axes: z.array(z.string()) })),
})
export type PimFamilyVariant = z.output<typeof familyVariantShape>

export const tokenShape = z.object({
  access_token: z.string().min(1),
  expires_in: z.number(),
  refresh_token: z.string().min(1),
})

export const metricShape = z.object({ amount: z.union([z.string(), z.number()]), unit: z.string() })

export const systemShape = z.object({ version: z.string(), edition: z.string() })
