import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const AT_ONCE = [
  'subgraphs/shared/writes/outbox-worker.js',
  'if (sure > tools.now())',
  'if (sure > tools.now() && false)',
] as const

/** Ways in which the built product is broken on purpose, in a copy: the texts to find, and what is put in their place. */
const PATCHES = {
  /** What was not answered is looked for at once, when it may yet be carried out, and never again. */
  settle: [AT_ONCE, ['subgraphs/orders/deliveries/order.js', 'if (repeated)', 'if (repeated && false)']],
  /** The same, but it is looked for once more later, as ever: that alone is to mend it. */
  delay: [AT_ONCE],
  /** Every statement is kept for itself. */
  transaction: [
    ['ledger/sqlite/open.js', 'writer.transaction().execute(work)', 'work(writer)'],
    ['ledger/postgres/database.js', 'writer).transaction().execute(', 'writer).connection().execute('],
  ],
  /** Nobody remembers what was done with a key. */
  key: [['ledger/writes/writes.js', 'if (!row)', 'if (row || !row)']],
} as const

/** A way to break the product. */
export type Break = keyof typeof PATCHES
export const BREAKS = Object.keys(PATCHES) as readonly Break[]

/** A copy of a built product, broken; its command line. Throws where the product no longer has what is patched. */
export function brokenCopy({ cli, root, folder }: Copying, how: Break): string {
  const copy = join(folder, 'broken')
  cpSync(join(root, 'dist'), copy, { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const [file, found, instead] of PATCHES[how]) {
    const path = join(copy, file)
    const text = readFileSync(path, 'utf8')
    if (!text.includes(found)) throw new Error(`expected "${found}" in ${file}, found none`)
    writeFileSync(path, text.replaceAll(found, instead))
  }
  return join(copy, cli.slice(join(root, 'dist').length))
}

interface Copying {
  /** The built command line. */
  readonly cli: string
  /** The repository. */
  readonly root: string
  /** Where the copy goes. */
  readonly folder: string
}
