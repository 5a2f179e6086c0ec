import { readFileSync } from 'node:fs'
import { buildSchema } from 'graphql'
import { apiSchemaFile } from '../files.ts'
import type { Checked } from '../persisted/check.ts'
import { checkManifests } from '../persisted/trusted.ts'

/** Tokens that the shipped configuration takes in an operation. */
const TOKENS = 5_000

/** Checks manifests as a start would, against the committed schema. Throws a `ManifestError` for a file that is none. */
export async function examineDocuments(files: readonly string[], maxTokens = TOKENS): Promise<Checked> {
  const schema = buildSchema(readFileSync(apiSchemaFile, 'utf8'))
  return checkManifests(files, { schema, maxTokens })
}

/** A line for the documents that serve, and one for each that does not: file, id and why. */
export function reportDocuments({ texts, quarantined }: Checked): string {
  const good = texts.size === 1 ? '1 document serves' : `${texts.size} documents serve`
  const bad = quarantined.map(({ file, id, reason }) => `FAIL  ${file}  ${id}: ${reason}\n`)
  return `ok    ${good}\n${bad.join('')}`
}
