import { readFileSync } from 'node:fs'
import { buildSchema, getOperationAST, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { limits } from '../../../gateway/config/limits-shape.ts'
import { DEFAULT_CLIENTS } from '../../../gateway/limits/client-limits.ts'
import { requestedCost } from '../../../gateway/limits/cost.ts'
import { planCost } from '../../../gateway/limits/cost-plan.ts'
import { readCostRules } from '../../../gateway/limits/cost-rules.ts'
import { blocksOf, pages } from '../../docs/blocks.ts'

const block = (start: string) => {
  const found = pages.flatMap(blocksOf).find(({ text }) => text.startsWith(start))
  if (!found) throw new Error(`expected a block that begins with ${start}`)
  return found.text
}
const read = (file: string) => readFileSync(new URL(`../../../schema/${file}`, import.meta.url), 'utf8')

describe('what the guides show of limits', () => {
  it('is a section that is right, with the defaults in it', () => {
    const shown = parseYaml(block('limits:\n')).limits
    expect(limits.parse({})).toMatchObject(shown)
    expect(limits.parse(shown)).toEqual(limits.parse({}))
  })

  it('is what customer-360 may cost somebody of the staff', () => {
    const document = parse(read('operations/customer-360.graphql'))
    const operation = getOperationAST(document)
    if (!operation) throw new Error('expected an operation')
    const rules = readCostRules(parse(read('supergraph.graphql')))
    const { nodes } = planCost(document, operation, buildSchema(read('api.graphql')), rules)
    const { cost } = JSON.parse(block('{ "cost"'))
    const { costBudget, costPerSecond } = DEFAULT_CLIENTS.STAFF
    expect(cost).toEqual({
      requested: requestedCost(nodes, {}),
      actual: cost.actual,
      budgetLeft: costBudget - cost.actual,
      restoreRate: costPerSecond,
    })
  })
})
