import type { ApolloGateway } from '@apollo/gateway'
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type VariableDefinitionNode,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import type { Viewer, ViewerKind } from '../../subgraphs/shared/access/viewer.ts'
import { refusal } from '../errors.ts'
import type { GatewayContext } from '../request.ts'
import { complete } from './answer.ts'
import { type Guarded, guard } from './guarded.ts'
import { type Operation, readOperation } from './operation.ts'
import { operationErrors, placeErrors, rootErrors } from './refusals.ts'
import { type Rewritten, rewrite } from './rewrite.ts'
import { isMet, type Policies } from './rule.ts'
import { readRules } from './rules.ts'
import type { Conditions } from './selections.ts'
import { type Outcome, shapeOf } from './shape.ts'
import { readConditions, wrongValues } from './variables.ts'

/** What executes an operation: `@apollo/gateway`, or what stands before it. */
export type Executor = Awaited<ReturnType<ApolloGateway['load']>>['executor']

type Request = Parameters<Executor>[0]
type Result = Awaited<ReturnType<Executor>>

/** How the rules of a supergraph are enforced. */
export interface AuthorisationOptions {
  /** What is refused for a field that a viewer may not see: the field, which is answered null, or the whole operation. */
  readonly refused: 'NULL' | 'OPERATION'
  /** The kinds of viewers who may read the schema by introspection. */
  readonly introspection: readonly ViewerKind[]
  /** Decides `@policy`. Without it nobody meets any. */
  readonly policies?: Policies
}

/** What an operation is rewritten to for those who lack the same. */
interface Prepared {
  readonly outcome: Outcome
  readonly rewritten: Rewritten | null
  /** The variables that nobody will look at any more: whoever executes the rest checks the others. */
  readonly lost: readonly VariableDefinitionNode[]
}

/** Operations that are remembered, and selections of documents that were written in their place. */
const KEPT_OPERATIONS = 1_000
const KEPT_SELECTIONS = 500_000

/**
 * Stands before an executor and lets it see of each operation only what the viewer may: what is refused is cut out before anything is
 * planned, answered null and reported with FORBIDDEN at its path. An operation of which nothing is refused is handed on as it came.
 * Throws a `SupergraphError` for rules that cannot be enforced.
 */
export function authorise(
  execute: Executor,
  schema: GraphQLSchema,
  supergraph: DocumentNode,
  options: AuthorisationOptions,
): Executor {
  const { introspection, policies, refused } = options
  const isWhole = refused === 'OPERATION'
  const guarded = guard(schema, readRules(supergraph), { kind: 'INTROSPECTION', kinds: introspection })
  const operations = new LRUCache<string, Operation>({ max: KEPT_OPERATIONS })
  const prepared = new LRUCache<string, Prepared>({
    maxSize: KEPT_SELECTIONS,
    sizeCalculation: ({ rewritten }) => 10 + (rewritten?.size ?? 0),
  })
  return async (request) => {
    const key = `${request.queryHash} ${request.request.operationName ?? ''}`
    const operation = operations.get(key) ?? read(request, guarded)
    operations.set(key, operation)
    const { viewer } = request.context as GatewayContext
    const lacking = operation.rules.map((rule) => !isMet(rule, viewer, policies))
    if (!lacking.includes(true)) return execute(request)
    const { variables } = request.request
    const conditions = readConditions(operation, variables, schema)
    if ('errors' in conditions) return conditions
    const preparedKey = `${key} ${bits(lacking)} ${bits(conditions.values())}`
    const one = prepared.get(preparedKey) ?? prepare({ operation, guarded, lacking, conditions }, request)
    prepared.set(preparedKey, one)
    const errors =
      wrongValues(one.lost, variables, schema) ?? (isWhole && operationErrors(one.outcome, viewer))
    if (errors && errors.length > 0) return { errors }
    return answer(one, request, { execute, operation, viewer })
  }
}

function read({ document, operation }: Request, guarded: Guarded): Operation {
  if (!operation) throw refusal('BAD_INPUT', 'expected an operation of the document')
  const fragments = document.definitions.flatMap((node) =>
    node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
  )
  return readOperation(operation, new Map(fragments), guarded)
}

interface Lacking {
  readonly operation: Operation
  readonly guarded: Guarded
  readonly lacking: readonly boolean[]
  readonly conditions: Conditions
}

function prepare({ operation, guarded, lacking, conditions }: Lacking, { queryHash }: Request): Prepared {
  const refused = new Set(operation.rules.filter((_, index) => lacking[index]))
  const outcome = shapeOf({ operation, guarded, refused, conditions })
  const rewritten = 'shape' in outcome ? rewrite(operation, outcome.shape, queryHash) : null
  const kept = new Set(rewritten?.document ? variablesOf(rewritten.document) : [])
  const lost = operation.definition.variableDefinitions?.filter((one) => !kept.has(one)) ?? []
  return { outcome, rewritten, lost }
}

function variablesOf({ definitions }: DocumentNode): readonly VariableDefinitionNode[] {
  return definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? (node.variableDefinitions ?? []) : [],
  )
}

interface Answering {
  readonly execute: Executor
  readonly operation: Operation
  readonly viewer: Viewer
}

async function answer(
  { outcome, rewritten }: Prepared,
  request: Request,
  { execute, operation, viewer }: Answering,
): Promise<Result> {
  if ('refused' in outcome) return { data: null, errors: rootErrors(outcome.refused, viewer) }
  if (!rewritten?.document) {
    const completed = complete(outcome.shape, {}, operation.spareKey)
    return answered(completed.data, placeErrors(completed, viewer))
  }
  const { document, queryHash } = rewritten
  const [definition] = document.definitions
  const result = await execute({
    ...request,
    document,
    queryHash,
    operation: definition as typeof operation.definition,
  })
  if (!result.data) return result
  const completed = complete(outcome.shape, result.data, operation.spareKey)
  const own = (result.errors ?? []).map((error) => withoutKey(error, operation.spareKey))
  const { errors: _, ...rest } = result
  return { ...rest, ...answered(completed.data, [...own, ...placeErrors(completed, viewer)]) }
}

/** A list of no errors is none: a client that finds `errors` takes it for a failure. */
function answered(data: NonNullable<Result['data']> | null, errors: readonly GraphQLError[]): Result {
  return { data, ...(errors.length > 0 && { errors }) }
}

/** What failed below an object that was asked for its type failed for the object, as far as the client knows. */
function withoutKey(error: GraphQLError, key: string): GraphQLError {
  const at = error.path?.indexOf(key) ?? -1
  if (!error.path || at < 0) return error
  const { message, extensions, originalError = error } = error
  return new GraphQLError(message, { path: error.path.slice(0, at), extensions, originalError })
}

function bits(flags: Iterable<boolean>): string {
  return Array.from(flags, Number).join('')
}
