import type { Config } from '../../gateway/config/config.ts'
import { ledgerPlace } from '../../gateway/ledger-place.ts'
import { openSqliteLedger } from '../../ledger/sqlite/open.ts'
import type { Whole } from './whole.ts'

/** Waits until somebody has read every system's cross-references and every till file into the ledger. */
export async function filled({ ledger: { file }, ids, answers }: Config): Promise<void> {
  const ledger = await openSqliteLedger({ file: file ?? '', idKey: ids.key })
  const marks = [
    ...answers.profiles.map((name) => `identity/customer/${name}/done`),
    ...answers.catalog.map((name) => `identity/item/${name}/done`),
    'tills:poslog:scanned',
  ]
  try {
    for (const mark of marks) {
      while (!(await ledger.marks.read(mark))) await new Promise((resolve) => setTimeout(resolve, 50))
    }
  } finally {
    await ledger.close()
  }
}

/** Waits until a whole graph has read all that into its own ledger. */
export function filledOf({ config, now }: Whole): Promise<void> {
  const { file } = ledgerPlace(config, () => new Date(now())) as { readonly file: string }
  return filled({ ...config, ledger: { ...config.ledger, file } })
}

interface Searched {
  readonly data?: { readonly search?: { readonly sources: readonly { readonly outcome: string }[] } }
}

/** Waits until the search index, which a process has in its memory, holds every catalogue. */
export async function indexed(url: string): Promise<void> {
  const query = '{ search(input: { text: "pull" }, first: 1) { sources { outcome } } }'
  for (;;) {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    const { data } = (await response.json()) as Searched
    const outcomes = data?.search?.sources.map(({ outcome }) => outcome) ?? []
    if (outcomes.length > 0 && outcomes.every((outcome) => outcome === 'OK')) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
