import type { Adapter, Tools } from '../../adapter.ts'
import type { Source } from '../../source.ts'
import { csvCatalog } from './catalog.ts'
import { diagnoseCsv } from './diagnose.ts'
import { createFiles } from './files.ts'
import { type CsvOptions, csvOptions } from './options.ts'

/** A catalogue in a folder: products.csv and variants.csv, as a PIM or a spreadsheet exports them. */
export const csv: Adapter<CsvOptions> = { kind: 'PIM', options: csvOptions, create: createCsv }

function createCsv(source: string, options: CsvOptions, tools: Tools): Source {
  const files = createFiles(source, options, tools)
  return {
    name: source,
    kind: 'PIM',
    ports: { catalog: csvCatalog({ source, files, options, clock: tools.clock }) },
    diagnose: () => diagnoseCsv(files, options),
    close: async () => {},
  }
}
