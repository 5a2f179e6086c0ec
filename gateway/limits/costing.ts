import type { ApolloServerPlugin } from '@apollo/server'
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import type { Bucket, Spent } from '../../cache/port.ts'
import type { Executor } from '../authorisation/authorise.ts'
import { refusal } from '../errors.ts'
import type { GatewayContext } from '../request.ts'
import { type Asking, type Clients, later } from './clients.ts'
import { actualCost, requestedCost } from './cost.ts'
import { type CostPlan, planCost } from './cost-plan.ts'
import type { CostRules } from './cost-rules.ts'
import type { Variables } from './number-asked.ts'

/** `extensions.cost` of an answer. */
interface CostReport {
  /** What it was reckoned to cost at most. */
  readonly requested: number
  /** What it cost, by what was answered. */
  readonly actual: number
  /** What the client may still spend now. */
  readonly budgetLeft: number
  /** What flows back a second. */
  readonly restoreRate: number
}

/** An operation about to be executed. */
interface Costed {
  readonly document: DocumentNode
  /** Of that document. */
  readonly operation: OperationDefinitionNode
  readonly variables: Variables
  readonly context: GatewayContext
}

/** What operations cost, and who pays. */
export interface Costing {
  /** What an operation costs but for its variables; worked out once for each document. */
  plan(document: DocumentNode, operation: OperationDefinitionNode): CostPlan
  /**
   * Takes what an operation may cost out of its client's budget; to be called on what will be executed, right before that.
   * Throws COST_EXCEEDED when it costs more than any operation may, or than is left. The function it answers takes what
   * came of the execution, and gives back what that did not cost.
   */
  charge(costed: Costed): Promise<(data: unknown) => void>
  /** What a request's operation cost; null for one that was never charged. */
  report(context: GatewayContext): CostReport | null
  /** Of an operation that was answered without being executed, since nothing of it may be seen. Null without budgets. */
  reportNothing(context: GatewayContext): Promise<CostReport | null>
}

export interface CostingOptions {
  readonly schema: GraphQLSchema
  readonly rules: CostRules
  readonly maxCost: number
  /** Without it nobody has a budget, and answers say nothing of costs. */
  readonly clients?: Clients | undefined
}

export function createCosting({ schema, rules, maxCost, clients }: CostingOptions): Costing {
  const plans = new WeakMap<DocumentNode, Map<OperationDefinitionNode, CostPlan>>()
  const reports = new WeakMap<GatewayContext, CostReport>()

  function plan(document: DocumentNode, operation: OperationDefinitionNode): CostPlan {
    const known = plans.get(document) ?? new Map<OperationDefinitionNode, CostPlan>()
    plans.set(document, known)
    const found = known.get(operation)
    if (found) return found
    const made = planCost(document, operation, schema, rules)
    known.set(operation, made)
    return made
  }

  async function charge({ document, operation, variables, context }: Costed) {
    const { nodes } = plan(document, operation)
    const requested = requestedCost(nodes, variables)
    if (requested > maxCost) {
      const message = `the operation may cost ${Math.ceil(requested)}; at most ${maxCost} is allowed`
      throw refusal('COST_EXCEEDED', message)
    }
    if (!clients) return () => {}
    const asking = askingOf(context)
    const bucket = clients.budget(asking)
    const spent = await clients.charge(asking, requested)
    reports.set(context, reportOf({ requested, actual: 0, left: spent.left }, bucket))
    if (!spent.granted) throw tooDear(requested, bucket.capacity, spent)
    return (data: unknown) => {
      const actual = actualCost(nodes, data, variables)
      reports.set(context, reportOf({ requested, actual, left: spent.left + requested - actual }, bucket))
      // Nobody waits for it, and it never throws.
      if (actual !== requested) void clients.giveBack(asking, requested - actual)
    }
  }

  async function reportNothing(context: GatewayContext): Promise<CostReport | null> {
    if (!clients) return null
    const asking = askingOf(context)
    const { left } = await clients.charge(asking, 0)
    return reportOf({ requested: 0, actual: 0, left }, clients.budget(asking))
  }

  return { plan, charge, report: (context) => reports.get(context) ?? null, reportNothing }
}

function askingOf({ viewer, request }: GatewayContext): Asking {
  return { viewer, address: request.address ?? '' }
}

interface Sums {
  readonly requested: number
  readonly actual: number
  readonly left: number
}

function reportOf({ requested, actual, left }: Sums, { capacity, perSecond }: Bucket): CostReport {
  return {
    requested: Math.ceil(requested),
    actual: Math.ceil(actual),
    budgetLeft: Math.floor(Math.min(left, capacity)),
    restoreRate: perSecond,
  }
}

function tooDear(requested: number, capacity: number, { left, retryAfterMs }: Spent) {
  const found = `the operation may cost ${Math.ceil(requested)}`
  if (retryAfterMs === null) {
    return refusal('COST_EXCEEDED', `${found}; your whole budget is ${capacity}, ask for less`)
  }
  const message = `${found}; ${Math.floor(Math.max(left, 0))} of your budget of ${capacity} is left`
  return later('COST_EXCEEDED', message, retryAfterMs)
}

/** Charges each operation for its execution. It must stand next to that: what it is handed is what is paid for. */
export function withCost(execute: Executor, costing: Costing): Executor {
  return async (requestContext) => {
    const { document, operation, request } = requestContext
    // The server underneath hands on the context it was given.
    const context = requestContext.context as GatewayContext
    const variables = request.variables ?? {}
    const settle = await costing.charge({ document, operation, variables, context })
    let data: unknown = null
    try {
      const result = await execute(requestContext)
      data = result.data
      return result
    } finally {
      settle(data)
    }
  }
}

/** Writes `extensions.cost` into every answer of an operation that had a price, refusals included. */
export function useCostReport(costing: () => Costing | null): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => ({
      async willSendResponse({ response: { body }, contextValue }) {
        if (body.kind !== 'single') return
        const isAnswer = body.singleResult.data !== undefined
        const known = costing()?.report(contextValue)
        const cost = known ?? (isAnswer ? await costing()?.reportNothing(contextValue) : null)
        if (!cost) return
        body.singleResult.extensions = { ...body.singleResult.extensions, cost }
      },
    }),
  }
}
