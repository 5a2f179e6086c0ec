import { holds } from './asked-fields.ts'
import type { CostNode } from './cost-plan.ts'
import type { Variables } from './number-asked.ts'

/** What an operation will cost at most, by the sizes it asks for and those the schema reckons with. */
export function requestedCost(nodes: readonly CostNode[], variables: Variables): number {
  let sum = 0
  for (const { conditions, weight, each, size, below } of nodes) {
    if (!holds(conditions, variables)) continue
    const count = size ? size(variables) : 1
    sum += weight + (count > 0 ? count * (each + requestedCost(below, variables)) : 0)
  }
  return sum
}

/**
 * What it cost: the same sum over what was really answered. A field that was answered null costs its weight alone, and so
 * does an empty list: its system was asked.
 */
export function actualCost(nodes: readonly CostNode[], answered: unknown, variables: Variables): number {
  if (!isObject(answered)) return 0
  let sum = 0
  for (const { key, conditions, weight, each, below } of nodes) {
    if (!(key in answered) || !holds(conditions, variables)) continue
    sum += weight + costOfValue(answered[key], { each, below }, variables)
  }
  return sum
}

function costOfValue(value: unknown, node: Pick<CostNode, 'each' | 'below'>, variables: Variables): number {
  if (value === null || value === undefined) return 0
  if (!Array.isArray(value)) {
    return node.each + (node.below.length > 0 ? actualCost(node.below, value, variables) : 0)
  }
  let sum = 0
  for (const item of value) sum += costOfValue(item, node, variables)
  return sum
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
