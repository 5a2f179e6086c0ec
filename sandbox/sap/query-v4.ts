import type { EntitySet, EntityType, Service } from './edm.ts'
import { propertyNamed } from './filter.ts'
import { allowOnly, commonOptions, type Expansion, navigationNamed, PLAIN, type Query } from './query.ts'
import { malformed } from './refusal.ts'

const OUTER = [
  '$filter',
  '$select',
  '$expand',
  '$orderby',
  '$top',
  '$skip',
  '$skiptoken',
  '$count',
  '$format',
]
const INNER = ['$filter', '$select', '$expand', '$orderby', '$top', '$skip']

/** Reads V4's system query options against an entity set. Throws a Refusal for what the service does not know. */
export function queryV4(options: ReadonlyMap<string, string>, set: EntitySet, home: Service): Query {
  allowOnly(options, OUTER)
  return query(options, set, home)
}

function query(options: ReadonlyMap<string, string>, set: EntitySet, home: Service): Query {
  const count = options.get('$count') ?? 'false'
  if (count !== 'true' && count !== 'false') throw malformed('$count', 'expected true or false')
  const expand = split(options.get('$expand') ?? '', ',').map((item) => expansion(item, set.type, home))
  return {
    ...commonOptions(options, set.type, 'V4'),
    count: count === 'true',
    shape: { select: selected(options.get('$select'), set.type), links: new Set(), expand: new Map(expand) },
  }
}

function selected(text: string | undefined, type: EntityType): ReadonlySet<string> | null {
  const names = split(text ?? '', ',')
  if (names.length === 0 || names.includes('*')) return null
  return new Set(names.map((name) => propertyNamed(name, type, '$select').name))
}

function expansion(item: string, type: EntityType, home: Service): readonly [string, Expansion] {
  const [, name = '', inner = ''] = /^(\w+)(?:\((.*)\))?$/s.exec(item) ?? []
  if (name === '')
    throw malformed('$expand', 'expected navigations, each with options in parentheses or none')
  const { navigation, target } = navigationNamed(name, type, home)
  const pairs = split(inner, ';').map((option) => {
    const at = option.indexOf('=')
    return [option.slice(0, at).trim(), option.slice(at + 1)] as const
  })
  const options = new Map(pairs)
  allowOnly(options, INNER)
  return [name, { navigation, target, options: target ? query(options, target, home) : PLAIN }]
}

/** Splits at a sign that stands outside parentheses and quotes. */
function split(text: string, sign: string): readonly string[] {
  const pieces: string[] = []
  let depth = 0
  let quoted = false
  let from = 0
  for (let at = 0; at <= text.length; at++) {
    const character = text.charAt(at)
    if (character === "'") quoted = !quoted
    else if (!quoted) depth += Number(character === '(') - Number(character === ')')
    if (at === text.length || (character === sign && depth === 0 && !quoted)) {
      pieces.push(text.slice(from, at).trim())
      from = at + 1
    }
  }
  return pieces.filter(Boolean)
}
