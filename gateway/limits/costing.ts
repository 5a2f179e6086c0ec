import type { ApolloServerPlugin, GatewayExecutor } from '@apollo/server'
import { type DocumentNode, type GraphQLSchema, getOperationAST } from 'graphql'
import type { Spent } from '../../cache/port.ts'
import { refusal } from '../errors.ts'
import type { GatewayContext } from '../request.ts'
import { type Asking, type Clients, later } from './clients.ts'
import { actualCost, requestedCost } from './cost.ts'
import { type CostPlan, planCost } from './cost-plan.ts'
import type { CostRules } from './cost-rules.ts'
import type { Variables } from './number-asked.ts'

/** `extensions.cost` of an answer. */
export interface CostReport {
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
export interface Costed {
  readonly document: DocumentNode
  readonly operationName?: string | null | undefined
  readonly variables: Variables
  readonly context: GatewayContext
}

/** What operations cost, and who pays. */
export interface Costing {
  /** What an operation costs but for its variables; worked out once for each document. */
  plan(document: DocumentNode, operationName?: string | null): CostPlan
  /**
   * Takes what an operation may cost out of its client's budget; to be called on what will be executed, right before that.
   * Throws COST_EXCEEDED when it costs more than any operation may, or than is left. The function it answers takes what
   * came of the execution, and gives back what that did not cost.
   */
  charge(costed: Costed): Promise<(data: unknown) => void>
  /** What a request's operation cost; null for one that came to no cost. */
  report(context: GatewayContext): CostReport | null
}

export interface CostingOptions {
  readonly schema: GraphQLSchema
  readonly rules: CostRules
  readonly maxCost: number
  /** Without it nobody has a budget, and answers say nothing of costs. */
  readonly clients?: Clients | undefined
}

const NONE: CostPlan = { nodes: [], pages: [] }

export function createCosting({ schema, rules, maxCost, clients }: CostingOptions): Costing {
  const plans = new WeakMap<DocumentNode, Map<string, CostPlan>>()
  const reports = new WeakMap<GatewayContext, CostReport>()

  function plan(document: DocumentNode, operationName?: string | null): CostPlan {
    const known = plans.get(document) ?? new Map<string, CostPlan>()
    plans.set(document, known)
    const operation = getOperationAST(document, operationName)
    const name = operation?.name?.value ?? ''
    const found = known.get(name)
    if (found || !operation) return found ?? NONE
    const made = planCost(document, operation, schema, rules)
    known.set(name, made)
    return made
  }

  async function charge({ document, operationName, variables, context }: Costed) {
    const { nodes } = plan(document, operationName)
    const requested = requestedCost(nodes, variables)
    if (requested > maxCost) {
      const message = `the operation may cost ${Math.ceil(requested)}; at most ${maxCost} is allowed`
      throw refusal('COST_EXCEEDED', message)
    }
    if (!clients) return () => {}
    const asking: Asking = { viewer: context.viewer, address: context.request.address }
    const { capacity, perSecond } = clients.budget(asking)
    const tell = (actual: number, left: number) =>
      reports.set(context, {
        requested: Math.ceil(requested),
        actual: Math.ceil(actual),
        budgetLeft: Math.floor(Math.min(left, capacity)),
        restoreRate: perSecond,
      })
    const spent = await clients.charge(asking, requested)
    tell(0, spent.left)
    if (!spent.granted) throw tooDear(requested, capacity, spent)
    return (data: unknown) => {
      const actual = actualCost(nodes, data, variables)
      tell(actual, spent.left + requested - actual)
      // Nobody waits for it, and it never throws.
      if (actual !== requested) void clients.giveBack(asking, requested - actual)
    }
  }

  return { plan, charge, report: (context) => reports.get(context) ?? null }
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
export function withCost(execute: GatewayExecutor, costing: Costing): GatewayExecutor {
  return async (requestContext) => {
    const { document, request } = requestContext
    const settle = await costing.charge({
      document,
      operationName: request.operationName,
      variables: request.variables ?? {},
      // The server underneath hands on the context it was given.
      context: requestContext.context as GatewayContext,
    })
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
        const cost = costing()?.report(contextValue)
        if (!cost || body.kind !== 'single') return
        body.singleResult.extensions = { ...body.singleResult.extensions, cost }
      },
    }),
  }
}
