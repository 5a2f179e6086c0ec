import type { EntitySet, EntityType, Navigation, Service } from './edm.ts'
import { propertyNamed } from './filter.ts'
import { allowOnly, commonOptions, navigationNamed, PLAIN, type Query, type Shape } from './query.ts'
import { malformed, unknownProperty } from './refusal.ts'

const ALLOWED = [
  '$filter',
  '$select',
  '$expand',
  '$orderby',
  '$top',
  '$skip',
  '$skiptoken',
  '$inlinecount',
  '$format',
]

/** Reads V2's system query options against an entity set. Throws a Refusal for what the service does not know. */
export function queryV2(options: ReadonlyMap<string, string>, set: EntitySet, home: Service): Query {
  allowOnly(options, ALLOWED)
  const inlineCount = options.get('$inlinecount') ?? 'none'
  if (!['allpages', 'none'].includes(inlineCount))
    throw malformed('$inlinecount', 'expected allpages or none')
  const expands = paths(options.get('$expand'))
  const selects = options.has('$select') ? paths(options.get('$select')) : null
  return {
    ...commonOptions(options, set.type, 'V2'),
    count: inlineCount === 'allpages',
    shape: shape(expands, selects, set.type, home),
  }
}

type Path = readonly string[]

function paths(text: string | undefined): readonly Path[] {
  if (text === undefined) return []
  return text.split(',').map((path) => path.trim().split('/'))
}

/**
 * V2 selects expanded properties by path (`to_Item/Material`), and an expanded navigation that is not selected is
 * left out.
 */
function shape(
  expands: readonly Path[],
  selects: readonly Path[] | null,
  type: EntityType,
  home: Service,
): Shape {
  const heads = new Set(expands.map(([head = '']) => head))
  const chosen = selects && chosenOf(selects, type)
  const expand = [...heads].flatMap((head) => {
    const { navigation, target } = navigationNamed(head, type, home)
    if (chosen && !chosen.all && !chosen.links.has(head)) return []
    const inner = { ...PLAIN, shape: inside(head, { expands, selects, navigation, target, home }) }
    return [[head, { navigation, target, options: inner }] as const]
  })
  if (!chosen || chosen.all) return { select: null, links: null, expand: new Map(expand) }
  return { select: chosen.properties, links: chosen.links, expand: new Map(expand) }
}

interface Step {
  readonly expands: readonly Path[]
  readonly selects: readonly Path[] | null
  readonly navigation: Navigation
  readonly target: EntitySet | null
  readonly home: Service
}

function inside(head: string, { expands, selects, navigation, target, home }: Step): Shape {
  const tails = (list: readonly Path[]) =>
    list.filter(([first, ...rest]) => first === head && rest.length > 0).map(([, ...rest]) => rest)
  const deeper = tails(expands)
  if (!target) {
    const [first] = deeper
    if (first) throw unknownProperty(first[0] ?? '', navigation.name, '$expand')
    return PLAIN.shape
  }
  const whole = selects?.some((path) => path.length === 1 && (path[0] === head || path[0] === '*')) ?? true
  return shape(deeper, whole ? null : tails(selects ?? []), target.type, home)
}

function chosenOf(selects: readonly Path[], type: EntityType) {
  const properties = new Set<string>()
  const links = new Set<string>()
  for (const [head = '', ...rest] of selects) {
    if (head === '*') continue
    if (type.navigations.has(head)) links.add(head)
    else if (rest.length > 0) throw unknownProperty(head, type.name, '$select')
    else properties.add(propertyNamed(head, type, '$select').name)
  }
  return { properties, links, all: selects.some(([head]) => head === '*') }
}
