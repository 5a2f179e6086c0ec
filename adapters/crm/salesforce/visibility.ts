import type { Answer } from '../../call/caller.ts'
import { parseShape, readJson } from '../../call/json.ts'
import { answerOf, orThrow } from './outcome.ts'
import type { Session } from './session.ts'
import type { FieldName, Sees } from './soql.ts'
import { describeShape } from './wire.ts'

/** What field-level security lets the integration user see, as far as it is known. */
export interface Visibility {
  readonly sees: Sees
  /** Whether no two records may have the same value in a field; false for one that is hidden, or of an object nobody described. */
  readonly isUnique: Sees
  /** Describes those objects that are not known yet, each once; many callers share one description. Throws. */
  learn(objects: readonly string[]): Promise<void>
}

export interface VisibilityOptions {
  readonly source: string
  readonly session: Session
  /** `v60.0`. */
  readonly version: string
  heard(answer: Answer): void
}

/**
 * Salesforce answers INVALID_FIELD, not null, for a field the user may not see. Everything is taken to be visible until
 * an object has been described; then what is not listed is left out of every statement, for good.
 */
export function createVisibility(options: VisibilityOptions): Visibility {
  const known = new Map<string, ReadonlyMap<string, { readonly unique: boolean }>>()
  const underWay = new Map<string, Promise<void>>()

  const describe = async (object: string): Promise<void> => {
    const answer = await options.session.call({
      method: 'GET',
      path: `services/data/${options.version}/sobjects/${object}/describe`,
      route: 'describe',
    })
    options.heard(answer)
    const outcome = answerOf(options.source, answer.status, readJson(options.source, answer))
    const { fields } = parseShape(options.source, describeShape, orThrow(options.source, outcome))
    known.set(object, new Map(fields.map((field) => [field.name.toLowerCase(), field])))
  }
  const once = (object: string): Promise<void> => {
    const running = underWay.get(object) ?? describe(object).finally(() => underWay.delete(object))
    underWay.set(object, running)
    return running
  }

  return {
    sees: ({ object, field }: FieldName) => known.get(object)?.has(field.toLowerCase()) ?? true,
    isUnique: ({ object, field }: FieldName) => known.get(object)?.get(field.toLowerCase())?.unique ?? false,
    async learn(objects) {
      const unknown = [...new Set(objects)].filter((object) => !known.has(object))
      await Promise.all(unknown.map(once))
    },
  }
}
