import { type DirectiveNode, type Location, parse, type ValueNode, visit } from 'graphql'

/** A rule of the schema that can be removed or be without one of its ways. */
export interface RuleRemoval {
  readonly file: string
  readonly line: number
  /** `Order.payments`. */
  readonly within: string
  readonly what: string
  /** The directive as it is written. */
  readonly text: string
  /** The file's whole text without it. */
  readonly without: string
}

const RULES = new Set(['requiresScopes', 'authenticated', 'policy'])

/** Every directive of a schema's text that says who may see what: without it, and without each of its alternatives and each of their scopes. */
export function findDirectives(file: string, text: string): readonly RuleRemoval[] {
  const found: RuleRemoval[] = []
  visit(parse(text), {
    Directive(node, _, __, ___, ancestors) {
      if (!RULES.has(node.name.value) || !node.loc) return
      const within = ancestors.flatMap(namesIn).join('.')
      const written = text.slice(node.loc.start, node.loc.end).replaceAll(/\s+/g, ' ')
      const line = node.loc.startToken.line
      const removal = (what: string, { start, end }: Pick<Location, 'start' | 'end'>): RuleRemoval => {
        return { file, line, within, what, text: written, without: text.slice(0, start) + text.slice(end) }
      }
      found.push(removal('left out', node.loc))
      for (const [what, at] of partsOf(node)) found.push(removal(what, at))
    },
  })
  return found
}

function namesIn(ancestor: unknown): readonly string[] {
  const { name } = ancestor as { readonly name?: { readonly value: string } }
  return name ? [name.value] : []
}

/** Each alternative of several, and each of several scopes that one of them asks for. */
function partsOf(directive: DirectiveNode): readonly (readonly [string, Location])[] {
  const groups = itemsOf(directive.arguments?.[0]?.value)
  const some = groups.length > 1 ? groups : []
  const scopes = groups.flatMap((group) => (itemsOf(group).length > 1 ? itemsOf(group) : []))
  return [
    ...some.map((one) => [`no alternative ${textOf(one)}`, one] as const),
    ...scopes.map((one) => [`does not ask for ${textOf(one)}`, one] as const),
  ].flatMap(([what, { loc }]) => (loc ? [[what, loc] as const] : []))
}

function itemsOf(value: ValueNode | undefined): readonly ValueNode[] {
  return value?.kind === 'ListValue' ? value.values : []
}

function textOf({ loc }: ValueNode): string {
  return loc ? loc.source.body.slice(loc.start, loc.end) : ''
}
