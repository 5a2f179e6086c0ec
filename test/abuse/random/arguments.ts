import { type GraphQLArgument, type GraphQLField, isNonNullType } from 'graphql'
import { identifier, literal, type Value, valueFor } from './values.ts'
import { variable, type Writing } from './writing.ts'

/** Arguments that say which one is meant: without them most root fields answer nothing. */
const ONE_OF: Readonly<Record<string, readonly string[]>> = {
  product: ['id', 'handle'],
  store: ['id', 'code'],
  variant: ['sku', 'gtin'],
}

/** In how many of a hundred cases an argument is given that need not be. */
const OFTEN: Readonly<Record<string, number>> = {
  first: 90,
  after: 4,
  number: 50,
  email: 30,
  receiptBarcode: 20,
}

/** The arguments of a field in brackets, or nothing; at depth 0 it is a root field's. */
export function argumentsText(
  field: GraphQLField<unknown, unknown>,
  { writing, depth }: { readonly writing: Writing; readonly depth: number },
): string {
  const { choices } = writing
  const alternatives = depth === 0 ? ONE_OF[field.name] : undefined
  const meant = alternatives && !choices.chance(5) ? choices.pick(alternatives) : null
  const together: Readonly<Record<string, Value>> =
    depth === 0 && field.name === 'customerLookup' && !choices.chance(10) ? identifier(writing) : {}
  const texts = field.args.flatMap((argument) => {
    const chosen = together[argument.name]
    const isAlternative = alternatives?.includes(argument.name) ?? false
    const isGiven =
      meant === argument.name ||
      isNeeded(argument, writing) ||
      (!(meant && isAlternative) && choices.chance(OFTEN[argument.name] ?? 14))
    if (!isGiven) return []
    const value =
      chosen ?? valueFor({ root: writing.root, name: argument.name, type: argument.type }, writing)
    return [`${argument.name}: ${given(argument, value, writing)}`]
  })
  return texts.length === 0 ? '' : `(${texts.join(', ')})`
}

function isNeeded({ type, defaultValue }: GraphQLArgument, { isCareless, choices }: Writing): boolean {
  return isNonNullType(type) && defaultValue === undefined && !(isCareless && choices.chance(3))
}

/** A value in its place, or in a variable; where none is needed it may be null, or a variable that nobody gives. */
function given({ type }: GraphQLArgument, value: Value, writing: Writing): string {
  const { choices } = writing
  const isOptional = !isNonNullType(type)
  const said = isOptional && choices.chance(4) ? null : value
  if (!choices.chance(40)) return literal(said)
  return variable(writing, String(type), isOptional && choices.chance(4) ? undefined : said)
}
