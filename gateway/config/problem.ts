/** A place in a file, counted from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** One thing wrong with the configuration. */
export interface Problem {
  /** The file, flag or environment variable. */
  readonly where: string
  readonly position: Position | null
  /** `systems.erp.url`; empty for the whole. */
  readonly path: string
  /** What was expected, what was found; never a secret's value. */
  readonly message: string
}

/** Everything wrong with a configuration, in the order of the file, one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(problems.map(line).join('\n'))
    this.problems = problems
  }
}

/** `couture.yaml:12:7 systems.erp.url: expected ..., found ...`. */
function line({ where, position, path, message }: Problem): string {
  const place = position ? `${where}:${position.line}:${position.column}` : where
  return path === '' ? `${place}: ${message}` : `${place} ${path}: ${message}`
}

/** The way to a value: keys and list positions from the top. */
export type Path = readonly (string | number)[]

/** `stores[0].geo.latitude`. */
export function pathText(path: Path): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  )
}
