// `unguarded.js up --config FILE --port N`: `couture` as it was built, but with `without.ts` in the place of what guards it.
// It exists for the benchmark alone: the product has no switch that does this.
import { register } from 'node:module'

/** What is replaced: authorisation at the gateway and in subgraphs, identity, limits, budgets, and the access log. */
const REPLACED = [
  'gateway/authorisation/authorise.js',
  'subgraphs/guards.js',
  'gateway/identity/identify.js',
  'gateway/limits/use-limits.js',
  'gateway/limits/clients.js',
  'gateway/access/written-first.js',
]

register('./replacing.js', import.meta.url, {
  data: {
    urls: REPLACED.map((path) => new URL(`../../${path}`, import.meta.url).href),
    by: new URL('./without.js', import.meta.url).href,
  },
})
await import('../../gateway/cli.ts')
