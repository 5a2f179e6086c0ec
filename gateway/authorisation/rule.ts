import type { Viewer, ViewerKind } from '../../subgraphs/shared/access/viewer.ts'

/** One thing a schema asks of who looks. A list of lists is an OR of ANDs; an empty OR is met by nobody. */
export type Rule =
  | { readonly kind: 'AUTHENTICATED' }
  | { readonly kind: 'SCOPES'; readonly anyOf: AnyOf }
  | { readonly kind: 'POLICIES'; readonly anyOf: AnyOf }
  | { readonly kind: 'INTROSPECTION'; readonly kinds: readonly ViewerKind[] }

export type AnyOf = readonly (readonly string[])[]

/** Decides a policy of the schema by its name. Synchronous: it is asked on the way of every request. */
export type Policies = (name: string, viewer: Viewer) => boolean

/** Whether a viewer is let through; a policy that nobody evaluates lets nobody through. */
export function isMet(rule: Rule, viewer: Viewer, policies: Policies | undefined): boolean {
  switch (rule.kind) {
    case 'AUTHENTICATED':
      return viewer.kind !== 'ANONYMOUS'
    case 'SCOPES':
      return someGroup(rule.anyOf, (scope) => viewer.scopes.includes(scope))
    case 'POLICIES':
      return policies !== undefined && someGroup(rule.anyOf, (name) => policies(name, viewer))
    case 'INTROSPECTION':
      return rule.kinds.includes(viewer.kind)
  }
}

function someGroup(anyOf: AnyOf, holds: (name: string) => boolean): boolean {
  return anyOf.some((group) => group.every(holds))
}

/** Those of several rules that say more than one of the others does. */
export function strictest(rules: readonly Rule[]): readonly Rule[] {
  return rules.filter(
    (rule, at) =>
      !rules.some((other, index) => implies(other, rule) && (index < at || !implies(rule, other))),
  )
}

/** Whether whoever meets the one meets the other. */
function implies(one: Rule, other: Rule): boolean {
  if (one.kind !== other.kind || !('anyOf' in one) || !('anyOf' in other)) return false
  const { anyOf } = other
  return one.anyOf.every((group) => anyOf.some((wanted) => wanted.every((name) => group.includes(name))))
}

/** What a rule asks for and what was found instead, for the viewer to read. Of the viewer's scopes only those it names. */
export function wording(rule: Rule, viewer: Viewer): string {
  switch (rule.kind) {
    case 'AUTHENTICATED':
      return 'needs a token; found none'
    case 'SCOPES':
      return `needs a token with ${list(rule.anyOf)}; found ${foundScopes(rule.anyOf, viewer)}`
    case 'POLICIES':
      return `needs what the policy ${list(rule.anyOf)} allows; found that it does not`
    case 'INTROSPECTION':
      return `is told to ${rule.kinds.length > 0 ? rule.kinds.join(', ') : 'nobody'}; found ${viewer.kind}`
  }
}

function foundScopes(anyOf: AnyOf, viewer: Viewer): string {
  const held = [...new Set(anyOf.flat())].filter((scope) => viewer.scopes.includes(scope))
  if (held.length > 0) return `${held.join(' and ')} alone`
  return viewer.kind === 'ANONYMOUS' && viewer.scopes.length === 0 ? 'no token' : 'none of them'
}

function list(anyOf: AnyOf): string {
  if (anyOf.length === 0) return 'a right that nobody has'
  return anyOf.map((group) => (group.length > 1 ? group.join(' and ') : (group[0] ?? 'nothing'))).join(' or ')
}
