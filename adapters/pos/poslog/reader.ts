import { type SaxesAttributePlain, SaxesParser, type SaxesTagPlain } from 'saxes'
import { decoded } from './decode.ts'
import type { Element } from './element.ts'

/** One transaction of a document, or what stands in the place of one (or of all the rest) and cannot be read. */
export type Found =
  | {
      readonly kind: 'transaction'
      /** Position in the document, from 1. */
      readonly position: number
      readonly root: Element
      readonly raw: string
    }
  | {
      readonly kind: 'broken'
      /** From 1; 0 when the document as a whole is refused. */
      readonly position: number
      readonly reason: string
      /** The text of the transaction, or of all that follows a break; cut at the limit. */
      readonly raw: string
    }

/** A tag longer than this is no start of a transaction; what precedes one need not be kept any longer. */
const LONGEST_TAG = 4096

/** How many times the limit a transaction, or what precedes the root element, may be before the document is given up. */
const PATIENCE = 16

/** Nothing the standard has is nested nearly as deep; deeper trees are not built. */
const DEEPEST = 64

/**
 * Reads a POSLog document one transaction at a time, in the order of the document; holds one chunk and one transaction in
 * memory, never the document. `Transaction` elements are found by local name at any depth. DTDs are refused, and with them every
 * entity but XML's own five. A transaction longer than `limit` characters is reported and passed over; after a break in
 * the XML the rest is one broken entry. Text is decoded as `decoded` says.
 */
export async function* readTransactions(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<Found> {
  const parse = transactionParser(limit)
  for await (const text of decoded(chunks)) yield* parse.write(text)
  yield* parse.end()
}

interface Building {
  readonly name: string
  readonly own: boolean
  readonly attributes: ReadonlyMap<string, string>
  readonly children: Element[]
  text: string
}

interface State {
  readonly limit: number
  /** Text not yet given out, and where in the document it starts. */
  pending: string
  pendingAt: number
  rootName: string | null
  position: number
  /** Where the open transaction starts; null between transactions. */
  openAt: number | null
  /** The start of an open transaction that is over the limit. */
  cut: string | null
  readonly stack: Building[]
  readonly done: Found[]
}

function transactionParser(limit: number) {
  const state: State = {
    limit,
    pending: '',
    pendingAt: 0,
    rootName: null,
    position: 0,
    openAt: null,
    cut: null,
    stack: [],
    done: [],
  }
  const parser = listen(state)
  let broken: { readonly position: number; readonly reason: string; raw: string } | null = null

  const feed = (work: () => void) => {
    try {
      work()
    } catch (error) {
      if (!(error instanceof Error)) throw error
      const raw = state.cut ?? state.pending.slice((state.openAt ?? state.pendingAt) - state.pendingAt)
      broken = { position: brokenAt(state), reason: brokenBecause(error), raw }
    }
  }
  return {
    write(text: string): readonly Found[] {
      if (broken) {
        if (broken.raw.length < limit) broken.raw += text
        return []
      }
      state.pending += text
      feed(() => parser.write(text))
      if (!broken) feed(() => trim(state, parser))
      return state.done.splice(0)
    },
    end(): readonly Found[] {
      if (!broken) feed(() => parser.close())
      if (broken) state.done.push({ kind: 'broken', ...broken, raw: broken.raw.slice(0, limit) })
      else if (state.position === 0 && state.rootName !== 'POSLog') state.done.push(notPosLog(state))
      return state.done.splice(0)
    },
  }
}

function listen(state: State): SaxesParser {
  const parser = new SaxesParser({ xmlns: false, position: true })
  const fail = (error: Error): never => {
    throw error
  }
  const text = (chunk: string) => {
    const open = state.stack.at(-1)
    if (open) open.text += chunk
  }
  parser.on('error', fail)
  parser.on('doctype', () => fail(new Error('a DOCTYPE')))
  parser.on('opentagstart', (tag) => {
    if (state.openAt !== null || localName(tag.name) !== 'Transaction') return
    state.openAt = state.pendingAt + state.pending.lastIndexOf('<', parser.position - state.pendingAt - 1)
    state.position += 1
    parser.on('text', text)
    parser.on('cdata', text)
  })
  parser.on('opentag', (tag) => {
    state.rootName ??= tag.name
    if (state.openAt === null) return
    if (state.stack.length >= DEEPEST) fail(new Error(`elements nested deeper than ${DEEPEST}`))
    state.stack.push(building(tag, prefixOf(state.rootName)))
  })
  parser.on('closetag', () => {
    const closed = state.stack.pop()
    if (!closed) return
    const parent = state.stack.at(-1)
    const element = { ...closed, text: closed.text.trim() }
    if (parent) {
      if (state.cut === null) parent.children.push(element)
      return
    }
    parser.off('text')
    parser.off('cdata')
    finish(state, element, parser.position)
  })
  return parser
}

function building(tag: SaxesTagPlain, rootPrefix: string): Building {
  const attributes = new Map<string, string>()
  const entries = Object.entries(tag.attributes as Readonly<Record<string, SaxesAttributePlain['value']>>)
  for (const [name, value] of entries) {
    const local = localName(name)
    if (local === name || !attributes.has(local)) attributes.set(local, value.trim())
  }
  const own = prefixOf(tag.name) === rootPrefix
  return { name: localName(tag.name), own, attributes, children: [], text: '' }
}

function finish(state: State, root: Element, end: number): void {
  const start = (state.openAt ?? 0) - state.pendingAt
  const raw = state.cut ?? state.pending.slice(start, end - state.pendingAt)
  const { position, limit } = state
  if (state.cut !== null || raw.length > limit) {
    state.done.push({ kind: 'broken', position, reason: tooLong(limit), raw: raw.slice(0, limit) })
  } else {
    state.done.push({ kind: 'transaction', position, root, raw })
  }
  state.pending = state.pending.slice(end - state.pendingAt)
  state.pendingAt = end
  state.openAt = null
  state.cut = null
}

/** Lets go of text that no transaction needs, and of a transaction that has grown over the limit. */
function trim(state: State, parser: SaxesParser): void {
  const since = state.rootName === null ? 0 : state.openAt
  if (since !== null && parser.position - since > PATIENCE * state.limit) throw new Error('no end of it')
  const { pending, pendingAt, openAt, limit } = state
  let from = openAt === null ? pending.lastIndexOf('<') : openAt - pendingAt
  if (openAt === null && (from < 0 || pending.length - from > LONGEST_TAG)) from = pending.length
  if (openAt !== null && state.cut === null && pending.length - from > limit) {
    state.cut = pending.slice(from, from + limit)
    for (const open of state.stack) {
      open.children.length = 0
      open.text = ''
    }
    parser.off('text')
    parser.off('cdata')
  }
  if (state.cut !== null) from = pending.length
  state.pending = pending.slice(from)
  state.pendingAt = pendingAt + from
}

function brokenAt({ position, openAt }: State): number {
  return openAt === null ? (position === 0 ? 0 : position + 1) : position
}

function brokenBecause(error: Error): string {
  if (error.message === 'a DOCTYPE') {
    return 'expected a document without a DTD, found a DOCTYPE; have the sender leave it out'
  }
  const [, line, message] = /^(\d+):\d+: (.*?)\.?$/s.exec(error.message) ?? []
  const found = line === undefined ? error.message : `"${message}" in line ${line}`
  return `expected well-formed XML, found ${found}; have the sender write the file again`
}

function tooLong(limit: number): string {
  return `expected at most ${limit} characters, found a longer transaction; raise maxTransactionLength if it is a real one`
}

function notPosLog({ rootName, limit, pending }: State): Found {
  const reason = `expected a POSLog document, found the root element ${rootName}; take the file out of the folder`
  return { kind: 'broken', position: 0, reason, raw: pending.slice(0, limit) }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function prefixOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf(':')))
}
