import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql'
import { LRUCache } from 'lru-cache'

/** An operation's text, read: a document that fits the schema, or why it is none. */
type Read = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] }

/** Reads texts of operations, and remembers the last of them: a gateway sends the same few again and again. */
export type Documents = (query: string) => Read

const KEPT = 1_000

/** A reader of operations over a schema; a text of more than `maxTokens` is refused. */
export function createDocuments(schema: GraphQLSchema, maxTokens: number): Documents {
  const known = new LRUCache<string, Read>({ max: KEPT })
  return (query) => {
    const found = known.get(query)
    if (found) return found
    const read = readOne(schema, query, maxTokens)
    if ('document' in read) known.set(query, read)
    return read
  }
}

function readOne(schema: GraphQLSchema, query: string, maxTokens: number): Read {
  try {
    const document = parse(query, { maxTokens })
    const errors = validate(schema, document)
    if (errors.length === 0) return { document }
    return { errors: errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')) }
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    return { errors: [coded(error, 'GRAPHQL_PARSE_FAILED')] }
  }
}

function coded({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  const place = { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null }
  return new GraphQLError(message, { ...place, extensions: { code } })
}
