import type { ApolloServerPlugin } from '@apollo/server'
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  Kind,
  type ValidationRule,
} from 'graphql'
import type { Executor } from '../authorisation/authorise.ts'
import type { GatewayContext } from '../request.ts'
import type { Clients } from './clients.ts'
import { readCostRules } from './cost-rules.ts'
import { type Costing, createCosting, useCostReport, withCost } from './costing.ts'
import { refuseInputs } from './inputs.ts'
import type { OperationLimits } from './limits.ts'
import { tooBig } from './static-limits.ts'

/** Errors that validation collects before it gives up; more than any text shows are counted. */
const MAX_ERRORS_FOUND = 50

export interface LimitsOptions {
  readonly limits: OperationLimits
  /** Where costs are read from. */
  readonly supergraph: DocumentNode
  /** What each client may still do. @default whatever it likes */
  readonly clients?: Clients | undefined
}

/** What keeps big operations out of a graph. */
export interface GraphLimits {
  readonly plugin: ApolloServerPlugin<GatewayContext>
  /** Writes `extensions.cost`. */
  readonly report: ApolloServerPlugin<GatewayContext>
  /** Goes with the plugin: says what that found. */
  readonly rule: ValidationRule
  readonly validationOptions: { readonly maxErrors: number }
  /**
   * Charges each operation for its execution over this schema. It must stand next to that: what the executor is handed is
   * what is paid for. To be called once, when the schema is loaded.
   */
  charging(execute: Executor, schema: GraphQLSchema): Executor
}

/**
 * Refuses a document that is too big before it is validated, inputs that are too big or wrong before anything is planned, and
 * what a client's budget does not pay for; and shows of many errors the first. A document that is too big is put aside for an
 * empty one, of which validation tells nothing but the refusal: the server underneath lets nobody refuse earlier.
 */
export function useLimits({ limits, supergraph, clients }: LimitsOptions): GraphLimits {
  let costing: Costing | null = null
  const { plugin, rule } = refusing(limits, () => costing)
  return {
    plugin,
    rule,
    report: useCostReport(() => costing),
    validationOptions: { maxErrors: MAX_ERRORS_FOUND },
    charging(execute, schema) {
      const rules = readCostRules(supergraph)
      costing = createCosting({ schema, rules, maxCost: limits.maxCost, clients })
      return withCost(execute, costing)
    },
  }
}

function refusing(
  limits: OperationLimits,
  costing: () => Costing | null,
): Pick<GraphLimits, 'plugin' | 'rule'> {
  const refusals = new WeakMap<DocumentNode, GraphQLError>()
  const rule: ValidationRule = (context) => ({
    Document(node) {
      const refused = refusals.get(node)
      if (refused) context.reportError(refused)
    },
  })
  const plugin: ApolloServerPlugin<GatewayContext> = {
    requestDidStart: async () => ({
      async parsingDidStart() {
        return async (error) => {
          if (error && isTooLong(error)) Object.assign(error, tooLong(limits.maxTokens))
          if (error instanceof RangeError) Object.assign(error, TOO_DEEP)
        }
      },
      async validationDidStart(requestContext) {
        const refused = tooBig(requestContext.document, limits)
        if (!refused) return
        const empty: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] }
        refusals.set(empty, refused)
        Object.assign(requestContext, { document: empty })
      },
      async didResolveOperation({ document, operation, request: { variables = {} } }) {
        const plan = operation && costing()?.plan(document, operation)
        if (plan) refuseInputs(variables, plan, limits)
      },
      async willSendResponse({ response: { body } }) {
        if (body.kind !== 'single' || body.singleResult.data !== undefined) return
        const { errors } = body.singleResult
        if (errors) body.singleResult.errors = firstOf(errors, limits.maxErrorsShown)
      },
    }),
  }
  return { plugin, rule }
}

/** The parser counts, and says so in words alone. */
function isTooLong({ message }: Error): boolean {
  return /^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(message)
}

function tooLong(maxTokens: number) {
  const message = `the document has more than ${maxTokens} tokens; at most ${maxTokens} are allowed`
  return { message, extensions: { code: 'COST_EXCEEDED', check: 'tokens' } }
}

/** The parser goes down with what it reads, and the stack ends before the tokens do. */
const TOO_DEEP = {
  message: 'the document nests too deeply to be read',
  extensions: { code: 'COST_EXCEEDED', check: 'depth' },
}

/** The first errors, and how many more there are. */
function firstOf(errors: readonly GraphQLFormattedError[], max: number): readonly GraphQLFormattedError[] {
  const rest = errors.length - max
  if (rest <= 0) return errors
  const more = rest === 1 ? '1 more error' : `${rest} more errors`
  // One of them says that validation gave up.
  const isCut = errors.length > MAX_ERRORS_FOUND
  const code = errors[0]?.extensions?.['code']
  return [
    ...errors.slice(0, max),
    { message: isCut ? `and at least ${more}` : `and ${more}`, extensions: { code } },
  ]
}
