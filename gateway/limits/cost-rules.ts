import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
} from 'graphql'

/** How long a list is, by `@listSize`. */
export interface ListSize {
  /** How many are reckoned with where no argument says. */
  readonly assumed: number | null
  /** Arguments that say how many; the largest counts. */
  readonly slicing: readonly string[]
  /** Fields below that the size is of; without any it is the field's own. */
  readonly sized: readonly string[]
}

/** What the schema says of costs: `@cost` and `@listSize` (IBM's cost directives specification, as federation carries them). */
export interface CostRules {
  /** Weights of fields and types, by coordinate: `Customer.orders`, `Order`. */
  readonly weights: ReadonlyMap<string, number>
  /** By coordinate. */
  readonly lists: ReadonlyMap<string, ListSize>
}

const COST = new Set(['cost', 'federation__cost'])
const LIST_SIZE = new Set(['listSize', 'cost__listSize', 'federation__listSize'])

/** Reads the rules of a supergraph. */
export function readCostRules({ definitions }: DocumentNode): CostRules {
  const weights = new Map<string, number>()
  const lists = new Map<string, ListSize>()
  const weigh = (coordinate: string, directives: readonly ConstDirectiveNode[] = []) => {
    const weight = intOf(argumentOf(directives, COST, 'weight'))
    if (weight !== null) weights.set(coordinate, weight)
  }
  for (const type of definitions) {
    if (!('name' in type) || !type.name || !('directives' in type)) continue
    if (type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      for (const field of type.fields ?? []) {
        const coordinate = `${type.name.value}.${field.name.value}`
        weigh(coordinate, field.directives)
        const size = listSizeOf(field)
        if (size) lists.set(coordinate, size)
      }
    }
    if (type.kind !== Kind.FRAGMENT_DEFINITION && type.kind !== Kind.OPERATION_DEFINITION)
      weigh(type.name.value, type.directives)
  }
  return { weights, lists }
}

function listSizeOf({ directives = [] }: FieldDefinitionNode): ListSize | null {
  if (!directives.some(({ name }) => LIST_SIZE.has(name.value))) return null
  return {
    assumed: intOf(argumentOf(directives, LIST_SIZE, 'assumedSize')),
    slicing: textsOf(argumentOf(directives, LIST_SIZE, 'slicingArguments')),
    sized: textsOf(argumentOf(directives, LIST_SIZE, 'sizedFields')),
  }
}

function argumentOf(
  directives: readonly ConstDirectiveNode[],
  names: ReadonlySet<string>,
  argument: string,
): ConstValueNode | undefined {
  const directive = directives.find(({ name }) => names.has(name.value))
  return directive?.arguments?.find(({ name }) => name.value === argument)?.value
}

/** Weights were strings in early drafts of the specification. */
function intOf(value: ConstValueNode | undefined): number | null {
  return value?.kind === Kind.INT || value?.kind === Kind.STRING ? Number(value.value) : null
}

function textsOf(value: ConstValueNode | undefined): readonly string[] {
  if (value?.kind !== Kind.LIST) return []
  return value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : []))
}
