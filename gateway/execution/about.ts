import { z } from 'zod'
import type { IncomingRequest } from '../request.ts'

/*
 * How a gateway hears from a subgraph in another process what an answer is about, for who wants to be answered anew when that is
 * changed: `extensions` of the fetch ask, and are signed with its body; `extensions` of the answer tell.
 */

type Asking = Pick<IncomingRequest, 'about'>

/** The part of a fetch's body that asks. */
export function askingAbout({ about }: Asking): { readonly extensions?: { readonly about: true } } {
  return about ? { extensions: { about: true } } : {}
}

/** The extensions of a fetch as far as a subgraph reads them. Other routers and subgraphs have their own: those say nothing of this. */
export const askedShape = z
  .object({ about: z.literal(true) })
  .nullish()
  .catch(null)

/** The extensions of an answer as far as a gateway reads them. */
export const toldShape = z
  .object({ about: z.array(z.string()) })
  .nullish()
  .catch(null)

/** Hands on what a subgraph told. */
export function tellAbout({ about }: Asking, told: z.output<typeof toldShape>): void {
  if (about) for (const thing of told?.about ?? []) about(thing)
}

/** Collects, in a subgraph, what the answer to one fetch is about, where that is asked for. */
export function aboutFetch(asked: z.output<typeof askedShape>): {
  /** The part of the request that is told. */
  readonly asking: Asking
  /** The part of the answer that tells. */
  told(): { readonly extensions?: { readonly about: readonly string[] } }
} {
  if (!asked) return { asking: {}, told: () => ({}) }
  const things = new Set<string>()
  return {
    asking: { about: (thing) => things.add(thing) },
    told: () => ({ extensions: { about: [...things] } }),
  }
}
