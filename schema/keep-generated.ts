import { existsSync, readFileSync, writeFileSync } from 'node:fs'

export interface KeepOptions {
  /** What the texts follow from, for the message: `the SDL`. */
  readonly from: string
  /** Writes nothing, and fails the process when a file is not what it should be. */
  readonly check: boolean
}

/** Writes the generated files that are not what they should be, or says which they are. */
export function keepGenerated(
  outputs: readonly (readonly [file: URL, text: string])[],
  { from, check }: KeepOptions,
): void {
  const stale = outputs.filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text)
  if (!check) for (const [file, text] of stale) writeFileSync(file, text)
  else if (stale.length > 0) {
    const files = stale.map(([file]) => file.pathname.split('/').slice(-3).join('/')).join(', ')
    process.stderr.write(`not what ${from} gives: ${files}; run "npm run generate" and commit the result\n`)
    process.exitCode = 1
  }
}
