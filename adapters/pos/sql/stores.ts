import type { SqlTillOptions } from './options.ts'

/** A till and the store it stands in. */
export interface Till {
  readonly store: string
  readonly number: string
  readonly timeZone: string
}

/** Which till each host is, as the configuration says: uniCenta writes no store on a receipt. */
export function tillsByHost({ stores, timeZone }: SqlTillOptions): ReadonlyMap<string, Till> {
  return new Map(
    Object.entries(stores).flatMap(([store, { hosts, timeZone: own = timeZone }]) =>
      Object.entries(hosts).map(([host, number]) => [host, { store, number, timeZone: own }] as const),
    ),
  )
}
