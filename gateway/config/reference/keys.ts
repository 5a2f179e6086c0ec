import { z } from 'zod'

/** What `z.toJSONSchema` says of a shape as it is written, with the units that our shapes add. */
export type Written = z.core.JSONSchema.BaseSchema & { readonly unit?: unknown; readonly secret?: unknown }

/** One key as an operator may write it. */
export interface Key {
  /** `stores[].records.NAME`: `[]` stands for each entry of a list, `NAME` for a name of the operator's own. */
  readonly path: string
  readonly shape: Written
  /** Null where nobody has described it; a test forbids that. */
  readonly description: string | null
  /** `one form`: one of several shapes of the same map has it, and needs it. */
  readonly needed: 'yes' | 'no' | 'one form'
  /** What holds without it; undefined where nothing does. */
  readonly fallback: unknown
}

/** Every key of a shape, sections before what is in them, in the order in which they are declared. */
export function keysOf(shape: z.ZodType): readonly Key[] {
  return within(written(shape), '')
}

/** A shape as JSON Schema, for what is written and not for what is read from it. */
function written(shape: z.ZodType): Written {
  return z.toJSONSchema(shape, { io: 'input' }) as Written
}

/** The keys below a value of this shape that stands at `path`. */
function within(shape: Written, path: string): Key[] {
  const forms = formsOf(shape)
  if (forms.length > 1) return merged(forms.map((form) => within(form, path)))
  const [form = shape] = forms
  const own = Object.entries(form.properties ?? {}).flatMap(([name, value]) =>
    keyAt(value as Written, {
      path: path === '' ? name : `${path}.${name}`,
      needed: form.required?.includes(name) ? 'yes' : 'no',
    }),
  )
  return own
}

type At = Pick<Key, 'path' | 'needed'> & { readonly of?: Written }

/** A key and what is below it. `of` is the list or map whose entries it stands for: what that says holds for them. */
function keyAt(shape: Written, { path, needed, of }: At): Key[] {
  const entries = namedEntries(shape)
  if (entries) return keyAt(entries, { path: `${path}.NAME`, needed, of: of ?? shape })
  const items = shape.items as Written | undefined
  if (items && isMap(items)) return keyAt(items, { path: `${path}[]`, needed, of: of ?? shape })
  const said = of ?? shape
  const key: Key = {
    path,
    shape,
    description: said.description ?? null,
    needed,
    fallback: said.default,
  }
  return [key, ...within(shape, path)]
}

/** What each entry of a map with names of the operator's own looks like; null for any other shape. */
function namedEntries(shape: Written): Written | null {
  const { additionalProperties } = shape
  const isNamed = shape.properties === undefined && typeof additionalProperties === 'object'
  return isNamed ? (additionalProperties as Written) : null
}

/** The maps among the forms that a value may have. */
function formsOf(shape: Written): readonly Written[] {
  const forms = (shape.anyOf ?? shape.oneOf ?? [shape]) as readonly Written[]
  return forms.filter(isMap)
}

function isMap(shape: Written): boolean {
  const forms = (shape.anyOf ?? shape.oneOf ?? []) as readonly Written[]
  return shape.properties !== undefined || forms.some(isMap)
}

/** One key for each path; what not every form has is needed in one form alone. */
function merged(forms: readonly (readonly Key[])[]): Key[] {
  const all = new Map<string, Key[]>()
  for (const key of forms.flat()) all.set(key.path, [...(all.get(key.path) ?? []), key])
  return [...all.values()].flatMap(([first, ...others]) => {
    if (!first) return []
    if (others.length + 1 < forms.length)
      return [{ ...first, needed: first.needed === 'yes' ? 'one form' : 'no' }]
    const shapes = [first, ...others].map(({ shape }) => shape)
    const isSame = shapes.every((shape) => JSON.stringify(shape) === JSON.stringify(first.shape))
    return [isSame ? first : { ...first, shape: { anyOf: shapes } }]
  })
}
