import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
} from 'yaml'
import type { Path, Position, Problem } from './problem.ts'

/** A parsed configuration text that remembers where everything stood. */
export interface ConfigDocument {
  readonly value: unknown
  /** What is wrong with the text itself; the value is of no use then. */
  readonly problems: readonly Problem[]
  /** Where the value of a path begins; for what is missing, where its nearest parent does. */
  at(path: Path): Position
  /** Where a key of the map at a path stands. */
  atKey(path: Path, key: string): Position
  /** The environment variable that (part of) the value comes from; null when it stands in the file. */
  variableOf(path: Path): string | null
}

/**
 * Parses YAML 1.2 and puts the environment in: `${NAME}` in a text is replaced by that variable, `$${` stands for a
 * plain `${`. Keys and comments are left alone, and a value is put in after parsing, so it cannot change the document.
 */
export function readDocument(
  file: string,
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): ConfigDocument {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const problems: Problem[] = document.errors.map(({ message, pos }) => ({
    where: file,
    position: position(pos[0]),
    path: '',
    message: `expected YAML: ${firstLine(message)}`,
  }))
  const variables = problems.length === 0 ? substitute(document, env) : new Map<Scalar, Substitution>()
  for (const [node, { missing }] of variables) {
    problems.push(...missing.map((message) => ({ where: file, position: start(node), path: '', message })))
  }
  function start(node: Node | null | undefined): Position {
    return position(node?.range?.[0] ?? 0)
  }
  return {
    value: problems.length === 0 ? toValue(document) : null,
    problems,
    at: (path) => start(walk(document, path).node),
    atKey: (path, key) => {
      const pair = pairOf(resolve(document, walk(document, path).node), key)
      return start(pair && isScalar(pair.key) ? pair.key : null)
    },
    variableOf: (path) => {
      const { node, whole } = walk(document, path)
      const resolved = resolve(document, node)
      return whole && isScalar(resolved) ? (variables.get(resolved)?.name ?? null) : null
    },
  }
}

interface Substitution {
  readonly name: string | null
  readonly missing: readonly string[]
}

function substitute(
  document: Document,
  env: Readonly<Record<string, string | undefined>>,
): Map<Scalar, Substitution> {
  const found = new Map<Scalar, Substitution>()
  visit(document, {
    Scalar(key, node) {
      if (key === 'key' || typeof node.value !== 'string' || !node.value.includes('${')) return
      let name: string | null = null
      const missing: string[] = []
      node.value = node.value.replace(/\$\$\{|\$\{([^}]*)\}?/g, (whole, variable: string | undefined) => {
        if (variable === undefined) return '${'
        if (!whole.endsWith('}') || !/^[A-Za-z_]\w*$/.test(variable)) {
          missing.push('expected ${NAME} with the name of an environment variable; write $${ for a plain ${')
          return ''
        }
        name = variable
        const value = env[variable]
        if (value === undefined)
          missing.push(`expected the environment variable ${variable}, which is not set`)
        return value ?? ''
      })
      found.set(node, { name, missing })
    },
  })
  return found
}

function toValue(document: Document): unknown {
  return document.toJS({ maxAliasCount: 100 }) ?? {}
}

/** The node at a path, or the deepest one on the way to it. */
function walk(document: Document, path: Path): { readonly node: Node | null; readonly whole: boolean } {
  let node: Node | null = document.contents
  for (const part of path) {
    const holder: Node | null = resolve(document, node)
    const next = typeof part === 'number' ? itemOf(holder, part) : pairOf(holder, part)?.value
    if (next === undefined || next === null) return { node, whole: false }
    node = next
  }
  return { node, whole: true }
}

function resolve(document: Document, node: Node | null): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node
}

function itemOf(node: Node | null, index: number): Node | undefined {
  return isSeq<Node>(node) ? node.items[index] : undefined
}

function pairOf(node: Node | null, key: string): Pair<unknown, Node> | undefined {
  if (!isMap<unknown, Node>(node)) return undefined
  return node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}
