import type { Catalog } from '../../../../adapters/ports/catalog.ts'
import type { Search } from '../../../../adapters/ports/search.ts'
import { embedded } from '../../../../adapters/search/embedded/index.ts'
import type { Job } from '../../../../adapters/source.ts'
import type { Ledger } from '../../../../ledger/port.ts'

/** The index over catalogues, best first, with nothing read yet. The clock is the test's to move. */
export function openIndex(catalogs: readonly Catalog[], options: Readonly<Record<string, unknown>> = {}) {
  let now = Date.parse('2026-06-15T10:00:00Z')
  const events: Readonly<Record<string, string | number>>[] = []
  const source = embedded.create(
    'search',
    embedded.options.parse({ locales: ['fr-FR', 'en-US'], ...options }),
    {
      clock: () => new Date(now),
      // The index keeps nothing in the ledger.
      ledger: {} as Ledger,
      observe: () => {},
      log: (_, values) => events.push(values),
      catalogs: () =>
        catalogs.map((port, at) => ({ name: at === 0 ? 'pim' : `pim-${at + 1}`, kind: 'PIM', port })),
    },
  )
  const [job] = source.jobs ?? []
  const { search } = source.ports
  if (!job || !search) throw new Error('expected the index to have a job and to serve searches')
  return {
    search: search as Search,
    job: job as Job,
    events,
    /** Moves the clock. */
    passes: (seconds: number) => {
      now += seconds * 1_000
    },
    close: () => source.close(),
  }
}
