import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CallRecord } from '../../../../adapters/call/scope.ts'
import { csv } from '../../../../adapters/pim/csv/index.ts'
import type { Catalog } from '../../../../adapters/ports/catalog.ts'
import type { Ledger } from '../../../../ledger/port.ts'
import { talkingPoints } from '../../../../sandbox/akeneo/text.ts'
import { CATEGORY_LABELS } from '../../../../sandbox/akeneo/translations.ts'
import type { World } from '../../../../sandbox/world/types.ts'

/** The two files' texts. */
export interface Texts {
  readonly products: string
  readonly variants: string
}

/** A world as a PIM would export it: one column per locale, variants that are not in the PIM left out. */
export function exportOf({ products }: World): Texts {
  const styles = products.map(({ code, brand, title, description, material, image, categories }) => [
    code,
    brand,
    title['fr_FR'] ?? '',
    title['en_US'] ?? '',
    description['ecommerce']?.['fr_FR'] ?? '',
    talkingPoints(description['associate']?.['fr_FR'] ?? '').join('\n'),
    categories.map((category) => CATEGORY_LABELS[category]?.['fr_FR'] ?? category).join(' > '),
    material,
    `https://media.couture.test/${image}`,
  ])
  const items = products.flatMap(({ code, variants }) =>
    variants.filter(({ inPim }) => inPim).map(({ sku, gtin, color, size }) => [sku, gtin, code, color, size]),
  )
  const styleColumns = [
    'code',
    'brand',
    'title_fr_FR',
    'title_en_US',
    'description_fr_FR',
    'talking_points_fr_FR',
    'category',
    'material',
    'image',
  ]
  return {
    products: toCsv([styleColumns, ...styles]),
    variants: toCsv([['sku', 'gtin', 'product', 'color', 'size'], ...items]),
  }
}

/** Rows as RFC 4180 has them: every cell quoted, quotes within doubled. */
function toCsv(rows: readonly (readonly string[])[], delimiter = ','): string {
  return rows
    .map((cells) => `${cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter)}\r\n`)
    .join('')
}

/** A folder with these texts, and the adapter on it. `close` removes the folder. */
export async function openFolder(
  texts: Texts,
  options: Readonly<Record<string, unknown>> = {},
  clock = () => new Date('2026-06-15T10:00:00Z'),
) {
  const folder = await mkdtemp(join(tmpdir(), 'couture-csv-'))
  const write = async ({ products, variants }: Partial<Texts>) => {
    if (products !== undefined) await writeFile(join(folder, 'products.csv'), products)
    if (variants !== undefined) await writeFile(join(folder, 'variants.csv'), variants)
  }
  await write(texts)
  const calls: CallRecord[] = []
  const events: Readonly<Record<string, string | number>>[] = []
  const source = csv.create('pim', csv.options.parse({ folder, ...options }), {
    clock,
    // This adapter keeps nothing in the ledger.
    ledger: {} as Ledger,
    observe: (call) => calls.push(call),
    log: (_event, values) => events.push(values),
  })
  return {
    source,
    catalog: catalogOf(source.ports.catalog),
    folder,
    write,
    calls,
    events,
    close: async () => {
      await source.close()
      await rm(folder, { recursive: true })
    },
  }
}

function catalogOf(port: Catalog | undefined): Catalog {
  if (!port) throw new Error('expected the adapter to serve the port catalog')
  return port
}
