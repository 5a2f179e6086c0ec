// `unguarded.js up --config FILE --port N`: `couture` as it was built, but with `without.ts` in the place of what guards it.
// It exists for the benchmark alone: the product has no switch that does this.
import { existsSync } from 'node:fs'
import { register } from 'node:module'

/** What is replaced: authorisation at the gateway and in subgraphs, identity, limits, budgets, and the access log. */
const REPLACED = [
  'gateway/authorisation/authorise.js',
  'subgraphs/shared/access/guards.js',
  'gateway/identity/identify.js',
  'gateway/limits/use-limits.js',
  'gateway/limits/clients.js',
  'gateway/access/written-first.js',
]

const replaced = REPLACED.map((path) => new URL(`../../${path}`, import.meta.url))
for (const url of replaced) {
  // One that has another name now would stay on, and be measured as if it were off.
  if (!existsSync(url)) throw new Error(`expected the build to have ${url.pathname}`)
}

register('./replacing.js', import.meta.url, {
  data: {
    urls: replaced.map(({ href }) => href),
    by: new URL('./without.js', import.meta.url).href,
  },
})
await import('../../gateway/cli.ts')
