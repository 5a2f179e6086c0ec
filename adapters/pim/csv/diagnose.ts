import type { Diagnosis } from '../../source.ts'
import type { Files } from './files.ts'
import type { CsvOptions } from './options.ts'

/** Flawed rows that are named one by one. */
const NAMED = 20

/** Reads the files as they are now and says what is wrong with them. Throws the `SourceError` of files that cannot be read. */
export async function diagnoseCsv(files: Files, { columns: names, show }: CsvOptions): Promise<Diagnosis> {
  const { flaws, columns } = await files.book()
  const present = [...columns]
  const has = (name: string) => present.some((column) => column === name || column.startsWith(`${name}_`))
  const known = [...Object.values(names), ...show]
  const isKnown = (column: string) => known.some((name) => column === name || column.startsWith(`${name}_`))
  return {
    version: null,
    clock: null,
    budget: null,
    warnings: [
      ...flaws.slice(0, NAMED),
      ...(flaws.length > NAMED ? [`${flaws.length - NAMED} more rows are wrong`] : []),
      ...[names.title, ...show]
        .filter((name) => !has(name))
        .map((name) => `neither file has a column "${name}"`),
      ...present.filter((column) => !isKnown(column)).map((column) => `column "${column}" is not read`),
    ],
  }
}
