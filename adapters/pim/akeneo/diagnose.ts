import { parseShape, readJson } from '../../call/json.ts'
import type { Diagnosis } from '../../source.ts'
import { instant } from '../../time.ts'
import { configuredAttributes } from './mapping.ts'
import type { Pim } from './pim.ts'
import type { Structure } from './structure.ts'
import { systemShape } from './wire.ts'

/** Asks the PIM who it is and compares its structure, freshly read, with the configuration. */
export async function diagnoseAkeneo(pim: Pim, fresh: Structure): Promise<Diagnosis> {
  const { source, client, options } = pim
  const system = await client.ask({ path: 'system-information', route: 'system-information' })
  const about = system.status === 200 ? parseShape(source, systemShape, readJson(source, system)) : null
  const { date: told } = system.headers
  const date = Date.parse(String(told ?? ''))
  const [attributes, channels] = await Promise.all([fresh.attributes(), fresh.channels()])
  const missing = [...new Set(configuredAttributes(options))].filter((code) => !attributes.has(code))
  const { sku, gtin } = options.attributes
  const unsearchable = [sku, gtin].filter((code) => {
    const type = code === null ? undefined : attributes.get(code)?.type
    return type !== undefined && type !== 'pim_catalog_identifier'
  })
  const named = new Set([options.defaultChannel, ...Object.values(options.channels)])
  const unknownChannels = [...named].filter((code) => !channels.has(code))
  return {
    version: about ? `${about.version} ${about.edition}` : null,
    clock: Number.isNaN(date) ? null : instant(new Date(date)),
    budget: null,
    warnings: [
      ...missing.map((code) => `the PIM has no attribute "${code}", or does not show it to this connection`),
      ...unsearchable.map((code) => `attribute "${code}" is no identifier: nothing can be looked up by it`),
      ...unknownChannels.map((code) => `the PIM has no channel "${code}"`),
      ...(options.mediaBaseUrl ? [] : ['no mediaBaseUrl is configured: pictures are not shown']),
    ],
  }
}
