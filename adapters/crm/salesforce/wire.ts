import { z } from 'zod'
import { SourceError } from '../../error.ts'

/** What the token endpoint gives. There is no `expires_in`: a session ends when a call says so. */
export const tokenShape = z.object({ access_token: z.string().min(1), instance_url: z.url() })

/** A record: `attributes`, the asked fields, and a nested list or null for each subquery. */
const recordShape = z.record(z.string(), z.unknown())
export type WireRecord = z.output<typeof recordShape>

/** One page of a query's answer. */
export const pageShape = z.object({
  done: z.boolean(),
  nextRecordsUrl: z.string().optional(),
  records: z.array(recordShape),
})
export type WirePage = z.output<typeof pageShape>

/** Refusals are a list, of one as a rule. */
export const errorsShape = z
  .array(z.object({ errorCode: z.string(), fields: z.array(z.string()).optional() }))
  .min(1)

/** What a write of one record is answered. */
export const savedShape = z.object({ id: z.string().min(1), success: z.literal(true) })

/** `composite`: 200 around parts that each have their own status. */
export const compositeShape = z.object({
  compositeResponse: z.array(
    z.object({ httpStatusCode: z.int(), referenceId: z.string(), body: z.unknown() }),
  ),
})

/** `composite/sobjects/X`: aligned with the asked ids, null for a record that is missing or hidden. */
export const collectionShape = z.array(recordShape.nullable())

/** `sobjects/X/describe`: the fields this user may see. */
export const describeShape = z.object({
  fields: z.array(z.object({ name: z.string(), unique: z.boolean().default(false) })),
})

/** `services/data`: the API versions there are. */
export const versionsShape = z.array(z.object({ version: z.string() })).min(1)

/** A field's text; null where the record has none or the field was not asked for. Names compare without case. */
export function textOf(record: WireRecord, name: string | null): string | null {
  const value = name === null ? null : fieldOf(record, name)
  if (value === null || value === undefined) return null
  const text = typeof value === 'string' ? value.trim() : String(value)
  return text === '' ? null : text
}

/** Whether the record came with the field at all: one the user may not see is left out of what is asked. */
export function hasField(record: WireRecord, name: string): boolean {
  return fieldOf(record, name) !== undefined
}

/** A field's number; null where the record has none. */
export function numberOf(record: WireRecord, name: string | null): number | null {
  const text = textOf(record, name)
  const number = text === null ? Number.NaN : Number(text)
  return Number.isFinite(number) ? number : null
}

/** A parent's record (`LoyaltyProgram`); null where there is none. */
export function parentOf(record: WireRecord, relationship: string): WireRecord | null {
  const parsed = recordShape.safeParse(fieldOf(record, relationship))
  return parsed.success ? parsed.data : null
}

/** The records of a subquery, which is null on the wire when there are none. */
export function childrenOf(record: WireRecord, relationship: string): readonly WireRecord[] {
  const parsed = z.object({ records: z.array(recordShape) }).safeParse(fieldOf(record, relationship))
  return parsed.success ? parsed.data.records : []
}

/** Like `childrenOf`. Throws BAD_RESPONSE for a list that was not sent whole, rather than show a part of it. */
export function wholeChildrenOf(
  source: string,
  record: WireRecord,
  relationship: string,
): readonly WireRecord[] {
  const parsed = z.object({ done: z.boolean() }).safeParse(fieldOf(record, relationship))
  if (!parsed.success || parsed.data.done) return childrenOf(record, relationship)
  throw new SourceError(source, 'BAD_RESPONSE', 'a list within a record was cut off')
}

/** The org spells a field its own way, whatever the query said. */
function fieldOf(record: WireRecord, name: string): unknown {
  if (name in record) return record[name]
  const key = Object.keys(record).find((candidate) => candidate.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : record[key]
}
