import { z } from 'zod'
import type { ListingPage, ListingRequest } from '../../ports/catalog.ts'
import { instant, parseInstant } from '../../time.ts'
import { PAGE } from './models.ts'
import type { Pim } from './pim.ts'

/** The PIM writes `updated` when a change is begun and shows it when it is done: changes this much older are read again. */
const OVERLAP_MS = 120_000

const stageShape = z.object({
  list: z.enum(['models', 'products']),
  /** The PIM's own link to the page; null: the list's first. */
  path: z.string().nullable(),
  /** Only what changed after this; null: everything. As the PIM writes times, with its offset. */
  since: z.string().nullable(),
  /** Latest `updated` seen so far, as the PIM wrote it; empty before the first record. */
  seen: z.string(),
  /** When the listing began: what changes while it goes on belongs to the next one. */
  startedAt: z.string(),
})
/** How far a listing has come; it goes round as the cursor. */
export type ListingStage = z.output<typeof stageShape>

/** The stage a request asks for. A cursor this adapter did not write begins anew, as after a new version. */
export function stageOf({ after, since }: ListingRequest, { clock }: Pick<Pim, 'clock'>): ListingStage {
  const fresh = { list: 'models', path: null, since, seen: '', startedAt: instant(clock()) } as const
  return after === null ? fresh : (stageShape.safeParse(parsed(after)).data ?? fresh)
}

/** The path of the stage's page, by cursor, which does not shift when records are added. */
export function listedFrom({ list, path, since }: ListingStage, { options }: Pick<Pim, 'options'>): string {
  if (path !== null) return path
  const changed = since === null ? null : { updated: [{ operator: '>', value: serverTime(since) }] }
  const parent = [{ operator: 'EMPTY' }]
  const everything = list === 'models' ? { parent } : { parent, enabled: [{ operator: '=', value: true }] }
  const query = new URLSearchParams({
    pagination_type: 'search_after',
    limit: String(PAGE),
    search: JSON.stringify(changed ?? everything),
    attributes: options.attributes.sku,
  })
  return `${list === 'models' ? 'product-models' : 'products-uuid'}?${query}`
}

/** Where the listing goes on after a page: the list's next page, the other list, or the end with its mark. */
export function nextOf(
  stage: ListingStage,
  page: { readonly next: string | null; readonly updated: string },
): Pick<ListingPage, 'next' | 'mark'> {
  const seen = later(stage.seen, page.updated)
  const rest: ListingStage | null =
    page.next !== null
      ? { ...stage, path: page.next, seen }
      : stage.list === 'models'
        ? { ...stage, list: 'products', path: null, seen }
        : null
  const mark = seen === '' ? stage.since : markOf(later(seen, stage.since ?? ''), stage.startedAt)
  return { next: rest && JSON.stringify(rest), mark }
}

function later(left: string, right: string): string {
  return (parseInstant(left) ?? '') >= (parseInstant(right) ?? '') ? left : right
}

/** The latest change seen, but none after the listing began, in the PIM's offset. */
function markOf(seen: string, startedAt: string): string {
  return Date.parse(seen) <= Date.parse(startedAt) ? seen : atOffset(Date.parse(startedAt), offsetOf(seen))
}

/** What the vendor's filters take: the server's wall clock without a zone, which the offset of its own times tells. */
function serverTime(since: string): string {
  return atOffset(Date.parse(since) - OVERLAP_MS, offsetOf(since))
    .slice(0, 19)
    .replace('T', ' ')
}

function offsetOf(text: string): string {
  return /[+-]\d{2}:?\d{2}$/.exec(text)?.[0] ?? '+00:00'
}

function atOffset(millis: number, offset: string): string {
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d{2}):?(\d{2})/.exec(offset) ?? []
  const shift = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1)
  return `${new Date(millis + shift).toISOString().slice(0, 19)}${offset}`
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
