import type { ApolloServerPlugin } from '@apollo/server'
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLFormattedError,
  Kind,
  type ValidationRule,
} from 'graphql'
import type { GatewayContext } from '../request.ts'
import type { Costing } from './costing.ts'
import { refuseInputs } from './inputs.ts'
import type { OperationLimits } from './limits.ts'
import { tooBig } from './static-limits.ts'

/** Errors that validation collects before it gives up; more than any text shows are counted. */
export const MAX_ERRORS_FOUND = 50

/** What keeps big operations out. */
export interface LimitParts {
  readonly plugin: ApolloServerPlugin<GatewayContext>
  /** Goes with the plugin: says what that found. */
  readonly rule: ValidationRule
}

/**
 * Refuses a document that is too big before it is validated, inputs that are too big or wrong before anything is planned; and
 * shows of many errors the first. A document that is too big is put aside for an empty one, of which validation tells
 * nothing but the refusal: the server underneath lets nobody refuse earlier.
 */
export function useLimits(limits: OperationLimits, costing: () => Costing | null): LimitParts {
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
  return { message, extensions: { code: 'COST_EXCEEDED' } }
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
