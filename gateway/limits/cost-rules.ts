import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  isTypeDefinitionNode,
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
  for (const node of definitions) {
    if (!isTypeDefinitionNode(node)) continue
    weigh(weights, node.name.value, node.directives)
    if (!('fields' in node)) continue
    for (const field of node.fields ?? []) {
      const coordinate = `${node.name.value}.${field.name.value}`
      weigh(weights, coordinate, field.directives)
      const size = listSizeOf(field)
      if (size) lists.set(coordinate, size)
    }
  }
  return { weights, lists }
}

function weigh(
  weights: Map<string, number>,
  coordinate: string,
  directives: readonly ConstDirectiveNode[] = [],
): void {
  const weight = intOf(argumentOf(directives, COST, 'weight'))
  if (weight !== null) weights.set(coordinate, weight)
}

function listSizeOf({ directives = [] }: FieldDefinitionNode | InputValueDefinitionNode): ListSize | null {
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
