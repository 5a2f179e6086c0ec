import type { IssuerConfig } from './identity-shape.ts'
import type { Path } from './problem.ts'

/** What is wrong where. */
type Found = readonly [path: Path, message: string]

interface Checked {
  readonly issuers: Readonly<Record<string, IssuerConfig>>
  readonly systems: Readonly<Record<string, unknown>>
}

/** What no single key of `issuers` can tell. `unknownSystem` words a system nobody declared. */
export function wrongIssuers(
  { issuers, systems }: Checked,
  unknownSystem: (name: string) => string,
): readonly Found[] {
  const entries = Object.entries(issuers)
  return entries.flatMap(([name, one], index): Found[] => {
    const at = (...path: readonly (string | number)[]) => ['issuers', name, ...path]
    const first = entries.findIndex(([, { issuer }]) => issuer === one.issuer)
    const twin = entries[first]?.[0]
    const system = one.customer?.system
    return [
      ...(first < index
        ? [[at('issuer'), `expected an issuer of its own; ${twin} has the same`] as const]
        : []),
      ...(system !== undefined && !Object.hasOwn(systems, system)
        ? [[at('customer', 'system'), unknownSystem(system)] as const]
        : []),
      ...lonelyClaim(one).map(([path, message]) => [at(...path), message] as const),
      ...excess(one).map(([path, message]) => [at(...path), message] as const),
    ]
  })
}

/** A claim of scopes without the scopes that count, or these without the claim. */
function lonelyClaim({ scopes: { claim, allowed } }: IssuerConfig): Found[] {
  if (claim !== undefined && allowed.length === 0) {
    return [
      [['scopes', 'claim'], 'expected allowed beside it: the scopes of the claim that count; found none'],
    ]
  }
  if (claim === undefined && allowed.length > 0) {
    return [[['scopes', 'allowed'], 'expected claim beside it: the claim that lists scopes; found none']]
  }
  return []
}

/** What nobody of a kind may ever be given by a token. */
function excess({ kind, scopes: { always, allowed, roles } }: IssuerConfig): Found[] {
  const lists: readonly (readonly [Path, readonly string[]])[] = [
    [['scopes', 'always'], always],
    [['scopes', 'allowed'], allowed],
    ...Object.entries(roles?.grants ?? {}).map(
      ([role, list]) => [['scopes', 'roles', 'grants', role], list] as const,
    ),
  ]
  return lists.flatMap(([path, list]) =>
    list.flatMap((scope, index): Found[] => {
      const message = whyNot(kind, scope)
      return message === null ? [] : [[[...path, index], message]]
    }),
  )
}

function whyNot(kind: IssuerConfig['kind'], scope: string): string | null {
  if (kind === 'SHOPPER' && scope !== 'customer:self') {
    return `expected customer:self, all that an issuer of kind SHOPPER may grant; found ${scope}`
  }
  if (kind === 'PARTNER') return `expected no scope for an issuer of kind PARTNER; found ${scope}`
  return null
}
