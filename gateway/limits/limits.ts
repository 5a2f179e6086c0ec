/** What an operation's text and variables may be at most. Each is a key of the configuration's `limits`. */
export interface OperationLimits {
  /** Deepest nesting of fields. */
  readonly maxDepth: number
  /** Lexical tokens of a document. */
  readonly maxTokens: number
  /** Aliases in an operation, fragments put in place. */
  readonly maxAliases: number
  /** Fields of the root type in an operation. */
  readonly maxRootFields: number
  /** Directives in an operation, fragments put in place. */
  readonly maxDirectives: number
  /** Directives in one place. */
  readonly maxDirectivesAtOnce: number
  /** Fields and fragments in an operation, fragments put in place. */
  readonly maxSelections: number
  readonly maxOperations: number
  readonly maxFragments: number
  /** What a page may be asked to hold. */
  readonly maxPageSize: number
  /** Items of one list in arguments and variables. */
  readonly maxListItems: number
  /** Nesting of lists and objects in variables. */
  readonly maxVariableDepth: number
  /** Numbers, texts, lists and objects in variables. */
  readonly maxVariableValues: number
  /** Characters of one text in variables: no id, code, cursor or word that is looked for has as many. */
  readonly maxVariableCharacters: number
  /** Errors shown of an operation that is none. */
  readonly maxErrorsShown: number
  /** What one operation may cost. */
  readonly maxCost: number
}

/** Let every example operation through at ten times its size. */
export const DEFAULT_LIMITS: OperationLimits = {
  maxDepth: 25,
  maxTokens: 5_000,
  maxAliases: 100,
  maxRootFields: 50,
  maxDirectives: 200,
  maxDirectivesAtOnce: 10,
  maxSelections: 5_000,
  maxOperations: 20,
  maxFragments: 100,
  maxPageSize: 100,
  maxListItems: 500,
  maxVariableDepth: 10,
  maxVariableValues: 5_000,
  maxVariableCharacters: 4_096,
  maxErrorsShown: 10,
  maxCost: 50_000,
}

/** The full introspection query of the common tools nests 13 to 16 fields. */
export const MAX_INTROSPECTION_DEPTH = 20

/** Bytes of the largest answer: ten times the largest of the examples' in the sandbox, and more. */
export const DEFAULT_MAX_RESPONSE_BYTES = 4_194_304
