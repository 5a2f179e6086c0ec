import { z } from 'zod'

const related = new WeakMap<z.ZodType, z.ZodObject>()

/** The record a many2one names, of which these fields are read. */
export function one<S extends z.ZodRawShape>(shape: z.ZodObject<S>) {
  const field = shape.nullable()
  related.set(field, shape)
  return field
}

/** The records of a list, of which these fields are read. */
export function many<S extends z.ZodRawShape>(shape: z.ZodObject<S>) {
  const field = z.array(shape)
  related.set(field, shape)
  return field
}

/**
 * The fields of a shape as `search_read` wants them, those of related records dotted: what is read is asked for and
 * no more.
 */
export function fieldsOf({ shape }: z.ZodObject, above = ''): string[] {
  return Object.entries(shape).flatMap(([field, type]) => {
    const below = related.get(type as z.ZodType)
    if (below) return fieldsOf(below, above + field)
    // Every record comes with its id; a list of nothing else has to be asked for by it.
    return field === 'id' && above === '' ? [] : [above + field]
  })
}

/** A row of which at least the key is readable: the whole record, or the field that keeps it from being read. */
export interface Row<Head, Whole> {
  readonly head: Head
  readonly whole: Whole | null
  readonly problem: string | null
}

/** Reads a row so that one unreadable record does not take the others of its page along. */
export function rowOf<Head, Whole>(
  head: z.ZodType<Head>,
  whole: z.ZodType<Whole>,
): z.ZodType<Row<Head, Whole>> {
  return z.unknown().transform((raw, context): Row<Head, Whole> => {
    const keys = head.safeParse(raw)
    if (!keys.success) {
      context.addIssue({ code: 'custom', message: 'expected a record with its keys', path: [] })
      return z.NEVER
    }
    const parsed = whole.safeParse(raw)
    if (parsed.success) return { head: keys.data, whole: parsed.data, problem: null }
    return { head: keys.data, whole: null, problem: parsed.error.issues[0]?.path.join('.') || 'the record' }
  })
}

/** A text; blank and missing ones are null. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null)

/** A text that is there. */
export const key = z.string().trim().min(1)
/** A record's own number. */
export const id = z.number()
/** A day, read from a tagged `date`. */
export const day = z.iso.date()
/** Decimal text, read from a tagged `Decimal`. */
export const decimalText = z.string().regex(/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i)
/** Quantities are floats. */
export const quantity = z.number().transform(String)
