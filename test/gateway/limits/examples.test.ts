import { readFileSync } from 'node:fs'
import {
  buildSchema,
  type DocumentNode,
  getIntrospectionQuery,
  getOperationAST,
  Kind,
  Lexer,
  parse,
  print,
  type SelectionNode,
  Source,
  validate,
  visit,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { readOperations } from '../../../gateway/example-operations.ts'
import { DEFAULT_CLIENTS } from '../../../gateway/limits/client-limits.ts'
import { requestedCost } from '../../../gateway/limits/cost.ts'
import { planCost } from '../../../gateway/limits/cost-plan.ts'
import { readCostRules } from '../../../gateway/limits/cost-rules.ts'
import { refuseInputs } from '../../../gateway/limits/inputs.ts'
import { DEFAULT_LIMITS } from '../../../gateway/limits/limits.ts'
import { tooBig } from '../../../gateway/limits/static-limits.ts'
import { VIEWER_KINDS, type ViewerKind } from '../../../subgraphs/shared/access/viewer.ts'

const read = (file: string) => readFileSync(new URL(`../../../schema/${file}`, import.meta.url), 'utf8')
const schema = buildSchema(read('api.graphql'))
const rules = readCostRules(parse(read('supergraph.graphql')))
const examples = readOperations(new URL('../../../schema/operations/', import.meta.url))

/** Who sends an example, by what its scopes allow. */
const SENDERS: Readonly<Record<string, readonly ViewerKind[]>> = {
  'customer-360': ['STAFF'],
  availability: VIEWER_KINDS,
  'begin-cart': ['SHOPPER', 'STAFF'],
  category: VIEWER_KINDS,
  conversations: ['STAFF'],
  'find-customer': ['STAFF'],
  health: ['STAFF'],
  loyalty: ['STAFF'],
  me: ['SHOPPER', 'STAFF'],
  'my-cart': ['SHOPPER', 'STAFF'],
  'my-sizes': ['SHOPPER', 'STAFF'],
  'order-actions': ['SHOPPER', 'STAFF'],
  'order-detail': ['ANONYMOUS', 'SHOPPER', 'STAFF'],
  'order-history': ['STAFF'],
  'order-lookup': ['STAFF'],
  'price-quote': VIEWER_KINDS,
  'product-page': VIEWER_KINDS,
  'promotions-nearby': VIEWER_KINDS,
  'purchase-summary': ['STAFF'],
  'return-quote': ['SHOPPER', 'STAFF'],
  search: VIEWER_KINDS,
  'store-finder': VIEWER_KINDS,
}

/** The operation with each of its root fields ten times, by aliases. */
function tenfold(document: DocumentNode): DocumentNode {
  return visit(document, {
    enter(node) {
      if (node.kind !== Kind.OPERATION_DEFINITION) return undefined
      const selections = node.selectionSet.selections.flatMap(tenAliases)
      return { ...node, selectionSet: { ...node.selectionSet, selections } }
    },
  })
}

function tenAliases(selection: SelectionNode): SelectionNode[] {
  if (selection.kind !== Kind.FIELD) throw new Error('expected root fields')
  const { alias, name } = selection
  return Array.from({ length: 10 }, (_, n) => ({
    ...selection,
    alias: { kind: Kind.NAME, value: `${(alias ?? name).value}${n}` },
  }))
}

function tokensOf(text: string): number {
  const lexer = new Lexer(new Source(text))
  let count = 0
  while (lexer.advance().kind !== '<EOF>') count += 1
  return count
}

function tenTimes(query: string, variables: Readonly<Record<string, unknown>>) {
  const document = tenfold(parse(query))
  const operation = getOperationAST(document)
  if (!operation) throw new Error('expected one operation')
  return { document, plan: planCost(document, operation, schema, rules), variables }
}

describe('every example operation', () => {
  it('has senders', () => {
    expect(Object.keys(SENDERS).sort()).toEqual(examples.map(({ name }) => name).sort())
  })

  it.each(examples)('$name fits ten times into every limit of one operation', ({ query, variables }) => {
    const { document, plan } = tenTimes(query, variables)
    expect(validate(schema, document)).toEqual([])
    expect(tokensOf(print(document))).toBeLessThanOrEqual(DEFAULT_LIMITS.maxTokens)
    expect(tooBig(document, DEFAULT_LIMITS)).toBeNull()
    expect(() => refuseInputs(variables, plan, DEFAULT_LIMITS)).not.toThrow()
    expect(requestedCost(plan.nodes, variables)).toBeLessThanOrEqual(DEFAULT_LIMITS.maxCost)
  })

  it.each(
    examples.flatMap(({ name, ...example }) =>
      (SENDERS[name] ?? []).map((kind) => ({ ...example, name, kind })),
    ),
  )('$name fits ten times into the budget of $kind', ({ query, variables, kind }) => {
    const { costBudget, requestBurst } = DEFAULT_CLIENTS[kind]
    const cost = requestedCost(tenTimes(query, variables).plan.nodes, variables)
    expect(cost).toBeGreaterThan(0)
    expect(cost).toBeLessThanOrEqual(costBudget)
    expect(requestBurst).toBeGreaterThanOrEqual(10)
  })

  it('and the introspection of the common tools, ten times', () => {
    const { document, plan } = tenTimes(getIntrospectionQuery({ oneOf: true }), {})
    expect(tooBig(document, DEFAULT_LIMITS)).toBeNull()
    expect(requestedCost(plan.nodes, {})).toBeLessThanOrEqual(DEFAULT_LIMITS.maxCost)
  })
})
