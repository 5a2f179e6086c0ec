import type { Adapter, Tools } from '../../adapter.ts'
import { createCaller } from '../../call/caller.ts'
import { callerOptions, limitsOf } from '../../call/options.ts'
import type { Source } from '../../source.ts'
import { akeneoCatalog } from './catalog.ts'
import { createAkeneoClient } from './client.ts'
import { diagnoseAkeneo } from './diagnose.ts'
import { configuredAttributes } from './mapping.ts'
import { type AkeneoOptions, akeneoOptions } from './options.ts'
import type { Pim } from './pim.ts'
import { createStructure } from './structure.ts'
import { createTokens } from './tokens.ts'

export { type AkeneoOptions, akeneoOptions }

/** Akeneo PIM over its REST API (7 and later: `products-uuid`): the catalogue. */
export const akeneo: Adapter<AkeneoOptions> = { kind: 'PIM', options: akeneoOptions, create: createAkeneo }

function createAkeneo(source: string, options: AkeneoOptions, { clock, observe }: Tools): Source {
  const caller = createCaller({ source, clock, observe, ...callerOptions(options) })
  const client = createAkeneoClient(
    source,
    caller,
    createTokens(source, caller, { credentials: options, clock }),
  )
  const attributes = configuredAttributes(options)
  const ttlMs = options.structureSeconds * 1000
  const freshStructure = () => createStructure({ source, client, clock, ttlMs, attributes })
  const pim: Pim = { source, clock, client, structure: freshStructure(), options }
  return {
    name: source,
    kind: 'PIM',
    ports: { catalog: akeneoCatalog(pim) },
    limits: limitsOf(options),
    diagnose: () => diagnoseAkeneo(pim, freshStructure()),
    close: () => caller.close(),
  }
}
