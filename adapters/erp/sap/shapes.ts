import { z } from 'zod'

/** A text; blank and missing ones are null. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null)

/** A code, where '' is a value of its own. */
export const code = z
  .string()
  .nullish()
  .transform((value) => value?.trim() ?? '')

/** A key or another text that is never blank. */
export const key = z.string().trim().min(1)

/** Some services state decimals as JSON numbers. */
export const decimalText = z.union([
  z.string().regex(/^\s*-?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i),
  z.number().transform(String),
])

/** `/Date(ms)/`, unparsed; the initial date is null. */
export const date = z
  .string()
  .regex(/^\/Date\(-?\d+([+-]\d{1,4})?\)\/$/)
  .nullish()
  .transform((value) => value ?? null)

/** An expanded list. A part of one (with its own `__next`) is refused: half an order is none. */
export function listOf<Row extends z.ZodType>(row: Row) {
  return z
    .object({ results: z.array(row), __next: z.undefined().optional() })
    .transform(({ results }) => results)
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

/** The fields of a shape, to be selected: what is read is asked for and nothing else. Navigations are not fields. */
export function fieldsOf({ shape }: z.ZodObject, below = ''): string[] {
  const fields = Object.keys(shape).filter((field) => !field.startsWith('to_'))
  return fields.map((field) => (below ? `${below}/${field}` : field))
}
