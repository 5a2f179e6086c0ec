import { createHash } from 'node:crypto'
import { GraphQLError } from 'graphql'
import type { Viewer } from '../../subgraphs/shared/access/viewer.ts'
import { refusal } from '../errors.ts'
import type { Asked } from './asked.ts'

/** Who may send which document. */
export interface DocumentRules {
  /** Kinds of viewers, issuers and subjects that may send registered documents only. */
  readonly mandatory: readonly string[]
  readonly logOnly: boolean
  /** Whether automatic persisted queries are kept. */
  readonly automatic: boolean
}

/** Registered documents: texts by id. */
export type Texts = ReadonlyMap<string, string>

/** What is executed for a request. */
export interface Taken {
  /** A registered document's text, in place of what was sent; null to take what was sent. */
  readonly text: string | null
  /** Whether the request's `persistedQuery` is left to the server underneath, which finds and keeps automatic ones. */
  readonly isAutomatic: boolean
  /** Served only because `logOnly` is on. */
  readonly wouldRefuse: boolean
}

const AS_SENT: Taken = { text: null, isAutomatic: false, wouldRefuse: false }

/**
 * Decides which document a viewer gets executed. Throws PERSISTED_QUERY_NOT_FOUND for an id nobody registered, FORBIDDEN for a text
 * of somebody who may send registered documents only, BAD_INPUT for a text that is not its id's.
 */
export function takeDocument(asked: Asked, viewer: Viewer, texts: Texts, rules: DocumentRules): Taken {
  const { text, id } = asked
  const registered = id === null ? undefined : texts.get(id)
  if (registered !== undefined) {
    if (text !== null && text !== registered) throw otherText()
    return { ...AS_SENT, text: registered }
  }
  const isBound = mustRegister(viewer, rules.mandatory)
  if (isBound && text !== null && !rules.logOnly) throw onlyRegistered()
  if (id === null) return { ...AS_SENT, wouldRefuse: isBound && text !== null }
  if (text === null) return unregistered(asked, texts, rules, isBound)
  if (sha256(text) !== id) throw otherText()
  return { ...AS_SENT, isAutomatic: asked.isAutomatic && rules.automatic && !isBound, wouldRefuse: isBound }
}

/** An id alone, which no manifest has. */
function unregistered(asked: Asked, texts: Texts, rules: DocumentRules, isBound: boolean): Taken {
  if (!asked.isAutomatic) throw notFound('expected the id of a registered document; found another', 400)
  // The server underneath says that it knows no hashes, and clients then stop sending them.
  const knowsNone = !rules.automatic && texts.size === 0
  const mayAsk = rules.automatic && !isBound && isSha256(asked.id ?? '')
  if (mayAsk || (knowsNone && !isBound)) return { ...AS_SENT, isAutomatic: true }
  // Clients look for this very text, and with HTTP 200.
  throw notFound('PersistedQueryNotFound', 200)
}

/** Whether somebody may send registered documents only. What a token says decides, never what a client calls itself. */
export function mustRegister({ kind, subject }: Viewer, mandatory: readonly string[]): boolean {
  return mandatory.some(
    (one) => one === kind || (subject !== null && (subject === one || subject.startsWith(`${one}/`))),
  )
}

/** What a log may say of a viewer: kind and issuer, not who. */
export function whoseKind({ kind, subject }: Viewer) {
  return { viewer: kind, issuer: subject?.split('/', 1)[0] ?? null }
}

/** SHA-256 of a text in UTF-8, lower-case hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function isSha256(id: string): boolean {
  return /^[0-9a-f]{64}$/.test(id)
}

function otherText(): GraphQLError {
  return refusal('BAD_INPUT', "expected the id to be that of the text, its SHA-256; found another text's")
}

function onlyRegistered(): GraphQLError {
  return refusal(
    'FORBIDDEN',
    'expected the id of a registered document (documentId), since this client may send no text of its own; register ' +
      'the operation in a manifest and send its id',
    403,
  )
}

function notFound(message: string, status: number): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', http: { status } } })
}
