import { refusal } from '../errors.ts'
import type { CostPlan } from './cost-plan.ts'
import type { OperationLimits } from './limits.ts'
import type { Variables } from './number-asked.ts'

type InputLimits = Pick<
  OperationLimits,
  'maxPageSize' | 'maxListItems' | 'maxVariableDepth' | 'maxVariableValues' | 'maxVariableCharacters'
>

/**
 * Throws what is wrong with the variables of an operation: too many of them, too deep (COST_EXCEEDED), or a page of a size that
 * is none (BAD_INPUT). To be asked before anything is planned.
 */
export function refuseInputs(variables: Variables, { pages }: CostPlan, limits: InputLimits): void {
  refuseVariables(variables, limits)
  for (const { argument, asked } of pages) {
    const size = asked(variables)
    if (size === null || (Number.isInteger(size) && size >= 1 && size <= limits.maxPageSize)) continue
    throw refusal('BAD_INPUT', `${argument} expected 1 to ${limits.maxPageSize}; found ${size}`)
  }
}

function refuseVariables(variables: Variables, limits: InputLimits): void {
  const { maxListItems, maxVariableDepth, maxVariableValues, maxVariableCharacters } = limits
  let count = 0

  function look(value: unknown, depth: number): void {
    count += 1
    refuseOver('the variables hold', 'values', count, maxVariableValues)
    if (typeof value === 'string') refuseOver('a text has', 'characters', value.length, maxVariableCharacters)
    if (typeof value !== 'object' || value === null) return
    refuseOver('the variables nest', 'levels', depth, maxVariableDepth)
    if (Array.isArray(value)) refuseOver('a list has', 'items', value.length, maxListItems)
    for (const one of Object.values(value)) look(one, depth + 1)
  }

  for (const value of Object.values(variables)) look(value, 1)
}

function refuseOver(subject: string, what: string, found: number, limit: number): void {
  if (found <= limit) return
  throw refusal('COST_EXCEEDED', `${subject} ${found} ${what}; at most ${limit} are allowed`)
}
