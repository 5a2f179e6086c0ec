import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compose } from '../../schema/compose.ts'
import { subgraphNames } from '../../schema/sdl.ts'
import { findDirectives, type RuleRemoval } from './find-directives.ts'
import { findGuards, type Guard } from './find-guards.ts'
import { PLACES, type Place, RULES } from './places.ts'

/** A check in the code. Its number is the one that a process knows it by. */
export interface CodeCheck {
  readonly place: Place
  readonly id: number
  readonly guard: Guard
}

/** A rule of the schema. */
export interface SchemaCheck {
  readonly removal: RuleRemoval
  /** The files of the copy to be written with the rule removed. */
  texts(): Readonly<Record<string, string>>
}

/** All checks of a checkout, and the texts that they stand in by file. */
export interface Checks {
  readonly code: readonly CodeCheck[]
  readonly schema: readonly SchemaCheck[]
  readonly texts: ReadonlyMap<string, string>
}

/** Finds every check in the places where they stand. */
export function findChecks(root: string): Checks {
  const texts = new Map<string, string>()
  const code: CodeCheck[] = []
  for (const place of PLACES) {
    for (const file of place.files.flatMap((given) => filesIn(root, given))) {
      // A file that one place names is no other's, though its folder is.
      if (texts.has(file)) continue
      const text = readFileSync(join(root, file), 'utf8')
      texts.set(file, text)
      const guards = findGuards(file, text).filter((one) => place.only?.test(one.text) ?? true)
      code.push(...guards.map((guard, at) => ({ place, id: code.length + at + 1, guard })))
    }
  }
  return { code, schema: schemaChecks(root), texts }
}

/** The tests of a list in which a folder stands for all of its own. */
export function testsIn(root: string, listed: readonly string[]): readonly string[] {
  const all = listed.flatMap((one) => filesIn(root, one))
  return all.filter((file) => file.endsWith('.test.ts') && !/\.(?:full|long)\.test\.ts$/.test(file))
}

function filesIn(root: string, given: string): readonly string[] {
  if (given.includes('*')) {
    const [before = '', after = ''] = given.split('*')
    const all = readdirSync(join(root, before)).map((name) => `${before}${name}${after}`)
    return all.filter((file) => existsSync(join(root, file)))
  }
  if (!given.endsWith('/')) return [given]
  const names = readdirSync(join(root, given)).filter((name) => name.endsWith('.ts'))
  return names.sort().map((name) => `${given}${name}`)
}

function schemaChecks(root: string): readonly SchemaCheck[] {
  const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
  const shared = 'schema/shared.graphql'
  const own = subgraphNames().map((name) => `subgraphs/${name}/schema.graphql`)
  return [shared, ...own].flatMap((file) =>
    findDirectives(file, textOf(file)).map((removal) => ({
      removal,
      texts: () => {
        const now = (one: string) => (one === file ? removal.without : textOf(one))
        const sdlOf = (name: string) => `${now(shared)}\n${now(`subgraphs/${name}/schema.graphql`)}`
        const { supergraph, api } = compose(sdlOf)
        return {
          [file]: removal.without,
          'schema/supergraph.graphql': supergraph,
          'schema/api.graphql': api,
        }
      },
    })),
  )
}

/** The name of the place of a rule of the schema. */
export const SCHEMA_PLACE = RULES.name
