import type { Path } from './problem.ts'

interface Checked {
  readonly documents: { readonly mandatory: readonly string[] }
  readonly issuers: Readonly<Record<string, unknown>>
}

/**
 * What no single key of `documents` can tell: whether an issuer that `mandatory` names is there. A name that nobody has would let
 * those through who were meant. `unknownIssuer` words it.
 */
export function wrongDocuments(
  { documents: { mandatory }, issuers }: Checked,
  unknownIssuer: (name: string) => string,
): readonly (readonly [path: Path, message: string])[] {
  return mandatory.flatMap((one, index) => {
    const [issuer = ''] = one.split('/', 1)
    if (/^[A-Z]/.test(one) || Object.hasOwn(issuers, issuer)) return []
    return [[['documents', 'mandatory', index], unknownIssuer(issuer)] as const]
  })
}
