import type { GraphQLSchema } from 'graphql'
import type { Making, Value } from './values.ts'

/** What is written while an operation is. */
export interface Writing extends Making {
  readonly schema: GraphQLSchema
  /** What each name of the response stands for, anywhere in the document: so nothing ever contradicts anything. */
  readonly names: Map<string, string>
  readonly variables: Map<string, { readonly type: string; readonly value: Value | undefined }>
  readonly fragments: { readonly name: string; readonly type: string; readonly text: string }[]
  /** Objects that may still be asked for. */
  objects: number
  count: number
  /** The root field that is being written. */
  root: string
}

/** Nothing, mostly; or `@include`, `@skip` or both, by a value or by a variable. */
export function condition(writing: Writing): string {
  const { choices } = writing
  if (!choices.chance(12)) return ''
  const flag = () => {
    const value = choices.chance(50)
    return choices.chance(60) ? variable(writing, 'Boolean!', value) : String(value)
  }
  const which = choices.pick([['include'], ['skip'], ['include', 'skip']])
  return which.map((name) => ` @${name}(if: ${flag()})`).join('')
}

/** A variable of that type with a value; nobody gives it one that is undefined. */
export function variable({ variables }: Writing, type: string, value: Value | undefined): string {
  const name = `v${variables.size + 1}`
  variables.set(name, { type, value })
  return `$${name}`
}
