import { createHash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { GraphQLError, type GraphQLSchema, parse, validate } from 'graphql'
import type { Entry, Manifest, Quarantined } from './manifest.ts'

/** Registered operations that serve, and what does not. */
export interface Checked {
  /** Texts by id. */
  readonly texts: ReadonlyMap<string, string>
  readonly quarantined: readonly Quarantined[]
}

export interface CheckOptions {
  readonly schema: GraphQLSchema
  readonly maxTokens: number
}

/** So many are looked at before others get their turn: one takes about a millisecond. */
const AT_ONCE = 10

/**
 * Looks at every entry: an id that has the form of a hash must be the text's, one id stands for one text, and the text must
 * parse and fit the schema. One that does not is left out, with the reason; the others serve.
 */
export async function checkEntries(
  manifests: readonly Manifest[],
  { schema, maxTokens }: CheckOptions,
): Promise<Checked> {
  const texts = new Map<string, string>()
  const quarantined = manifests.flatMap((manifest) => manifest.quarantined)
  const entries = manifests.flatMap((manifest) => manifest.entries)
  for (const [index, entry] of entries.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await turn()
    const known = texts.get(entry.id)
    if (known === entry.text) continue
    const reason =
      known === undefined
        ? (wrongHash(entry) ?? wrongText(entry.text, schema, maxTokens))
        : 'expected one text for an id; found another in this file or one before it'
    if (reason === null) texts.set(entry.id, entry.text)
    else quarantined.push({ file: entry.file, id: entry.id, reason })
  }
  return { texts, quarantined }
}

/** Relay's compiler writes MD5 by default, Code Generator SHA-1, Apollo's tools SHA-256: told apart by their length. */
const HASHES: readonly { readonly name: string; readonly form: RegExp }[] = [
  { name: 'sha256', form: /^[0-9a-f]{64}$/ },
  { name: 'sha1', form: /^[0-9a-f]{40}$/ },
  { name: 'md5', form: /^[0-9a-f]{32}$/ },
]

function wrongHash({ id, text }: Entry): string | null {
  const hash = HASHES.find(({ form }) => form.test(id))
  if (!hash || createHash(hash.name).update(text).digest('hex') === id) return null
  return `expected the ${hash.name} of its text; found another: the text was changed after it was registered`
}

function wrongText(text: string, schema: GraphQLSchema, maxTokens: number): string | null {
  try {
    const [first] = validate(schema, parse(text, { maxTokens }))
    return first ? `does not fit the schema: ${first.message}` : null
  } catch (error) {
    if (error instanceof GraphQLError) return `does not parse: ${error.message}`
    throw error
  }
}
