import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
} from 'yaml'
import { type Path, type Position, type Problem, pathText } from './problem.ts'
import { readSecretFile } from './secret-file.ts'

/** A parsed configuration text that remembers where everything stood. */
export interface ConfigDocument {
  readonly value: unknown
  /** What is wrong with the text itself; the value is of no use then. */
  readonly problems: readonly Problem[]
  /** Where the value of a path begins; for what is missing, where its nearest parent does. */
  at(path: Path): Position
  /** Where a key of the map at a path stands. */
  atKey(path: Path, key: string): Position
  /** The environment variable, or `file:` and a file, that (part of) the value comes from; null when it stands in the file. */
  variableOf(path: Path): string | null
  /** A text as it was written, before anything was put in; null where there is none. */
  writtenAt(path: Path): string | null
}

/**
 * Parses YAML 1.2 and puts in what comes from outside: `${NAME}` in a text is replaced by that environment variable,
 * `${file:/run/secrets/x}` by the text of that file without its last line break; `$${` stands for a plain `${`. Keys and comments are left alone, and a value is put in after parsing, so it cannot change the document.
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
  for (const [node, { missing, path }] of variables) {
    problems.push(...missing.map((message) => ({ where: file, position: start(node), path, message })))
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
    writtenAt: (path) => {
      const { node, whole } = walk(document, path)
      const resolved = resolve(document, node)
      if (!whole || !isScalar(resolved) || typeof resolved.value !== 'string') return null
      return variables.get(resolved)?.written ?? resolved.value
    },
  }
}

interface Substitution {
  readonly name: string | null
  /** What is wrong with what should have been put in. */
  readonly missing: readonly string[]
  /** `systems.erp.auth.password`, where a file could not be read; empty for the others, whose variables say enough. */
  readonly path: string
  /** The text before. */
  readonly written: string
}

function substitute(
  document: Document,
  env: Readonly<Record<string, string | undefined>>,
): Map<Scalar, Substitution> {
  const found = new Map<Scalar, Substitution>()
  visit(document, {
    Scalar(key, node, above) {
      if (key === 'key' || typeof node.value !== 'string' || !node.value.includes('${')) return
      const written = node.value
      const { value, ...put } = putIn(written, env)
      node.value = value
      found.set(node, { ...put, written, path: put.name?.startsWith('file:') ? pathOf(above, key) : '' })
    },
  })
  return found
}

/** A text with what comes from outside; where something is missing, without it. */
function putIn(
  written: string,
  env: Readonly<Record<string, string | undefined>>,
): Pick<Substitution, 'name' | 'missing'> & { readonly value: string } {
  let name: string | null = null
  const missing: string[] = []
  const value = written.replace(/\$\$\{|\$\{([^}]*)\}?/g, (whole, variable: string | undefined) => {
    if (variable === undefined) return '${'
    name = variable
    try {
      return fromOutside(whole, variable, env)
    } catch (error) {
      missing.push(error instanceof Error ? error.message : String(error))
      return ''
    }
  })
  return { value, name, missing }
}

/** The value of `${NAME}` or `${file:...}`. Throws what is wrong, in the operator's words. */
function fromOutside(
  whole: string,
  variable: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  if (whole.endsWith('}') && variable.startsWith('file:'))
    return readSecretFile(variable.slice('file:'.length))
  if (!whole.endsWith('}') || !/^[A-Za-z_]\w*$/.test(variable)) {
    throw new Error(
      'expected ${NAME} with the name of an environment variable, or ${file:/path}; write $${ for a plain ${',
    )
  }
  const value = env[variable]
  if (value === undefined) throw new Error(`expected the environment variable ${variable}, which is not set`)
  return value
}

/** The path of a scalar, from what it lies in and its place in the last of that. */
function pathOf(above: readonly unknown[], last: unknown): string {
  const path = above.flatMap((node, at): (string | number)[] => {
    if (isPair(node)) return isScalar(node.key) ? [String(node.key.value)] : []
    if (!isSeq(node)) return []
    return [at + 1 < above.length ? node.items.indexOf(above[at + 1]) : Number(last)]
  })
  return pathText(path)
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
