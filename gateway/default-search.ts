import type { Config } from './config/config.ts'
import type { Parts } from './parts.ts'

/** The adapter that answers searches where the configuration names nobody, and what it goes by. */
const DEFAULT = 'search/embedded'
const NAMES = ['search', 'search-index'] as const

/**
 * The systems of a configuration and who answers what; where products are answered for but nobody is named to find them,
 * with an index in this process in the languages of the retailer.
 */
export function withSearch(
  { systems, answers, retailer }: Pick<Config, 'systems' | 'answers' | 'retailer'>,
  adapters: Parts['adapters'],
): Pick<Config, 'systems' | 'answers'> {
  const adapter = adapters[DEFAULT]
  const name = NAMES.find((one) => !Object.hasOwn(systems, one))
  if (answers.search.length > 0 || answers.catalog.length === 0 || !adapter || !name)
    return { systems, answers }
  const locales = [...new Set([retailer.defaultLocale, ...retailer.locales])]
  const options = adapter.options.parse({ locales })
  return {
    systems: { ...systems, [name]: { adapter: DEFAULT, options } },
    answers: { ...answers, search: [name] },
  }
}
